#include "plotting/levelstats.h"

#include "plotting/pixels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace plotting {

namespace {

constexpr std::size_t coarseBins = 4096;

template <typename T>
constexpr bool isNarrow = std::is_integral_v<T> && sizeof(T) <= 2;

/// Every value has a bin: exact, and one pass. Two tables, so that equal neighbours need not wait for each other.
template <typename T>
LevelStats countExactly(const T* values, std::size_t count)
{
    constexpr int lowest = int(std::numeric_limits<T>::min());
    constexpr std::size_t size = std::size_t(1) << (8 * sizeof(T));
    std::vector<std::uint32_t> first(size, 0);
    std::vector<std::uint32_t> second(size, 0);
    std::size_t i = 0;
    for (; i + 1 < count; i += 2) {
        ++first[std::size_t(int(values[i]) - lowest)];
        ++second[std::size_t(int(values[i + 1]) - lowest)];
    }
    if (i < count)
        ++first[std::size_t(int(values[i]) - lowest)];
    std::size_t low = size;
    std::size_t high = 0;
    double sum = 0;
    for (std::size_t bin = 0; bin < size; ++bin) {
        first[bin] += second[bin];
        if (first[bin] == 0)
            continue;
        low = std::min(low, bin);
        high = bin;
        sum += double(first[bin]) * (double(bin) + lowest);
    }
    LevelStats stats;
    stats.count = count;
    stats.min = double(low) + lowest;
    stats.max = double(high) + lowest;
    stats.mean = sum / double(count);
    stats.binLow = stats.min;
    stats.binWidth = 1;
    stats.bins.assign(first.begin() + std::ptrdiff_t(low), first.begin() + std::ptrdiff_t(high) + 1);
    return stats;
}

template <typename T>
LevelStats countCoarsely(const T* values, std::size_t count)
{
    LevelStats stats;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    double sum = 0;
    std::uint64_t finite = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double value = double(values[i]);
        if (!std::isfinite(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
        sum += value;
        ++finite;
    }
    if (finite == 0)
        return stats;
    stats.count = finite;
    stats.min = low;
    stats.max = high;
    stats.mean = sum / double(finite);
    stats.binLow = low;
    const double span = high - low;
    stats.binWidth = span > 0 && std::isfinite(span) ? span / double(coarseBins) : 1.0;
    stats.bins.assign(span > 0 ? coarseBins : 1, 0);
    const double scale = 1.0 / stats.binWidth;
    const double last = double(stats.bins.size() - 1);
    for (std::size_t i = 0; i < count; ++i) {
        const double position = (double(values[i]) - low) * scale;
        if (position >= 0) // false for NaN and negative infinity
            ++stats.bins[std::size_t(std::min(position, last))];
    }
    return stats;
}

} // namespace

double LevelStats::percentile(double p) const
{
    if (count == 0)
        return 0;
    const double wanted = std::clamp(p, 0.0, 100.0) / 100.0 * double(count);
    double below = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const double here = double(bins[i]);
        if (here > 0 && below + here >= wanted) {
            const double inBin = bins.size() > 1 && binWidth != 1 ? (wanted - below) / here : 0.0;
            return std::clamp(binLow + (double(i) + inBin) * binWidth, min, max);
        }
        below += here;
    }
    return max;
}

LevelStats levelStats(const Frame& frame)
{
    if (frame.isNull())
        return {};
    return visitPixels(frame, [&frame](const auto* values) {
        using T = std::remove_const_t<std::remove_pointer_t<decltype(values)>>;
        if constexpr (isNarrow<T>)
            return countExactly(values, frame.count());
        else
            return countCoarsely(values, frame.count());
    });
}

} // namespace plotting
