#include "storage/tiff/picture.h"

#include <functional>
#include <numeric>
#include <type_traits>

namespace storage {

namespace {

struct PixelsOf
{
    template <typename T>
    std::optional<Pixels> operator()(const devices::ArrayPtr<T>& array) const
    {
        if constexpr (std::is_arithmetic_v<T>) {
            const auto numbers = std::is_floating_point_v<T> ? Pixels::Numbers::Float
                : std::is_signed_v<T>                        ? Pixels::Numbers::Signed
                                                             : Pixels::Numbers::Unsigned;
            const auto bytes = std::as_bytes(std::span<const T>(*array));
            if (!bytes.empty())
                return Pixels{numbers, sizeof(T), {reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
        }
        return std::nullopt;
    }
    template <typename T>
    std::optional<Pixels> operator()(const T&) const
    {
        return std::nullopt;
    }
};

bool isColour(qint64 length)
{
    return length == 3 || length == 4;
}

} // namespace

std::optional<Pixels> pixelsOf(const devices::Value& value)
{
    return std::visit(PixelsOf(), value);
}

std::vector<Picture> picturesOf(const Pixels& pixels, std::span<const qint64> shape)
{
    const auto count = static_cast<qint64>(pixels.count());
    const qint64 expected = std::accumulate(shape.begin(), shape.end(), qint64{1}, std::multiplies<>());
    if (shape.size() < 2 || expected != count)
        return {{1, static_cast<quint32>(count), 1, false, pixels}};
    const bool byPixel = shape.size() > 2 && isColour(shape.back());
    const bool planes = !byPixel && shape.size() == 3 && shape.front() == 3;
    Picture picture;
    picture.planes = planes;
    picture.colours = static_cast<quint16>(byPixel ? shape.back() : planes ? 3 : 1);
    const std::size_t last = shape.size() - (byPixel ? 2 : 1);
    picture.columns = static_cast<quint32>(shape[last]);
    picture.rows = static_cast<quint32>(shape[last - 1]);
    const std::size_t bytes
        = std::size_t{picture.rows} * picture.columns * picture.colours * pixels.itemBytes; // not 0, as all are not
    std::vector<Picture> pictures;
    for (std::size_t at = 0; at < pixels.bytes.size(); at += bytes) {
        picture.pixels = {pixels.numbers, pixels.itemBytes, pixels.bytes.subspan(at, bytes)};
        pictures.push_back(picture);
    }
    return pictures;
}

} // namespace storage
