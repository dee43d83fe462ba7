#pragma once

#include "simulator/motor/motoraxis.h"
#include "simulator/records.h"

namespace simulator {

/// Moves an axis from standstill to standstill, and tells how it goes on.
/// Thread:  its host's.
class MotorDrive
{
public:
    struct Events
    {
        std::function<void()> moved; ///< now and then on the way, and when it stands
        std::function<void()> stands; ///< once for each motion
    };

    MotorDrive(Host& host, MotorAxis& axis, Events events);

    /// To a reading of the axis's counter. A faulty axis stays where it is, and stands a moment later.
    void run(double reading, const MotionProfile& profile);
    void brake(const MotionProfile& profile);
    void halt();
    bool running() const { return m_running; }

private:
    void awaitEnd();
    void ended();

    Host& m_host;
    MotorAxis& m_axis;
    const Events m_events;
    bool m_running = false;
    Handle m_ticking;
    Handle m_ending;
};

} // namespace simulator
