#pragma once

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>
#include <QWidget>

/// The mouse as our plots meet it. Positions are those of the widget itself.
namespace mouse {

inline void wheel(QWidget& widget, const QPoint& pos, int notches, Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    QWheelEvent event(
        pos, widget.mapToGlobal(pos), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, keys, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

inline void move(QWidget& widget, const QPoint& pos, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, pos, widget.mapToGlobal(pos), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

inline void drag(QWidget& widget, const QPoint& from, const QPoint& to)
{
    QTest::mousePress(&widget, Qt::LeftButton, Qt::NoModifier, from);
    for (int step = 1; step <= 4; ++step)
        move(widget, from + (to - from) * step / 4, Qt::LeftButton);
    QTest::mouseRelease(&widget, Qt::LeftButton, Qt::NoModifier, to);
}

/// The part of a plot that takes the mouse.
inline QWidget& canvas(QWidget& plot)
{
    return *plot.findChild<QWidget*>(QStringLiteral("canvas"));
}

} // namespace mouse
