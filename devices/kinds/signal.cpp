#include "devices/kinds/signal.h"

#include "devices/channel/format.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

/// In the order of SignalSpec::Kind.
const QStringList& recordings()
{
    static const QStringList words{
        QStringLiteral("hinted"), QStringLiteral("normal"), QStringLiteral("config"), QStringLiteral("omitted")};
    return words;
}

const QStringList& completions()
{
    static const QStringList words{QStringLiteral("complete"), QStringLiteral("verify"), QStringLiteral("sent")};
    return words;
}

constexpr PutMode CompletionModes[] = {PutMode::Complete, PutMode::Verify, PutMode::Forget};

} // namespace

Signal::Options Signal::Options::fromSpec(const DeviceSpec& spec)
{
    const QJsonObject& given = spec.options;
    Options options;
    options.readback = given.value(QStringLiteral("readback")).toString();
    if (const QJsonValue tolerance = given.value(QStringLiteral("tolerance")); tolerance.isDouble())
        options.tolerance = tolerance.toDouble();
    if (const QJsonValue timeout = given.value(QStringLiteral("timeout")); timeout.isDouble())
        options.timeout = std::chrono::milliseconds(std::llround(timeout.toDouble() * 1000));
    if (const QJsonValue settable = given.value(QStringLiteral("settable")); settable.isBool())
        options.settable = settable.toBool();
    options.units = given.value(QStringLiteral("units")).toString();
    options.label = spec.description;
    const auto recorded = recordings().indexOf(given.value(QStringLiteral("recorded")).toString());
    if (recorded >= 0)
        options.recorded = static_cast<SignalSpec::Kind>(recorded);
    const auto mode = completions().indexOf(given.value(QStringLiteral("completion")).toString());
    if (mode >= 0)
        options.mode = CompletionModes[mode];
    options.counts = given.value(QStringLiteral("counts")).toBool(options.counts);
    return options;
}

std::vector<SignalSpec> Signal::table(const QString& pv, const Options& options)
{
    SignalSpec measured;
    measured.pv = options.readback.isEmpty() ? pv : options.readback;
    measured.kind = options.recorded;
    measured.monitored = true;
    measured.counts = options.counts;
    measured.label = options.label;
    measured.units = options.units;
    if (options.readback.isEmpty())
        return {measured};
    SignalSpec setpoint;
    setpoint.suffix = QStringLiteral("_setpoint");
    setpoint.pv = pv;
    const bool column = options.recorded == SignalSpec::Kind::Hinted;
    setpoint.kind = column ? SignalSpec::Kind::Normal : options.recorded;
    setpoint.units = options.units;
    return {setpoint, measured};
}

Signal::Signal(QString name, const QString& pv, DeviceContext context, const Options& options, const QString& kind)
    : SignalDevice(std::move(name), kind, std::move(context), table(pv, options))
    , m_hasReadback(!options.readback.isEmpty())
    , m_options(options)
{
}

bool Signal::movable() const
{
    return m_options.settable.value_or(info(0)->canWrite) && info(0)->type != NativeType::String && info(0)->count <= 1;
}

std::optional<double> Signal::position() const
{
    return number(readback());
}

double Signal::tolerance() const
{
    if (m_options.tolerance)
        return *m_options.tolerance;
    const std::optional<int> precision = info(readback())->precision;
    return precision ? 0.5 * std::pow(10.0, -*precision) * (1 + 1e-9) : 0.0;
}

Result<Value> Signal::valueFor(double target, const ChannelInfo& channelInfo) const
{
    if (std::isfinite(target))
        return parse(exactNumber(target), channelInfo);
    return Error{ErrorCode::BadValue, Texts::tr("%1 cannot be set to a value that is not finite").arg(name()), name()};
}

Result<void> Signal::check(double target) const
{
    if (const std::optional<Error> absent = absence())
        return *absent;
    const ChannelInfoPtr channelInfo = info(0);
    if (!movable())
        return Error{ErrorCode::NoAccess, Texts::tr("%1 cannot be set (%2)").arg(name(), spec(0).pv), spec(0).pv};
    const Result<Value> value = valueFor(target, *channelInfo);
    if (!value)
        return named(value.error());
    const Result<void> allowed = checkControlLimits(value.value(), *channelInfo);
    return allowed ? allowed : named(allowed.error());
}

StatusPtr Signal::set(double target)
{
    if (const Result<void> allowed = check(target); !allowed)
        return Status::failed(allowed.error());
    const Value value = valueFor(target, *info(0)).value();
    if (m_setting)
        finish(Error{ErrorCode::Cancelled, Texts::tr("%1 was set to %2").arg(name(), text(value, 0)), name()});
    m_setting = std::make_shared<Setting>();
    m_setting->target = target;
    m_setting->status = Status::pending(Texts::tr("%1 to be %2").arg(name(), text(value, 0)));
    m_setting->from = number(readback());
    const StatusPtr status = m_setting->status;
    status->setTimeout(m_options.timeout);
    if (m_options.timeout.count() > 0)
        after(m_options.timeout, m_setting, [this] { expire(m_options.timeout); });
    m_setting->put = put(
        0, value, m_options.mode, [this](const Result<void>& result) { answered(result); },
        std::chrono::milliseconds(0));
    return status;
}

void Signal::answered(const Result<void>& result)
{
    if (!result || !m_hasReadback)
        return finish(result);
    m_setting->answered = true;
    weigh();
}

void Signal::signalChanged(Index)
{
    if (const std::optional<double> here = number(readback());
        here && m_setting && m_setting->from && m_hasReadback && info(readback())->labels.isEmpty()) {
        const double way = m_setting->target - *m_setting->from;
        m_setting->status->setProgress(way == 0 ? 1 : std::clamp((*here - *m_setting->from) / way, 0.0, 1.0));
    }
    if (m_setting && m_setting->answered)
        weigh();
}

void Signal::signalLost(Index index)
{
    if (m_setting)
        finish(lost(index));
}

void Signal::weigh()
{
    const Result<Value> expected = valueFor(m_setting->target, *info(readback()));
    if (!expected)
        return finish(expected.error());
    const std::optional<double> wanted = toDouble(expected.value());
    const std::optional<double> here = number(readback());
    if (wanted && here && std::abs(*here - *wanted) <= tolerance())
        finish({});
}

void Signal::expire(std::chrono::milliseconds limit)
{
    const Result<Value> wanted = valueFor(m_setting->target, *info(0));
    const QString message = Texts::tr("%1 did not become %2 within %3 s: %4 is %5")
                                .arg(name(), wanted ? text(wanted.value(), 0) : exactNumber(m_setting->target),
                                    QString::number(std::chrono::duration<double>(limit).count(), 'g', 4),
                                    spec(readback()).pv, text(latest(readback()).value, readback()));
    finish(Error{ErrorCode::Timeout, message, spec(readback()).pv});
}

void Signal::finish(const Result<void>& result)
{
    const std::shared_ptr<Setting> setting = std::exchange(m_setting, nullptr);
    setting->status->finish(result);
}

QString Signal::text(const Value& value, Index index) const
{
    const QString units = m_options.units.isEmpty() ? info(index)->units : m_options.units;
    return (format(value, *info(index)) + QLatin1Char(' ') + units).trimmed();
}

DeviceKindSpec signalSpec()
{
    using Type = DeviceOption::Type;
    const QJsonValue none(QJsonValue::Undefined);
    DeviceKindSpec kind;
    kind.id = QStringLiteral("signal");
    kind.title = Texts::tr("Signal");
    kind.pvHelp = Texts::tr("any PV");
    kind.options = {
        {QStringLiteral("readback"), Type::Text, none, Texts::tr("PV that tells whether the set value is reached")},
        {QStringLiteral("tolerance"), Type::Number, none, Texts::tr("how far the readback may be from the set value"),
            0},
        {QStringLiteral("timeout"), Type::Number, 10.0, Texts::tr("seconds that setting may take, 0 = any time"), 0,
            1e6},
        {QStringLiteral("settable"), Type::Boolean, none, Texts::tr("may be set; by default if the PV can be written")},
        {QStringLiteral("units"), Type::Text, none, Texts::tr("units instead of the PV's own")},
        {.key = QStringLiteral("recorded"),
            .type = Type::Choice,
            .initial = recordings()[0],
            .help = Texts::tr("as a column plotted by default, as a column, as configuration, or not"),
            .choices = recordings()},
        {.key = QStringLiteral("completion"),
            .type = Type::Choice,
            .initial = completions()[0],
            .help = Texts::tr("what setting waits for: the server's answer, the value read back, or nothing"),
            .choices = completions()},
        {QStringLiteral("counts"), Type::Boolean, false, Texts::tr("a number of counts: its error is its square root")},
    };
    kind.make = [](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        return std::make_shared<Signal>(spec.name, spec.pv, context, Signal::Options::fromSpec(spec));
    };
    kind.setpointPv = [](const DeviceSpec& spec) { return spec.pv; };
    return kind;
}

} // namespace devices
