#include "app/desk/viewdock.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace app {

namespace {

/// A narrow dock hides tools rather than widening the window.
class DockHeader : public QFrame
{
public:
    using QFrame::QFrame;
    QSize minimumSizeHint() const override { return {MinimumWidth, QFrame::minimumSizeHint().height()}; }

private:
    static constexpr int MinimumWidth = 240;
};

} // namespace

ViewDock::ViewDock(widgets::View* view, QWidget* parent)
    : QDockWidget(view->title(), parent)
    , m_view(view)
{
    setObjectName(QStringLiteral("dock_") + view->id());
    auto* card = new QFrame(this);
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(view, 1);
    auto* header = makeHeader();
    setTitleBarWidget(header);
    setWidget(card);
}

QWidget* ViewDock::makeHeader()
{
    auto* header = new DockHeader(this);
    header->setProperty("header", true);
    header->setProperty("dockHeader", true);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(8);
    auto* title = new QLabel(m_view->title(), header);
    title->setProperty("title", true);
    connect(m_view, &widgets::View::titleChanged, title, &QLabel::setText);
    connect(m_view, &widgets::View::titleChanged, this, &QWidget::setWindowTitle);
    row->addWidget(title);
    for (QWidget* tool : m_view->leftTools())
        row->addWidget(tool);
    row->addStretch(1);
    for (QWidget* tool : m_view->rightTools())
        row->addWidget(tool);
    auto* menuButton = new QToolButton(header);
    menuButton->setText(QStringLiteral("⋯"));
    menuButton->setToolTip(tr("Float or close this view"));
    menuButton->setPopupMode(QToolButton::InstantPopup);
    menuButton->setProperty("noIndicator", true);
    menuButton->addAction(tr("Float or dock"), this, [this] { setFloating(!isFloating()); });
    menuButton->addAction(tr("Close (Ctrl+K finds it again)"), this, &QWidget::close);
    row->addWidget(menuButton);
    return header;
}

} // namespace app
