#include "plotting/viewtransform.h"

#include <algorithm>

namespace plotting {

namespace {

constexpr double maxScale = 64;
/// At least this much of the picture stays in the view.
constexpr double sight = 24;

} // namespace

void ViewTransform::setContent(const QSizeF& size)
{
    if (size == m_content)
        return;
    m_content = size;
    fit();
}

void ViewTransform::setView(const QSizeF& size)
{
    const QPointF middle = toContent({m_view.width() / 2, m_view.height() / 2});
    m_view = size;
    if (m_fitted) {
        fit();
        return;
    }
    m_offset = QPointF(m_view.width() / 2, m_view.height() / 2) - middle * m_scale;
    keepInSight();
}

void ViewTransform::fit()
{
    m_fitted = true;
    if (m_content.isEmpty() || m_view.isEmpty())
        return;
    m_scale = std::min(m_view.width() / m_content.width(), m_view.height() / m_content.height());
    m_offset
        = {(m_view.width() - m_content.width() * m_scale) / 2, (m_view.height() - m_content.height() * m_scale) / 2};
}

void ViewTransform::setScale(double scale, const QPointF& fixedViewPos)
{
    const QPointF fixed = toContent(fixedViewPos);
    const double fitted = std::min(m_view.width() / m_content.width(), m_view.height() / m_content.height());
    m_scale = std::clamp(scale, std::min(1.0, fitted) / 4, maxScale);
    m_offset = fixedViewPos - fixed * m_scale;
    m_fitted = false;
    keepInSight();
}

void ViewTransform::zoomAt(const QPointF& viewPos, double factor)
{
    setScale(m_scale * factor, viewPos);
}

void ViewTransform::pan(const QPointF& viewDelta)
{
    m_offset += viewDelta;
    m_fitted = false;
    keepInSight();
}

void ViewTransform::keepInSight()
{
    const auto keep = [](double offset, double size, double view) {
        return std::clamp(offset, std::min(sight - size, 0.0), std::max(view - sight, 0.0));
    };
    m_offset.setX(keep(m_offset.x(), m_content.width() * m_scale, m_view.width()));
    m_offset.setY(keep(m_offset.y(), m_content.height() * m_scale, m_view.height()));
}

} // namespace plotting
