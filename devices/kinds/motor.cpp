#include "devices/kinds/motor.h"

#include "devices/channel/format.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

using Milliseconds = std::chrono::milliseconds;

/// "BD:m1" of "BD:m1" and "BD:m1.VAL".
QString recordName(const QString& pv)
{
    return pv.endsWith(QLatin1String(".VAL")) ? pv.chopped(4) : pv;
}

std::optional<Milliseconds> seconds(const QJsonValue& value)
{
    if (!value.isDouble())
        return std::nullopt;
    return Milliseconds(std::llround(value.toDouble() * 1000));
}

} // namespace

std::vector<SignalSpec> Motor::table(const QString& record, const QString& label)
{
    using Kind = SignalSpec::Kind;
    const auto pv = [&record](const char* field) { return record + QLatin1Char('.') + QLatin1String(field); };
    const auto suffix = [](const char* text) { return QString::fromLatin1(text); };
    std::vector<SignalSpec> signalTable;
    for (const char* field : MotorState::Fields)
        signalTable.push_back({.pv = pv(field), .monitored = true});
    for (const char* field : {"STOP", "HLM", "LLM", "MRES", "RDBD", "VELO", "ACCL", "VBAS", "SET"})
        signalTable.push_back({.pv = pv(field), .monitored = true});
    signalTable[Rbv].kind = Kind::Hinted;
    signalTable[Rbv].label = label;
    signalTable[Val].kind = Kind::Normal;
    signalTable[Val].suffix = suffix("_setpoint");
    const std::pair<Index, const char*> config[]
        = {{Velo, "_velocity"}, {Accl, "_acceleration"}, {Hlm, "_high_limit"}, {Llm, "_low_limit"}};
    for (const auto& [index, text] : config) {
        signalTable[index].kind = Kind::Config;
        signalTable[index].suffix = suffix(text);
    }
    signalTable.push_back({.suffix = suffix("_offset"), .pv = pv("OFF"), .kind = Kind::Config});
    signalTable.push_back({.suffix = suffix("_direction"), .pv = pv("DIR"), .kind = Kind::Config});
    return signalTable;
}

Motor::Motor(QString name, const QString& record, const QString& label, DeviceContext context, Tuning tuning)
    : SignalDevice(std::move(name), QStringLiteral("motor"), std::move(context), table(record, label))
    , m_record(record)
    , m_tuning(tuning)
{
}

std::optional<double> Motor::position() const
{
    return number(Rbv);
}

std::optional<double> Motor::setpoint() const
{
    return number(Val);
}

Handle Motor::locate(LocateDone done)
{
    return readSignals({Val, Rbv}, [done = std::move(done)](Result<std::vector<Reading>> read) {
        if (!read)
            return done(read.error());
        done(Location{toDouble(read.value()[0].value).value_or(NAN), toDouble(read.value()[1].value).value_or(NAN)});
    });
}

Range Motor::softLimits() const
{
    return {number(Llm).value_or(0), number(Hlm).value_or(0)};
}

double Motor::tolerance() const
{
    if (m_tuning.tolerance)
        return *m_tuning.tolerance;
    const double widest = std::max(std::abs(number(Rdbd).value_or(0)), std::abs(number(Mres).value_or(0)));
    return widest * (1 + 1e-9);
}

Result<void> Motor::check(double target) const
{
    if (const std::optional<Error> absent = absence())
        return *absent;
    MotorGoal words;
    words.info = *info(Rbv);
    if (!std::isfinite(target))
        return Error{ErrorCode::BadValue, Texts::tr("%1 cannot go to a target that is not finite").arg(name()), name()};
    const Range limits = softLimits();
    if (!limits.valid() || limits.contains(target))
        return {};
    const bool high = target > limits.high;
    const QString text = high ? Texts::tr("%1 = %2 %5 is above the high limit of %3 %5 (%4)")
                              : Texts::tr("%1 = %2 %5 is below the low limit of %3 %5 (%4)");
    const QString pv = spec(high ? Hlm : Llm).pv;
    return Error{ErrorCode::LimitViolation,
        text.arg(name(), exactNumber(target), exactNumber(high ? limits.high : limits.low), pv, info(Rbv)->units)
            .simplified(),
        pv};
}

std::optional<std::chrono::duration<double>> Motor::moveTime(double from, double to) const
{
    const std::optional<double> speed = number(Velo);
    if (!speed)
        return std::nullopt;
    return trapezoidTime(to - from, *speed, number(Vbas).value_or(0), number(Accl).value_or(0));
}

Milliseconds Motor::timeLimit(double from, double to) const
{
    if (m_tuning.timeout)
        return *m_tuning.timeout;
    const auto expected = moveTime(from, to);
    if (!expected || expected->count() > 1e8)
        return Milliseconds(0);
    return std::chrono::ceil<Milliseconds>(2 * *expected) + std::chrono::seconds(10);
}

MotorGoal Motor::goalFor(double target) const
{
    MotorGoal goal;
    goal.name = name();
    goal.record = m_record;
    goal.target = target;
    goal.tolerance = tolerance();
    goal.info = *info(Rbv);
    goal.limits = softLimits();
    return goal;
}

/// In the mode Set a target redefines the position and moves nothing.
Result<void> Motor::checkMode() const
{
    const auto refused = [this](Index field, const QString& state) {
        const QString text = Texts::tr("%1 does not move: %2 is %3");
        return Error{ErrorCode::Refused, text.arg(name(), spec(field).pv, state), spec(field).pv};
    };
    const int mode = static_cast<int>(number(Spmg).value_or(MotorState::Go));
    if (mode != MotorState::Go)
        return refused(Spmg, motorModeName(mode));
    if (number(Set).value_or(0) != 0)
        return refused(Set, QStringLiteral("Set"));
    return {};
}

StatusPtr Motor::set(double target)
{
    if (const Result<void> allowed = check(target); !allowed)
        return Status::failed(allowed.error());
    if (const Result<void> ready = checkMode(); !ready)
        return Status::failed(ready.error());
    const auto move = std::make_shared<Move>();
    move->goal = goalFor(target);
    if (m_move)
        finish(Error{ErrorCode::Cancelled,
            Texts::tr("%1 was sent on to %2 (%3)").arg(name(), move->goal.position(target), spec(Val).pv),
            spec(Val).pv});
    move->from = number(Rbv).value_or(target);
    move->status = Status::pending(Texts::tr("%1 to reach %2").arg(name(), move->goal.position(target)));
    m_move = move;
    start();
    return move->status;
}

void Motor::start()
{
    const Milliseconds limit = timeLimit(m_move->from, m_move->goal.target);
    m_move->status->setTimeout(limit);
    if (limit.count() > 0)
        after(limit, m_move, [this, limit] { expire(limit); });
    if (!m_unanswered)
        return sendTarget();
    if (channel(Stop))
        m_stopPut = put(Stop, Value(qint64{1}), PutMode::Forget);
}

void Motor::sendTarget()
{
    MotorGoal& goal = m_move->goal;
    goal.targetSeen = std::abs(number(Val).value_or(goal.target) - goal.target) <= goal.tolerance;
    m_move->from = number(Rbv).value_or(goal.target);
    m_move->sent = true;
    m_unanswered = true;
    m_put = put(
        Val, Value(goal.target), PutMode::Complete, [this](const Result<void>& result) { answered(result); },
        Milliseconds(0));
}

void Motor::stop()
{
    if (m_move)
        m_move->goal.stopAsked = true;
    if (channel(Stop))
        m_stopPut = put(Stop, Value(qint64{1}), PutMode::Forget);
}

void Motor::answered(const Result<void>& result)
{
    m_unanswered = false;
    if (!m_move)
        return;
    // What became of an earlier target is no longer of interest.
    if (!m_move->sent)
        return m_move->goal.stopAsked ? finish(stoppedBeforeSent()) : sendTarget();
    if (!result)
        return finish(result);
    m_move->answered = true;
    armSettle();
    weigh();
}

void Motor::armSettle()
{
    m_move->settled = false;
    after(m_tuning.settle, m_move, [this] {
        m_move->settled = true;
        if (!m_move->asking)
            askAgain();
    });
}

void Motor::signalChanged(Index index)
{
    if (!m_move || !m_move->sent)
        return;
    if (index == Stop && number(Stop).value_or(0) != 0)
        m_move->goal.stopSeen = true;
    if (index == Val || index == Rbv)
        watchTarget(index);
    const double way = m_move->goal.target - m_move->from;
    if (index == Rbv && way != 0)
        m_move->status->setProgress(std::clamp((*number(Rbv) - m_move->from) / way, 0.0, 1.0));
    if (m_move->answered && !m_move->asking)
        weigh();
}

/// A record that is stopped makes its target where it stands. One that is sent elsewhere is not there yet when it next tells its
/// position.
void Motor::watchTarget(Index changed)
{
    MotorGoal& goal = m_move->goal;
    const double target = number(Val).value_or(NAN);
    const bool ours = std::abs(target - goal.target) <= goal.tolerance;
    if (changed == Val) {
        goal.targetSeen = goal.targetSeen || ours;
        goal.targetLost = goal.targetSeen && !ours;
        goal.sentTo.reset();
        m_move->foreign = goal.targetLost;
    } else if (std::exchange(m_move->foreign, false) && std::abs(number(Rbv).value_or(NAN) - target) > goal.tolerance) {
        goal.sentTo = target;
    }
}

void Motor::signalLost(Index index)
{
    // A server that is gone answers nothing.
    m_put.reset();
    m_unanswered = false;
    if (m_move)
        finish(lost(index));
}

/// Judges by the monitors, which may be late: they can say "arrived", but a failure is asked for again.
void Motor::weigh()
{
    std::vector<Reading> monitored;
    for (Index i = 0; i < std::size(MotorState::Fields); ++i)
        monitored.push_back(latest(i));
    const std::optional<MotorState> state = MotorState::fromReadings(monitored);
    if (!state)
        return;
    const MotorVerdict verdict = judge(*state, m_move->goal);
    if (verdict.kind == MotorVerdict::Kind::Arrived)
        finish({});
    else if (verdict.kind == MotorVerdict::Kind::Failed && verdict.explained)
        askAgain();
}

void Motor::askAgain()
{
    m_move->asking = true;
    std::vector<Index> fields(std::size(MotorState::Fields));
    for (Index i = 0; i < fields.size(); ++i)
        fields[i] = i;
    m_move->round = readSignals(fields, [this](const Result<std::vector<Reading>>& fresh) {
        m_move->asking = false;
        if (fresh)
            decide(fresh.value());
        else
            finish(fresh.error());
    });
}

void Motor::decide(const std::vector<Reading>& fresh)
{
    const std::optional<MotorState> state = MotorState::fromReadings(fresh);
    const MotorVerdict verdict = state ? judge(*state, m_move->goal) : MotorVerdict();
    if (verdict.kind == MotorVerdict::Kind::Arrived)
        finish({});
    else if (verdict.kind == MotorVerdict::Kind::Failed && (verdict.explained || m_move->settled))
        finish(verdict.error);
    else if (m_move->settled)
        armSettle();
}

Error Motor::stoppedBeforeSent() const
{
    const QString& pv = spec(Stop).pv;
    return {ErrorCode::Stopped,
        Texts::tr("%1 was stopped at %2 on its way to %3 (%4)")
            .arg(name(), m_move->goal.position(number(Rbv).value_or(m_move->from)),
                m_move->goal.position(m_move->goal.target), pv),
        pv};
}

void Motor::expire(Milliseconds limit)
{
    const double here = number(Rbv).value_or(m_move->from);
    QString text = Texts::tr("%1 did not reach %2 within %3 s: it is at %4 (%5)")
                       .arg(name(), m_move->goal.position(m_move->goal.target),
                           QString::number(std::chrono::duration<double>(limit).count(), 'g', 4),
                           m_move->goal.position(here), spec(Rbv).pv);
    const int mode = static_cast<int>(number(Spmg).value_or(MotorState::Go));
    if (mode != MotorState::Go)
        text += Texts::tr(" and %1 is %2").arg(spec(Spmg).pv, motorModeName(mode));
    finish(Error{ErrorCode::Timeout, text, spec(Rbv).pv});
}

void Motor::finish(const Result<void>& result)
{
    const std::shared_ptr<Move> move = std::exchange(m_move, nullptr);
    if (result)
        move->status->setProgress(1);
    move->status->finish(result);
}

DeviceKindSpec motorSpec()
{
    using Type = DeviceOption::Type;
    DeviceKindSpec kind;
    kind.id = QStringLiteral("motor");
    kind.title = Texts::tr("Motor");
    kind.pvHelp = Texts::tr("name of the motor record");
    kind.options = {
        {QStringLiteral("tolerance"), Type::Number, QJsonValue(QJsonValue::Undefined),
            Texts::tr("how far from its target it may stop, in its units"), 0},
        {QStringLiteral("settle"), Type::Number, 2.0, Texts::tr("seconds the readback may lag behind"), 0, 3600},
        {QStringLiteral("timeout"), Type::Number, QJsonValue(QJsonValue::Undefined),
            Texts::tr("seconds a move may take, 0 = any time"), 0, 1e6},
    };
    kind.make = [](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        Motor::Tuning tuning;
        if (const QJsonValue tolerance = spec.options.value(QStringLiteral("tolerance")); tolerance.isDouble())
            tuning.tolerance = tolerance.toDouble();
        tuning.settle = seconds(spec.options.value(QStringLiteral("settle"))).value_or(tuning.settle);
        tuning.timeout = seconds(spec.options.value(QStringLiteral("timeout")));
        return std::make_shared<Motor>(spec.name, recordName(spec.pv), spec.description, context, tuning);
    };
    kind.setpointPv = [](const DeviceSpec& spec) { return recordName(spec.pv) + QStringLiteral(".VAL"); };
    return kind;
}

} // namespace devices
