#include "plotting/frame.h"

#include "plotting/pixels.h"

#include <limits>

namespace plotting {

double Frame::valueAt(int x, int y) const
{
    if (isNull() || x < 0 || y < 0 || x >= width || y >= height)
        return std::numeric_limits<double>::quiet_NaN();
    const std::size_t index = std::size_t(y) * std::size_t(width) + std::size_t(x);
    return visitPixels(*this, [index](const auto* values) { return double(values[index]); });
}

std::size_t bytesPerPixel(PixelType type)
{
    constexpr std::size_t bytes[] = {1, 1, 2, 2, 4, 4, 4, 8};
    return bytes[std::size_t(type)];
}

} // namespace plotting
