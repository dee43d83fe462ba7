#include "widgets/pointsview.h"

#include "widgets/copytable.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

constexpr int NumberWidth = 44;
constexpr int ColumnWidth = 84;

} // namespace

PointsView::PointsView(Desk& desk, models::ShownRun& run, QWidget* parent)
    : View(desk, QStringLiteral("points"), tr("Points"), parent)
    , m_model(run)
    , m_table(new CopyTable(m_model, this))
{
    m_table->setEmptyText(tr("Points appear here as they are measured."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->addWidget(m_table);
    auto* copy = new QToolButton;
    copy->setText(tr("copy"));
    copy->setToolTip(tr("Copies the chosen rows, or all, as text at full precision"));
    connect(copy, &QToolButton::clicked, m_table, &CopyTable::copy);
    addRightTool(copy);
    connect(&run, &models::ShownRun::columnsChanged, m_table, [this] {
        m_table->resizeColumnsToContents();
        m_table->setColumnWidth(0, NumberWidth);
        for (int column = 1; column < m_model.columnCount(); ++column)
            m_table->setColumnWidth(column, std::max(m_table->columnWidth(column), ColumnWidth));
    });
}

} // namespace widgets
