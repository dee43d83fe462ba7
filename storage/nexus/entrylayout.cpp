#include "storage/nexus/entrylayout.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/arrayplot.h"
#include "storage/nexus/channelcalibration.h"
#include "storage/nexus/entryheader.h"
#include "storage/nexus/plotchoice.h"
#include "storage/nexus/positionsgroups.h"

#include <algorithm>

namespace storage {

using scans::Event;
using scans::EventDescriptor;

namespace {

const QString errorsSuffix = QStringLiteral("_errors");
const QString energyName = QStringLiteral("energy");
constexpr int fewestExpected = 16; ///< points, whatever the plan says: more may come all the same
constexpr hsize_t monitorEvents = 64; ///< at once; nobody knows how many it will be

/// How many events room is made for at once.
hsize_t eventsOf(const EventDescriptor& descriptor)
{
    if (descriptor.name == QLatin1String("baseline"))
        return 2; // before and after
    return descriptor.name == QLatin1String("interruptions") ? fewestExpected : monitorEvents;
}

std::size_t indexOf(const std::vector<devices::DataKey>& keys, const QString& name)
{
    const auto found
        = std::find_if(keys.cbegin(), keys.cend(), [&name](const devices::DataKey& key) { return key.name == name; });
    return static_cast<std::size_t>(found - keys.cbegin());
}

const devices::Value& sampleOf(const Event* first, std::size_t key)
{
    static const devices::Value none;
    return first != nullptr && key < first->data.size() ? first->data[key].value : none;
}

QStringList objectsOf(const EventDescriptor& descriptor)
{
    QStringList objects;
    for (const devices::DataKey& key : descriptor.keys)
        objects << key.objectName;
    objects.removeDuplicates();
    return objects;
}

/// Links a name unless the group has it already.
void linkOnce(hid_t source, const QString& sourceName, hid_t group, const QString& name)
{
    if (!h5::exists(group, name))
        h5::link(source, sourceName, group, name);
}

} // namespace

EntryLayout::EntryLayout(scans::RunStartPtr start, const h5::Compression& compression)
    : m_start(std::move(start))
    , m_about(*m_start)
    , m_compression(compression)
{
}

EntryLayout EntryLayout::make(hid_t file, scans::RunStartPtr start, const h5::Compression& compression)
{
    EntryLayout layout(std::move(start), compression);
    layout.m_entry = writeEntryHeader(file, *layout.m_start, layout.m_about);
    layout.m_instrument = h5::makeGroup(layout.entry(), QStringLiteral("instrument"), "NXinstrument");
    const QString beamline = layout.m_start->metadata.value(QLatin1String("beamline")).toString();
    if (!beamline.isEmpty())
        h5::makeText(layout.m_instrument.id(), QStringLiteral("name"), beamline);
    return layout;
}

EntryLayout EntryLayout::open(hid_t file, scans::RunStartPtr start, const h5::Compression& compression)
{
    EntryLayout layout(std::move(start), compression);
    layout.m_entry = h5::open(file, QStringLiteral("entry"));
    layout.m_instrument = h5::open(layout.entry(), QStringLiteral("instrument"));
    return layout;
}

std::unique_ptr<StreamTable> EntryLayout::stream(const scans::EventDescriptorPtr& descriptor, const Event* first)
{
    return descriptor->name == QLatin1String("primary") ? primary(descriptor, first) : other(descriptor, first);
}

std::unique_ptr<StreamTable> EntryLayout::primary(const scans::EventDescriptorPtr& descriptor, const Event* first)
{
    const int expected = m_about.points > 0 ? std::max(m_about.points, fewestExpected) : 0;
    auto table = std::make_unique<StreamTable>(
        descriptor, m_start->time, ColumnOptions{static_cast<hsize_t>(expected), m_compression});
    const std::size_t rank = first == nullptr ? 0 : first->gridIndex.size();
    m_measurement = h5::makeGroup(entry(), QStringLiteral("measurement"), "NXcollection");
    table->addPointColumns(m_measurement.id(), rank);
    makeInstrument(*table, first);
    table->addLog(entry());
    const QString plot = makeData(*table, rank > 0 && rank == m_about.gridShape.size());
    if (!plot.isEmpty())
        h5::writeAttribute(entry(), "default", plot);
    return table;
}

std::unique_ptr<StreamTable> EntryLayout::other(const scans::EventDescriptorPtr& descriptor, const Event* first)
{
    auto table
        = std::make_unique<StreamTable>(descriptor, m_start->time, ColumnOptions{eventsOf(*descriptor), m_compression});
    const bool plottable = std::any_of(descriptor->keys.cbegin(), descriptor->keys.cend(),
        [](const devices::DataKey& key) { return key.dtype != devices::DataKey::Dtype::String; });
    const h5::Handle group = h5::makeGroup(
        entry(), h5::unusedName(entry(), h5::linkName(descriptor->name)), plottable ? "NXdata" : "NXcollection");
    table->addPointColumns(group.id(), 0);
    QString signal;
    for (std::size_t i = 0; i < descriptor->keys.size(); ++i) {
        const QString name = h5::unusedName(group.id(), h5::linkName(descriptor->keys[i].name));
        table->addKey(group.id(), name, i, sampleOf(first, i));
        if (signal.isEmpty() && descriptor->keys[i].dtype != devices::DataKey::Dtype::String)
            signal = name;
    }
    if (!signal.isEmpty()) {
        h5::writeAttribute(group.id(), "signal", signal);
        h5::writeAttribute(group.id(), "axes", QStringList{QStringLiteral("time")});
        h5::writeAttribute(group.id(), "time_indices", 0);
    }
    table->addLog(entry());
    return table;
}

void EntryLayout::makeInstrument(StreamTable& table, const Event* first)
{
    for (const QString& object : objectsOf(table.descriptor()))
        makeObject(table, object, first);
}

void EntryLayout::makeObject(StreamTable& table, const QString& object, const Event* first)
{
    const EventDescriptor& descriptor = table.descriptor();
    const qsizetype motor = m_about.motors.indexOf(object);
    const QString groupName = h5::linkName(object);
    const h5::Handle group
        = h5::makeGroup(m_instrument.id(), groupName == QLatin1String("name") ? QStringLiteral("name_") : groupName,
            motor >= 0 ? "NXpositioner" : "NXdetector");
    for (std::size_t i = 0; i < descriptor.keys.size(); ++i) {
        const devices::DataKey& key = descriptor.keys[i];
        if (key.objectName != object)
            continue;
        const QString name = h5::unusedName(group.id(), h5::linkName(key.name));
        table.addKey(group.id(), name, i, sampleOf(first, i));
        linkOnce(group.id(), name, m_measurement.id(), name);
        if (key.counts && key.shape.empty())
            table.addErrors(group.id(), name + errorsSuffix, i);
        if (motor < 0 && key.dtype == devices::DataKey::Dtype::Array)
            linkOnce(group.id(), name, group.id(), QStringLiteral("data"));
    }
    if (motor >= 0) {
        const QString readback = h5::linkName(choosePlot(m_about, descriptor.keys).motorColumns.at(motor));
        if (h5::exists(group.id(), readback))
            linkOnce(group.id(), readback, group.id(), QStringLiteral("value"));
        makeTargets(table, group.id(), motor, first != nullptr && first->gridIndex.size() == m_about.gridShape.size());
    }
    if (!h5::exists(group.id(), QStringLiteral("name")))
        h5::makeText(group.id(), QStringLiteral("name"), object);
    writeConfiguration(group.id(), descriptor, object);
    makeEnergies(group.id(), descriptor, object);
}

/// For the spectra of a device that tells its calibration.
void EntryLayout::makeEnergies(hid_t group, const EventDescriptor& descriptor, const QString& object)
{
    const auto calibration = ChannelCalibration::of(descriptor, object);
    if (!calibration || h5::exists(group, energyName))
        return;
    for (const devices::DataKey& key : descriptor.keys) {
        if (key.objectName != object || key.dtype != devices::DataKey::Dtype::Array || key.shape.size() != 1)
            continue;
        const std::vector<hsize_t> shape = h5::shapeOf(h5::open(m_measurement.id(), h5::linkName(key.name)).id());
        const std::vector<double> energies = calibration->energies(shape.back());
        const h5::Handle dataset = h5::makeFixed(group, energyName, H5T_NATIVE_DOUBLE, {&shape.back(), 1}, nullptr);
        h5::check(
            H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, energies.data()), "energies");
        devices::DataKey about;
        about.name = QStringLiteral("Energy");
        about.units = calibration->units();
        nameDataset(dataset.id(), about);
        return;
    }
}

/// What a spectrum is plotted against, as a path; empty when nobody knows.
QString EntryLayout::energiesFor(const devices::DataKey& key) const
{
    const QString path = QStringLiteral("instrument/%1/%2").arg(h5::linkName(key.objectName), energyName);
    if (key.shape.size() != 1 || H5Oexists_by_name(entry(), path.toUtf8().constData(), H5P_DEFAULT) <= 0)
        return {};
    const h5::Handle spectra = h5::open(m_measurement.id(), h5::linkName(key.name));
    return h5::shapeOf(spectra.id()).back() == h5::shapeOf(h5::open(entry(), path).id()).back() ? path : QString();
}

void EntryLayout::makeTargets(StreamTable& table, hid_t group, qsizetype motor, bool grid)
{
    const auto& targets = m_about.targets[static_cast<std::size_t>(motor)];
    if (targets.empty() || h5::exists(group, QStringLiteral("target")))
        return;
    const hid_t dataset
        = table.addTargets(group, QStringLiteral("target"), grid ? static_cast<std::size_t>(motor) : 0, targets);
    const QString readback = choosePlot(m_about, table.descriptor().keys).motorColumns.at(motor);
    const std::size_t key = indexOf(table.descriptor().keys, readback);
    if (key < table.descriptor().keys.size() && !table.descriptor().keys[key].units.isEmpty())
        h5::writeAttribute(dataset, "units", table.descriptor().keys[key].units);
}

void EntryLayout::writeConfiguration(hid_t group, const EventDescriptor& descriptor, const QString& object)
{
    for (const EventDescriptor::Object& candidate : descriptor.objects) {
        if (candidate.name != object || candidate.configurationKeys.empty())
            continue;
        const h5::Handle configuration = h5::makeGroup(group, QStringLiteral("configuration"), "NXcollection");
        for (std::size_t i = 0; i < std::min(candidate.configurationKeys.size(), candidate.configuration.size()); ++i) {
            const devices::DataKey& key = candidate.configurationKeys[i];
            const ItemType type(key, candidate.configuration[i].value);
            const h5::Handle dataset = makeItem(configuration.id(), h5::linkName(key.name), type);
            writeItem(dataset.id(), type, candidate.configuration[i].value);
            describeDataset(dataset.id(), key);
        }
    }
}

/// Returns the name of the group to show by default.
QString EntryLayout::makeData(StreamTable& table, bool grid)
{
    const EventDescriptor& descriptor = table.descriptor();
    const PlotChoice choice = choosePlot(m_about, descriptor.keys);
    grid = grid && static_cast<std::size_t>(choice.axes.size()) == m_about.gridShape.size();
    const QString arrays = makeArrayData(descriptor, grid ? QStringLiteral("time") : choice.axes.constFirst());
    if (choice.signal.isEmpty())
        return arrays;

    const h5::Handle data = h5::makeGroup(entry(), QStringLiteral("data"), "NXdata");
    QStringList axes;
    for (const QString& axis : grid ? choice.axes : choice.axes.mid(0, 1))
        axes << h5::linkName(axis);
    h5::writeAttribute(data.id(), "signal", h5::linkName(choice.signal));
    h5::writeAttribute(data.id(), "axes", axes);
    for (qsizetype i = 0; i < axes.size(); ++i)
        h5::writeAttribute(
            data.id(), (axes.at(i) + QStringLiteral("_indices")).toUtf8().constData(), static_cast<int>(i));
    // Curves are seen all at once, so that only those belong there that are worth it; pictures one after the other.
    QStringList auxiliaries;
    for (const QString& auxiliary : choice.auxiliaries + (grid ? choice.others : QStringList()))
        auxiliaries << h5::linkName(auxiliary);
    if (!auxiliaries.isEmpty())
        h5::writeAttribute(data.id(), "auxiliary_signals", auxiliaries);
    h5::makeText(data.id(), QStringLiteral("title"), m_about.title);

    const QStringList columns = QStringList(choice.signal) + choice.auxiliaries + choice.others;
    if (grid) {
        fillGridData(table, data.id(), columns);
    } else {
        const QStringList further = choice.axes.mid(0, 1) + choice.parallelAxes;
        for (const QString& axis : choice.parallelAxes)
            h5::writeAttribute(data.id(), (h5::linkName(axis) + QStringLiteral("_indices")).toUtf8().constData(), 0);
        fillLinearData(data.id(), further + columns, descriptor);
    }
    return QStringLiteral("data");
}

void EntryLayout::fillGridData(StreamTable& table, hid_t data, const QStringList& columns)
{
    const std::vector<devices::DataKey>& keys = table.descriptor().keys;
    const QStringList axes = choosePlot(m_about, keys).axes;
    for (std::size_t i = 0; i < m_about.gridShape.size(); ++i) {
        const QString name = axes.at(static_cast<qsizetype>(i));
        const std::size_t key = indexOf(keys, name);
        const std::vector<double>& targets = m_about.targets[i];
        if (targets.size() != static_cast<std::size_t>(m_about.gridShape[i])) {
            table.addAxis(data, h5::linkName(name), key, i, m_about.gridShape[i]);
            continue;
        }
        const hsize_t count = targets.size();
        const h5::Handle dataset = h5::makeFixed(data, h5::linkName(name), H5T_NATIVE_DOUBLE, {&count, 1}, nullptr);
        h5::check(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, targets.data()), "axis");
        describeDataset(dataset.id(), keys[key]);
    }
    for (const QString& column : columns) {
        const std::size_t key = indexOf(keys, column);
        table.addGrid(data, h5::linkName(column), key, m_about.gridShape, false);
        if (keys[key].counts)
            table.addGrid(data, h5::linkName(column) + errorsSuffix, key, m_about.gridShape, true);
    }
}

void EntryLayout::fillLinearData(hid_t data, const QStringList& columns, const EventDescriptor& descriptor)
{
    for (const QString& column : columns) {
        const QString name = h5::linkName(column);
        linkOnce(m_measurement.id(), name, data, name);
        const std::size_t key = indexOf(descriptor.keys, column);
        if (key >= descriptor.keys.size() || !descriptor.keys[key].counts)
            continue;
        const h5::Handle object = h5::open(m_instrument.id(), h5::linkName(descriptor.keys[key].objectName));
        if (h5::exists(object.id(), name + errorsSuffix))
            linkOnce(object.id(), name + errorsSuffix, data, name + errorsSuffix);
    }
}

/// Each array column has a group of its own: frames against the scanned axis. Returns the first's name.
QString EntryLayout::makeArrayData(const EventDescriptor& descriptor, const QString& axis)
{
    QString first;
    for (const devices::DataKey& key : descriptor.keys) {
        if (key.dtype != devices::DataKey::Dtype::Array)
            continue;
        const QString name = h5::linkName(key.name);
        const ArrayPlot plot{name, QStringLiteral("measurement/") + name, false, h5::linkName(axis),
            std::max<std::size_t>(key.shape.size(), 1), energiesFor(key)};
        const QString groupName = plot.make(entry());
        if (first.isEmpty())
            first = groupName;
    }
    return first;
}

} // namespace storage
