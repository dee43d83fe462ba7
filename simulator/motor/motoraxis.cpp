#include "simulator/motor/motoraxis.h"

#include <algorithm>
#include <cmath>

namespace simulator {

namespace {

constexpr quint64 FirstStream = 100; // below are the other simulated devices'

} // namespace

MotorAxis::MotorAxis(const Layout& layout, quint64 seed)
    : m_layout(layout)
    , m_random(seed, FirstStream)
    , m_path(std::clamp(layout.position, layout.travel.low, layout.travel.high))
{
    m_legStart = m_path.end();
}

double MotorAxis::clamped(double position) const
{
    return std::clamp(position, m_layout.travel.low, m_layout.travel.high);
}

void MotorAxis::begin(Trajectory path, double now)
{
    m_path = std::move(path);
    m_started = now;
}

void MotorAxis::moveTo(double reading, const MotionProfile& profile, double now)
{
    const double from = motor(now);
    m_error += slipped(now);
    m_legStart = from;
    m_slip = m_flaws.slip > 0 ? m_flaws.slip * m_random.gauss() : 0;
    begin(Trajectory::move(from, velocity(now), clamped(reading + m_counterZero), profile), now);
}

void MotorAxis::brake(const MotionProfile& profile, double now)
{
    const Trajectory path = Trajectory::brake(motor(now), velocity(now), profile);
    // Braking may not run through a switch; the stop there is hard.
    begin(m_layout.travel.contains(path.end()) ? path : Trajectory(clamped(path.end())), now);
}

void MotorAxis::halt(double now)
{
    begin(Trajectory(motor(now)), now);
}

void MotorAxis::shift(double distance, double now)
{
    m_error += slipped(now);
    m_slip = 0;
    begin(Trajectory(clamped(motor(now) + distance)), now);
    m_legStart = m_path.end();
}

void MotorAxis::place(double position)
{
    m_error = 0;
    m_slip = 0;
    m_path = Trajectory(clamped(position));
    m_legStart = m_path.end();
}

void MotorAxis::setReading(double reading, double now)
{
    m_counterZero = motor(now) - reading;
    m_encoderZero = settled(now) - reading;
}

double MotorAxis::position(double now) const
{
    return settled(now) - m_flaws.lag * velocity(now);
}

double MotorAxis::encoded(double now)
{
    const double noise = m_flaws.noise > 0 ? m_flaws.noise * m_random.gauss() : 0;
    return position(now) + noise - m_encoderZero;
}

bool MotorAxis::atHome(double now, double tolerance) const
{
    return std::abs(motor(now) - m_layout.home) < tolerance;
}

devices::Range MotorAxis::travelReadings() const
{
    return {m_layout.travel.low - m_counterZero, m_layout.travel.high - m_counterZero};
}

void MotorAxis::setFlaws(const AxisFlaws& flaws, double now)
{
    if (flaws.slip == 0) { // what has slipped stays
        m_error += slipped(now);
        m_legStart = motor(now);
        m_slip = 0;
    }
    m_flaws = flaws;
}

} // namespace simulator
