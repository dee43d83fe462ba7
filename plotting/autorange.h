#pragma once

#include <utility>

namespace plotting {

/// A calm value range: grows at once to round numbers, shrinks only when much of it stands empty.
class AutoRange
{
public:
    void include(double low, double high);
    void reset() { m_known = false; }
    bool isKnown() const { return m_known; }
    std::pair<double, double> range() const { return {m_low, m_high}; }
    /// Distance of the round numbers.
    double step() const { return m_step; }

private:
    double m_low = 0;
    double m_high = 1;
    double m_step = 0.1;
    bool m_known = false;
};

} // namespace plotting
