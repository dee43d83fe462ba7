#pragma once

#include "devices/kinds/framewriter.h"
#include "devices/kinds/triggereddevice.h"

#include <QMap>

namespace devices {

/// A number of frames per trigger from an areaDetector camera, with the numbers of its statistics plugins.
///
/// Columns: <name>_total (hinted), _max, _centroid_x, _centroid_y, _sigma_x, _sigma_y of the last frame; the same under
///          <name>_<region>_… for each region; with `image` also <name>_image [rows, columns], the last frame. With `file` its HDF5 plugin
///          writes all frames, as <name>_frames [frames, rows, columns].
/// Units:   exposure in seconds, positions in pixels.
/// Staging ends free-running acquisition and prepares for triggers; unstaging puts back what was, running or not.
/// Errors:  those of TriggeredDevice and FrameWriter; BadValue for an image that does not fit its announced size.
/// Source:  areaDetector R3-10: ADBase, NDPluginROI, NDPluginStats, NDStdArrays, NDFileHDF5.
class AreaDetector : public TriggeredDevice
{
public:
    struct Options
    {
        QString cam = QStringLiteral("cam1:");
        QString stats = QStringLiteral("Stats1:"); ///< empty = none
        QString array = QStringLiteral("image1:");
        bool image = false;
        int frames = 1; ///< per trigger
        QMap<QString, QString> regions{}; ///< name → statistics plugin that sees a part of the frame
        QStringList rois{}; ///< region plugins that are switched on and whose limits are recorded
        QString file{}; ///< HDF5 plugin; empty = none
        QString directory{}; ///< of its files; empty = as the plugin is set
    };

    AreaDetector(QString name, const QString& prefix, DeviceContext context, const Options& options);

    StatusPtr connect(std::chrono::milliseconds timeout) override;
    QStringList missing() const override;
    std::vector<DataKey> describe() const override;
    std::vector<DataKey> describeFrames() const override;
    std::vector<FrameFile> frameFiles() const override;
    StatusPtr trigger() override;
    StatusPtr stage() override;
    StatusPtr unstage() override;

protected:
    std::vector<StagedSetting> stagedSettings() const override;
    std::vector<Index> rawColumns() const override;
    Result<std::vector<Reading>> refined(std::vector<Reading> readings) const override;
    double acquisitionTime(double dwell) const override;
    StatusPtr acquired() override;

private:
    // clang-format off
    enum Field : Index {
        Acquire, ImageMode, NumImages, AcquireTime, AcquirePeriod, TriggerMode, ArrayCallbacks, WaitForPlugins, Width, Height, Colors,
        AfterCam,
    };
    // clang-format on
    struct Layout
    {
        std::vector<SignalSpec> table;
        std::vector<Index> switches; ///< set to 1 while staged, where they exist
        Index image = 0; ///< ArrayData, then rows, columns, data type
    };

    AreaDetector(QString name, const QString& prefix, const DeviceContext& context, const Options& options,
        const Layout& layout);

    static Layout layoutFor(const QString& prefix, const Options& options);
    static void addStats(Layout& layout, const QString& prefix, const QString& suffix);
    static void addRoi(Layout& layout, const QString& prefix, const QString& roi);
    int pixelBytes() const;
    EnumIndex state(Index index, const char* label, quint16 otherwise) const;

    const Options m_options;
    const std::vector<Index> m_switches;
    const Index m_image;
    const std::unique_ptr<FrameWriter> m_writer; ///< null without a file plugin
    qint64 m_framesBefore = 0; ///< in the file, when the trigger came
};

} // namespace devices
