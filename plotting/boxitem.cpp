#include "plotting/boxitem.h"

#include <algorithm>

namespace plotting {

namespace {

constexpr double rowHeight = 17;
constexpr double padding = 8;
constexpr double gap = 16;
constexpr double swatchWidth = 12;
constexpr double margin = 12;

QFont labelFont()
{
    return uiFont(12);
}

QFont valueFont()
{
    return uiFont(12, QFont::DemiBold);
}

} // namespace

BoxItem::BoxItem(QCustomPlot* plot)
    : QCPAbstractItem(plot)
{
    setClipToAxisRect(false);
    setVisible(false);
}

double BoxItem::labelWidth() const
{
    const QFontMetricsF metrics(labelFont());
    double width = 0;
    for (const Row& row : m_rows)
        width = std::max(width, metrics.horizontalAdvance(row.label) + (row.swatch.isValid() ? swatchWidth : 0));
    return width;
}

double BoxItem::valueWidth() const
{
    const QFontMetricsF metrics(valueFont());
    double width = 0;
    for (const Row& row : m_rows)
        width = std::max(width, metrics.horizontalAdvance(row.value));
    return width;
}

QSizeF BoxItem::size() const
{
    const double title = m_title.isEmpty() ? 0 : QFontMetricsF(labelFont()).horizontalAdvance(m_title);
    const double width = m_rows.isEmpty() ? title : std::max(title, labelWidth() + gap + valueWidth());
    const double rows = double(m_rows.size()) + (m_title.isEmpty() ? 0 : 1);
    return {std::ceil(width) + 2 * padding, rows * rowHeight + 1.2 * padding};
}

void BoxItem::putInCorner(Qt::Corner corner)
{
    m_corner = corner;
    m_beside.reset();
}

void BoxItem::putBeside(const QPointF& pos)
{
    m_beside = pos;
}

QRectF BoxItem::rect() const
{
    const QRectF area = parentPlot()->axisRect()->rect();
    const QSizeF box = size();
    if (!m_beside) {
        const bool left = m_corner == Qt::TopLeftCorner || m_corner == Qt::BottomLeftCorner;
        const bool top = m_corner == Qt::TopLeftCorner || m_corner == Qt::TopRightCorner;
        return {QPointF(left ? area.left() + margin : area.right() - margin - box.width(),
                    top ? area.top() + margin : area.bottom() - margin - box.height()),
            box};
    }
    double x = m_beside->x() + margin;
    if (x + box.width() > area.right())
        x = m_beside->x() - margin - box.width();
    const double y = std::clamp(
        m_beside->y() - box.height() / 2, area.top() + 4, std::max(area.top() + 4, area.bottom() - 4 - box.height()));
    return {QPointF(x, y), box};
}

void BoxItem::draw(QCPPainter* painter)
{
    if (isEmpty())
        return;
    const QRectF box = rect().translated(0.5, 0.5);
    painter->setAntialiasing(true);
    QColor ground = m_theme.surface;
    ground.setAlpha(235);
    painter->setPen(QPen(m_theme.line, 1));
    painter->setBrush(ground);
    painter->drawRoundedRect(box, 5, 5);
    QRectF line(box.left() + padding, box.top() + 0.6 * padding, box.width() - 2 * padding, rowHeight);
    painter->setFont(labelFont());
    painter->setPen(m_theme.text2);
    if (!m_title.isEmpty()) {
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
        line.translate(0, rowHeight);
    }
    for (const Row& row : std::as_const(m_rows)) {
        const bool swatch = row.swatch.isValid();
        if (swatch) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(row.swatch);
            painter->drawEllipse(QPointF(line.left() + 3.5, line.center().y()), 3.5, 3.5);
        }
        painter->setPen(m_theme.text2);
        painter->setFont(labelFont());
        painter->drawText(
            line.adjusted(swatch ? swatchWidth : 0, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.label);
        painter->setPen(m_theme.text);
        painter->setFont(valueFont());
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.value);
        line.translate(0, rowHeight);
    }
}

} // namespace plotting
