#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace plotting {

struct Sample
{
    double time = 0;
    double value = 0;
};

/// The bounded history of one series; the oldest samples make room. A value holds until the next one, NaN is a gap.
/// Units: time in seconds; it never decreases.
class StripData
{
public:
    explicit StripData(std::size_t capacity = std::size_t(1) << 17);

    /// False, and nothing stored, if time is not finite or earlier than the newest sample's.
    /// Repeated gaps are stored once.
    bool append(double time, double value);
    void clear();

    std::size_t size() const { return m_samples.size(); }
    bool isEmpty() const { return m_samples.empty(); }
    std::size_t capacity() const { return m_capacity; }
    /// 0 is the oldest.
    const Sample& at(std::size_t index) const;
    const Sample& newest() const { return at(size() - 1); }
    /// Index of the first sample later than time; size() if there is none.
    std::size_t upperBound(double time) const;
    /// What held at that time; empty before the first sample and in gaps.
    std::optional<double> valueAt(double time) const;

    /// What to draw between two times: per column the first, smallest, largest and last value, and a NaN where a
    /// gap begins. At most 4 samples per column, 10 in a column with a gap, and 2 for the ends.
    std::vector<Sample> decimated(double from, double to, int columns, double now) const;
    /// Gaps overlapping the two times, cut to them; an open one ends now.
    std::vector<std::pair<double, double>> gaps(double from, double to, double now) const;

private:
    std::size_t m_capacity;
    std::size_t m_first = 0; ///< place of the oldest, once full
    std::vector<Sample> m_samples;
};

} // namespace plotting
