#pragma once

#include "simulator/motor/motorsetup.h"

namespace simulator {

/// The three coordinates of a motor record and what ties them together: user = DIR * dial + OFF, dial = MRES * raw.
/// Source:  motorRecord R7, fields OFF DIR FOFF FOF VOF SET SSET SUSE IGSET MRES ERES SREV UREV UEIP.
class MotorCalibration
{
public:
    struct Events
    {
        std::function<void(double user)> userMoved; ///< OFF or DIR is another, and DVAL shows as this
        std::function<void()> stepChanged; ///< MRES is another
        std::function<void()> encoderChanged;
    };

    MotorCalibration(Record& record, const MotorSetup& setup, Events events);

    double direction() const { return m_record.flag("DIR") ? -1 : 1; }
    double toUser(double dial) const { return direction() * dial + m_record.number("OFF"); }
    double toDial(double user) const { return direction() * (user - m_record.number("OFF")); }
    double step() const { return m_record.number("MRES"); }
    double stepSize() const { return std::abs(step()); }
    double encoderStep() const { return m_record.number("ERES"); }
    double toRaw(double dial) const;
    /// The nearest position that the motor can take.
    double toStep(double dial) const { return toRaw(dial) * step(); }

    /// A put calibrates instead of moving.
    bool setting() const { return m_record.flag("SET") && !m_record.flag("IGSET"); }
    bool offsetFrozen() const { return m_record.flag("FOFF"); }
    bool usesEncoder() const { return m_record.flag("UEIP"); }
    /// Makes `dial` show as `user`.
    void setOffset(double user, double dial) { m_record.set("OFF", user - direction() * dial); }
    void setHasEncoder(bool has);

private:
    std::vector<Field> offsetFields();
    std::vector<Field> resolutionFields(const MotorSetup& setup);
    FieldPut button(const char* target, int value);
    void putOffset(double offset);
    void putDirection(double reversed);
    void putStep(double step);
    void putEncoderStep(double step);
    void putStepsPerRevolution(double steps);
    void putUnitsPerRevolution(double units);
    void putUseEncoder(double use);

    Record& m_record;
    const Events m_events;
    bool m_hasEncoder = true;
};

} // namespace simulator
