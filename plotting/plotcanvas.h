#pragma once

#include "plotting/theme.h"

#include "plotting/qcp.h"

#include <QTimer>

namespace plotting {

class NoticeItem;

/// What all our plots share: look, mouse, export. Internal to this folder; the plots hold one each.
class PlotCanvas : public QCustomPlot
{
    Q_OBJECT

public:
    explicit PlotCanvas(QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);
    /// Coalesces; a hidden canvas draws when it is shown.
    void scheduleReplot();
    /// Shown in the middle while not empty.
    void setNotice(const QString& text);
    /// What the plot area stands on, if not the card's surface.
    void setGround(const QColor& color);

    QPointF toPlot(const QPoint& pos) const;
    QPoint toWidget(const QPointF& plotPos) const;
    QImage toImage(double scale);
    bool writePng(const QString& path);
    bool writePdf(const QString& path);

    static void styleAxis(QCPAxis* axis, const Theme& theme);
    static QString axisText(const QString& title, const QString& unit);

Q_SIGNALS:
    void aboutToDraw();
    void clicked(const QPoint& pos);
    void doubleClicked(const QPoint& pos);
    void contextRequested(const QPoint& pos, const QPoint& globalPos);
    void hovered(const QPoint& pos);
    void left();
    void dragStarted(const QPoint& pos);
    void draggedTo(const QPoint& pos);
    void wheeled(const QPoint& pos, int delta, Qt::KeyboardModifiers modifiers);

protected:
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    bool inPlot(const QPoint& pos) const;
    void spreadTicks();

    QTimer m_replotTimer;
    NoticeItem* m_notice;
    QColor m_textColor;
    QPoint m_pressPos;
    bool m_pressed = false;
    bool m_dragging = false;
    bool m_doubleClick = false;
};

} // namespace plotting
