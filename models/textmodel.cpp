#include "models/textmodel.h"

namespace models {

TextModel::TextModel(QStringList titles, QObject* parent)
    : TableModel(parent)
    , m_titles(std::move(titles))
{
}

void TextModel::setRows(QList<QStringList> rows)
{
    if (rows == m_rows) // what the user has chosen stays chosen
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QVariant TextModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? m_titles.value(column) : QVariant();
}

QVariant TextModel::cell(int row, int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return headerCell(column, role);
    return role == Qt::DisplayRole || role == Qt::ToolTipRole ? m_rows[row].value(column) : QVariant();
}

} // namespace models
