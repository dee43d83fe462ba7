#include "plotting/stripscene.h"

#include "plotting/polyline.h"

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

constexpr double bandPadding = 5;

QFont scaleFont()
{
    return uiFont(11);
}

/// The trace's band in pixels.
QRectF bandRect(const QCustomPlot& plot, const StripTrace& trace)
{
    const QRectF area = plot.axisRect()->rect();
    return {
        area.left(), area.top() + trace.top * area.height(), area.width(), (trace.bottom - trace.top) * area.height()};
}

} // namespace

StripUnderlay::StripUnderlay(QCustomPlot* plot, const StripScene* scene)
    : QCPAbstractItem(plot)
    , m_scene(scene)
{
    setLayer(QStringLiteral("grid"));
}

void StripUnderlay::draw(QCPPainter* painter)
{
    const QCPAxis* x = parentPlot()->xAxis;
    painter->setFont(scaleFont());
    const QString text = QCoreApplication::translate("plotting", "no link");
    const double textWidth = QFontMetricsF(scaleFont()).horizontalAdvance(text);
    for (const StripTrace& trace : m_scene->traces) {
        const QRectF band = bandRect(*parentPlot(), trace);
        for (const auto& [from, to] : trace.gaps) {
            const double left = x->coordToPixel(from);
            const QRectF gap(left, band.top(), x->coordToPixel(to) - left, band.height());
            painter->fillRect(gap, m_theme.alt);
            painter->setPen(m_theme.text2);
            if (gap.width() > textWidth + 6 && band.height() > 14)
                painter->drawText(gap.adjusted(0, 3, 0, 0), Qt::AlignHCenter | Qt::AlignTop, text);
        }
    }
}

StripOverlay::StripOverlay(QCustomPlot* plot, const StripScene* scene)
    : QCPAbstractItem(plot)
    , m_scene(scene)
{
    setClipToAxisRect(false);
}

int StripOverlay::scaleWidth() const
{
    const QFontMetricsF metrics(scaleFont());
    double width = 0;
    for (const StripTrace& trace : m_scene->traces) {
        for (const QString& text : {trace.lowText, trace.highText})
            width = std::max(width, metrics.horizontalAdvance(text));
    }
    // In steps, so that the plot does not move with every digit.
    return width > 0 ? 10 + 8 * int(std::ceil(width / 8)) : 0;
}

void StripOverlay::draw(QCPPainter* painter)
{
    const QRect area = parentPlot()->axisRect()->rect();
    for (const StripTrace& trace : m_scene->traces) {
        drawTrace(painter, trace);
        drawScale(painter, trace);
    }
    painter->save();
    painter->setClipRect(area);
    drawEvents(painter);
    if (m_scene->hoverTime) {
        const double x = parentPlot()->xAxis->coordToPixel(*m_scene->hoverTime);
        painter->setPen(QPen(m_theme.text2, 1, Qt::DotLine));
        painter->drawLine(QLineF(x, area.top(), x, area.bottom()));
    }
    painter->restore();
}

void StripOverlay::drawTrace(QCPPainter* painter, const StripTrace& trace) const
{
    const QCPAxis* x = parentPlot()->xAxis;
    const QRectF band = bandRect(*parentPlot(), trace);
    const double pad = m_scene->ownBands ? bandPadding : 0;
    const double scale = (band.height() - 2 * pad) / (trace.high - trace.low);
    painter->save();
    painter->setClipRect(band);
    painter->setAntialiasing(true);
    painter->setPen(QPen(trace.color, 1.5, Qt::SolidLine, Qt::SquareCap, Qt::BevelJoin));
    painter->setBrush(Qt::NoBrush);
    QVector<QPointF> line;
    line.reserve(2 * qsizetype(trace.samples.size()));
    for (const Sample& sample : trace.samples) {
        // A value holds until the next one.
        const double pixel = x->coordToPixel(sample.time);
        if (!line.isEmpty() && !std::isnan(line.back().y()))
            line.append(QPointF(pixel, line.back().y()));
        line.append(QPointF(pixel, band.bottom() - pad - (sample.value - trace.low) * scale));
    }
    drawLongLine(*painter, line, true);
    painter->restore();
}

void StripOverlay::drawScale(QCPPainter* painter, const StripTrace& trace) const
{
    if (trace.lowText.isEmpty())
        return;
    const QRectF band = bandRect(*parentPlot(), trace);
    const QRectF text(0, band.top() + 1, band.left() - 6, band.height() - 2);
    painter->setFont(scaleFont());
    painter->setPen(readable(trace.color, m_theme.surface));
    const double line = QFontMetricsF(scaleFont()).height();
    painter->drawText(text, Qt::AlignRight | Qt::AlignTop, trace.highText);
    if (band.height() > 2 * line)
        painter->drawText(text, Qt::AlignRight | Qt::AlignBottom, trace.lowText);
}

void StripOverlay::drawEvents(QCPPainter* painter) const
{
    const QRectF area = parentPlot()->axisRect()->rect();
    const QFontMetricsF metrics(scaleFont());
    painter->setFont(scaleFont());
    QColor ground = m_theme.surface;
    ground.setAlpha(200);
    std::vector<QRectF> taken;
    for (const StripEvent& event : m_scene->events) {
        const double x = parentPlot()->xAxis->coordToPixel(event.time);
        painter->setPen(QPen(m_theme.text2, 1.2, Qt::DotLine));
        painter->drawLine(QLineF(x, area.top(), x, area.bottom()));
        const double width = metrics.horizontalAdvance(event.text) + 4;
        const bool roomAtRight = x + 4 + width < area.right();
        QRectF box(roomAtRight ? x + 3 : x - 3 - width, area.bottom() - 17, width, 15);
        const auto meets = [&box](const QRectF& other) { return other.adjusted(-4, 0, 4, 0).intersects(box); };
        while (std::any_of(taken.begin(), taken.end(), meets) && box.top() > area.top() + 16)
            box.translate(0, -16);
        taken.push_back(box);
        painter->fillRect(box, ground);
        painter->setPen(m_theme.text2);
        painter->drawText(box, Qt::AlignCenter, event.text);
    }
}

} // namespace plotting
