#include "simulator/motor/motorroutes.h"

#include <cmath>

namespace simulator {

namespace {

enum RetryMode { Default, Arithmetic, Geometric, InPosition };

} // namespace

MotorRoutes::MotorRoutes(const MotorParts& parts)
    : m_parts(parts)
{
    const auto atLeastAStep = [this](const char* field) {
        return onNumber([this, field](double distance) {
            m_parts.record.set(field, std::max(distance, m_parts.calibration.stepSize()));
        });
    };
    Record& record = m_parts.record;
    const QStringList modes{QStringLiteral("Default"), QStringLiteral("Arithmetic"), QStringLiteral("Geometric"),
        QStringLiteral("In-Position")};
    record.add({
        kept(numberField("BDST", 0, "Backlash distance", "@", record.store("BDST"))),
        kept(numberField("FRAC", 1, "Part of the way that one move goes", "",
            onNumber([&record](double part) { record.set("FRAC", std::clamp(part, 0.1, 1.5)); }))),
        kept(numberField("RDBD", m_parts.calibration.stepSize(), "Retry deadband", "@", atLeastAStep("RDBD"))),
        kept(numberField("SPDB", 0, "Setpoint deadband", "@", record.store("SPDB"))),
        kept(integerField("RTRY", 10, "Retries at most", record.store("RTRY"))),
        kept(menuField("RMOD", 0, modes, "Retry mode", record.store("RMOD"))),
        kept(menuField("NTM", 1, {QStringLiteral("NO"), QStringLiteral("YES")},
            "Turns at once when the target is behind", record.store("NTM"))),
        kept(integerField("NTMF", 2, "Deadband of NTM, in BDST + RDBD",
            onNumber([&record](double factor) { record.set("NTMF", std::max(2.0, factor)); }))),
        integerField("RCNT", 0, "Retries so far"),
        integerField("MISS", 0, "Ran out of retries"),
    });
}

bool MotorRoutes::relative() const
{
    return m_parts.record.integer("RTRY") != 0 && m_parts.record.integer("RMOD") != InPosition
        && m_parts.calibration.usesEncoder();
}

bool MotorRoutes::preferred(double dial) const
{
    const double from = relative() ? m_parts.positions.readback() : m_parts.positions.accepted();
    return (dial > from) == (backlash() > 0);
}

bool MotorRoutes::takesBacklash() const
{
    return std::abs(backlash()) >= m_parts.calibration.stepSize();
}

bool MotorRoutes::forbidden(double dial) const
{
    const double turn = preferred(dial) ? dial : dial - backlash();
    return m_parts.limits.forbid(m_parts.positions.accepted(), turn, dial);
}

double MotorRoutes::retryPart() const
{
    const auto count = static_cast<double>(m_parts.record.integer("RCNT"));
    const auto most = static_cast<double>(m_parts.record.integer("RTRY"));
    if (m_parts.record.integer("RMOD") == Arithmetic)
        return (most - count + 1) / most;
    if (m_parts.record.integer("RMOD") == Geometric)
        return std::pow(2.0, 1 - count);
    return 1;
}

double MotorRoutes::afterDistance(double distance) const
{
    const double step = m_parts.calibration.stepSize();
    if (std::abs(distance) < step)
        distance = std::copysign(step, distance);
    return m_parts.calibration.toStep(m_parts.axis.counted(m_parts.host.now()) + distance);
}

bool MotorRoutes::withinBacklash() const
{
    const double step = m_parts.calibration.stepSize();
    const double from = relative() ? m_parts.positions.readback() : m_parts.positions.accepted();
    return std::abs(m_parts.positions.target() - from) <= std::abs(backlash()) + step;
}

bool MotorRoutes::turnsBack(bool goesForward) const
{
    const Record& record = m_parts.record;
    const double left = m_parts.positions.difference();
    const double reach = static_cast<double>(record.integer("NTMF")) * (std::abs(backlash()) + record.number("RDBD"));
    return record.flag("NTM") && (left >= 0) != goesForward && std::abs(left) > reach;
}

bool MotorRoutes::countRetry(bool mayRetry)
{
    Record& record = m_parts.record;
    if (std::abs(m_parts.positions.difference()) < record.number("RDBD")) {
        record.set("MISS", 0);
        return false;
    }
    if (!mayRetry || record.integer("RTRY") == 0)
        return false;
    const qint64 count = record.integer("RCNT") + 1;
    record.set("RCNT", count);
    const bool missed = count > record.integer("RTRY");
    if (missed)
        record.set("MISS", 1);
    return !missed;
}

MotorRoutes::Route MotorRoutes::toTarget(bool retry) const
{
    const double target = m_parts.positions.target();
    const double from = m_parts.positions.accepted();
    const double fraction = m_parts.record.number("FRAC");
    const double part = retry ? retryPart() : 1;
    const MotionProfile slew = m_parts.speeds.slew();
    const MotionProfile slowly = m_parts.speeds.backlash();
    const double straight = relative() ? afterDistance(m_parts.positions.difference() * part * fraction)
                                       : m_parts.calibration.toStep(from + fraction * (target - from));
    const bool likewise = slowly.speed == slew.speed && slowly.accelerationTime == slew.accelerationTime;
    if (!takesBacklash() || (preferred(target) && likewise))
        return {{straight, slew}, false};
    if (preferred(target) && withinBacklash())
        return {{straight, slowly}, false};
    if (relative())
        return {{afterDistance((m_parts.positions.difference() - backlash()) * part), slew}, true};
    return {beforeBacklash(), true};
}

MotorRoutes::Leg MotorRoutes::beforeBacklash() const
{
    const double distance = m_parts.positions.difference() - backlash();
    const double reading
        = relative() ? afterDistance(distance) : m_parts.calibration.toStep(m_parts.positions.target() - backlash());
    return {reading, m_parts.speeds.slew()};
}

MotorRoutes::Leg MotorRoutes::throughBacklash() const
{
    const double fraction = m_parts.record.number("FRAC");
    const double target = m_parts.positions.target();
    const double reading = relative() ? afterDistance(m_parts.positions.difference() * fraction)
                                      : m_parts.calibration.toStep(target - backlash() + fraction * backlash());
    return {reading, m_parts.speeds.backlash()};
}

} // namespace simulator
