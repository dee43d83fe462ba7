#pragma once

#include <chrono>

namespace devices {

/// A move that speeds up evenly, keeps its speed, and slows down as it sped up.
/// Units:   of a motor: EGU, EGU/s.
class Trapezoid
{
public:
    using Seconds = std::chrono::duration<double>;

    /// `acceleration` is the time from rest to `speed`, as in ACCL of a motor record. The speed is above 0.
    Trapezoid(double distance, double speed, Seconds acceleration);

    Seconds duration() const { return m_duration; }
    /// The distance covered by then, with its sign.
    double at(Seconds time) const;

private:
    double m_distance;
    double m_rate = 0; ///< EGU/s²; 0 = at full speed from the beginning
    double m_peak;
    Seconds m_ramp{0};
    Seconds m_duration;
};

} // namespace devices
