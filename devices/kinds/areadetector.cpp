#include "devices/kinds/areadetector.h"

#include "devices/kinds/columnnames.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/ndarray.h"
#include "devices/kinds/statusjoin.h"
#include "devices/kinds/texts.h"

#include <QJsonArray>

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
constexpr int MaxFrames = 100000;

} // namespace

void AreaDetector::addStats(Layout& layout, const QString& prefix, const QString& suffix)
{
    for (const StatsColumn& column : StatsColumns)
        layout.table.push_back({.suffix = suffix + QLatin1String(column.suffix),
            .pv = prefix + QLatin1String(column.pv),
            .kind = SignalSpec::Kind::Normal});
    SignalSpec& total = layout.table[layout.table.size() - std::size(StatsColumns)];
    total.kind = SignalSpec::Kind::Hinted;
    total.counts = true;
    for (const char* field : StatsSwitches) {
        layout.switches.push_back(layout.table.size());
        layout.table.push_back({.pv = prefix + QLatin1String(field), .optional = true});
    }
}

void AreaDetector::addRoi(Layout& layout, const QString& prefix, const QString& roi)
{
    constexpr std::pair<const char*, const char*> limits[]
        = {{"_min_x", "MinX_RBV"}, {"_min_y", "MinY_RBV"}, {"_size_x", "SizeX_RBV"}, {"_size_y", "SizeY_RBV"}};
    const QString suffix = QLatin1Char('_') + ColumnNames().take(roi.toLower().remove(QLatin1Char(':')), 0);
    for (const auto& [end, pv] : limits)
        layout.table.push_back({.suffix = suffix + QLatin1String(end),
            .pv = prefix + roi + QLatin1String(pv),
            .kind = SignalSpec::Kind::Config,
            .units = QStringLiteral("px")});
    layout.switches.push_back(layout.table.size());
    layout.table.push_back({.pv = prefix + roi + QStringLiteral("EnableCallbacks"), .optional = true});
}

AreaDetector::Layout AreaDetector::layoutFor(const QString& prefix, const Options& options)
{
    const QString cam = prefix + options.cam;
    Layout layout;
    layout.table.resize(AfterCam);
    const std::pair<Index, const char*> fields[] = {{Acquire, "Acquire"}, {ImageMode, "ImageMode"},
        {NumImages, "NumImages"}, {AcquireTime, "AcquireTime"}, {AcquirePeriod, "AcquirePeriod"},
        {TriggerMode, "TriggerMode"}, {ArrayCallbacks, "ArrayCallbacks"}, {WaitForPlugins, "WaitForPlugins"},
        {Width, "ArraySizeX_RBV"}, {Height, "ArraySizeY_RBV"}, {Colors, "ArraySizeZ_RBV"}};
    for (const auto& [index, field] : fields) {
        layout.table[index].pv = cam + QLatin1String(field);
        layout.table[index].optional = index > AcquireTime;
        layout.table[index].monitored = index >= Width || index == AcquireTime || index == AcquirePeriod;
    }
    SignalSpec& exposure = layout.table[AcquireTime];
    exposure.suffix = QStringLiteral("_exposure");
    exposure.kind = SignalSpec::Kind::Config;
    exposure.units = QStringLiteral("s");
    layout.switches = {ArrayCallbacks, WaitForPlugins};
    layout.image = layout.table.size();
    if (options.image) {
        const QString array = prefix + options.array;
        layout.table.push_back({.suffix = QStringLiteral("_image"), .pv = array + QStringLiteral("ArrayData")});
        for (const char* field : {"ArraySize1_RBV", "ArraySize0_RBV", "DataType_RBV"})
            layout.table.push_back({.pv = array + QLatin1String(field), .monitored = true});
        layout.switches.push_back(layout.table.size());
        layout.table.push_back({.pv = array + QStringLiteral("EnableCallbacks"), .optional = true});
    }
    if (!options.stats.isEmpty())
        addStats(layout, prefix + options.stats, {});
    for (auto region = options.regions.cbegin(); region != options.regions.cend(); ++region)
        addStats(layout, prefix + region.value(), QLatin1Char('_') + ColumnNames().take(region.key(), 0));
    for (const QString& roi : options.rois)
        addRoi(layout, prefix, roi);
    return layout;
}

AreaDetector::AreaDetector(QString name, const QString& prefix, DeviceContext context, const Options& options)
    : AreaDetector(std::move(name), prefix, context, options, layoutFor(prefix, options))
{
}

AreaDetector::AreaDetector(
    QString name, const QString& prefix, const DeviceContext& context, const Options& options, const Layout& layout)
    : TriggeredDevice(name, QStringLiteral("areadetector"), context, layout.table, Acquire, AcquireTime)
    , m_options(options)
    , m_switches(layout.switches)
    , m_image(layout.image)
    , m_writer(options.file.isEmpty() ? nullptr
                                      : std::make_unique<FrameWriter>(name + QStringLiteral("_frames"),
                                          prefix + options.file, options.directory, context))
{
}

StatusPtr AreaDetector::connect(std::chrono::milliseconds timeout)
{
    const StatusPtr connected = SignalDevice::connect(timeout);
    return m_writer ? joined(connected->what(), {connected, m_writer->connect(timeout)}) : connected;
}

QStringList AreaDetector::missing() const
{
    return SignalDevice::missing() + (m_writer ? m_writer->missing() : QStringList());
}

/// Where nobody tells, what most cameras have.
int AreaDetector::pixelBytes() const
{
    const std::optional<double> type = m_options.image ? number(m_image + 3) : std::nullopt;
    return type ? bytesOf(static_cast<NdType>(static_cast<int>(*type))) : 2;
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
    image.itemBytes = pixelBytes();
    keys.push_back(std::move(image));
    return keys;
}

std::vector<DataKey> AreaDetector::describeFrames() const
{
    if (!m_writer)
        return {};
    const auto size = [this](Index index) { return static_cast<qint64>(number(index).value_or(0)); };
    DataKey key;
    key.name = m_writer->name();
    key.dtype = DataKey::Dtype::Array;
    key.shape = {m_options.frames, size(Height), size(Width)};
    if (size(Colors) > 1)
        key.shape.push_back(size(Colors));
    key.itemBytes = pixelBytes();
    key.source = QStringLiteral("ca://") + m_writer->fileNamePv();
    key.objectName = name();
    return {key};
}

/// Counted in triggers, of which each has the same number of frames.
std::vector<FrameFile> AreaDetector::frameFiles() const
{
    std::vector<FrameFile> files = m_writer ? m_writer->frameFiles() : std::vector<FrameFile>();
    for (FrameFile& file : files) {
        file.parameters.insert(QStringLiteral("frame_per_point"), m_options.frames);
        file.frames /= m_options.frames;
    }
    return files;
}

std::vector<SignalDevice::Index> AreaDetector::rawColumns() const
{
    std::vector<Index> indices = columns();
    for (Index i = 0; m_options.image && i < ImageSignals; ++i)
        indices.push_back(m_image + i);
    return indices;
}

/// Replaces the image's four readings at the end by one: the array as what it really is.
Result<std::vector<Reading>> AreaDetector::refined(std::vector<Reading> readings) const
{
    if (!m_options.image)
        return readings;
    const std::size_t at = readings.size() - ImageSignals;
    const auto numberAt = [&readings, at](std::size_t i) { return toDouble(readings[at + i].value).value_or(0); };
    const double elements = numberAt(1) * numberAt(2);
    constexpr double most = 1e10;
    const std::size_t count = elements > 0 && elements < most ? static_cast<std::size_t>(elements) : 0;
    Result<Value> image = asNdArray(readings[at].value, static_cast<NdType>(numberAt(3)), count);
    if (!image) {
        const QString pv = spec(m_image).pv;
        return named(Error{image.error().code, QStringLiteral("%1: %2").arg(pv, image.error().message), pv});
    }
    readings.resize(at + 1);
    readings[at].value = std::move(image).value();
    return readings;
}

EnumIndex AreaDetector::state(Index index, const char* label, quint16 otherwise) const
{
    const auto found = info(index)->labels.indexOf(QString::fromLatin1(label));
    return EnumIndex{found >= 0 ? static_cast<quint16>(found) : otherwise};
}

std::vector<StagedSetting> AreaDetector::stagedSettings() const
{
    std::vector<StagedSetting> settings;
    // First, so that it is put back last, when all other settings are as they were. A free run never completes.
    settings.push_back({channel(Acquire), Value(EnumIndex{0}), PutMode::Forget});
    const EnumIndex several = state(ImageMode, "Multiple", 1);
    const EnumIndex mode = m_options.frames == 1 ? state(ImageMode, "Single", several.index) : several;
    settings.push_back({channel(ImageMode), Value(mode)});
    settings.push_back({channel(NumImages), Value(qint64{m_options.frames})});
    settings.push_back({channel(AcquireTime), std::nullopt});
    if (isConnected(TriggerMode) && info(TriggerMode)->labels.contains(QStringLiteral("Internal")))
        settings.push_back({channel(TriggerMode), Value(state(TriggerMode, "Internal", 0))});
    for (const Index index : m_switches) {
        if (isConnected(index))
            settings.push_back({channel(index), Value(EnumIndex{1})});
    }
    return settings;
}

StatusPtr AreaDetector::stage()
{
    const StatusPtr staged = TriggeredDevice::stage();
    if (!m_writer)
        return staged;
    const StatusPtr status = Status::pending(Texts::tr("%1 to get ready").arg(name()));
    staged->whenDone([this, status](const Result<void>& result) {
        if (!result)
            return status->finish(result);
        m_writer->stage()->whenDone([this, status](const Result<void>& armed) {
            if (armed)
                return status->finish(armed);
            TriggeredDevice::unstage()->whenDone([status, armed](const Result<void>&) { status->finish(armed); });
        });
    });
    return status;
}

StatusPtr AreaDetector::unstage()
{
    if (!m_writer)
        return TriggeredDevice::unstage();
    const StatusPtr status = Status::pending(Texts::tr("%1 to be put back").arg(name()));
    m_writer->unstage()->whenDone([this, status](const Result<void>& closed) {
        TriggeredDevice::unstage()->whenDone(
            [status, closed](const Result<void>& back) { status->finish(closed ? back : closed); });
    });
    return status;
}

double AreaDetector::acquisitionTime(double dwell) const
{
    const double period = std::max(dwell, number(AcquirePeriod).value_or(0));
    return dwell + (m_options.frames - 1) * period;
}

/// A trigger that was interrupted may have left a part of its frames, after which nothing would stand where it is looked for.
StatusPtr AreaDetector::trigger()
{
    if (!m_writer || !m_writer->armed())
        return TriggeredDevice::trigger();
    m_framesBefore = m_writer->captured();
    if (m_framesBefore % m_options.frames == 0)
        return TriggeredDevice::trigger();
    const StatusPtr status = Status::pending(Texts::tr("%1 to acquire").arg(name()));
    m_framesBefore = 0;
    m_writer->startOver()->whenDone([this, status](const Result<void>& begun) {
        if (!begun)
            return status->finish(begun);
        TriggeredDevice::trigger()->whenDone([status](const Result<void>& result) { status->finish(result); });
    });
    return status;
}

StatusPtr AreaDetector::acquired()
{
    const bool writes = m_writer && m_writer->armed();
    return writes ? m_writer->written(m_framesBefore + m_options.frames) : Status::done();
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
        {QStringLiteral("image"), Type::Boolean, false, Texts::tr("record the last frame of each trigger as well")},
        {QStringLiteral("frames"), Type::Number, 1, Texts::tr("frames for each trigger"), 1, MaxFrames},
        {QStringLiteral("regions"), Type::TextMap, QJsonObject(),
            Texts::tr("names of regions, each with the prefix of the statistics plugin that sees it")},
        {QStringLiteral("rois"), Type::TextList, QJsonArray(),
            Texts::tr("prefixes of region plugins to be switched on, whose limits are recorded")},
        {QStringLiteral("file"), Type::Text, QString(),
            Texts::tr("prefix of the HDF5 plugin that writes the frames, empty for none")},
        {QStringLiteral("directory"), Type::Text, QString(),
            Texts::tr("where it writes, on the detector's computer; empty: as it is set there")},
    };
    kind.make = [kind](const DeviceSpec& spec, const DeviceContext& context) -> DevicePtr {
        AreaDetector::Options options;
        options.cam = optionOf(spec, kind, QStringLiteral("cam")).toString();
        options.stats = optionOf(spec, kind, QStringLiteral("stats")).toString();
        options.array = optionOf(spec, kind, QStringLiteral("array")).toString();
        options.image = optionOf(spec, kind, QStringLiteral("image")).toBool();
        options.frames = static_cast<int>(
            std::clamp(optionOf(spec, kind, QStringLiteral("frames")).toDouble(), 1.0, double{MaxFrames}));
        const QJsonObject regions = optionOf(spec, kind, QStringLiteral("regions")).toObject();
        for (auto each = regions.constBegin(); each != regions.constEnd(); ++each)
            options.regions.insert(each.key(), each.value().toString());
        options.rois = optionOf(spec, kind, QStringLiteral("rois")).toVariant().toStringList();
        options.file = optionOf(spec, kind, QStringLiteral("file")).toString();
        options.directory = optionOf(spec, kind, QStringLiteral("directory")).toString();
        return std::make_shared<AreaDetector>(spec.name, spec.pv, context, options);
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace devices
