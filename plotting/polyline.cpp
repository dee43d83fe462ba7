#include "plotting/polyline.h"

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

constexpr qsizetype pieceLength = 24;
/// Points per pixel from which on single lines cannot be told apart.
constexpr double crowded = 1.2;

bool isGap(const QPointF& point)
{
    return std::isnan(point.x()) || std::isnan(point.y());
}

void drawUnbroken(QPainter& painter, const QPointF* points, qsizetype count)
{
    if (painter.pen().style() != Qt::SolidLine) {
        painter.drawPolyline(points, int(count));
        return;
    }
    for (qsizetype start = 0; start + 1 < count; start += pieceLength)
        painter.drawPolyline(points + start, int(std::min(pieceLength + 1, count - start)));
}

/// With many points per pixel a line is what each column covers from its lowest to its highest point.
/// QCPPainter moves antialiased drawing by half a pixel, so whole numbers are the middles of columns.
void drawColumns(QPainter& painter, const QPointF* points, qsizetype count)
{
    const double half = painter.pen().widthF() / 2;
    const QColor color = painter.pen().color();
    double column = std::round(points[0].x());
    double low = points[0].y();
    double high = low;
    const auto fill = [&] { painter.fillRect(QRectF(column - 0.5, low - half, 1, high - low + 2 * half), color); };
    for (qsizetype i = 1; i < count; ++i) {
        const double here = std::round(points[i].x());
        if (here != column) {
            fill();
            column = here;
            low = high = points[i - 1].y(); // joins this column to the one before
        }
        low = std::min(low, points[i].y());
        high = std::max(high, points[i].y());
    }
    fill();
}

} // namespace

void drawLongLine(QPainter& painter, const QVector<QPointF>& points, bool sorted)
{
    const QPointF* const data = points.constData();
    qsizetype start = 0;
    for (qsizetype i = 0; i <= points.size(); ++i) {
        if (i < points.size() && !isGap(data[i]))
            continue;
        const qsizetype count = i - start;
        const bool dense = sorted && painter.pen().style() == Qt::SolidLine && count > 2
            && double(count) > crowded * std::abs(data[i - 1].x() - data[start].x());
        if (dense)
            drawColumns(painter, data + start, count);
        else if (count > 1)
            drawUnbroken(painter, data + start, count);
        start = i + 1;
    }
}

void FastGraph::drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const
{
    if (painter->pen().style() == Qt::NoPen)
        return;
    applyDefaultAntialiasingHint(painter);
    drawLongLine(*painter, lines, true);
}

void FastCurve::drawCurveLine(QCPPainter* painter, const QVector<QPointF>& lines) const
{
    if (painter->pen().style() == Qt::NoPen)
        return;
    applyDefaultAntialiasingHint(painter);
    drawLongLine(*painter, lines, false);
}

} // namespace plotting
