#include "widgets/columnfit.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace widgets {

ColumnFit::ColumnFit(QTableView& table, std::vector<Column> columns)
    : QObject(&table)
    , m_table(table)
    , m_columns(std::move(columns))
{
    m_table.viewport()->installEventFilter(this);
    fit();
    connect(m_table.horizontalHeader(), &QHeaderView::sectionResized, this,
        [this](int column, int, int width) { keepWidth(column, width); });
}

bool ColumnFit::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnFit::keepWidth(int column, int width)
{
    // The last one is as wide as the room; the mouse is held only by the user.
    const bool byUser = !m_fitting && width > 0 && QGuiApplication::mouseButtons() != Qt::NoButton;
    for (Column& each : m_columns) {
        if (byUser && each.column == column)
            each.width = each.most = width;
    }
}

void ColumnFit::fit()
{
    const QScopedValueRollback fitting(m_fitting, true);
    int left = m_table.viewport()->width();
    std::vector<Column> shown;
    for (const Column& each : m_columns) {
        const bool fits = shown.empty() || each.width <= left;
        m_table.setColumnHidden(each.column, !fits);
        if (!fits)
            continue;
        shown.push_back(each);
        left -= each.width;
    }
    for (const Column& each : shown) {
        const int more = std::clamp(each.most - each.width, 0, std::max(left, 0));
        m_table.setColumnWidth(each.column, each.width + more);
        left -= more;
    }
}

} // namespace widgets
