#pragma once

#include "simulator/motoraxis.h"
#include "simulator/records.h"

#include <vector>

namespace simulator {

/// What differs from one simulated motor to the next.
struct MotorSetup
{
    QString name;
    QString description;
    QString units;
    int precision = 3;
    double position = 0;
    Range softLimits;
    double speed = 1; ///< VELO
    double accelerationTime = 0.1; ///< ACCL
    double resolution = 0.001; ///< MRES
    double tweak = 0.1; ///< TWV
    double home = 0;
};

/// A simulated axis behind the fields of the EPICS motor record.
/// Units:   EGU of the record; time in seconds.
/// Thread:  its host's.
/// Errors:  a put past the soft limits completes at once with LVIO = 1 and changes nothing; a disabled motor refuses.
/// Source:  motorRecord R7-2, including the order in which DMOV, MOVN and RBV are posted.
class MotorRecord
{
public:
    MotorRecord(Host& host, const MotorSetup& setup);

    Record& record() { return m_record; }
    const Record& record() const { return m_record; }

    /// Where the mechanics stand at this moment.
    double position() const { return m_axis.position(m_host.now()); }
    bool busy() const { return !m_record.flag("DMOV"); }
    /// Called whenever the position has been posted.
    void setObserver(std::function<void()> observer) { m_observer = std::move(observer); }
    /// Moves along with another axis for as long as `moving`, unless it is under way on its own.
    void carry(double distance, bool moving);
    /// "$(motor)_able": a disabled motor refuses to move.
    void setEnabled(bool enabled) { m_enabled = enabled; }

private:
    enum class AtStandstill { Complete, SyncTarget, WaitPaused };

    struct Leg
    {
        double dial = 0;
        MotionProfile profile;
        int mip = 0;
    };

    // motorfields.cpp: the table and the fields that only set something
    std::vector<Field> driveFields();
    std::vector<Field> readbackFields();
    std::vector<Field> calibrationFields(const MotorSetup& setup);
    std::vector<Field> speedFields(const MotorSetup& setup);
    std::vector<Field> limitFields(const MotorSetup& setup);
    std::vector<Field> switchFields();
    using NumberPut = void (MotorRecord::*)(double value, PutCompletion done);
    FieldPut handler(NumberPut put);
    using Setter = void (MotorRecord::*)(double value);
    FieldPut setter(Setter set);
    void setUserHighLimit(double limit);
    void setUserLowLimit(double limit);
    void setDialHighLimit(double limit);
    void setDialLowLimit(double limit);
    void setOffset(double offset);
    void setDirection(double reversed);
    void setSpeed(double speed);
    void setBaseSpeed(double speed);
    void setMaximumSpeed(double speed);
    void setRevolutionSpeed(double speed);
    void setResolution(double resolution);
    void setStepsPerRevolution(double steps);
    void setUnitsPerRevolution(double units);
    void publishUserLimits();
    void publishSpeeds();

    // motorrecord.cpp: motion
    void putUser(double value, PutCompletion done);
    void putDial(double value, PutCompletion done);
    void putRaw(double value, PutCompletion done);
    void putRelative(double value, PutCompletion done);
    void tweakForward(double value, PutCompletion done);
    void tweakReverse(double value, PutCompletion done);
    void putJogForward(double value, PutCompletion done) { jog("JOGF", 1, value, std::move(done)); }
    void putJogReverse(double value, PutCompletion done) { jog("JOGR", -1, value, std::move(done)); }
    void putHomeForward(double value, PutCompletion done) { home("HOMF", 1, value, std::move(done)); }
    void putHomeReverse(double value, PutCompletion done) { home("HOMR", -1, value, std::move(done)); }
    void putStop(double value, PutCompletion done);
    void putStopPauseGo(double value, PutCompletion done);
    void putSync(double value, PutCompletion done);
    void putStatusUpdate(double value, PutCompletion done);

    void drive(double dial, PutCompletion done);
    void jog(const char* field, int direction, double value, PutCompletion done);
    void home(const char* field, int direction, double value, PutCompletion done);
    void redefineUser(double value);
    void redefineDial(double dial);
    Result<void> mayMove() const;
    bool beyondLimits(double dial) const;
    std::vector<Leg> legsTo(double dial) const;
    void begin(std::vector<Leg> legs);
    void startLeg();
    void legEnded();
    void halt(AtStandstill then);
    void standstill();
    void complete();
    void setTarget(double dial);
    void postPosition();
    void postStatus();

    double direction() const { return m_record.flag("DIR") ? -1 : 1; }
    double toUser(double dial) const { return direction() * dial + m_record.number("OFF"); }
    double toDial(double user) const { return direction() * (user - m_record.number("OFF")); }
    double dialPosition() const { return position() - m_dialZero; }
    double toStep(double dial) const;
    MotionProfile profile(const char* speedField) const;

    Host& m_host;
    Record m_record;
    MotorAxis m_axis;
    const double m_home; // mechanical
    double m_dialZero = 0; // mechanical position of dial 0
    bool m_enabled = true;
    bool m_homed = false;
    bool m_carried = false;
    bool m_forward = true; // direction of the last motion, dial
    std::function<void()> m_observer;

    std::vector<Leg> m_legs; // still to go, last first
    AtStandstill m_atStandstill = AtStandstill::Complete;
    std::vector<PutCompletion> m_waiting;
    Handle m_ticking;
    Handle m_ending;
};

} // namespace simulator
