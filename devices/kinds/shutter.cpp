#include "devices/kinds/shutter.h"

#include "devices/channel/format.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

namespace devices {

Shutter::Shutter(QString name, const QString& pv, DeviceContext context, const Options& options, Words words)
    : Signal(std::move(name), pv, std::move(context), options, QStringLiteral("shutter"))
    , m_words(std::move(words))
{
}

StatusPtr Shutter::prepare()
{
    for (const double target : {1.0, 0.0}) {
        if (const Result<Value> value = valueFor(target, *info(0)); !value)
            return Status::failed(value.error());
    }
    return Status::done();
}

std::optional<double> Shutter::position() const
{
    const std::optional<double> state = number(readback());
    if (!state)
        return std::nullopt;
    for (const double target : {1.0, 0.0}) {
        const Result<Value> value = valueFor(target, *info(readback()));
        if (value && toDouble(value.value()) == state)
            return target;
    }
    return std::nullopt;
}

Result<Value> Shutter::valueFor(double target, const ChannelInfo& channelInfo) const
{
    if (target == 1.0 || target == 0.0)
        return parse(target == 1.0 ? m_words.open : m_words.closed, channelInfo);
    const QString text = Texts::tr("%1 takes 1 (open) or 0 (closed), not %2");
    return Error{ErrorCode::BadValue, text.arg(name(), exactNumber(target)), name()};
}

DeviceKindSpec shutterSpec()
{
    using Type = DeviceOption::Type;
    const QJsonValue none(QJsonValue::Undefined);
    DeviceKindSpec kind;
    kind.id = QStringLiteral("shutter");
    kind.title = Texts::tr("Shutter");
    kind.pvHelp = Texts::tr("PV that opens and closes it");
    kind.options = {
        {QStringLiteral("open"), Type::Text, QStringLiteral("1"), Texts::tr("state that opens, by label or number")},
        {QStringLiteral("closed"), Type::Text, QStringLiteral("0"), Texts::tr("state that closes")},
        {QStringLiteral("readback"), Type::Text, none, Texts::tr("PV with the same states that tells where it is")},
        {QStringLiteral("timeout"), Type::Number, 10.0,
            Texts::tr("seconds that opening or closing may take, 0 = any time"), 0, 1e6},
    };
    kind.make = [kind](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        Signal::Options options = Signal::Options::fromSpec(spec);
        options.recorded = SignalSpec::Kind::Normal;
        Shutter::Words words{optionOf(spec, kind, QStringLiteral("open")).toString(),
            optionOf(spec, kind, QStringLiteral("closed")).toString()};
        return std::make_shared<Shutter>(spec.name, spec.pv, context, options, std::move(words));
    };
    kind.setpointPv = [](const DeviceSpec& spec) { return spec.pv; };
    return kind;
}

} // namespace devices
