#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace plotting {

enum class PixelType { Int8, UInt8, Int16, UInt16, Int32, UInt32, Float32, Float64 };

/// One picture, shared and never copied. Shape: [height, width], row after row, width fastest.
struct Frame
{
    std::shared_ptr<const void> data; ///< width * height values of `type`
    PixelType type = PixelType::UInt16;
    int width = 0;
    int height = 0;
    std::chrono::system_clock::time_point time;

    bool isNull() const { return !data || width <= 0 || height <= 0; }
    std::size_t count() const { return std::size_t(width) * std::size_t(height); }
    /// NaN outside the picture.
    double valueAt(int x, int y) const;
};

std::size_t bytesPerPixel(PixelType type);

} // namespace plotting
