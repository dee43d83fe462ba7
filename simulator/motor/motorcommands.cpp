#include "simulator/motor/motorcommands.h"

#include <QCoreApplication>

namespace simulator {

namespace {

enum Mode { StopMode, PauseMode, MoveMode, GoMode };
enum StatusUpdate { Off, On, Busy };

constexpr std::chrono::milliseconds RoundTrip{10}; // to the controller and back

} // namespace

MotorCommands::MotorCommands(const MotorParts& parts, MotorSequence& sequence)
    : m_host(parts.host)
    , m_record(parts.record)
    , m_parts(parts)
    , m_sequence(sequence)
{
}

MotorPositions::Puts MotorCommands::positionPuts()
{
    return {onNumber(this, &MotorCommands::putUser), onNumber(this, &MotorCommands::putDial),
        onNumber(this, &MotorCommands::putRaw), onNumber(this, &MotorCommands::putRelative),
        onNumber(this, &MotorCommands::restoreDial)};
}

void MotorCommands::addFields(double tweak)
{
    m_record.add(tweakFields(tweak));
    m_record.add(buttonFields());
    m_record.add(modeFields());
}

std::vector<Field> MotorCommands::tweakFields(double tweak)
{
    return {
        kept(numberField("TWV", tweak, "Tweak size", "@", m_record.store("TWV"))),
        integerField("TWF", 0, "Tweak forward", onNumber(this, &MotorCommands::putTweakForward)),
        integerField("TWR", 0, "Tweak reverse", onNumber(this, &MotorCommands::putTweakReverse)),
    };
}

std::vector<Field> MotorCommands::buttonFields()
{
    using Put = void (MotorCommands::*)(const char*, const char*, double, PutCompletion);
    const auto button = [this](const char* field, const char* opposite, const char* about, Put put) {
        return integerField(field, 0, about, onNumber([=, this](double value, PutCompletion done) {
            (this->*put)(field, opposite, value, std::move(done));
        }));
    };
    return {
        button("JOGF", "JOGR", "Jog forward", &MotorCommands::putJog),
        button("JOGR", "JOGF", "Jog reverse", &MotorCommands::putJog),
        button("HOMF", "HOMR", "Home forward", &MotorCommands::putHome),
        button("HOMR", "HOMF", "Home reverse", &MotorCommands::putHome),
        integerField("STOP", 0, "Stop", onNumber(this, &MotorCommands::putStop)),
        integerField("SYNC", 0, "Sets the target to the readback", onNumber(this, &MotorCommands::putSync)),
    };
}

std::vector<Field> MotorCommands::modeFields()
{
    const QStringList modes{
        QStringLiteral("Stop"), QStringLiteral("Pause"), QStringLiteral("Move"), QStringLiteral("Go")};
    return {
        menuField("SPMG", GoMode, modes, "Stop, pause, move once, go", onNumber(this, &MotorCommands::putMode)),
        menuField("LSPG", GoMode, modes, "The mode before"),
        menuField("STUP", Off, {QStringLiteral("OFF"), QStringLiteral("ON"), QStringLiteral("BUSY")}, "Status update",
            onNumber(this, &MotorCommands::putStatusUpdate)),
        kept(menuField("CNEN", 1, {QStringLiteral("Disable"), QStringLiteral("Enable")}, "Torque",
            onNumber(this, &MotorCommands::putTorque))),
    };
}

void MotorCommands::putUser(double value, PutCompletion done)
{
    if (!m_parts.calibration.setting()) {
        drive(m_parts.calibration.toDial(value), std::move(done));
        return;
    }
    redefineUser(value);
    done({});
}

void MotorCommands::putDial(double value, PutCompletion done)
{
    if (!m_parts.calibration.setting()) {
        drive(value, std::move(done));
        return;
    }
    redefineDial(value);
    done({});
}

void MotorCommands::putRaw(double value, PutCompletion done)
{
    putDial(value * m_parts.calibration.step(), std::move(done));
}

void MotorCommands::putRelative(double value, PutCompletion done)
{
    putUser(m_record.number("VAL") + value, std::move(done));
}

void MotorCommands::putTweakForward(double value, PutCompletion done)
{
    putRelative(value != 0 ? m_record.number("TWV") : 0, std::move(done));
}

void MotorCommands::putTweakReverse(double value, PutCompletion done)
{
    putRelative(value != 0 ? -m_record.number("TWV") : 0, std::move(done));
}

Result<void> MotorCommands::mayMove() const
{
    if (!m_enabled)
        return refusal(m_record.name(), ErrorCode::Refused,
            QCoreApplication::translate("simulator", "the motor is disabled (%1_able)").arg(m_record.name()));
    if (!m_record.flag("CNEN"))
        return refusal(m_record.name(), ErrorCode::Refused,
            QCoreApplication::translate("simulator", "the motor's torque is off (CNEN = 0)"));
    return {};
}

bool MotorCommands::goes() const
{
    return m_record.integer("SPMG") >= MoveMode;
}

void MotorCommands::drive(double dial, PutCompletion done)
{
    if (const Result<void> able = mayMove(); !able) {
        done(able);
        return;
    }
    const bool idle = m_sequence.done();
    m_sequence.begin();
    m_sequence.wait(std::move(done));
    const bool forbidden = m_sequence.forbidden(dial);
    m_parts.limits.setViolated(forbidden);
    if (!forbidden)
        m_parts.positions.setTarget(dial);
    const bool here = idle && m_parts.positions.isHere(dial);
    if (here && !forbidden)
        m_parts.positions.accept();
    if (forbidden || here) {
        if (idle) // else what is under way goes on
            m_sequence.finish();
    } else if (goes()) { // else Go starts it
        m_sequence.moveToTarget();
    }
}

void MotorCommands::redefineUser(double value)
{
    if (m_parts.calibration.offsetFrozen()) {
        redefineDial(m_parts.calibration.toDial(value));
        return;
    }
    m_parts.calibration.setOffset(value, m_parts.positions.target());
    showUser(value);
}

void MotorCommands::showUser(double user)
{
    m_parts.positions.showUser(user);
    m_parts.limits.showUser();
    m_sequence.update();
}

void MotorCommands::redefineDial(double dial)
{
    const double user = m_record.number("VAL");
    m_parts.axis.setReading(dial, m_host.now());
    if (!m_parts.calibration.offsetFrozen())
        m_parts.calibration.setOffset(user, dial);
    restoreDial(dial);
}

void MotorCommands::restoreDial(double dial)
{
    m_parts.axis.setReading(dial, m_host.now());
    m_parts.positions.setTarget(dial);
    m_parts.positions.accept();
    m_parts.limits.showUser();
    m_sequence.update();
}

bool MotorCommands::atSwitch(bool forward) const
{
    return m_record.flag(forward ? "HLS" : "LLS");
}

void MotorCommands::putJog(const char* field, const char* opposite, double value, PutCompletion done)
{
    const bool forward = std::string_view(field) == "JOGF";
    const Result<void> able = mayMove();
    if (value == 0) {
        if (m_record.flag(field)) {
            m_record.set(field, 0);
            m_sequence.releaseJog();
        }
        done({});
        return;
    }
    if (!able || atSwitch(forward) || m_record.flag(opposite) || m_record.flag(field)) {
        done(able);
        return;
    }
    const bool forbidden = m_parts.limits.forbidJog(m_record.number("VAL"), forward);
    m_parts.limits.setViolated(forbidden);
    if (forbidden) {
        done({});
        return;
    }
    m_record.set(field, 1);
    if (!goes()) { // Go starts it
        done({});
        return;
    }
    m_sequence.wait(std::move(done));
    if (m_sequence.done()) // else it follows
        m_sequence.jog();
}

void MotorCommands::putHome(const char* field, const char* opposite, double value, PutCompletion done)
{
    const Result<void> able = mayMove();
    if (able && m_sequence.homing()) {
        done(refusal(m_record.name(), ErrorCode::Refused,
            QCoreApplication::translate("simulator", "the motor is on its way home already")));
        return;
    }
    const bool forward = (std::string_view(field) == "HOMF") == (m_parts.calibration.direction() > 0);
    if (!able || value == 0 || !goes() || atSwitch(forward) || m_record.flag(opposite)) {
        done(able);
        return;
    }
    m_parts.limits.setViolated(false);
    m_record.set(field, 1);
    m_sequence.wait(std::move(done));
    m_sequence.home();
}

void MotorCommands::putStop(double value)
{
    if (value != 0)
        m_sequence.stop();
}

void MotorCommands::putMode(double value)
{
    const auto mode = static_cast<int>(value);
    m_record.set("LSPG", m_record.integer("SPMG"));
    m_record.set("SPMG", mode);
    if (mode == StopMode)
        m_sequence.stop();
    else if (mode == PauseMode)
        m_sequence.pause();
    else if (m_sequence.done() && (m_record.flag("JOGF") || m_record.flag("JOGR")))
        m_sequence.jog();
    else
        m_sequence.resume();
}

void MotorCommands::putSync(double value)
{
    if (value != 0 && m_sequence.done())
        m_parts.positions.targetReadback();
}

void MotorCommands::putStatusUpdate(double value, PutCompletion done)
{
    if (value == 0 || m_record.integer("STUP") != Off) {
        done({});
        return;
    }
    m_record.set("STUP", int(On));
    m_record.set("STUP", int(Busy));
    m_statusUpdate = m_host.after(RoundTrip, [this, done = std::move(done)] {
        m_sequence.update();
        m_record.set("STUP", int(Off));
        done({});
    });
}

void MotorCommands::putTorque(double value)
{
    m_record.set("CNEN", value);
    if (value == 0)
        m_sequence.stop();
    m_sequence.update();
}

} // namespace simulator
