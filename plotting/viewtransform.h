#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace plotting {

/// Where a picture stands in a view: scale and offset, with zoom about a point. Knows nothing of widgets.
/// Units: picture pixels on one side, view pixels on the other.
class ViewTransform
{
public:
    void setContent(const QSizeF& size);
    void setView(const QSizeF& size);

    /// Whole picture, centred; stays so when sizes change, until zoomed or panned.
    void fit();
    bool isFitted() const { return m_fitted; }
    void setScale(double scale, const QPointF& fixedViewPos);
    void zoomAt(const QPointF& viewPos, double factor);
    void pan(const QPointF& viewDelta);

    double scale() const { return m_scale; }
    QPointF toContent(const QPointF& viewPos) const { return (viewPos - m_offset) / m_scale; }
    QPointF toView(const QPointF& contentPos) const { return contentPos * m_scale + m_offset; }
    /// The picture's rectangle in the view.
    QRectF target() const { return {m_offset, m_content * m_scale}; }

private:
    void keepInSight();

    QSizeF m_content{1, 1};
    QSizeF m_view{1, 1};
    QPointF m_offset;
    double m_scale = 1;
    bool m_fitted = true;
};

} // namespace plotting
