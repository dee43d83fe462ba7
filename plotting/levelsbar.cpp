#include "plotting/levelsbar.h"

#include "plotting/numbers.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

constexpr double side = 12;
constexpr double labels = 20;
constexpr double grip = 8; ///< how near the mouse has to be to a handle

} // namespace

LevelsBar::LevelsBar(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setToolTip(tr("Drag the handles to set the levels; a double click makes them automatic again"));
}

void LevelsBar::setTheme(const Theme& theme)
{
    m_theme = theme;
    QWidget::update();
}

void LevelsBar::setStats(const LevelStats& stats)
{
    m_stats = stats;
    widenAxis();
    QWidget::update();
}

void LevelsBar::setLevels(double low, double high)
{
    if (m_dragged != Handle::None || !(low < high))
        return;
    m_low = low;
    m_high = high;
    widenAxis();
    QWidget::update();
}

void LevelsBar::update(const LevelStats& stats, double low, double high)
{
    setStats(stats);
    setLevels(low, high);
}

void LevelsBar::setLogCounts(bool on)
{
    m_logCounts = on;
    QWidget::update();
}

void LevelsBar::widenAxis()
{
    if (m_dragged != Handle::None)
        return;
    double from = m_low;
    double to = m_high;
    if (!m_stats.isEmpty()) {
        // A few hot pixels must not squeeze the rest into the left edge.
        from = std::min(from, m_stats.percentile(0.01));
        to = std::max(to, m_stats.percentile(99.99));
    }
    const double margin = 0.05 * (to - from);
    m_from = from - margin;
    m_to = to + (margin > 0 ? margin : 1);
}

QRectF LevelsBar::plotRect() const
{
    return QRectF(rect()).adjusted(side, 8, -side, -labels);
}

double LevelsBar::toX(double value) const
{
    const QRectF area = plotRect();
    return area.left() + (value - m_from) / (m_to - m_from) * area.width();
}

double LevelsBar::toValue(double x) const
{
    const QRectF area = plotRect();
    return m_from + (x - area.left()) / std::max(1.0, area.width()) * (m_to - m_from);
}

LevelsBar::Handle LevelsBar::handleAt(double x) const
{
    const double toLow = std::abs(x - toX(m_low));
    const double toHigh = std::abs(x - toX(m_high));
    if (std::min(toLow, toHigh) > grip)
        return Handle::None;
    return toLow < toHigh ? Handle::Low : Handle::High;
}

void LevelsBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_stats.isEmpty())
        m_dragged = handleAt(event->position().x());
}

void LevelsBar::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (m_dragged == Handle::None) {
        if (!m_stats.isEmpty() && handleAt(x) != Handle::None)
            setCursor(Qt::SizeHorCursor);
        else
            unsetCursor();
        return;
    }
    const double least = (m_to - m_from) / 1000;
    const double value = std::clamp(toValue(x), m_from, m_to);
    if (m_dragged == Handle::Low)
        m_low = std::min(value, m_high - least);
    else
        m_high = std::max(value, m_low + least);
    QWidget::update();
    Q_EMIT levelsEdited(m_low, m_high);
}

void LevelsBar::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged = Handle::None;
    widenAxis();
    QWidget::update();
}

void LevelsBar::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_dragged = Handle::None;
    if (event->button() == Qt::LeftButton)
        Q_EMIT autoRequested();
}

void LevelsBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(12));
    if (m_stats.isEmpty()) {
        painter.setPen(m_theme.text2);
        painter.drawText(rect(), Qt::AlignCenter, tr("The histogram comes with the first picture."));
        return;
    }
    paintHistogram(painter);
    paintHandle(painter, m_low, Qt::AlignLeft);
    paintHandle(painter, m_high, Qt::AlignRight);
}

void LevelsBar::paintHistogram(QPainter& painter) const
{
    const QRectF area = plotRect();
    const int columns = std::max(1, int(area.width() / 2));
    std::vector<double> heights(std::size_t(columns), 0.0);
    for (std::size_t bin = 0; bin < m_stats.bins.size(); ++bin) {
        const double value = m_stats.binLow + (double(bin) + 0.5) * m_stats.binWidth;
        const double u = (value - m_from) / (m_to - m_from);
        if (m_stats.bins[bin] > 0 && u >= 0 && u < 1)
            heights[std::size_t(u * columns)] += double(m_stats.bins[bin]);
    }
    double top = 0;
    for (double& height : heights) {
        height = m_logCounts ? std::log1p(height) : height;
        top = std::max(top, height);
    }
    if (top <= 0)
        return;
    QPainterPath outline;
    outline.moveTo(area.bottomLeft());
    for (std::size_t i = 0; i < heights.size(); ++i) {
        const double x = area.left() + (double(i) + 0.5) / columns * area.width();
        outline.lineTo(x, area.bottom() - heights[i] / top * (area.height() - 2));
    }
    outline.lineTo(area.bottomRight());
    painter.fillPath(outline, m_theme.accentBg);
    painter.setPen(QPen(m_theme.curve(0), 1.2));
    painter.drawPath(outline);
}

void LevelsBar::paintHandle(QPainter& painter, double value, Qt::Alignment alignment) const
{
    const QRectF area = plotRect();
    const double x = toX(value);
    painter.setPen(QPen(m_theme.curve(1), 2));
    painter.drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.curve(1));
    painter.drawRoundedRect(QRectF(x - 4, area.top() - 6, 8, 12), 2, 2);
    // Low grows from its handle to the left half, high to the right one, so the two never meet.
    const QString text = formatCompact(value, 6);
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    const auto within = [](double v, double least, double most) { return std::max(least, std::min(v, most)); };
    const double middle = within((toX(m_low) + toX(m_high)) / 2, area.left() + width, area.right() - width);
    QRectF box(x - width / 2, area.bottom() + 2, width, labels - 4);
    if (alignment & Qt::AlignLeft)
        box.moveLeft(within(box.left(), area.left(), middle - width - 4));
    else
        box.moveLeft(within(box.left(), middle + 4, area.right() - width));
    painter.setPen(m_theme.text2);
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace plotting
