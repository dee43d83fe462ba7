#pragma once

#include "plotting/frame.h"

#include <QMetaType>

#include <cstdint>
#include <vector>

namespace plotting {

/// Smallest, largest and distribution of a frame's finite values.
struct LevelStats
{
    double min = 0;
    double max = 0;
    double mean = 0;
    std::uint64_t count = 0; ///< finite values
    double binLow = 0; ///< lower edge of the first bin
    double binWidth = 1;
    std::vector<std::uint32_t> bins;

    bool isEmpty() const { return count == 0; }
    /// p from 0 to 100; within one bin, and never outside [min, max].
    double percentile(double p) const;
};

/// Pure; any thread. Integers of 16 bits or less are counted exactly, others in 4096 bins.
LevelStats levelStats(const Frame& frame);

} // namespace plotting

Q_DECLARE_METATYPE(plotting::LevelStats)
