#pragma once

#include <QtGlobal>

#include <cstddef>

namespace devices {

/// Every n-th element of an array from `start` to `end`, both included; negative ones count from the array's end.
struct ArraySlice
{
    qint64 start = 0;
    qint64 increment = 1; ///< ≥ 1
    qint64 end = -1;

    struct Extent
    {
        std::size_t first = 0;
        std::size_t count = 0;
    };
    /// What it means for an array of so many elements.
    Extent of(std::size_t elements) const;
};

} // namespace devices
