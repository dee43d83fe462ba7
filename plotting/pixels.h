#pragma once

#include "plotting/frame.h"

#include <cstdint>

namespace plotting {

/// Calls function with a typed pointer to the frame's values. The one place that knows the types.
template <typename Function>
auto visitPixels(const Frame& frame, Function&& function)
{
    const void* data = frame.data.get();
    switch (frame.type) {
    case PixelType::Int8:
        return function(static_cast<const std::int8_t*>(data));
    case PixelType::UInt8:
        return function(static_cast<const std::uint8_t*>(data));
    case PixelType::Int16:
        return function(static_cast<const std::int16_t*>(data));
    case PixelType::UInt16:
        return function(static_cast<const std::uint16_t*>(data));
    case PixelType::Int32:
        return function(static_cast<const std::int32_t*>(data));
    case PixelType::UInt32:
        return function(static_cast<const std::uint32_t*>(data));
    case PixelType::Float32:
        return function(static_cast<const float*>(data));
    case PixelType::Float64:
        break;
    }
    return function(static_cast<const double*>(data));
}

} // namespace plotting
