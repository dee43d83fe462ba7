#include "plotting/imagerenderer.h"

#include "plotting/pixels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

namespace plotting {

namespace {

constexpr std::size_t steps = 65536;
constexpr double logDepth = 1000;

double transfer(double u, bool logarithmic)
{
    return logarithmic ? std::log1p(logDepth * u) / std::log1p(logDepth) : u;
}

/// Colours by position between the levels.
std::vector<QRgb> makeRamp(const ColorMap& map, bool logarithmic)
{
    std::vector<QRgb> ramp(steps);
    for (std::size_t i = 0; i < steps; ++i)
        ramp[i] = map.color(transfer(double(i) / double(steps - 1), logarithmic));
    return ramp;
}

/// Colours by value, for types that have few of them.
template <typename T>
std::vector<QRgb> makeTable(const ColorMap& map, bool logarithmic, double low, double high)
{
    constexpr int lowest = int(std::numeric_limits<T>::min());
    constexpr std::size_t size = std::size_t(1) << (8 * sizeof(T));
    std::vector<QRgb> table(size);
    for (std::size_t i = 0; i < size; ++i) {
        const double u = std::clamp((double(i) + lowest - low) / (high - low), 0.0, 1.0);
        table[i] = map.color(u <= 0 || u >= 1 ? u : transfer(u, logarithmic));
    }
    return table;
}

template <typename T>
void paint(const T* values, QImage& image, const RenderOptions& options, double low, double high)
{
    const int width = image.width();
    if constexpr (std::is_integral_v<T> && sizeof(T) <= 2) {
        constexpr int lowest = int(std::numeric_limits<T>::min());
        const std::vector<QRgb> table = makeTable<T>(*options.map, options.logarithmic, low, high);
        for (int y = 0; y < image.height(); ++y, values += width) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < width; ++x)
                line[x] = table[std::size_t(int(values[x]) - lowest)];
        }
    } else {
        const std::vector<QRgb> ramp = makeRamp(*options.map, options.logarithmic);
        const double scale = double(steps - 1) / (high - low);
        for (int y = 0; y < image.height(); ++y, values += width) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < width; ++x) {
                const double position = (double(values[x]) - low) * scale;
                line[x]
                    = std::isnan(position) ? 0u : ramp[std::size_t(std::clamp(position, 0.0, double(steps - 1)) + 0.5)];
            }
        }
    }
}

} // namespace

RenderedImage renderImage(const Frame& frame, const RenderOptions& options)
{
    RenderedImage result;
    result.frame = frame;
    if (frame.isNull() || !options.map)
        return result;
    result.stats = levelStats(frame);
    result.low = options.autoLevels ? result.stats.percentile(options.autoLow) : options.low;
    result.high = options.autoLevels ? result.stats.percentile(options.autoHigh) : options.high;
    if (!(result.low < result.high))
        result.high = result.low + 1;
    const bool mayHaveNan = frame.type == PixelType::Float32 || frame.type == PixelType::Float64;
    result.image
        = QImage(frame.width, frame.height, mayHaveNan ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (result.image.isNull())
        return result;
    visitPixels(frame, [&](const auto* values) { paint(values, result.image, options, result.low, result.high); });
    return result;
}

} // namespace plotting
