#include "widgets/valuesview.h"

#include "widgets/pvlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int ValueWidth = 160;

} // namespace

ValuesView::ValuesView(Desk& desk, const devices::Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("values"), tr("Values"), parent)
{
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(12, 8, 12, 12);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    for (const devices::PvGroup& group : profile.pvGroups)
        addGroup(*grid, group);
    column->addLayout(grid);
    if (m_labels.empty()) {
        auto* empty = new QLabel(tr("The profile names no values. Add some under \"pv_groups\"."), list);
        empty->setWordWrap(true);
        empty->setProperty("hint", true);
        column->addWidget(empty);
    }
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->addWidget(scroll);
}

void ValuesView::addGroup(QGridLayout& grid, const devices::PvGroup& group)
{
    auto* title = new QLabel(group.name, this);
    title->setProperty("title", true);
    grid.addWidget(title, grid.rowCount(), 0, 1, 2);
    for (const devices::PvEntry& entry : group.pvs) {
        const int row = grid.rowCount();
        grid.addWidget(new QLabel(entry.label, this), row, 0);
        auto* value = new PvLabel(desk(), entry.pv, PvLabel::Size::Normal, this);
        value->setMinimumWidth(ValueWidth);
        m_labels.push_back(value);
        grid.addWidget(value, row, 1);
    }
}

} // namespace widgets
