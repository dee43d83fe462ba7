#include "storage/nexus/streamtable.h"

#include "storage/hdf5/h5.h"

#include <cmath>
#include <limits>

namespace storage {

namespace {

constexpr hsize_t rowsTogether = 4096; ///< fewer than "seq_num" holds back by itself

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double numberAt(const scans::Event& event, std::size_t key)
{
    return key < event.data.size() ? devices::toDouble(event.data[key].value).value_or(missing) : missing;
}

double countError(double counts)
{
    return counts >= 0 ? std::sqrt(counts) : missing;
}

} // namespace

StreamTable::StreamTable(
    scans::EventDescriptorPtr descriptor, devices::Timestamp runStart, const ColumnOptions& options)
    : m_descriptor(std::move(descriptor))
    , m_runStart(runStart)
    , m_options(options)
{
}

hid_t StreamTable::add(hid_t group, const QString& name, ItemType type, Derive value, std::optional<std::size_t> key)
{
    m_columns.push_back({Column(group, name, std::move(type), m_options), std::move(value), key});
    return m_columns.back().column.dataset().id();
}

void StreamTable::addPointColumns(hid_t group, std::size_t gridRank)
{
    const hid_t time = add(group, QStringLiteral("time"), ItemType::number(), [this](const scans::Event& event) {
        return devices::Value(std::chrono::duration<double>(event.time - m_runStart).count());
    });
    h5::writeAttribute(time, "units", QStringLiteral("s"));
    h5::writeAttribute(time, "long_name", QStringLiteral("Time (s)"));
    h5::writeAttribute(time, "start", devices::toIso(m_runStart));
    m_gridRank = gridRank;
    m_seqNum.emplace(group, QStringLiteral("seq_num"), ItemType::integer(), m_options);
    if (gridRank > 0) {
        add(group, QStringLiteral("grid_index"), ItemType::indices(gridRank), [](const scans::Event& event) {
            return devices::Value(
                devices::makeArray(std::vector<qint32>(event.gridIndex.cbegin(), event.gridIndex.cend())));
        });
    }
}

hid_t StreamTable::addKey(hid_t group, const QString& name, std::size_t key, const devices::Value& sample)
{
    const hid_t dataset = add(
        group, name, ItemType(m_descriptor->keys[key], sample),
        [key](const scans::Event& event) { return key < event.data.size() ? event.data[key].value : devices::Value(); },
        key);
    describeDataset(dataset, m_descriptor->keys[key]);
    return dataset;
}

hid_t StreamTable::addErrors(hid_t group, const QString& name, std::size_t key)
{
    const hid_t dataset = add(group, name, ItemType::number(),
        [key](const scans::Event& event) { return devices::Value(countError(numberAt(event, key))); });
    if (!m_descriptor->keys[key].units.isEmpty())
        h5::writeAttribute(dataset, "units", m_descriptor->keys[key].units);
    return dataset;
}

hid_t StreamTable::addTargets(hid_t group, const QString& name, std::size_t axis, std::vector<double> targets)
{
    return add(group, name, ItemType::number(), [axis, targets = std::move(targets)](const scans::Event& event) {
        if (axis >= event.gridIndex.size())
            return devices::Value(missing);
        const auto index = static_cast<std::size_t>(event.gridIndex[axis]);
        return devices::Value(index < targets.size() ? targets[index] : missing);
    });
}

void StreamTable::addGrid(hid_t group, const QString& name, std::size_t key, std::span<const int> shape, bool errors)
{
    m_grids.push_back({GridView(group, name, shape), key, std::nullopt, errors});
    const hid_t dataset = m_grids.back().view.dataset().id();
    if (errors && !m_descriptor->keys[key].units.isEmpty())
        h5::writeAttribute(dataset, "units", m_descriptor->keys[key].units);
    else if (!errors)
        describeDataset(dataset, m_descriptor->keys[key]);
}

void StreamTable::addAxis(hid_t group, const QString& name, std::size_t key, std::size_t axis, int length)
{
    m_grids.push_back({GridView(group, name, {&length, 1}), key, axis, false});
    describeDataset(m_grids.back().view.dataset().id(), m_descriptor->keys[key]);
}

void StreamTable::addLog(hid_t entry)
{
    QStringList columns;
    for (std::size_t i = 0; i < m_descriptor->keys.size(); ++i)
        columns << QString();
    QStringList rows{m_seqNum->dataset().path()};
    for (Derived& derived : m_columns) {
        rows << derived.column.dataset().path();
        if (derived.key)
            columns[static_cast<qsizetype>(*derived.key)] = rows.constLast();
    }
    m_log.emplace(entry, *m_descriptor, m_gridRank, columns, rows, m_options);
    m_exact.assign(m_descriptor->keys.size(), 0);
}

void StreamTable::append(const scans::Event& event, const EventPlace& place, Journal& journal)
{
    if (m_rows >= m_written + rowsTogether)
        writeWaiting(journal); // before the row is begun: if it fails, the event comes again
    for (Derived& derived : m_columns) {
        const bool exact = derived.column.write(m_rows, derived.value(event));
        if (derived.key)
            m_exact[*derived.key] = exact ? 1 : 0;
    }
    m_log->write(m_rows, event, place, m_exact, journal);
    for (Grid& grid : m_grids) {
        const double value = numberAt(event, grid.key);
        const std::span<const int> index(event.gridIndex);
        if (!grid.axis)
            grid.view.set(index, grid.errors ? countError(value) : value);
        else if (*grid.axis < index.size())
            grid.view.set(index.subspan(*grid.axis, 1), value);
    }
    m_seqNum->write(m_rows, devices::Value(static_cast<qint64>(event.seqNum)));
    ++m_rows;
}

/// Columns of large items are full before others: a reader, or whoever finds the file of a dead process, goes by "seq_num".
void StreamTable::writeWaiting(Journal& journal)
{
    journal.flush();
    for (Derived& derived : m_columns)
        derived.column.writeWaiting();
    m_log->writeWaiting();
    m_seqNum->writeWaiting();
    m_written = m_rows;
}

void StreamTable::flush()
{
    for (Derived& derived : m_columns)
        derived.column.flush();
    for (Grid& grid : m_grids)
        grid.view.flush();
    m_log->flush();
    m_seqNum->flush();
    m_written = m_rows;
}

std::vector<h5::Dataset*> StreamTable::datasets()
{
    std::vector<h5::Dataset*> all;
    for (Derived& derived : m_columns)
        all.push_back(&derived.column.dataset());
    for (Grid& grid : m_grids)
        all.push_back(&grid.view.dataset());
    all.push_back(&m_log->dataset());
    all.push_back(&m_seqNum->dataset());
    return all;
}

void nameDataset(hid_t dataset, const devices::DataKey& key)
{
    const QString label = key.label.isEmpty() ? key.name : key.label;
    h5::writeAttribute(
        dataset, "long_name", key.units.isEmpty() ? label : QStringLiteral("%1 (%2)").arg(label, key.units));
    if (!key.units.isEmpty())
        h5::writeAttribute(dataset, "units", key.units);
}

void describeDataset(hid_t dataset, const devices::DataKey& key)
{
    nameDataset(dataset, key);
    h5::writeAttribute(dataset, "device", key.objectName);
    if (!key.label.isEmpty())
        h5::writeAttribute(dataset, "label", key.label);
    if (!key.source.isEmpty())
        h5::writeAttribute(dataset, "source", key.source);
    if (!key.choices.isEmpty())
        h5::writeAttribute(dataset, "choices", key.choices);
    if (key.precision)
        h5::writeAttribute(dataset, "precision", *key.precision);
    if (key.hinted)
        h5::writeAttribute(dataset, "hinted", 1);
    if (key.counts)
        h5::writeAttribute(dataset, "counts", 1);
}

} // namespace storage
