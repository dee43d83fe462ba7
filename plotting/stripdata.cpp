#include "plotting/stripdata.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plotting {

namespace {

/// Gathers one column's samples and gives them out thinned, in the order of their times.
class Column
{
public:
    explicit Column(std::vector<Sample>& out)
        : m_out(out)
    {
    }

    void begin()
    {
        finish();
        m_broken = false;
    }

    void add(const Sample& sample)
    {
        if (std::isnan(sample.value)) {
            m_endsInGap = true;
            if (!m_broken) {
                flush();
                m_out.push_back(sample);
                m_broken = true;
                m_endsInGap = false;
            }
            m_gap = sample;
            return;
        }
        m_endsInGap = false;
        if (m_empty) {
            m_first = m_least = m_most = m_last = sample;
            m_empty = false;
            return;
        }
        if (sample.value < m_least.value)
            m_least = sample;
        if (sample.value > m_most.value)
            m_most = sample;
        m_last = sample;
    }

    void finish()
    {
        flush();
        if (m_endsInGap)
            m_out.push_back(m_gap);
        m_endsInGap = false;
    }

private:
    void flush()
    {
        if (m_empty)
            return;
        m_empty = true;
        const bool leastFirst = m_least.time <= m_most.time;
        push(m_first, true);
        push(leastFirst ? m_least : m_most, false);
        push(leastFirst ? m_most : m_least, false);
        push(m_last, false);
    }

    void push(const Sample& sample, bool always)
    {
        const bool same = !always && m_out.back().time == sample.time && m_out.back().value == sample.value;
        if (!same)
            m_out.push_back(sample);
    }

    std::vector<Sample>& m_out;
    Sample m_first;
    Sample m_least;
    Sample m_most;
    Sample m_last;
    Sample m_gap;
    bool m_empty = true;
    bool m_broken = false;
    bool m_endsInGap = false;
};

} // namespace

StripData::StripData(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(1, capacity))
{
}

bool StripData::append(double time, double value)
{
    if (!std::isfinite(time) || (!isEmpty() && time < newest().time))
        return false;
    if (!std::isfinite(value)) {
        value = std::numeric_limits<double>::quiet_NaN();
        if (!isEmpty() && std::isnan(newest().value))
            return true;
    }
    if (m_samples.size() < m_capacity) {
        m_samples.push_back({time, value});
        return true;
    }
    m_samples[m_first] = {time, value};
    m_first = (m_first + 1) % m_capacity;
    return true;
}

void StripData::clear()
{
    m_samples.clear();
    m_first = 0;
}

const Sample& StripData::at(std::size_t index) const
{
    const std::size_t place = m_first + index;
    return m_samples[place < m_samples.size() ? place : place - m_samples.size()];
}

std::size_t StripData::upperBound(double time) const
{
    std::size_t low = 0;
    std::size_t high = size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (at(middle).time <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<double> StripData::valueAt(double time) const
{
    const std::size_t next = upperBound(time);
    if (next == 0 || std::isnan(at(next - 1).value))
        return {};
    return at(next - 1).value;
}

std::vector<Sample> StripData::decimated(double from, double to, int columns, double now) const
{
    std::vector<Sample> out;
    if (isEmpty() || columns < 1 || !(from < to))
        return out;
    std::size_t index = upperBound(from);
    if (index > 0)
        out.push_back({from, at(index - 1).value});
    const double scale = double(columns) / (to - from);
    Column column(out);
    int current = -1;
    for (; index < size() && at(index).time <= to; ++index) {
        const int here = std::min(int((at(index).time - from) * scale), columns - 1);
        if (here != current) {
            column.begin();
            current = here;
        }
        column.add(at(index));
    }
    column.finish();
    const double end = std::min(to, now);
    if (!out.empty() && !std::isnan(out.back().value) && out.back().time < end)
        out.push_back({end, out.back().value});
    return out;
}

std::vector<std::pair<double, double>> StripData::gaps(double from, double to, double now) const
{
    std::vector<std::pair<double, double>> result;
    if (isEmpty())
        return result;
    const std::size_t first = upperBound(from);
    for (std::size_t i = first > 0 ? first - 1 : 0; i < size() && at(i).time < to; ++i) {
        if (!std::isnan(at(i).value))
            continue;
        const double end = std::min(i + 1 < size() ? at(i + 1).time : now, to);
        const double begin = std::max(at(i).time, from);
        if (begin < end)
            result.emplace_back(begin, end);
    }
    return result;
}

} // namespace plotting
