#pragma once

#include "devices/kinds/triggereddevice.h"

namespace devices {

/// One frame per trigger from an areaDetector camera, with the numbers of its statistics plugin.
///
/// Columns: <name>_total (hinted), _max, _centroid_x, _centroid_y, _sigma_x, _sigma_y; with `image` also <name>_image
///          [rows, columns].
/// Units:   exposure in seconds, positions in pixels.
/// Staging ends free-running acquisition and prepares single frames; unstaging puts back what was, running or not.
/// Errors:  those of TriggeredDevice; BadValue for an image that does not fit its announced size.
/// Source:  areaDetector R3-10: ADBase, NDPluginStats, NDStdArrays.
class AreaDetector : public TriggeredDevice
{
public:
    struct Options
    {
        QString cam = QStringLiteral("cam1:");
        QString stats = QStringLiteral("Stats1:"); ///< empty = none
        QString array = QStringLiteral("image1:");
        bool image = false;
    };

    AreaDetector(QString name, const QString& prefix, DeviceContext context, const Options& options);

    std::vector<DataKey> describe() const override;
    Handle read(ReadDone done) override;

protected:
    std::vector<StagedSetting> stagedSettings() const override;

private:
    enum Field : Index { Acquire, ImageMode, NumImages, AcquireTime, WaitForPlugins, AfterCam };

    static std::vector<SignalSpec> table(const QString& prefix, const Options& options);
    Value singleFrameMode() const;
    Result<std::vector<Reading>> withImage(std::vector<Reading> readings) const;

    const Options m_options;
    const Index m_image; ///< ArrayData, then rows, columns, data type
};

} // namespace devices
