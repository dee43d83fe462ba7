#include "storage/foreign/columnlist.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace storage {

void ColumnList::begin()
{
    m_names.clear();
    m_last.clear();
    m_cells = 0;
}

RunColumn& ColumnList::add(RunData& run, const QString& name, const QString& units, const QString& label)
{
    const QString wanted = name.isEmpty() ? QStringLiteral("column") : name;
    QString unique = wanted;
    if (m_names.contains(wanted)) {
        int& number = m_last[wanted];
        number = std::max(number, 1);
        do
            unique = QStringLiteral("%1_%2").arg(wanted).arg(++number);
        while (m_names.contains(unique));
    }
    m_names.insert(unique);
    RunColumn column;
    column.name = unique;
    column.label = label.isEmpty() ? name : label;
    column.units = units;
    run.columns.push_back(std::move(column));
    return run.columns.back();
}

std::optional<QString> ColumnList::tooMany(std::size_t columns)
{
    if (columns <= mostColumns)
        return {};
    return QCoreApplication::translate("storage", "more than %1 columns").arg(mostColumns);
}

std::optional<QString> ColumnList::takeCells(std::size_t count)
{
    if (count > mostCells - m_cells)
        return QCoreApplication::translate("storage", "more than %1 numbers").arg(mostCells);
    m_cells += count;
    return {};
}

bool ColumnList::spare(std::size_t count)
{
    m_missing -= static_cast<qint64>(count);
    return m_missing >= 0;
}

std::optional<QString> ColumnList::addRow(RunData& run, std::vector<double> row)
{
    const std::size_t columns = run.columns.size();
    if (row.size() < columns) {
        if (!spare(columns - row.size()))
            return QCoreApplication::translate(
                "storage", "too many rows are shorter than the first or than the labels");
    }
    if (auto problem = takeCells(columns))
        return problem;
    row.resize(columns, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < columns; ++i)
        run.columns[i].values.push_back(row[i]);
    return {};
}

} // namespace storage
