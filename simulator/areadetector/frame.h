#pragma once

#include "devices/channel/value.h"

#include <algorithm>
#include <chrono>

namespace simulator {

/// NDDataType_t of areaDetector, in its order.
enum class PixelType : quint8 { Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float32, Float64 };
/// NDColorMode_t of areaDetector; those between and after are not made here.
enum class ColorMode : quint8 { Mono = 0, Rgb1 = 2 };

inline int bytesOf(PixelType type)
{
    constexpr int bytes[] = {1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    return bytes[static_cast<std::size_t>(type)];
}

/// Time since 1990-01-01 00:00:00 UTC, as images carry it.
struct EpicsTime
{
    quint32 seconds = 0;
    quint32 nanoseconds = 0;
};
inline EpicsTime toEpicsTime(devices::Timestamp time)
{
    constexpr std::chrono::seconds epicsEpoch{631152000}; // since 1970
    const auto since = time.time_since_epoch() - epicsEpoch;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
    return {static_cast<quint32>(seconds.count()), static_cast<quint32>((since - seconds).count())};
}
inline double sinceEpicsEpoch(devices::Timestamp time)
{
    const EpicsTime epics = toEpicsTime(time);
    return epics.seconds + 1e-9 * epics.nanoseconds;
}

/// One image, row after row from the top left; shared, never changed.
struct Frame
{
    int width = 0;
    int height = 0;
    ColorMode color = ColorMode::Mono;
    PixelType type = PixelType::UInt16;
    devices::Value pixels; ///< Rgb1: red, green, blue of each pixel
    qint64 uniqueId = 0;
    devices::Timestamp time{};

    int colors() const { return color == ColorMode::Rgb1 ? 3 : 1; }
    std::size_t bytes() const { return devices::elementCount(pixels) * static_cast<std::size_t>(bytesOf(type)); }
    bool sameLayout(const Frame& other) const
    {
        return width == other.width && height == other.height && color == other.color && type == other.type;
    }
};

/// What is taken of one axis.
/// Units:   pixels before binning.
struct AxisCut
{
    int min = 0;
    int size = 0;
    int bin = 1;
    bool reverse = false;

    int bins() const { return size / bin; }
    /// What of it there is on an axis of `length` pixels; never nothing.
    AxisCut within(int length) const
    {
        AxisCut fits = *this;
        fits.min = std::clamp(min, 0, std::max(0, length - 1));
        fits.size = std::clamp(size, 1, std::max(1, length - fits.min));
        fits.bin = std::clamp(bin, 1, fits.size);
        return fits;
    }
};

/// The part of the sensor that is read out.
struct Readout
{
    AxisCut x;
    AxisCut y;

    int width() const { return x.bins(); }
    int height() const { return y.bins(); }
};

} // namespace simulator
