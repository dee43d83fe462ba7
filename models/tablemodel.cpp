#include "models/tablemodel.h"

namespace models {

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : numRows();
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : numColumns();
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= numColumns())
        return {};
    return headerCell(section, role);
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= numRows() || index.column() >= numColumns())
        return {};
    return cell(index.row(), index.column(), role);
}

QString TableModel::toText(QList<int> rows) const
{
    if (rows.isEmpty()) {
        for (int row = 0; row < numRows(); ++row)
            rows << row;
    }
    QStringList lines;
    QStringList fields;
    for (int column = 0; column < numColumns(); ++column)
        fields << headerCell(column, Qt::DisplayRole).toString();
    lines << fields.join(QLatin1Char('\t'));
    for (const int row : rows) {
        fields.clear();
        for (int column = 0; column < numColumns(); ++column) {
            const QVariant raw = cell(row, column, RawRole);
            fields << (raw.isValid() ? raw : cell(row, column, Qt::DisplayRole)).toString();
        }
        lines << fields.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace models
