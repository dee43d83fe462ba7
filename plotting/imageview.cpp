#include "plotting/imageview.h"

#include "plotting/framerate.h"
#include "plotting/imageworker.h"
#include "plotting/numbers.h"
#include "plotting/viewtransform.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace plotting {

namespace {

constexpr double wheelFactor = 1.25;

} // namespace

ImageView::ImageView(QWidget* parent)
    : QWidget(parent)
    , m_worker(std::make_unique<ImageWorker>())
    , m_view(std::make_unique<ViewTransform>())
    , m_shownRate(std::make_unique<FrameRate>())
    , m_receivedRate(std::make_unique<FrameRate>())
    , m_emptyText(tr("No image yet. Start the camera and its pictures appear here."))
{
    m_options.map = std::make_shared<const ColorMap>();
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    connect(m_worker.get(), &ImageWorker::finished, this, &ImageView::accept);
}

ImageView::~ImageView() = default;

void ImageView::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void ImageView::setFrame(const Frame& frame)
{
    ++m_received;
    m_receivedRate->add();
    if (m_frozen)
        return;
    if (m_waiting)
        ++m_dropped;
    m_waiting = frame;
    submit();
}

void ImageView::submit()
{
    if (m_busy || !m_waiting || !isVisible())
        return;
    m_busy = true;
    m_fresh = true;
    const Frame frame = *m_waiting;
    m_waiting.reset();
    m_worker->render(frame, m_options);
}

void ImageView::rerender()
{
    if (m_busy) {
        m_stale = true;
        return;
    }
    if (m_waiting) {
        submit();
    } else if (!m_shown.frame.isNull()) {
        m_busy = true;
        m_fresh = false;
        m_worker->render(m_shown.frame, m_options);
    }
}

void ImageView::accept(const RenderedImage& result)
{
    m_busy = false;
    if (m_discard) {
        m_discard = false;
        submit();
        return;
    }
    if (m_fresh) {
        ++m_rendered;
        m_shownRate->add();
    }
    m_shown = result;
    m_view->setContent(QSizeF(result.frame.width, result.frame.height));
    update();
    Q_EMIT rendered(m_shown.stats, m_shown.low, m_shown.high);
    if (m_waiting)
        submit();
    else if (m_stale)
        rerender();
    m_stale = false;
}

void ImageView::clear()
{
    m_discard = m_busy;
    m_waiting.reset();
    m_shown = RenderedImage();
    m_hover.reset();
    update();
}

void ImageView::setColorMap(const QString& name)
{
    m_options.map = std::make_shared<const ColorMap>(name);
    rerender();
}

void ImageView::setLogarithmic(bool on)
{
    m_options.logarithmic = on;
    rerender();
}

void ImageView::setAutoLevels(double lowPercentile, double highPercentile)
{
    m_options.autoLevels = true;
    m_options.autoLow = lowPercentile;
    m_options.autoHigh = highPercentile;
    rerender();
}

void ImageView::setLevels(double low, double high)
{
    if (!(low < high) || !std::isfinite(low) || !std::isfinite(high))
        return;
    m_options.autoLevels = false;
    m_options.low = low;
    m_options.high = high;
    rerender();
}

void ImageView::setFrozen(bool on)
{
    m_frozen = on;
    update();
}

void ImageView::fit()
{
    m_view->fit();
    update();
    Q_EMIT viewChanged();
}

void ImageView::oneToOne()
{
    m_view->setScale(1.0, QPointF(width() / 2.0, height() / 2.0));
    update();
    Q_EMIT viewChanged();
}

void ImageView::zoomAt(const QPointF& widgetPos, double factor)
{
    m_view->zoomAt(widgetPos, factor);
    update();
    Q_EMIT viewChanged();
}

double ImageView::zoom() const
{
    return m_view->scale();
}

QPointF ImageView::toPixel(const QPointF& widgetPos) const
{
    return m_view->toContent(widgetPos);
}

QPointF ImageView::toWidget(const QPointF& pixel) const
{
    return m_view->toView(pixel);
}

void ImageView::setCrosshair(std::optional<QPointF> pixel)
{
    m_crosshair = pixel;
    update();
}

void ImageView::setCentroid(std::optional<QPointF> pixel)
{
    m_centroid = pixel;
    update();
}

void ImageView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void ImageView::setCaption(const QString& text)
{
    m_caption = text;
    update();
}

void ImageView::setRateVisible(bool on)
{
    m_rateVisible = on;
    update();
}

double ImageView::shownPerSecond() const
{
    return m_shownRate->perSecond();
}

double ImageView::receivedPerSecond() const
{
    return m_receivedRate->perSecond();
}

bool ImageView::savePng(const QString& path) const
{
    return m_shown.image.save(path, "PNG");
}

QString ImageView::toText() const
{
    QString text;
    const Frame& frame = m_shown.frame;
    for (int y = 0; y < frame.height; ++y) {
        for (int x = 0; x < frame.width; ++x) {
            if (x > 0)
                text += QLatin1Char('\t');
            text += exactText(frame.valueAt(x, y));
        }
        text += QLatin1Char('\n');
    }
    return text;
}

void ImageView::resizeEvent(QResizeEvent*)
{
    m_view->setView(size());
}

void ImageView::showEvent(QShowEvent*)
{
    submit();
}

void ImageView::wheelEvent(QWheelEvent* event)
{
    if (!m_shown.image.isNull() && event->angleDelta().y() != 0)
        zoomAt(event->position(), std::pow(wheelFactor, event->angleDelta().y() / 120.0));
    updateHover(event->position());
    event->accept();
}

void ImageView::mousePressEvent(QMouseEvent* event)
{
    m_dragging = false;
    m_pressed = event->button() == Qt::LeftButton;
    m_pressPos = event->position();
    m_dragPos = event->position();
}

void ImageView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && !m_dragging
        && (event->position() - m_pressPos).manhattanLength() >= QApplication::startDragDistance()) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_dragging) {
        m_view->pan(event->position() - m_dragPos);
        m_dragPos = event->position();
        update();
        Q_EMIT viewChanged();
    }
    updateHover(event->position());
}

void ImageView::mouseReleaseEvent(QMouseEvent* event)
{
    const bool wasClick = m_pressed && !m_dragging && event->button() == Qt::LeftButton;
    m_pressed = false;
    m_dragging = false;
    setCursor(Qt::CrossCursor);
    if (wasClick && !m_shown.image.isNull()) {
        const QPointF pixel = toPixel(event->position());
        Q_EMIT clicked(pixel.x(), pixel.y());
    }
}

void ImageView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressed = false;
    if (event->button() == Qt::LeftButton)
        fit();
}

void ImageView::contextMenuEvent(QContextMenuEvent* event)
{
    const QPointF pixel = toPixel(event->pos());
    Q_EMIT contextRequested(pixel.x(), pixel.y(), event->globalPos());
    event->accept();
}

void ImageView::leaveEvent(QEvent*)
{
    m_hover.reset();
    update();
}

void ImageView::updateHover(const QPointF& widgetPos)
{
    const QPointF pixel = toPixel(widgetPos);
    const QPoint pos(int(std::floor(pixel.x())), int(std::floor(pixel.y())));
    const bool inside = pos.x() >= 0 && pos.y() >= 0 && pos.x() < m_shown.frame.width && pos.y() < m_shown.frame.height;
    m_hover = inside ? std::optional(pos) : std::nullopt;
    Q_EMIT hovered(pos.x(), pos.y(), m_shown.frame.valueAt(pos.x(), pos.y()));
    update();
}

} // namespace plotting
