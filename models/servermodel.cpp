#include "models/servermodel.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace models {

void ServerModel::update(const std::vector<devices::ServerFigures>& servers, std::chrono::nanoseconds sinceLast)
{
    const double seconds = std::chrono::duration<double>(sinceLast).count();
    std::vector<Row> rows;
    for (const devices::ServerFigures& server : servers) {
        const auto before = std::find_if(
            m_rows.cbegin(), m_rows.cend(), [&server](const Row& row) { return row.figures.host == server.host; });
        Row row{server, 0, 0};
        if (before != m_rows.cend() && seconds > 0) {
            row.updates = static_cast<double>(server.updates - before->figures.updates) / seconds;
            row.bytes = static_cast<double>(server.bytes - before->figures.bytes) / seconds;
        }
        rows.push_back(std::move(row));
    }
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(numRows() - 1, ColumnTotal - 1));
}

double ServerModel::updatesPerSecond() const
{
    return std::accumulate(
        m_rows.cbegin(), m_rows.cend(), 0.0, [](double sum, const Row& row) { return sum + row.updates; });
}

double ServerModel::bytesPerSecond() const
{
    return std::accumulate(
        m_rows.cbegin(), m_rows.cend(), 0.0, [](double sum, const Row& row) { return sum + row.bytes; });
}

QVariant ServerModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int((column == Host ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return QStringList{tr("server"), tr("PVs"), tr("updates/s"), tr("data/s"), tr("round trip")}.value(column);
}

QVariant ServerModel::cell(int row, int column, int role) const
{
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    if (role == Qt::TextAlignmentRole)
        return headerCell(column, role);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Host:
        return shown.figures.host;
    case Connected:
        return QLocale().toString(static_cast<qulonglong>(shown.figures.connected));
    case Updates:
        return QLocale().toString(shown.updates, 'f', shown.updates < 10 ? 1 : 0);
    case Bytes:
        return QLocale().formattedDataSize(static_cast<qint64>(shown.bytes), 1);
    case RoundTrip:
        return shown.figures.roundTrip
            ? tr("%1 µs").arg(QLocale().toString(static_cast<double>(shown.figures.roundTrip->count()) / 1000, 'f', 0))
            : QStringLiteral("—");
    default:
        return {};
    }
}

} // namespace models
