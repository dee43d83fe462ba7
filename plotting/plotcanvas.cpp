#include "plotting/plotcanvas.h"

#include "plotting/noticeitem.h"
#include "plotting/numberticker.h"

#include <algorithm>

namespace plotting {

namespace {

constexpr int replotIntervalMs = 33;
/// Pixels per tick, at least.
constexpr int tickWidth = 64;
constexpr int tickHeight = 36;

QFont smallFont()
{
    return uiFont(12);
}

} // namespace

PlotCanvas::PlotCanvas(QWidget* parent)
    : QCustomPlot(parent)
    , m_notice(new NoticeItem(this))
{
    setObjectName(QStringLiteral("canvas"));
    setNoAntialiasingOnDrag(false);
    setPlottingHints(QCP::phCacheLabels);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setMouseTracking(true);
    axisRect()->setupFullAxesBox();
    axisRect()->setRangeZoomFactor(0.85);
    plotLayout()->setMargins(QMargins(6, 8, 6, 4));
    for (QCPAxis* axis : {xAxis, yAxis})
        axis->setTicker(QSharedPointer<NumberTicker>::create());
    for (QCPAxis* axis : {xAxis2, yAxis2})
        axis->setTicks(false);

    m_replotTimer.setSingleShot(true);
    m_replotTimer.setInterval(replotIntervalMs);
    connect(&m_replotTimer, &QTimer::timeout, this, [this] {
        if (isVisible())
            replot(rpQueuedReplot);
    });
    connect(this, &QCustomPlot::beforeReplot, this, [this] {
        spreadTicks();
        Q_EMIT aboutToDraw();
    });
}

void PlotCanvas::styleAxis(QCPAxis* axis, const Theme& theme)
{
    const QPen line(theme.line, 1);
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLength(0, 4);
    axis->setSubTickLength(0, 0);
    axis->setTickLabelFont(smallFont());
    axis->setTickLabelColor(theme.text2);
    axis->setTickLabelPadding(4);
    axis->setLabelFont(smallFont());
    axis->setLabelColor(theme.text2);
    axis->setLabelPadding(4);
    axis->grid()->setPen(QPen(theme.grid, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
    axis->grid()->setSubGridVisible(false);
}

QString PlotCanvas::axisText(const QString& title, const QString& unit)
{
    return unit.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, unit);
}

void PlotCanvas::applyTheme(const Theme& theme)
{
    setBackground(QBrush(theme.surface));
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2})
        styleAxis(axis, theme);
    for (QCPAxis* axis : {xAxis2, yAxis2})
        axis->setBasePen(QPen(theme.grid, 1));
    m_textColor = theme.text2;
    m_notice->setColors(theme.text2, theme.surface);
    scheduleReplot();
}

void PlotCanvas::scheduleReplot()
{
    if (!m_replotTimer.isActive() && isVisible())
        m_replotTimer.start();
}

void PlotCanvas::setNotice(const QString& text)
{
    m_notice->setText(text);
}

void PlotCanvas::setGround(const QColor& color)
{
    axisRect()->setBackground(QBrush(color));
    m_notice->setColors(m_textColor, color);
}

void PlotCanvas::spreadTicks()
{
    xAxis->ticker()->setTickCount(std::clamp(axisRect()->width() / tickWidth, 2, 12));
    yAxis->ticker()->setTickCount(std::clamp(axisRect()->height() / tickHeight, 2, 12));
}

QPointF PlotCanvas::toPlot(const QPoint& pos) const
{
    return {xAxis->pixelToCoord(pos.x()), yAxis->pixelToCoord(pos.y())};
}

QPoint PlotCanvas::toWidget(const QPointF& plotPos) const
{
    return QPointF(xAxis->coordToPixel(plotPos.x()), yAxis->coordToPixel(plotPos.y())).toPoint();
}

QImage PlotCanvas::toImage(double scale)
{
    Q_EMIT aboutToDraw();
    return toPixmap(width(), height(), scale).toImage();
}

bool PlotCanvas::writePng(const QString& path)
{
    return toImage(2.0).save(path, "PNG");
}

bool PlotCanvas::writePdf(const QString& path)
{
    Q_EMIT aboutToDraw();
    return savePdf(path, width(), height());
}

bool PlotCanvas::inPlot(const QPoint& pos) const
{
    return axisRect()->rect().contains(pos);
}

void PlotCanvas::wheelEvent(QWheelEvent* event)
{
    Q_EMIT wheeled(event->position().toPoint(), event->angleDelta().y(), event->modifiers());
    QCustomPlot::wheelEvent(event);
    event->accept();
}

void PlotCanvas::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton && inPlot(event->pos());
    m_dragging = false;
    m_doubleClick = false;
    m_pressPos = event->pos();
    QCustomPlot::mousePressEvent(event);
}

void PlotCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && !m_dragging
        && (event->pos() - m_pressPos).manhattanLength() >= QApplication::startDragDistance()) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
        Q_EMIT dragStarted(m_pressPos);
    }
    if (m_dragging)
        Q_EMIT draggedTo(event->pos());
    QCustomPlot::mouseMoveEvent(event);
    if (inPlot(event->pos()))
        Q_EMIT hovered(event->pos());
    else
        Q_EMIT left();
}

void PlotCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    QCustomPlot::mouseReleaseEvent(event);
    const bool wasClick = m_pressed && !m_dragging && !m_doubleClick && event->button() == Qt::LeftButton;
    m_pressed = false;
    m_dragging = false;
    unsetCursor();
    if (wasClick)
        Q_EMIT clicked(event->pos());
}

void PlotCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    QCustomPlot::mouseDoubleClickEvent(event);
    m_doubleClick = true;
    if (event->button() == Qt::LeftButton)
        Q_EMIT doubleClicked(event->pos());
}

void PlotCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (inPlot(event->pos()))
        Q_EMIT contextRequested(event->pos(), event->globalPos());
    event->accept();
}

void PlotCanvas::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    Q_EMIT left();
}

void PlotCanvas::showEvent(QShowEvent* event)
{
    QCustomPlot::showEvent(event);
    scheduleReplot();
}

} // namespace plotting
