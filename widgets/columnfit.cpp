#include "widgets/columnfit.h"

#include <QEvent>
#include <QTableView>

#include <utility>

namespace widgets {

ColumnFit::ColumnFit(QTableView& table, std::vector<Column> columns)
    : QObject(&table)
    , m_table(table)
    , m_columns(std::move(columns))
{
    for (const Column& each : m_columns)
        m_table.setColumnWidth(each.column, each.width);
    m_table.viewport()->installEventFilter(this);
    fit();
}

bool ColumnFit::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnFit::fit()
{
    int left = m_table.viewport()->width();
    bool first = true;
    for (const Column& each : m_columns) {
        const bool shown = std::exchange(first, false) || each.width <= left;
        left -= shown ? each.width : 0;
        if (m_table.isColumnHidden(each.column) == !shown)
            continue;
        m_table.setColumnHidden(each.column, !shown);
        if (shown)
            m_table.setColumnWidth(each.column, each.width);
    }
}

} // namespace widgets
