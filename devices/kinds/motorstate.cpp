#include "devices/kinds/motorstate.h"

#include "devices/channel/format.h"
#include "devices/kinds/texts.h"

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

/// The reason that the record itself gives, if any.
std::optional<Error> explain(const MotorState& state, const MotorGoal& goal)
{
    const QString here = goal.position(state.readback);
    const QString there = goal.position(goal.target);
    const auto field = [&goal](const char* name) { return goal.record + QLatin1Char('.') + QLatin1String(name); };
    if (state.limitViolation) {
        const QString text = Texts::tr("%1 refused to go to %2: it is outside the soft limits %3 … %4 (%5)");
        return Error{ErrorCode::LimitViolation,
            text.arg(goal.name, there, goal.position(goal.limits.low), goal.position(goal.limits.high), field("LVIO")),
            field("LVIO")};
    }
    if (state.onHighSwitch && goal.target > state.readback)
        return Error{ErrorCode::LimitViolation,
            Texts::tr("%1 ran into its high limit switch at %2 on its way to %3 (%4)")
                .arg(goal.name, here, there, field("HLS")),
            field("HLS")};
    if (state.onLowSwitch && goal.target < state.readback)
        return Error{ErrorCode::LimitViolation,
            Texts::tr("%1 ran into its low limit switch at %2 on its way to %3 (%4)")
                .arg(goal.name, here, there, field("LLS")),
            field("LLS")};
    if (state.mode != MotorState::Go)
        return Error{ErrorCode::Stopped,
            Texts::tr("%1 was stopped at %2 on its way to %3: %4 is %5")
                .arg(goal.name, here, there, field("SPMG"), motorModeName(state.mode)),
            field("SPMG")};
    if (goal.stopAsked)
        return Error{ErrorCode::Stopped,
            Texts::tr("%1 was stopped at %2 on its way to %3 (%4)").arg(goal.name, here, there, field("STOP")),
            field("STOP")};
    const bool moved = std::abs(state.setpoint - goal.target) > goal.tolerance;
    const bool ahead = moved && std::abs(state.setpoint - state.readback) > goal.tolerance;
    if (!goal.stopSeen && (ahead || (moved && goal.sentTo)))
        return Error{ErrorCode::Stopped,
            Texts::tr("%1 was sent to %2 from outside on its way to %3 (%4)")
                .arg(goal.name, goal.position(ahead ? state.setpoint : *goal.sentTo), there, field("VAL")),
            field("VAL")};
    if (moved || goal.stopSeen)
        return Error{ErrorCode::Stopped,
            Texts::tr("%1 was stopped from outside at %2 on its way to %3 (%4)")
                .arg(goal.name, here, there, field("STOP")),
            field("STOP")};
    if (state.missed)
        return Error{ErrorCode::Io,
            Texts::tr("%1 ran out of retries at %2 on its way to %3 (%4)").arg(goal.name, here, there, field("MISS")),
            field("MISS")};
    return std::nullopt;
}

} // namespace

std::optional<MotorState> MotorState::fromReadings(const std::vector<Reading>& readings)
{
    if (readings.size() < std::size(Fields))
        return std::nullopt;
    std::vector<double> numbers;
    for (std::size_t i = 0; i < std::size(Fields); ++i) {
        const std::optional<double> number = toDouble(readings[i].value);
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
    }
    MotorState state;
    state.readback = numbers[0];
    state.setpoint = numbers[1];
    state.done = numbers[2] != 0;
    state.missed = numbers[3] != 0;
    state.onHighSwitch = numbers[4] != 0;
    state.onLowSwitch = numbers[5] != 0;
    state.limitViolation = numbers[6] != 0;
    state.mode = static_cast<int>(numbers[7]);
    state.severity = readings[0].severity;
    state.status = readings[0].status;
    return state;
}

QString MotorGoal::position(double value) const
{
    return (format(Value(value), info) + QLatin1Char(' ') + info.units).trimmed();
}

MotorVerdict judge(const MotorState& state, const MotorGoal& goal)
{
    using Kind = MotorVerdict::Kind;
    if (!state.done)
        return {};
    const bool near = std::abs(state.readback - goal.target) <= goal.tolerance;
    const QString readbackPv = goal.record + QStringLiteral(".RBV");
    if (near && !state.missed && !state.limitViolation && state.severity != Severity::Invalid)
        return {Kind::Arrived, true, {}};
    if (state.severity == Severity::Invalid)
        return {Kind::Failed, false,
            {ErrorCode::Io,
                Texts::tr("%1 does not know where it is: %2 is INVALID (%3)")
                    .arg(goal.name, readbackPv, statusName(state.status)),
                readbackPv}};
    // Another target that was never seen to replace ours may be the one of before.
    const bool early = std::abs(state.setpoint - goal.target) > goal.tolerance && !goal.targetLost && !goal.stopSeen
        && !goal.stopAsked;
    if (const std::optional<Error> reason = explain(state, goal))
        return {Kind::Failed, !early || reason->code != ErrorCode::Stopped, *reason};
    QString text = Texts::tr("%1 says it is done at %2, not within %3 %4 of %5 (%6)")
                       .arg(goal.name, goal.position(state.readback), exactNumber(goal.tolerance), goal.info.units,
                           goal.position(goal.target), readbackPv)
                       .simplified();
    if (state.severity != Severity::None)
        text += Texts::tr(" and is in alarm: %1 %2").arg(severityName(state.severity), statusName(state.status));
    return {Kind::Failed, false, {ErrorCode::Io, text, readbackPv}};
}

QString motorModeName(int mode)
{
    static const QStringList names{
        QStringLiteral("Stop"), QStringLiteral("Pause"), QStringLiteral("Move"), QStringLiteral("Go")};
    return mode >= 0 && mode < names.size() ? names[mode] : QString::number(mode);
}

std::optional<std::chrono::duration<double>> trapezoidTime(
    double distance, double speed, double base, double acceleration)
{
    using Seconds = std::chrono::duration<double>;
    const double length = std::abs(distance);
    if (!(speed > 0) || !std::isfinite(length))
        return std::nullopt;
    const double slow = std::clamp(base, 0.0, speed);
    const double ramp = acceleration > 0 ? (speed + slow) / 2 * acceleration : 0;
    if (ramp == 0 || slow == speed || length >= 2 * ramp) {
        const double rampTime = ramp > 0 && slow < speed ? 2 * acceleration : 0;
        const double rampLength = rampTime > 0 ? 2 * ramp : 0;
        return Seconds(rampTime + (length - rampLength) / speed);
    }
    // Too short for full speed: v² = base² + a·length at the middle.
    const double rate = (speed - slow) / acceleration;
    const double peak = std::sqrt(slow * slow + rate * length);
    return Seconds(2 * (peak - slow) / rate);
}

} // namespace devices
