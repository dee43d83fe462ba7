#pragma once

#include "simulator/motor/motorcommands.h"
#include "simulator/motor/motorgains.h"
#include "simulator/motor/motorpanel.h"

namespace simulator {

/// A simulated axis behind the fields of the EPICS motor record.
/// Units:   EGU of the record; time in seconds.
/// Thread:  its host's.
/// Owns:    the axis and its PVs; the parts, each of which declares the fields that it answers for.
/// Source:  motorRecord R7, including the order in which DMOV, MOVN and RBV are posted.
class MotorRecord
{
public:
    MotorRecord(Host& host, const MotorSetup& setup);

    Record& record() { return m_record; }
    const Record& record() const { return m_record; }
    const RecordTable& panel() const { return m_panel.records(); }

    /// Where the mechanics stand at this moment.
    double position() const { return m_axis.position(m_host.now()); }
    bool busy() const { return !m_sequence.done(); }
    /// Called whenever the position has been posted.
    void setObserver(std::function<void()> observer) { m_observer = std::move(observer); }
    /// Moves along with another axis for as long as `moving`, unless it is under way on its own.
    void carry(double distance, bool moving);
    /// "$(motor)_able": a disabled motor refuses to move.
    void setEnabled(bool enabled) { m_commands.setEnabled(enabled); }

private:
    MotorParts parts();
    MotorPanel::Events panelEvents();
    void takeFlaws();
    void posted();
    void send(const QString& text);
    void stepChanged();

    Host& m_host;
    Record m_record;
    MotorAxis m_axis;
    MotorCalibration m_calibration;
    MotorSpeeds m_speeds;
    MotorLimits m_limits;
    MotorPositions m_positions;
    MotorStatus m_status;
    MotorGains m_gains;
    MotorPanel m_panel;
    MotorSequence m_sequence;
    MotorCommands m_commands;
    bool m_carried = false;
    bool m_ready = false;
    std::function<void()> m_observer;
};

} // namespace simulator
