#pragma once

#include "widgets/view.h"

#include <QDockWidget>

namespace app {

/// A card: a view with its header, movable, floatable and closable as a dock.
class ViewDock : public QDockWidget
{
    Q_OBJECT

public:
    /// Takes the view.
    ViewDock(widgets::View* view, QWidget* parent);

    widgets::View& view() { return *m_view; }

private:
    QWidget* makeHeader();

    widgets::View* m_view;
};

} // namespace app
