#include "models/shownrun.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

namespace models {

namespace {

constexpr double Nothing = std::numeric_limits<double>::quiet_NaN();

} // namespace

QString ShownColumn::title() const
{
    return units.isEmpty() ? label : QStringLiteral("%1 (%2)").arg(label, units);
}

void ShownRun::consume(const scans::Document& document)
{
    if (const auto* start = std::get_if<scans::RunStartPtr>(&document)) {
        begin(**start);
    } else if (const auto* descriptor = std::get_if<scans::EventDescriptorPtr>(&document)) {
        if ((*descriptor)->runStart == m_uid && (*descriptor)->name == QLatin1String("primary"))
            describe(**descriptor);
    } else if (const auto* event = std::get_if<scans::EventPtr>(&document)) {
        if ((*event)->descriptor && (*event)->descriptor->uid == m_primary)
            addEvent(**event);
    } else if (const auto* stop = std::get_if<scans::RunStopPtr>(&document)) {
        if ((*stop)->runStart == m_uid) {
            m_live = false;
            Q_EMIT stopped((*stop)->exitStatus, (*stop)->reason);
        }
    }
}

void ShownRun::begin(const scans::RunStart& start)
{
    m_uid = start.uid;
    m_metadata = start.metadata;
    m_scanId = start.scanId;
    m_program.clear();
    m_columns.clear();
    m_times.clear();
    m_gridIndex.clear();
    m_primary.clear();
    m_rows = 0;
    m_live = true;
    readGrid();
    Q_EMIT started();
}

void ShownRun::readGrid()
{
    m_grid = {};
    const QJsonArray shape = m_metadata[QLatin1String("shape")].toArray();
    const QJsonArray extents = m_metadata[QLatin1String("extents")].toArray();
    if (shape.size() != 2 || extents.size() != 2)
        return;
    m_grid.slow = shape[0].toInt();
    m_grid.fast = shape[1].toInt();
    for (const QJsonValue& axis : extents) {
        m_grid.extents.push_back(axis[0].toDouble());
        m_grid.extents.push_back(axis[1].toDouble());
    }
}

void ShownRun::describe(const scans::EventDescriptor& descriptor)
{
    m_primary = descriptor.uid;
    if (!m_columns.empty())
        return; // the same stream described anew, for example after a configuration changed
    for (const devices::DataKey& key : descriptor.keys) {
        ShownColumn column;
        column.name = key.name;
        // Motors go by the name that people type; detectors by what they measure.
        const bool byName = key.label.isEmpty() || motors().contains(key.objectName);
        column.label = byName ? key.name : key.label;
        column.units = key.units;
        column.object = key.objectName;
        column.precision = key.precision;
        column.hinted = key.hinted;
        column.counts = key.counts;
        m_columns.push_back(std::move(column));
    }
    Q_EMIT columnsChanged();
}

void ShownRun::addEvent(const scans::Event& event)
{
    const int row = event.seqNum - 1;
    if (row < 0 || event.data.size() != m_columns.size())
        return;
    const auto needed = static_cast<std::size_t>(row) + 1;
    if (row >= m_rows) {
        m_rows = row + 1;
        for (ShownColumn& column : m_columns)
            column.values.resize(needed, Nothing);
        m_times.resize(needed);
        m_gridIndex.resize(needed, {-1, -1});
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const devices::Value& value = event.data[i].value;
        const bool number = !devices::isArray(value);
        m_columns[i].values[needed - 1] = number ? devices::toDouble(value).value_or(Nothing) : Nothing;
    }
    m_times[needed - 1] = event.time;
    if (event.gridIndex.size() == 2)
        m_gridIndex[needed - 1] = {event.gridIndex[0], event.gridIndex[1]};
    Q_EMIT rowChanged(row);
}

void ShownRun::load(const storage::RunData& stored)
{
    m_metadata = stored.start;
    m_uid = stored.uid;
    m_scanId = stored.scanId;
    m_program = stored.foreign ? stored.program : QString();
    m_primary.clear();
    m_live = false;
    m_rows = static_cast<int>(stored.times.size());
    m_columns.clear();
    m_times.clear();
    readGrid();
    for (const storage::RunColumn& column : stored.columns) {
        if (column.values.size() != stored.times.size())
            continue; // texts and images have no place in curves and tables
        ShownColumn shown;
        shown.name = column.name;
        shown.label = motors().contains(column.object) ? column.name : column.label;
        shown.units = column.units;
        shown.object = column.object;
        shown.hinted = column.hinted;
        shown.counts = column.counts;
        shown.values = column.values;
        m_columns.push_back(std::move(shown));
    }
    for (const double seconds : stored.times) {
        // Other programs do not always say when a point was measured.
        const double since = std::isfinite(seconds) ? seconds : 0;
        m_times.push_back(stored.started + std::chrono::nanoseconds(static_cast<qint64>(since * 1e9)));
    }
    m_gridIndex.assign(stored.times.size(), {-1, -1});
    for (std::size_t row = 0; row < stored.gridIndex.size() && row < m_gridIndex.size(); ++row) {
        if (stored.gridIndex[row].size() == 2)
            m_gridIndex[row] = {stored.gridIndex[row][0], stored.gridIndex[row][1]};
    }
    Q_EMIT started();
    Q_EMIT columnsChanged();
    Q_EMIT stopped(stored.exitStatus, stored.reason);
}

std::pair<int, int> ShownRun::gridIndex(int row) const
{
    return m_gridIndex[static_cast<std::size_t>(row)];
}

QString ShownRun::title() const
{
    if (m_uid.isEmpty())
        return {};
    QStringList parts;
    if (m_scanId > 0) // other programs do not always count
        parts << tr("scan %1").arg(m_scanId);
    parts << (m_metadata[QLatin1String("plan_name")].toString() + QLatin1Char(' ') + motors().join(QLatin1Char(' ')))
                 .trimmed();
    parts << m_program;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

int ShownRun::columnIndex(const QString& name) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

QStringList ShownRun::motors() const
{
    QStringList names;
    for (const QJsonValue& motor : m_metadata[QLatin1String("motors")].toArray())
        names << motor.toString();
    return names;
}

std::optional<int> ShownRun::defaultX() const
{
    const QStringList scanned = motors();
    if (scanned.isEmpty())
        return std::nullopt;
    const QString wanted = m_grid.valid() ? scanned.last() : scanned.first();
    const int column = columnIndex(wanted);
    return column < 0 ? std::nullopt : std::optional(column);
}

std::optional<int> ShownRun::defaultY() const
{
    const QStringList scanned = motors();
    std::optional<int> fallback;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (scanned.contains(m_columns[i].object))
            continue;
        if (m_columns[i].hinted)
            return static_cast<int>(i);
        if (!fallback)
            fallback = static_cast<int>(i);
    }
    return fallback;
}

} // namespace models
