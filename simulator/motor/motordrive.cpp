#include "simulator/motor/motordrive.h"

namespace simulator {

namespace {

constexpr std::chrono::milliseconds UpdatePeriod{50};

} // namespace

MotorDrive::MotorDrive(Host& host, MotorAxis& axis, Events events)
    : m_host(host)
    , m_axis(axis)
    , m_events(std::move(events))
{
}

void MotorDrive::run(double reading, const MotionProfile& profile)
{
    m_running = true;
    m_ticking = m_host.every(UpdatePeriod, m_events.moved);
    if (m_axis.fault() != AxisFault::None) {
        m_ending = m_host.after(UpdatePeriod, [this] { ended(); });
        return;
    }
    m_axis.moveTo(reading, profile, m_host.now());
    awaitEnd();
    m_events.moved();
}

void MotorDrive::brake(const MotionProfile& profile)
{
    m_axis.brake(profile, m_host.now());
    awaitEnd();
}

void MotorDrive::halt()
{
    m_axis.halt(m_host.now());
    awaitEnd();
}

void MotorDrive::awaitEnd()
{
    const double left = m_axis.endTime() - m_host.now();
    m_ending = m_host.after(inSeconds(std::max(0.0, left)), [this] { ended(); });
}

void MotorDrive::ended()
{
    if (m_axis.moving(m_host.now())) { // a timer may fire a little early
        awaitEnd();
        return;
    }
    m_ending.reset();
    m_ticking.reset();
    m_running = false;
    m_events.moved();
    m_events.stands();
}

} // namespace simulator
