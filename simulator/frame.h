#pragma once

#include "devices/channel/value.h"

namespace simulator {

/// NDDataType_t of areaDetector, in its order.
enum class PixelType : quint8 { Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float32, Float64 };

/// One image, row after row from the top left; shared, never changed.
struct Frame
{
    int width = 0;
    int height = 0;
    PixelType type = PixelType::UInt16;
    devices::Value pixels;
    qint64 uniqueId = 0;
    devices::Timestamp time{};
};

/// The part of the sensor that is read out.
/// Units:   pixels of the sensor.
struct Readout
{
    int minX = 0;
    int minY = 0;
    int sizeX = 0;
    int sizeY = 0;
    int binX = 1;
    int binY = 1;

    int width() const { return sizeX / binX; }
    int height() const { return sizeY / binY; }
};

} // namespace simulator
