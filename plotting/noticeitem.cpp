#include "plotting/noticeitem.h"

namespace plotting {

NoticeItem::NoticeItem(QCustomPlot* plot)
    : QCPAbstractItem(plot)
{
    setClipToAxisRect(false);
    setVisible(false);
}

void NoticeItem::setColors(const QColor& text, const QColor& ground)
{
    m_color = text;
    m_ground = ground;
}

void NoticeItem::setText(const QString& text)
{
    m_text = text;
    setVisible(!text.isEmpty());
}

void NoticeItem::draw(QCPPainter* painter)
{
    const QRect area = parentPlot()->axisRect()->rect().adjusted(12, 4, -12, -4);
    const int flags = Qt::AlignCenter | Qt::TextWordWrap;
    const QRect text = QFontMetrics(uiFont()).boundingRect(area, flags, m_text);
    const QRect plate = text.adjusted(-8, -5, 8, 5).intersected(area.adjusted(-10, 0, 10, 0));
    painter->fillRect(plate, m_ground);
    painter->setFont(uiFont());
    painter->setPen(m_color);
    painter->drawText(area, flags, m_text);
}

} // namespace plotting
