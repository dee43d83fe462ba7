#pragma once

#include "simulator/trajectory.h"

#include "devices/channel/channelinfo.h"

namespace simulator {

/// The simulated mechanics of one motor: travel between two limit switches, at speeds that do not jump.
/// Units:   mechanical EGU, which no calibration of the record changes; seconds of the caller's clock.
class MotorAxis
{
public:
    MotorAxis(double position, devices::Range travel);

    /// Targets beyond the travel end on the limit switch.
    void moveTo(double target, const MotionProfile& profile, double now);
    void brake(const MotionProfile& profile, double now);
    /// Carried along by another axis; only while at rest.
    void place(double position);

    double position(double now) const { return m_path.position(now - m_started); }
    double velocity(double now) const { return m_path.velocity(now - m_started); }
    bool moving(double now) const { return now - m_started < m_path.duration(); }
    /// When the present motion ends.
    double endTime() const { return m_started + m_path.duration(); }
    double target() const { return m_path.end(); }
    const devices::Range& travel() const { return m_travel; }
    bool atHighSwitch(double now) const { return position(now) >= m_travel.high; }
    bool atLowSwitch(double now) const { return position(now) <= m_travel.low; }

private:
    const devices::Range m_travel;
    Trajectory m_path;
    double m_started = 0;
};

} // namespace simulator
