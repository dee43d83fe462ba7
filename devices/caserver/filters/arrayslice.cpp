#include "devices/caserver/filters/arrayslice.h"

#include <algorithm>

namespace devices {

ArraySlice::Extent ArraySlice::of(std::size_t elements) const
{
    const auto size = static_cast<qint64>(elements);
    const auto fromEnd = [size](qint64 index) { return index < 0 ? std::max<qint64>(0, index + size) : index; };
    const qint64 first = std::min(fromEnd(start), size);
    const qint64 last = std::min(fromEnd(end), size - 1);
    if (last < first)
        return {static_cast<std::size_t>(first), 0};
    return {static_cast<std::size_t>(first), static_cast<std::size_t>((last - first) / increment + 1)};
}

} // namespace devices
