#include "models/pointsmodel.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace models {

namespace {

constexpr int FixedColumns = 2;

QString timeOfDay(devices::Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss.zzz")).chopped(2);
}

QString number(const ShownColumn& column, double value)
{
    if (std::isnan(value))
        return QStringLiteral("—");
    if (column.counts || (!column.precision && value == std::floor(value) && std::abs(value) < 1e15))
        return QString::number(value, 'f', 0);
    return column.precision ? QString::number(value, 'f', *column.precision) : QString::number(value, 'g', 6);
}

} // namespace

PointsModel::PointsModel(ShownRun& run, QObject* parent)
    : TableModel(parent)
    , m_run(run)
    , m_rows(run.rows())
{
    connect(&run, &ShownRun::started, this, &PointsModel::reset);
    connect(&run, &ShownRun::columnsChanged, this, &PointsModel::reset);
    connect(&run, &ShownRun::rowChanged, this, &PointsModel::showRow);
}

void PointsModel::reset()
{
    beginResetModel();
    m_rows = m_run.rows();
    endResetModel();
}

void PointsModel::showRow(int row)
{
    if (row < m_rows) {
        const int shown = m_rows - 1 - row;
        Q_EMIT dataChanged(index(shown, 0), index(shown, numColumns() - 1));
        return;
    }
    beginInsertRows({}, 0, row - m_rows);
    m_rows = row + 1;
    endInsertRows();
}

int PointsModel::numColumns() const
{
    return FixedColumns + static_cast<int>(m_run.columns().size());
}

QVariant PointsModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(column == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (column == 0)
        return tr("#");
    if (column == 1)
        return tr("time");
    return m_run.columns()[static_cast<std::size_t>(column - FixedColumns)].title();
}

QVariant PointsModel::cell(int row, int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return headerCell(column, role);
    if (role != Qt::DisplayRole && role != RawRole)
        return {};
    const auto point = static_cast<std::size_t>(m_rows - 1 - row);
    if (column == 0)
        return static_cast<int>(point) + 1;
    if (column == 1)
        return role == RawRole ? devices::toIso(m_run.times()[point]) : timeOfDay(m_run.times()[point]);
    const ShownColumn& source = m_run.columns()[static_cast<std::size_t>(column - FixedColumns)];
    const double value = source.values[point];
    return role == RawRole ? QVariant(QString::number(value, 'g', QLocale::FloatingPointShortest))
                           : QVariant(number(source, value));
}

} // namespace models
