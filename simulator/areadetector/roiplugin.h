#pragma once

#include "simulator/areadetector/plugin.h"

namespace simulator {

/// What a region of interest makes of a frame.
struct Region
{
    AxisCut x; ///< whole axis when it is larger
    AxisCut y;
    double divisor = 1;
    std::optional<PixelType> type; ///< nothing: that of the frame
};

/// Pixels of a bin are added; sums that the type cannot hold become its nearest number.
Frame cutOut(const Frame& frame, const Region& region);

/// Hands on a part of each frame, binned, mirrored and scaled ("BD:ROI1:MinX" …).
/// Units:   pixels of the frame that comes in.   Thread: its host's; cuts at the worker.
/// Colours stay together: there is no third dimension to cut.
/// Source:  NDPluginROI of ADCore R3.
class RoiPlugin : public Plugin
{
public:
    RoiPlugin(const Place& place, const Identity& identity);

protected:
    Worker::Work job(const Frame& frame) override;

private:
    void addAxis(char axis);
    AxisCut cut(char axis) const;
    void showAxis(char axis, const AxisCut& cut, int length);
    Region region() const;
};

} // namespace simulator
