#pragma once

#include "devices/channel/value.h"

#include <optional>
#include <span>
#include <vector>

namespace storage {

/// Numbers in memory that somebody else keeps, in native byte order.
struct Pixels
{
    enum class Numbers : quint8 { Signed, Unsigned, Float };

    Numbers numbers = Numbers::Unsigned;
    std::size_t itemBytes = 1;
    std::span<const char> bytes = {};

    std::size_t count() const { return bytes.size() / itemBytes; }
};

/// Nothing for what is no array of numbers, or empty.
std::optional<Pixels> pixelsOf(const devices::Value& value);

/// One page of a TIFF file.
struct Picture
{
    quint32 rows = 0;
    quint32 columns = 0;
    quint16 colours = 1;
    bool planes = false; ///< one colour after the other, instead of pixel by pixel
    Pixels pixels = {};
};

/// Of a frame [rows, columns], [rows, columns, 3 or 4], [3, rows, columns], or of several [frames, …]. What does not have the
/// size that it should becomes one row, so that no number is lost.
std::vector<Picture> picturesOf(const Pixels& pixels, std::span<const qint64> shape);

} // namespace storage
