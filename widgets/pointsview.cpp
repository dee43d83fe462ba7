#include "widgets/pointsview.h"

#include "widgets/copytable.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

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
    connect(&run, &models::ShownRun::columnsChanged, m_table, [this] { m_table->resizeColumnsToContents(); });
}

} // namespace widgets
