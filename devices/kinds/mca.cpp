#include "devices/kinds/mca.h"

#include "devices/kinds/columnnames.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>

namespace devices {

namespace {

constexpr int MaxRegions = 32;

struct Row
{
    const char* field;
    const char* suffix;
    SignalSpec::Kind kind;
    bool monitored;
    const char* units;
};

Value resized(const Value& array, std::size_t count)
{
    return std::visit(
        [count](const auto& from) -> Value {
            if constexpr (requires { from->size(); }) {
                auto to = *from;
                to.resize(count);
                return Value(makeArray(std::move(to)));
            } else {
                return from;
            }
        },
        array);
}

} // namespace

std::vector<SignalSpec> Mca::table(const QString& record, const Options& options)
{
    using Kind = SignalSpec::Kind;
    const auto pv = [&record](const QString& field) { return record + QLatin1Char('.') + field; };
    const Row rows[] = {
        {"ERST", "", Kind::Omitted, false, ""},
        {options.live ? "PLTM" : "PRTM", options.live ? "_preset_live_time" : "_preset_real_time", Kind::Config, true,
            "s"},
        {options.live ? "PRTM" : "PLTM", "", Kind::Omitted, false, ""},
        {"PCT", "", Kind::Omitted, false, ""},
        {"ACQG", "", Kind::Omitted, true, ""},
        {"STOP", "", Kind::Omitted, false, ""},
        {"NUSE", "_channels", Kind::Config, true, ""},
        {"VAL", "_spectrum", Kind::Omitted, false, "counts"},
        {"ERTM", "_real_time", Kind::Normal, false, "s"},
        {"ELTM", "_live_time", Kind::Normal, false, "s"},
        {"DTIM", "_dead_time", Kind::Normal, false, "%"},
        {"CALO", "_offset", Kind::Config, false, ""},
        {"CALS", "_slope", Kind::Config, false, ""},
        {"CALQ", "_quadratic", Kind::Config, false, ""},
        {"TTH", "_two_theta", Kind::Config, false, "deg"},
    };
    std::vector<SignalSpec> signalTable;
    for (const Row& row : rows)
        signalTable.push_back({.suffix = QString::fromLatin1(row.suffix),
            .pv = pv(QString::fromLatin1(row.field)),
            .kind = row.kind,
            .monitored = row.monitored,
            .units = QString::fromLatin1(row.units)});
    for (int n = 0; n < options.regions; ++n) {
        const QString roi = QStringLiteral("R%1").arg(n);
        for (const QString& field : {options.net ? roi + QStringLiteral("N") : roi, roi + QStringLiteral("NM"),
                 roi + QStringLiteral("LO"), roi + QStringLiteral("HI")})
            signalTable.push_back({.pv = pv(field)});
    }
    return signalTable;
}

Mca::Mca(QString name, const QString& record, DeviceContext context, Options options)
    : TriggeredDevice(std::move(name), QStringLiteral("mca"), std::move(context), table(record, options), Start, Preset)
    , m_options(std::move(options))
{
}

StatusPtr Mca::prepare()
{
    std::vector<Index> indices;
    for (int n = 0; n < m_options.regions; ++n) {
        for (const RegionField field : {Name, Low, High})
            indices.push_back(region(n, field));
    }
    const StatusPtr status = Status::pending(Texts::tr("%1 to name its regions").arg(name()));
    m_names = readSignals(indices, [this, status](const Result<std::vector<Reading>>& settings) {
        status->finish(settings ? nameRegions(settings.value()) : Result<void>(settings.error()));
    });
    return status;
}

Result<void> Mca::nameRegions(const std::vector<Reading>& settings)
{
    using Kind = SignalSpec::Kind;
    ColumnNames unique;
    for (const char* taken : {"total", "real_time", "live_time", "dead_time", "spectrum"})
        unique.take(QString::fromLatin1(taken), 0);
    m_totalHinted = true;
    for (int n = 0; n < m_options.regions; ++n) {
        const auto at = static_cast<std::size_t>(n) * 3;
        const QString label = toText(settings[at].value).trimmed();
        const double low = toDouble(settings[at + 1].value).value_or(-1);
        const bool used = !label.isEmpty() && low >= 0 && toDouble(settings[at + 2].value).value_or(-1) >= low;
        const bool hinted = m_options.hinted.isEmpty() || m_options.hinted.contains(label);
        m_totalHinted = m_totalHinted && !(used && hinted);
        const QString suffix = used ? QLatin1Char('_') + unique.take(label, n) : QString();
        SignalSpec& counts = spec(region(n, Counts));
        counts.suffix = suffix;
        counts.kind = !used ? Kind::Omitted : hinted ? Kind::Hinted : Kind::Normal;
        counts.label = label;
        counts.units = QStringLiteral("counts");
        counts.counts = !m_options.net;
        const std::pair<RegionField, const char*> limits[] = {{Low, "_low"}, {High, "_high"}};
        for (const auto& [field, end] : limits) {
            spec(region(n, field)).suffix = suffix + QLatin1String(end);
            spec(region(n, field)).kind = used ? Kind::Config : Kind::Omitted;
        }
    }
    return {};
}

std::size_t Mca::channels() const
{
    const auto most = static_cast<double>(info(Spectrum)->count);
    return static_cast<std::size_t>(std::clamp(number(Used).value_or(most), 0.0, most));
}

std::vector<DataKey> Mca::describe() const
{
    DataKey total = describeSignal(Spectrum);
    total.name = name() + QStringLiteral("_total");
    total.dtype = DataKey::Dtype::Number;
    total.shape.clear();
    total.label = Texts::tr("Total");
    total.hinted = m_totalHinted;
    total.counts = true;
    std::vector<DataKey> keys{std::move(total)};
    for (DataKey& key : SignalDevice::describe())
        keys.push_back(std::move(key));
    if (m_options.spectrum) {
        keys.push_back(describeSignal(Spectrum));
        keys.back().dtype = DataKey::Dtype::Array;
        keys.back().shape = {static_cast<qint64>(channels())};
    }
    return keys;
}

std::vector<SignalDevice::Index> Mca::rawColumns() const
{
    std::vector<Index> indices{Spectrum};
    for (const Index index : columns())
        indices.push_back(index);
    return indices;
}

/// The spectrum comes first; its sum takes its place.
Result<std::vector<Reading>> Mca::refined(std::vector<Reading> readings) const
{
    Reading spectrum = readings.front();
    const std::vector<double> counts = toDoubles(spectrum.value);
    readings.front().value = Value(std::accumulate(counts.cbegin(), counts.cend(), 0.0));
    if (!m_options.spectrum)
        return readings;
    // Records send what they have read, which may be less than all.
    if (counts.size() != channels())
        spectrum.value = resized(spectrum.value, channels());
    readings.push_back(std::move(spectrum));
    return readings;
}

std::vector<StagedSetting> Mca::stagedSettings() const
{
    std::vector<StagedSetting> settings;
    if (number(Acquiring).value_or(0) != 0)
        settings.push_back({channel(Stop), Value(EnumIndex{1}), PutMode::Forget});
    settings.push_back({channel(OtherPreset), Value(0.0)});
    settings.push_back({channel(CountsPreset), Value(0.0)});
    settings.push_back({channel(Preset), std::nullopt});
    return settings;
}

DeviceKindSpec mcaSpec()
{
    using Type = DeviceOption::Type;
    DeviceKindSpec kind;
    kind.id = QStringLiteral("mca");
    kind.title = Texts::tr("Multichannel analyser");
    kind.pvHelp = Texts::tr("name of the mca record");
    const QStringList presets{QStringLiteral("real"), QStringLiteral("live")};
    kind.options = {
        {QStringLiteral("regions"), Type::Number, 8, Texts::tr("how many regions of interest are looked at"), 0,
            MaxRegions},
        {QStringLiteral("hinted"), Type::TextList, QJsonArray(),
            Texts::tr("names of regions plotted by default; all without it")},
        {QStringLiteral("net"), Type::Boolean, false, Texts::tr("regions without their background")},
        {.key = QStringLiteral("preset"),
            .type = Type::Choice,
            .initial = presets[0],
            .help = Texts::tr("the time that is counted for"),
            .choices = presets},
        {QStringLiteral("spectrum"), Type::Boolean, false, Texts::tr("record the spectrum as well")},
    };
    kind.make = [kind](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        Mca::Options options;
        const double regions = optionOf(spec, kind, QStringLiteral("regions")).toDouble();
        options.regions = static_cast<int>(std::clamp(regions, 0.0, static_cast<double>(MaxRegions)));
        options.hinted = optionOf(spec, kind, QStringLiteral("hinted")).toVariant().toStringList();
        options.net = optionOf(spec, kind, QStringLiteral("net")).toBool();
        options.live = optionOf(spec, kind, QStringLiteral("preset")).toString() == QLatin1String("live");
        options.spectrum = optionOf(spec, kind, QStringLiteral("spectrum")).toBool();
        return std::make_shared<Mca>(spec.name, spec.pv, context, std::move(options));
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace devices
