#pragma once

#include "simulator/motor/motorsetup.h"

namespace simulator {

/// The PVs by which the simulated axis behind a motor record is made better or worse, NAME_axis:*, and NAME_able.
/// Thread:  its host's.
class MotorPanel
{
public:
    struct Events
    {
        std::function<void()> flawed;
        std::function<void(AxisFault)> broken; ///< or mended
        std::function<void(bool)> encoder; ///< is there or not
        std::function<void(bool)> enabled;
        std::function<void()> placed; ///< the axis, after a restart
    };

    MotorPanel(Host& host, const MotorSetup& setup, MotorAxis& axis, Events events);

    AxisFlaws flaws() const;
    /// What the controller has been sent.
    void sent(const QString& text) { m_records.setText("axis:sent", text); }
    /// The true position, mechanical.
    void showPosition() { m_records.setNumber("axis:position", m_axis.position(m_host.now())); }
    const RecordTable& records() const { return m_records; }

private:
    std::vector<RecordRow> axisRows(const char* units, int precision);
    std::vector<RecordRow> flawRows(const AxisFlaws& flaws, const char* units, int precision);

    Host& m_host;
    MotorAxis& m_axis;
    const Events m_events;
    RecordTable m_records;
};

} // namespace simulator
