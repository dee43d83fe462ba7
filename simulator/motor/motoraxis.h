#pragma once

#include "simulator/motor/trajectory.h"
#include "simulator/random.h"

#include "devices/channel/channelinfo.h"

namespace simulator {

/// How far an axis is from doing exactly what it is told.
struct AxisFlaws
{
    double lag = 0; ///< s by which the load follows the motor
    double slip = 0; ///< part of each motion's distance that is lost or gained, rms
    double noise = 0; ///< of the encoder, EGU rms
};

/// What can be wrong with an axis that then does not move at all.
enum class AxisFault { None, Stall, Problem, Communication };

/// The simulated mechanics and electronics of one motor: it travels between two limit switches at speeds that do not jump, a
/// counter counts its steps, and an encoder looks at the load, which follows as well as the flaws allow.
/// Units:   EGU; seconds of the caller's clock. Positions are mechanical and no calibration of the record changes them;
///          counters count from wherever they were last set.
class MotorAxis
{
public:
    /// Mechanical positions.
    struct Layout
    {
        double position = 0;
        devices::Range travel;
        double home = 0;
    };

    MotorAxis(const Layout& layout, quint64 seed);

    /// To this reading of the counter. Targets beyond the travel end on the limit switch.
    void moveTo(double reading, const MotionProfile& profile, double now);
    void brake(const MotionProfile& profile, double now);
    void halt(double now); ///< without slowing down first
    /// Carried along by another axis; only while at rest.
    void shift(double distance, double now);
    /// Puts the load there, as after a restart.
    void place(double position);
    /// Sets both counters without moving.
    void setReading(double reading, double now);

    /// Of the load, mechanical.
    double position(double now) const;
    double counted(double now) const { return motor(now) - m_counterZero; }
    double encoded(double now); ///< noisy, so no two are alike
    double velocity(double now) const { return m_path.velocity(now - m_started); }
    bool moving(double now) const { return now - m_started < m_path.duration(); }
    /// When the present motion ends.
    double endTime() const { return m_started + m_path.duration(); }

    bool atHighSwitch(double now) const { return motor(now) >= m_layout.travel.high; }
    bool atLowSwitch(double now) const { return motor(now) <= m_layout.travel.low; }
    bool atHome(double now, double tolerance) const;
    /// As readings of the counter.
    double homeReading() const { return m_layout.home - m_counterZero; }
    devices::Range travelReadings() const;

    const AxisFlaws& flaws() const { return m_flaws; }
    void setFlaws(const AxisFlaws& flaws, double now);
    AxisFault fault() const { return m_fault; }
    void setFault(AxisFault fault) { m_fault = fault; }
    bool hasEncoder() const { return m_hasEncoder; }
    void setHasEncoder(bool has) { m_hasEncoder = has; }

private:
    double motor(double now) const { return m_path.position(now - m_started); }
    double slipped(double now) const { return m_slip * (motor(now) - m_legStart); }
    double settled(double now) const { return motor(now) + m_error + slipped(now); }
    double clamped(double position) const;
    void begin(Trajectory path, double now);

    const Layout m_layout;
    Random m_random;
    AxisFlaws m_flaws;
    AxisFault m_fault = AxisFault::None;
    bool m_hasEncoder = true;
    Trajectory m_path;
    double m_started = 0;
    double m_legStart = 0;
    double m_slip = 0; // of this motion
    double m_error = 0; // of the motions before
    double m_counterZero = 0;
    double m_encoderZero = 0;
};

} // namespace simulator
