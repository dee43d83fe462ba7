#pragma once

#include "plotting/frame.h"
#include "widgets/pvbinding.h"

namespace widgets {

/// Puts an areaDetector's pictures together: the array of the standard-array plugin with its size and data type.
/// The parts come by separate monitors; a picture whose length does not fit its size is left out until they agree.
/// Source:  areaDetector NDPluginStdArrays: ArrayData, ArraySize0_RBV, ArraySize1_RBV, DataType_RBV.
class CameraFeed : public QObject
{
    Q_OBJECT

public:
    /// `image` is the plugin's prefix, as "13SIM1:image1:".
    /// Pictures come only while the viewer can be seen.
    CameraFeed(Desk& desk, const QString& image, QWidget& viewer);

    bool isConnected() const { return m_data.isConnected(); }

Q_SIGNALS:
    void frame(const plotting::Frame& frame);
    void connectionChanged();

private:
    void deliver();

    PvBinding m_data;
    PvBinding m_width;
    PvBinding m_height;
    PvBinding m_dataType;
};

} // namespace widgets
