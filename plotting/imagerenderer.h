#pragma once

#include "plotting/colormap.h"
#include "plotting/frame.h"
#include "plotting/levelstats.h"

#include <QImage>

#include <memory>

namespace plotting {

/// How values become colours.
struct RenderOptions
{
    std::shared_ptr<const ColorMap> map;
    bool autoLevels = true;
    double autoLow = 0.1; ///< percentiles
    double autoHigh = 99.9;
    double low = 0; ///< levels when not automatic
    double high = 1;
    bool logarithmic = false;
};

struct RenderedImage
{
    QImage image;
    Frame frame;
    LevelStats stats;
    double low = 0;
    double high = 1;
};

/// Pure; any thread. Values below low and above high get the end colours, NaN is transparent.
/// Logarithmic: u' = ln(1 + 1000 u) / ln(1001), u being the position between the levels.
RenderedImage renderImage(const Frame& frame, const RenderOptions& options);

} // namespace plotting
