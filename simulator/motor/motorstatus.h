#pragma once

#include "simulator/motor/motorcalibration.h"

namespace simulator {

/// What the controller says of a motor, and the alarms that follow.
/// Source:  motorRecord R7, fields MSTA HLS LLS RHLS RLLS ATHM TDIR CDIR MOVN RVEL HLSV HIHI HIGH LOW LOLO with severities.
class MotorStatus
{
public:
    MotorStatus(Record& record, const MotorCalibration& calibration, MotorAxis& axis);

    void post(double now);
    void showAlarmLimits();
    void setHomed(bool homed) { m_homed = homed; }
    /// The direction of the motion that begins, dial.
    void setDirection(bool forward);
    bool forward() const { return m_forward; }
    /// The axis stands at the switch towards which it was going.
    bool atSwitchAhead(double now) const;

private:
    std::vector<Field> switchFields();
    std::vector<Field> alarmFields();
    int bits(double now) const;
    Alarm alarm() const;
    Alarm positionAlarm() const;

    Record& m_record;
    const MotorCalibration& m_calibration;
    MotorAxis& m_axis;
    bool m_forward = true;
    bool m_homed = false;
};

} // namespace simulator
