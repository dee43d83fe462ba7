// The painting half of ImageView.
#include "plotting/imageview.h"

#include "plotting/numbers.h"
#include "plotting/viewtransform.h"

#include <QPainter>

#include <cmath>

namespace plotting {

namespace {

constexpr double edge = 14;
const QColor onImage(255, 255, 255);
const QColor shadow(0, 0, 0, 150);

/// Readable on any picture: white on a soft dark plate.
void paintPlate(QPainter& painter, const QString& text, const QRectF& area, Qt::Alignment alignment)
{
    if (text.isEmpty())
        return;
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 12, metrics.height() + 6);
    const QRectF box = area.adjusted(edge - 6, edge - 6, 6 - edge, 6 - edge);
    QRectF plate(box.topLeft(), size);
    if (alignment & Qt::AlignRight)
        plate.moveRight(box.right());
    if (alignment & Qt::AlignBottom)
        plate.moveBottom(box.bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 110));
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(onImage);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void paintLine(QPainter& painter, const QLineF& line, const QColor& color)
{
    painter.setPen(QPen(shadow, 3));
    painter.drawLine(line);
    painter.setPen(QPen(color, 1.2));
    painter.drawLine(line);
}

} // namespace

void ImageView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.alt);
    if (m_shown.image.isNull()) {
        painter.setFont(uiFont());
        painter.setPen(m_theme.text2);
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    // Only what is in sight, on whole pixels of the picture, so that a deep zoom costs no more than a shallow one.
    const QRectF wanted(toPixel({0, 0}), toPixel({double(width()), double(height())}));
    const QRectF source = QRectF(wanted.toAlignedRect()).intersected(QRectF(m_shown.image.rect()));
    const QRectF target(toWidget(source.topLeft()), toWidget(source.bottomRight()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_view->scale() < 1.0);
    painter.drawImage(target, m_shown.image, source);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarkers(painter);
    paintOverlays(painter);
}

void ImageView::paintMarkers(QPainter& painter) const
{
    const QRectF target = m_view->target().intersected(QRectF(rect()));
    if (m_crosshair) {
        // On the middle of a screen pixel, so that the line is one pixel and not two grey ones.
        const QPointF exact = toWidget(*m_crosshair);
        const QPointF at(std::floor(exact.x()) + 0.5, std::floor(exact.y()) + 0.5);
        paintLine(painter, QLineF(target.left(), at.y(), target.right(), at.y()), QColor(255, 255, 255, 190));
        paintLine(painter, QLineF(at.x(), target.top(), at.x(), target.bottom()), QColor(255, 255, 255, 190));
    }
    if (m_centroid) {
        const QPointF at = toWidget(*m_centroid);
        const QColor color = Theme::dark().curve(2);
        painter.setBrush(Qt::NoBrush);
        for (const QPen& pen : {QPen(shadow, 3), QPen(color, 1.6)}) {
            painter.setPen(pen);
            painter.drawEllipse(at, 8, 8);
        }
        paintLine(painter, QLineF(at.x() - 13, at.y(), at.x() - 4, at.y()), color);
        paintLine(painter, QLineF(at.x() + 4, at.y(), at.x() + 13, at.y()), color);
        paintLine(painter, QLineF(at.x(), at.y() - 13, at.x(), at.y() - 4), color);
        paintLine(painter, QLineF(at.x(), at.y() + 4, at.x(), at.y() + 13), color);
    }
}

void ImageView::paintOverlays(QPainter& painter) const
{
    painter.setFont(uiFont(12));
    paintPlate(painter, m_caption, rect(), Qt::AlignLeft | Qt::AlignTop);
    if (m_frozen)
        paintPlate(painter, tr("frozen"), rect(), Qt::AlignRight | Qt::AlignTop);
    else if (m_rateVisible)
        paintPlate(painter, rateText(), rect(), Qt::AlignRight | Qt::AlignTop);
    paintPlate(painter, cursorText(), rect(), Qt::AlignRight | Qt::AlignBottom);
}

QString ImageView::rateText() const
{
    return tr("shown %1 · received %2 frames/s · %3 dropped")
        .arg(formatFixed(shownPerSecond(), 0), formatFixed(receivedPerSecond(), 0))
        .arg(m_dropped);
}

QString ImageView::cursorText() const
{
    if (!m_hover)
        return {};
    const double value = m_shown.frame.valueAt(m_hover->x(), m_hover->y());
    return tr("x %1  y %2 · %3").arg(m_hover->x()).arg(m_hover->y()).arg(formatCompact(value, 10));
}

} // namespace plotting
