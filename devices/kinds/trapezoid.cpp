#include "devices/kinds/trapezoid.h"

#include <cmath>

namespace devices {

Trapezoid::Trapezoid(double distance, double speed, Seconds acceleration)
    : m_distance(distance)
    , m_peak(speed)
    , m_duration(std::abs(distance) / speed)
{
    if (acceleration.count() <= 0)
        return;
    const double length = std::abs(distance);
    m_rate = speed / acceleration.count();
    m_peak = std::min(speed, std::sqrt(m_rate * length));
    m_ramp = Seconds(m_peak / m_rate);
    m_duration = m_peak < speed ? 2 * m_ramp : m_ramp + Seconds(length / speed);
}

double Trapezoid::at(Seconds time) const
{
    const double length = std::abs(m_distance);
    const double t = time.count();
    const double left = (m_duration - time).count();
    double way = length;
    if (t <= 0)
        way = 0;
    else if (time < m_ramp)
        way = m_rate * t * t / 2;
    else if (left > m_ramp.count())
        way = m_rate * m_ramp.count() * m_ramp.count() / 2 + m_peak * (time - m_ramp).count();
    else if (left > 0)
        way = length - m_rate * left * left / 2;
    return std::copysign(way, m_distance);
}

} // namespace devices
