#include "simulator/motor/motorspeeds.h"

#include <algorithm>
#include <cmath>

namespace simulator {

namespace {

constexpr double ShortestTime = 0.1; // s, for a time that makes no sense

struct Twins
{
    const char* speed;
    const char* turns;
};
constexpr std::array<Twins, 4> SpeedTwins{{{"VBAS", "SBAS"}, {"VMAX", "SMAX"}, {"VELO", "S"}, {"BVEL", "SBAK"}}};

} // namespace

MotorSpeeds::MotorSpeeds(Record& record, const MotorSetup& setup, std::function<void()> jogChanged)
    : m_record(record)
    , m_jogChanged(std::move(jogChanged))
{
    m_record.add(speedFields(setup));
    m_record.add(accelerationFields(setup));
    showTurns();
    showAcceleration();
}

std::vector<Field> MotorSpeeds::speedFields(const MotorSetup& setup)
{
    const double gentle = setup.speed / 2;
    return {
        kept(numberField("VMAX", 0, "Highest speed, 0 for any", "@/s", onNumber(this, &MotorSpeeds::putMaximum))),
        kept(numberField("VBAS", 0, "Base speed", "@/s", onNumber(this, &MotorSpeeds::putBase))),
        kept(numberField("VELO", setup.speed, "Speed", "@/s", speedPut("VELO"))),
        kept(numberField("BVEL", gentle, "Backlash speed", "@/s", speedPut("BVEL"))),
        kept(numberField("HVEL", gentle, "Home speed", "@/s", speedPut("HVEL"))),
        kept(numberField("JVEL", gentle, "Jog speed", "@/s", speedPut("JVEL"))),
        numberField("SMAX", 0, "Highest speed, 0 for any", "rev/s", turnsPut("SMAX", "VMAX")),
        numberField("SBAS", 0, "Base speed", "rev/s", turnsPut("SBAS", "VBAS")),
        numberField("S", 0, "Speed", "rev/s", turnsPut("S", "VELO")),
        numberField("SBAK", 0, "Backlash speed", "rev/s", turnsPut("SBAK", "BVEL")),
    };
}

std::vector<Field> MotorSpeeds::accelerationFields(const MotorSetup& setup)
{
    const QStringList which{QStringLiteral("Use ACCL"), QStringLiteral("Use ACCS")};
    return {
        kept(
            menuField("ACCU", 0, which, "Acceleration in use", m_record.store("ACCU", [this] { showAcceleration(); }))),
        kept(numberField("ACCL", setup.accelerationTime, "Time to reach the speed", "s",
            onNumber(this, &MotorSpeeds::putAccelerationTime))),
        numberField("ACCS", 0, "Acceleration", "@/s^2", onNumber(this, &MotorSpeeds::putAcceleration)),
        kept(numberField("BACC", setup.accelerationTime, "Backlash acceleration time", "s",
            onNumber([this](double time) { m_record.set("BACC", time > 0 ? time : ShortestTime); }))),
        kept(numberField("JAR", setup.speed / 2 / setup.accelerationTime, "Jog acceleration", "@/s^2",
            onNumber([this](double acceleration) {
                m_record.set("JAR", acceleration > 0 ? acceleration : m_record.number("JVEL") / ShortestTime);
            }))),
    };
}

FieldPut MotorSpeeds::speedPut(const char* field)
{
    return onNumber([this, field](double speed) {
        putSpeed(field, speed);
        showTurns();
        showAcceleration();
        if (std::string_view(field) == "JVEL")
            m_jogChanged();
    });
}

FieldPut MotorSpeeds::turnsPut(const char* field, const char* twin)
{
    return [this, field, twin](const Value& value, PutCompletion done) {
        const double speed = devices::toDouble(value).value_or(0) * unitsPerRevolution();
        if (std::string_view(field) == "SMAX")
            putMaximum(speed);
        else if (std::string_view(field) == "SBAS")
            putBase(speed);
        else
            putSpeed(twin, speed);
        showTurns();
        showAcceleration();
        done({});
    };
}

void MotorSpeeds::putSpeed(std::string_view field, double speed)
{
    const double highest = m_record.number("VMAX");
    if (highest > 0)
        speed = std::min(speed, highest);
    speed = std::max(speed, m_record.number("VBAS"));
    if (speed > 0)
        m_record.set(field, speed);
}

void MotorSpeeds::putBase(double speed)
{
    speed = std::max(0.0, speed);
    m_record.set("VBAS", speed);
    if (m_record.number("VMAX") > 0 && m_record.number("VMAX") < speed)
        m_record.set("VMAX", speed);
    limitAll();
}

void MotorSpeeds::putMaximum(double speed)
{
    speed = std::max(0.0, speed);
    m_record.set("VMAX", speed);
    if (speed > 0 && m_record.number("VBAS") > speed)
        m_record.set("VBAS", speed);
    limitAll();
}

void MotorSpeeds::limitAll()
{
    for (const char* field : {"VELO", "BVEL", "JVEL", "HVEL"})
        putSpeed(field, m_record.number(field));
    showTurns();
    showAcceleration();
}

void MotorSpeeds::showTurns()
{
    for (const Twins& twins : SpeedTwins)
        m_record.set(twins.turns, m_record.number(twins.speed) / unitsPerRevolution());
    const Range speeds{m_record.number("VBAS"), m_record.number("VMAX")};
    m_record.setLimits("VELO", speeds, speeds);
}

void MotorSpeeds::rescale()
{
    for (const Twins& twins : SpeedTwins)
        m_record.set(twins.speed, m_record.number(twins.turns) * unitsPerRevolution());
    limitAll();
}

double MotorSpeeds::gain() const
{
    const double speed = m_record.number("VELO");
    const double base = m_record.number("VBAS");
    return speed > base ? speed - base : speed;
}

void MotorSpeeds::showAcceleration()
{
    if (m_record.flag("ACCU"))
        m_record.set("ACCL", gain() / m_record.number("ACCS"));
    else
        m_record.set("ACCS", gain() / m_record.number("ACCL"));
}

void MotorSpeeds::putAccelerationTime(double seconds)
{
    m_record.set("ACCL", seconds > 0 ? seconds : ShortestTime);
    m_record.set("ACCS", gain() / m_record.number("ACCL"));
}

void MotorSpeeds::putAcceleration(double acceleration)
{
    if (acceleration > 0)
        m_record.set("ACCS", acceleration);
    m_record.set("ACCL", gain() / m_record.number("ACCS"));
}

MotionProfile MotorSpeeds::slew() const
{
    return {m_record.number("VBAS"), m_record.number("VELO"), m_record.number("ACCL")};
}

MotionProfile MotorSpeeds::backlash() const
{
    return {m_record.number("VBAS"), m_record.number("BVEL"), m_record.number("BACC")};
}

MotionProfile MotorSpeeds::jog() const
{
    const double speed = m_record.number("JVEL");
    const double base = m_record.number("VBAS");
    return {base, speed, std::max(0.0, speed - base) / m_record.number("JAR")};
}

MotionProfile MotorSpeeds::home() const
{
    return {m_record.number("VBAS"), m_record.number("HVEL"), m_record.number("ACCL")};
}

} // namespace simulator
