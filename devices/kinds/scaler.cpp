#include "devices/kinds/scaler.h"

#include "devices/kinds/columnnames.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

#include <QJsonArray>

#include <algorithm>

namespace devices {

namespace {

constexpr int MaxChannels = 64;

} // namespace

std::vector<SignalSpec> Scaler::table(const QString& record, const Options& options)
{
    using Kind = SignalSpec::Kind;
    const auto pv = [&record](const QString& field) { return record + QLatin1Char('.') + field; };
    std::vector<SignalSpec> signalTable(FirstChannel);
    signalTable[Cnt].pv = pv(QStringLiteral("CNT"));
    signalTable[Cont].pv = pv(QStringLiteral("CONT"));
    signalTable[Tp] = {.suffix = QStringLiteral("_preset_time"),
        .pv = pv(QStringLiteral("TP")),
        .kind = Kind::Config,
        .monitored = true,
        .units = QStringLiteral("s")};
    signalTable[Freq] = {.suffix = QStringLiteral("_frequency"),
        .pv = pv(QStringLiteral("FREQ")),
        .kind = Kind::Config,
        .units = QStringLiteral("Hz")};
    signalTable[Elapsed] = {.pv = pv(QStringLiteral("T")), .optional = true};
    for (int n = 1; n <= options.channels; ++n)
        signalTable.push_back({.pv = pv(QStringLiteral("S%1").arg(n))});
    for (int n = 1; n <= options.channels; ++n)
        signalTable.push_back({.pv = pv(QStringLiteral("NM%1").arg(n))});
    return signalTable;
}

Scaler::Scaler(QString name, const QString& record, DeviceContext context, Options options)
    : TriggeredDevice(std::move(name), QStringLiteral("scaler"), std::move(context), table(record, options), Cnt, Tp)
    , m_options(std::move(options))
{
}

StatusPtr Scaler::prepare()
{
    std::vector<Index> indices;
    for (int n = 1; n <= m_options.channels; ++n)
        indices.push_back(nameSignal(n));
    const StatusPtr status = Status::pending(Texts::tr("%1 to name its channels").arg(name()));
    m_names = readSignals(indices, [this, status](const Result<std::vector<Reading>>& names) {
        status->finish(names ? nameColumns(names.value()) : Result<void>(names.error()));
    });
    return status;
}

Result<void> Scaler::nameColumns(const std::vector<Reading>& names)
{
    ColumnNames unique;
    for (int n = 1; n <= m_options.channels; ++n) {
        SignalSpec& column = spec(countSignal(n));
        const QString given = toText(names[static_cast<std::size_t>(n - 1)].value);
        const QString label = m_options.names.value(n, given).trimmed();
        const bool hinted = m_options.hinted.contains(label);
        column.kind = label.isEmpty() ? SignalSpec::Kind::Omitted
            : hinted                  ? SignalSpec::Kind::Hinted
                                      : SignalSpec::Kind::Normal;
        column.suffix = QLatin1Char('_') + unique.take(label, n);
        column.label = label;
        column.counts = n > 1;
        column.units = QStringLiteral("counts");
    }
    if (!columns().empty())
        return {};
    return Error{ErrorCode::Refused,
        Texts::tr("None of the %1 channels of %2 has a name (%3)")
            .arg(QString::number(m_options.channels), name(), spec(nameSignal(1)).pv),
        spec(nameSignal(1)).pv};
}

std::vector<StagedSetting> Scaler::stagedSettings() const
{
    return {{channel(Cont), Value(EnumIndex{0})}};
}

std::optional<Scaler::Index> Scaler::elapsedSignal() const
{
    return m_options.early ? std::nullopt : std::optional<Index>(Elapsed);
}

DeviceKindSpec scalerSpec()
{
    using Type = DeviceOption::Type;
    DeviceKindSpec kind;
    kind.id = QStringLiteral("scaler");
    kind.title = Texts::tr("Scaler");
    kind.pvHelp = Texts::tr("name of the scaler record");
    kind.options = {
        {QStringLiteral("channels"), Type::Number, 8, Texts::tr("how many channels it has"), 1, MaxChannels},
        {QStringLiteral("hinted"), Type::TextList, QJsonArray{QStringLiteral("I0"), QStringLiteral("I1")},
            Texts::tr("channels plotted by default")},
        {QStringLiteral("names"), Type::TextMap, QJsonObject(),
            Texts::tr("names by channel number instead of the record's own; an empty one leaves the channel out")},
        {QStringLiteral("early"), Type::Boolean, false,
            Texts::tr("counting may end before its time, by a preset of another channel")},
    };
    kind.make = [kind](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        Scaler::Options options;
        const double channels = optionOf(spec, kind, QStringLiteral("channels")).toDouble(options.channels);
        options.channels = static_cast<int>(std::clamp(channels, 1.0, static_cast<double>(MaxChannels)));
        options.hinted = optionOf(spec, kind, QStringLiteral("hinted")).toVariant().toStringList();
        options.early = optionOf(spec, kind, QStringLiteral("early")).toBool();
        const QJsonObject names = optionOf(spec, kind, QStringLiteral("names")).toObject();
        for (auto each = names.constBegin(); each != names.constEnd(); ++each)
            options.names.insert(each.key().toInt(), each.value().toString());
        return std::make_shared<Scaler>(spec.name, spec.pv, context, std::move(options));
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace devices
