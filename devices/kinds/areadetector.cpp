#include "devices/kinds/areadetector.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/ndarray.h"
#include "devices/kinds/texts.h"

#include <algorithm>

namespace devices {

namespace {

struct StatsColumn
{
    const char* suffix;
    const char* pv;
};

constexpr StatsColumn StatsColumns[] = {
    {"_total", "Total_RBV"},
    {"_max", "MaxValue_RBV"},
    {"_centroid_x", "CentroidX_RBV"},
    {"_centroid_y", "CentroidY_RBV"},
    {"_sigma_x", "SigmaX_RBV"},
    {"_sigma_y", "SigmaY_RBV"},
};

/// What must be switched on for the statistics to follow every frame; absent from some servers.
constexpr const char* StatsSwitches[] = {"EnableCallbacks", "ComputeStatistics", "ComputeCentroid"};

constexpr std::size_t ImageSignals = 4;

} // namespace

std::vector<SignalSpec> AreaDetector::table(const QString& prefix, const Options& options)
{
    using Kind = SignalSpec::Kind;
    const QString cam = prefix + options.cam;
    std::vector<SignalSpec> signalTable(AfterCam);
    signalTable[Acquire].pv = cam + QStringLiteral("Acquire");
    signalTable[ImageMode].pv = cam + QStringLiteral("ImageMode");
    signalTable[NumImages].pv = cam + QStringLiteral("NumImages");
    signalTable[AcquireTime] = {.suffix = QStringLiteral("_exposure"),
        .pv = cam + QStringLiteral("AcquireTime"),
        .kind = Kind::Config,
        .monitored = true,
        .units = QStringLiteral("s")};
    signalTable[WaitForPlugins] = {.pv = cam + QStringLiteral("WaitForPlugins"), .optional = true};
    if (options.image) {
        const QString array = prefix + options.array;
        signalTable.push_back({.suffix = QStringLiteral("_image"), .pv = array + QStringLiteral("ArrayData")});
        for (const char* field : {"ArraySize1_RBV", "ArraySize0_RBV", "DataType_RBV"})
            signalTable.push_back({.pv = array + QLatin1String(field), .monitored = true});
    }
    if (!options.stats.isEmpty()) {
        const QString stats = prefix + options.stats;
        for (const StatsColumn& column : StatsColumns)
            signalTable.push_back(
                {.suffix = QLatin1String(column.suffix), .pv = stats + QLatin1String(column.pv), .kind = Kind::Normal});
        SignalSpec& total = signalTable[signalTable.size() - std::size(StatsColumns)];
        total.kind = Kind::Hinted;
        total.counts = true;
        for (const char* field : StatsSwitches)
            signalTable.push_back({.pv = stats + QLatin1String(field), .optional = true});
    }
    return signalTable;
}

AreaDetector::AreaDetector(QString name, const QString& prefix, DeviceContext context, const Options& options)
    : TriggeredDevice(std::move(name), QStringLiteral("areadetector"), std::move(context), table(prefix, options),
        Acquire, AcquireTime)
    , m_options(options)
    , m_image(AfterCam)
{
}

std::vector<DataKey> AreaDetector::describe() const
{
    std::vector<DataKey> keys = SignalDevice::describe();
    if (!m_options.image)
        return keys;
    DataKey image = describeSignal(m_image);
    image.dtype = DataKey::Dtype::Array;
    image.shape
        = {static_cast<qint64>(number(m_image + 1).value_or(0)), static_cast<qint64>(number(m_image + 2).value_or(0))};
    keys.push_back(std::move(image));
    return keys;
}

Handle AreaDetector::read(ReadDone done)
{
    std::vector<Index> indices = columns();
    if (!m_options.image)
        return readSignals(indices, std::move(done));
    for (Index i = 0; i < ImageSignals; ++i)
        indices.push_back(m_image + i);
    return readSignals(indices, [this, done = std::move(done)](Result<std::vector<Reading>> readings) {
        done(readings ? withImage(std::move(readings).value()) : std::move(readings));
    });
}

/// Replaces the image's four readings at the end by one: the array as what it really is.
Result<std::vector<Reading>> AreaDetector::withImage(std::vector<Reading> readings) const
{
    const std::size_t at = readings.size() - ImageSignals;
    const auto numberAt = [&readings, at](std::size_t i) { return toDouble(readings[at + i].value).value_or(0); };
    const double elements = numberAt(1) * numberAt(2);
    constexpr double most = 1e10;
    const std::size_t count = elements > 0 && elements < most ? static_cast<std::size_t>(elements) : 0;
    Result<Value> image = asNdArray(readings[at].value, static_cast<NdType>(numberAt(3)), count);
    if (!image) {
        const QString pv = spec(m_image).pv;
        return Error{image.error().code, QStringLiteral("%1: %2").arg(pv, image.error().message), pv};
    }
    readings.resize(at + 1);
    readings[at].value = std::move(image).value();
    return readings;
}

Value AreaDetector::singleFrameMode() const
{
    const auto single = info(ImageMode)->labels.indexOf(QStringLiteral("Single"));
    const auto several = info(ImageMode)->labels.indexOf(QStringLiteral("Multiple"));
    return Value(EnumIndex{static_cast<quint16>(single >= 0 ? single : std::max<qsizetype>(several, 0))});
}

std::vector<StagedSetting> AreaDetector::stagedSettings() const
{
    std::vector<StagedSetting> settings;
    // First, so that it is put back last, when all other settings are as they were. A free run never completes.
    settings.push_back({channel(Acquire), Value(EnumIndex{0}), PutMode::Forget});
    settings.push_back({channel(ImageMode), singleFrameMode()});
    settings.push_back({channel(NumImages), Value(qint64{1})});
    settings.push_back({channel(AcquireTime), std::nullopt});
    if (isConnected(WaitForPlugins))
        settings.push_back({channel(WaitForPlugins), Value(EnumIndex{1})});
    if (!m_options.stats.isEmpty()) {
        const Index first = m_image + (m_options.image ? ImageSignals : 0) + std::size(StatsColumns);
        for (Index i = first; i < first + std::size(StatsSwitches); ++i) {
            if (isConnected(i))
                settings.push_back({channel(i), Value(EnumIndex{1})});
        }
    }
    return settings;
}

DeviceKindSpec areadetectorSpec()
{
    using Type = DeviceOption::Type;
    DeviceKindSpec kind;
    kind.id = QStringLiteral("areadetector");
    kind.title = Texts::tr("Area detector");
    kind.pvHelp = Texts::tr("prefix of the camera and its plugins");
    kind.options = {
        {QStringLiteral("cam"), Type::Text, QStringLiteral("cam1:"), Texts::tr("prefix of the driver")},
        {QStringLiteral("stats"), Type::Text, QStringLiteral("Stats1:"),
            Texts::tr("prefix of the statistics plugin, empty for none")},
        {QStringLiteral("array"), Type::Text, QStringLiteral("image1:"), Texts::tr("prefix of the array plugin")},
        {QStringLiteral("image"), Type::Boolean, false, Texts::tr("record each frame as well")},
    };
    kind.make = [kind](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        AreaDetector::Options options;
        options.cam = optionOf(spec, kind, QStringLiteral("cam")).toString();
        options.stats = optionOf(spec, kind, QStringLiteral("stats")).toString();
        options.array = optionOf(spec, kind, QStringLiteral("array")).toString();
        options.image = optionOf(spec, kind, QStringLiteral("image")).toBool();
        return std::make_shared<AreaDetector>(spec.name, spec.pv, context, options);
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace devices
