#include "simulator/motorrecord.h"

#include <algorithm>
#include <cmath>

namespace simulator {

namespace {

const QStringList NoYes{QStringLiteral("No"), QStringLiteral("Yes")};
const QStringList Severities{
    QStringLiteral("NO_ALARM"), QStringLiteral("MINOR"), QStringLiteral("MAJOR"), QStringLiteral("INVALID")};

} // namespace

FieldPut MotorRecord::handler(NumberPut put)
{
    return [this, put](const Value& value, PutCompletion done) {
        (this->*put)(devices::toDouble(value).value_or(0), std::move(done));
    };
}

FieldPut MotorRecord::setter(Setter set)
{
    return [this, set](const Value& value, PutCompletion done) {
        (this->*set)(devices::toDouble(value).value_or(0));
        done({});
    };
}

std::vector<Field> MotorRecord::driveFields()
{
    const QStringList modes{
        QStringLiteral("Stop"), QStringLiteral("Pause"), QStringLiteral("Move"), QStringLiteral("Go")};
    return {
        numberField("VAL", 0, "Target, user", "@", handler(&MotorRecord::putUser)),
        numberField("DVAL", 0, "Target, dial", "@", handler(&MotorRecord::putDial)),
        numberField("RVAL", 0, "Target, raw", "steps", handler(&MotorRecord::putRaw)),
        numberField("RLV", 0, "Relative move", "@", handler(&MotorRecord::putRelative)),
        integerField("TWF", 0, "Tweak forward", handler(&MotorRecord::tweakForward)),
        integerField("TWR", 0, "Tweak reverse", handler(&MotorRecord::tweakReverse)),
        integerField("JOGF", 0, "Jog forward", handler(&MotorRecord::putJogForward)),
        integerField("JOGR", 0, "Jog reverse", handler(&MotorRecord::putJogReverse)),
        integerField("HOMF", 0, "Home forward", handler(&MotorRecord::putHomeForward)),
        integerField("HOMR", 0, "Home reverse", handler(&MotorRecord::putHomeReverse)),
        integerField("STOP", 0, "Stop", handler(&MotorRecord::putStop)),
        menuField("SPMG", 3, modes, "Stop, pause, move once, go", handler(&MotorRecord::putStopPauseGo)),
        integerField("SYNC", 0, "Sets the target to the readback", handler(&MotorRecord::putSync)),
        menuField("STUP", 0, {QStringLiteral("OFF"), QStringLiteral("ON"), QStringLiteral("BUSY")}, "Status update",
            handler(&MotorRecord::putStatusUpdate)),
    };
}

std::vector<Field> MotorRecord::readbackFields()
{
    return {
        numberField("RBV", 0, "Readback, user", "@"),
        numberField("DRBV", 0, "Readback, dial", "@"),
        numberField("RRBV", 0, "Readback, raw", "steps"),
        numberField("RMP", 0, "Raw motor position", "steps"),
        numberField("REP", 0, "Raw encoder position", "counts"),
        numberField("DIFF", 0, "Target minus readback, dial", "@"),
        numberField("RDIF", 0, "Target minus readback, raw", "steps"),
        integerField("DMOV", 1, "Done moving"),
        integerField("MOVN", 0, "Moving"),
        integerField("MIP", 0, "Motion in progress, bits"),
        integerField("MISS", 0, "Ran out of retries"),
        integerField("RCNT", 0, "Retries so far"),
        integerField("TDIR", 1, "Direction of travel"),
        integerField("CDIR", 1, "Direction of travel, raw"),
        integerField("ATHM", 0, "At the home switch"),
        numberField("MSTA", 0, "Motor status, bits"),
        textField("DTYP", QStringLiteral("Simulated axis"), "Device type"),
    };
}

std::vector<Field> MotorRecord::calibrationFields(const MotorSetup& setup)
{
    constexpr int stepsPerRevolution = 200;
    const auto setMode = [this](int mode) -> FieldPut {
        return [this, mode](const Value& value, PutCompletion done) {
            if (devices::toInteger(value).value_or(0) != 0)
                m_record.set("SET", mode);
            done({});
        };
    };
    return {
        numberField("OFF", 0, "User offset", "@", setter(&MotorRecord::setOffset)),
        menuField("DIR", 0, {QStringLiteral("Pos"), QStringLiteral("Neg")}, "User direction",
            setter(&MotorRecord::setDirection)),
        menuField("SET", 0, {QStringLiteral("Use"), QStringLiteral("Set")}, "Set or use", m_record.store("SET")),
        integerField("SUSE", 0, "Switches SET to Use", setMode(0)),
        integerField("SSET", 0, "Switches SET to Set", setMode(1)),
        menuField(
            "FOFF", 0, {QStringLiteral("Variable"), QStringLiteral("Frozen")}, "Offset freeze", m_record.store("FOFF")),
        numberField("MRES", setup.resolution, "Motor step", "@", setter(&MotorRecord::setResolution)),
        numberField("ERES", setup.resolution, "Encoder step", "@",
            [this](const Value& value, PutCompletion done) {
                if (devices::toDouble(value) != 0)
                    m_record.set("ERES", value);
                postPosition();
                done({});
            }),
        longField("SREV", stepsPerRevolution, "Steps per revolution", setter(&MotorRecord::setStepsPerRevolution)),
        numberField("UREV", stepsPerRevolution * setup.resolution, "Units per revolution", "@",
            setter(&MotorRecord::setUnitsPerRevolution)),
        menuField("UEIP", 0, NoYes, "Use the encoder if present", m_record.store("UEIP", [this] { postPosition(); })),
        numberField("TWV", setup.tweak, "Tweak size", "@", m_record.store("TWV")),
    };
}

std::vector<Field> MotorRecord::speedFields(const MotorSetup& setup)
{
    const double gentle = setup.speed / 2;
    const auto positive = [this](const char* field) -> FieldPut {
        return [this, field](const Value& value, PutCompletion done) {
            if (devices::toDouble(value).value_or(0) > 0)
                m_record.set(field, value);
            done({});
        };
    };
    return {
        numberField("VELO", setup.speed, "Speed", "@/s", setter(&MotorRecord::setSpeed)),
        numberField("VBAS", 0, "Base speed", "@/s", setter(&MotorRecord::setBaseSpeed)),
        numberField("VMAX", 0, "Highest speed, 0 for any", "@/s", setter(&MotorRecord::setMaximumSpeed)),
        numberField("S", 0, "Speed", "rev/s", setter(&MotorRecord::setRevolutionSpeed)),
        numberField("ACCL", setup.accelerationTime, "Time to reach the speed", "s", positive("ACCL")),
        numberField("JVEL", gentle, "Jog speed", "@/s", positive("JVEL")),
        numberField("JAR", gentle / setup.accelerationTime, "Jog acceleration", "@/s^2", positive("JAR")),
        numberField("HVEL", gentle, "Home speed", "@/s", positive("HVEL")),
        numberField("BDST", 0, "Backlash distance", "@", m_record.store("BDST")),
        numberField("BVEL", gentle, "Backlash speed", "@/s", positive("BVEL")),
        numberField("BACC", setup.accelerationTime, "Backlash acceleration time", "s", positive("BACC")),
        numberField("DLY", 0, "Settling time", "s", m_record.store("DLY")),
        numberField("RDBD", setup.resolution, "Retry deadband", "@", m_record.store("RDBD")),
        integerField("RTRY", 0, "Retries at most", m_record.store("RTRY")),
    };
}

std::vector<Field> MotorRecord::limitFields(const MotorSetup& setup)
{
    return {
        numberField("HLM", setup.softLimits.high, "High limit, user", "@", setter(&MotorRecord::setUserHighLimit)),
        numberField("LLM", setup.softLimits.low, "Low limit, user", "@", setter(&MotorRecord::setUserLowLimit)),
        numberField("DHLM", setup.softLimits.high, "High limit, dial", "@", setter(&MotorRecord::setDialHighLimit)),
        numberField("DLLM", setup.softLimits.low, "Low limit, dial", "@", setter(&MotorRecord::setDialLowLimit)),
        integerField("LVIO", 0, "Soft limit violated"),
        menuField("HLSV", 2, Severities, "Severity at a limit", m_record.store("HLSV", [this] { postStatus(); })),
    };
}

std::vector<Field> MotorRecord::switchFields()
{
    return {
        integerField("HLS", 0, "At the high limit switch, user"),
        integerField("LLS", 0, "At the low limit switch, user"),
        integerField("RHLS", 0, "At the high limit switch, raw"),
        integerField("RLLS", 0, "At the low limit switch, raw"),
        menuField("CNEN", 1, {QStringLiteral("Disable"), QStringLiteral("Enable")}, "Torque", m_record.store("CNEN")),
    };
}

void MotorRecord::setUserHighLimit(double limit)
{
    m_record.set(direction() > 0 ? "DHLM" : "DLLM", toDial(limit));
    publishUserLimits();
}

void MotorRecord::setUserLowLimit(double limit)
{
    m_record.set(direction() > 0 ? "DLLM" : "DHLM", toDial(limit));
    publishUserLimits();
}

void MotorRecord::setDialHighLimit(double limit)
{
    m_record.set("DHLM", limit);
    publishUserLimits();
}

void MotorRecord::setDialLowLimit(double limit)
{
    m_record.set("DLLM", limit);
    publishUserLimits();
}

void MotorRecord::publishUserLimits()
{
    const Range dial{m_record.number("DLLM"), m_record.number("DHLM")};
    Range user{toUser(dial.low), toUser(dial.high)};
    if (direction() < 0)
        std::swap(user.low, user.high);
    m_record.set("HLM", user.high);
    m_record.set("LLM", user.low);
    for (const char* field : {"VAL", "RBV"})
        m_record.setLimits(field, user, user);
    for (const char* field : {"DVAL", "DRBV"})
        m_record.setLimits(field, dial, dial);
    const double step = m_record.number("MRES");
    const Range raw{std::min(dial.low / step, dial.high / step), std::max(dial.low / step, dial.high / step)};
    for (const char* field : {"RVAL", "RRBV"})
        m_record.setLimits(field, raw, raw);
    postStatus();
}

void MotorRecord::setOffset(double offset)
{
    m_record.set("OFF", offset);
    m_record.set("VAL", toUser(m_record.number("DVAL")));
    publishUserLimits();
    postPosition();
}

void MotorRecord::setDirection(double reversed)
{
    const double user = m_record.number("VAL");
    m_record.set("DIR", reversed);
    if (m_record.flag("FOFF"))
        m_record.set("VAL", toUser(m_record.number("DVAL")));
    else
        m_record.set("OFF", user - direction() * m_record.number("DVAL"));
    publishUserLimits();
    postPosition();
}

void MotorRecord::setSpeed(double speed)
{
    const double highest = m_record.number("VMAX");
    if (highest > 0)
        speed = std::min(speed, highest);
    speed = std::max(speed, m_record.number("VBAS"));
    if (speed > 0)
        m_record.set("VELO", speed);
    publishSpeeds();
}

void MotorRecord::setBaseSpeed(double speed)
{
    m_record.set("VBAS", std::max(0.0, speed));
    setSpeed(m_record.number("VELO"));
}

void MotorRecord::setMaximumSpeed(double speed)
{
    m_record.set("VMAX", std::max(0.0, speed));
    setSpeed(m_record.number("VELO"));
}

void MotorRecord::setRevolutionSpeed(double speed)
{
    setSpeed(speed * std::abs(m_record.number("UREV")));
}

void MotorRecord::publishSpeeds()
{
    m_record.set("S", m_record.number("VELO") / std::abs(m_record.number("UREV")));
    const Range speeds{m_record.number("VBAS"), m_record.number("VMAX")};
    m_record.setLimits("VELO", speeds, speeds);
}

void MotorRecord::setResolution(double resolution)
{
    if (resolution == 0)
        return;
    m_record.set("MRES", resolution);
    m_record.set("UREV", resolution * m_record.number("SREV"));
    m_record.set("RVAL", std::round(m_record.number("DVAL") / resolution));
    publishUserLimits();
    publishSpeeds();
    postPosition();
}

void MotorRecord::setStepsPerRevolution(double steps)
{
    if (steps <= 0)
        return;
    m_record.set("SREV", steps);
    setResolution(m_record.number("UREV") / steps);
}

void MotorRecord::setUnitsPerRevolution(double units)
{
    setResolution(units / m_record.number("SREV"));
}

} // namespace simulator
