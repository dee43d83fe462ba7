#include "simulator/motoraxis.h"

#include <algorithm>

namespace simulator {

MotorAxis::MotorAxis(double position, devices::Range travel)
    : m_travel(travel)
    , m_path(std::clamp(position, travel.low, travel.high))
{
}

void MotorAxis::moveTo(double target, const MotionProfile& profile, double now)
{
    m_path = Trajectory::move(position(now), velocity(now), std::clamp(target, m_travel.low, m_travel.high), profile);
    m_started = now;
}

void MotorAxis::brake(const MotionProfile& profile, double now)
{
    const Trajectory path = Trajectory::brake(position(now), velocity(now), profile);
    // Braking may not run through a switch; the stop there is hard.
    m_path = m_travel.contains(path.end()) ? path : Trajectory(std::clamp(path.end(), m_travel.low, m_travel.high));
    m_started = now;
}

void MotorAxis::place(double position)
{
    m_path = Trajectory(std::clamp(position, m_travel.low, m_travel.high));
}

} // namespace simulator
