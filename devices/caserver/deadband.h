#pragma once

#include <cmath>
#include <limits>

namespace devices {

/// Whether a number has left the band around the last one that did. NaN to NaN does not; to and from NaN and ±inf does.
class Deadband
{
public:
    /// Zero: any change leaves it; negative: everything does.
    void setWidth(double width) { m_width = width; }
    bool always() const { return m_width < 0; }

    bool leftBy(double value)
    {
        if (!left(value))
            return false;
        m_last = value;
        return true;
    }
    /// From here on it counts from this value.
    void restart(double value) { m_last = value; }

private:
    bool left(double value) const
    {
        if (m_width < 0)
            return true;
        if (std::isfinite(value) && std::isfinite(m_last))
            return std::abs(value - m_last) > m_width;
        return !(std::isnan(value) && std::isnan(m_last)) && value != m_last;
    }

    double m_width = 0;
    double m_last = std::numeric_limits<double>::quiet_NaN();
};

} // namespace devices
