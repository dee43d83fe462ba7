#pragma once

#include "simulator/motor/motorcalibration.h"

namespace simulator {

/// How fast a motor goes at what. Speeds stay between VBAS and VMAX, and follow the size of a revolution.
/// Source:  motorRecord R7, fields VELO VBAS VMAX BVEL with S SBAS SMAX SBAK, ACCL ACCS ACCU BACC HVEL JVEL JAR.
class MotorSpeeds
{
public:
    MotorSpeeds(Record& record, const MotorSetup& setup, std::function<void()> jogChanged);

    MotionProfile slew() const;
    MotionProfile backlash() const;
    MotionProfile jog() const;
    MotionProfile home() const;
    /// A revolution is of another size: revolutions per second stay, EGU/s change.
    void rescale();

private:
    std::vector<Field> speedFields(const MotorSetup& setup);
    std::vector<Field> accelerationFields(const MotorSetup& setup);
    FieldPut speedPut(const char* field);
    FieldPut turnsPut(const char* field, const char* twin);
    void putSpeed(std::string_view field, double speed);
    void putBase(double speed);
    void putMaximum(double speed);
    void limitAll();
    void showTurns();
    void showAcceleration();
    void putAccelerationTime(double seconds);
    void putAcceleration(double acceleration);
    double gain() const;
    double unitsPerRevolution() const { return std::abs(m_record.number("UREV")); }

    Record& m_record;
    const std::function<void()> m_jogChanged;
};

} // namespace simulator
