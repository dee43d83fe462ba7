#include "plotting/striplegend.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plotting {

namespace {

constexpr int dotWidth = 14;
constexpr int gap = 14;

QString entryText(const StripLegendEntry& entry)
{
    return entry.label + QLatin1Char(' ') + entry.valueText;
}

} // namespace

StripLegend::StripLegend(StripChart* chart, QWidget* parent)
    : QWidget(parent)
    , m_chart(chart)
{
    setFont(uiFont(13));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Click to hide or show a series"));
    connect(chart, &StripChart::legendChanged, this, &StripLegend::refresh);
    refresh();
}

void StripLegend::setTheme(const Theme& theme)
{
    m_theme = theme;
    refresh();
}

void StripLegend::refresh()
{
    if (!m_chart)
        return;
    const QList<StripLegendEntry> entries = m_chart->legend();
    if (entries.size() != m_entries.size())
        m_widths = QList<int>(entries.size(), 0);
    m_entries = entries;
    const QFontMetricsF metrics(uiFont(13));
    bool grown = false;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const int width = dotWidth + int(std::ceil(metrics.horizontalAdvance(entryText(m_entries[i])))) + gap;
        grown = grown || width > m_widths[i];
        m_widths[i] = std::max(m_widths[i], width);
    }
    if (grown)
        updateGeometry();
    update();
}

QSize StripLegend::sizeHint() const
{
    return {std::accumulate(m_widths.begin(), m_widths.end(), 0), 24};
}

void StripLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(13));
    int x = 0;
    for (qsizetype i = 0; i < m_entries.size(); x += m_widths[i], ++i) {
        const StripLegendEntry& entry = m_entries[i];
        const QPointF dot(x + 5, height() / 2.0);
        painter.setPen(QPen(entry.visible ? entry.color : m_theme.text2, 1.4));
        painter.setBrush(entry.visible ? QBrush(entry.color) : QBrush(Qt::NoBrush));
        painter.drawEllipse(dot, 4, 4);
        const bool live = entry.visible && entry.connected;
        painter.setPen(live ? readable(entry.color, m_theme.surface) : m_theme.text2);
        const QRect box(x + dotWidth, 0, width() - x - dotWidth, height());
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, entryText(entry));
    }
}

void StripLegend::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_chart)
        return;
    int x = 0;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        x += m_widths[i];
        if (event->position().x() < x) {
            m_chart->setSeriesVisible(m_entries[i].id, !m_entries[i].visible);
            return;
        }
    }
}

} // namespace plotting
