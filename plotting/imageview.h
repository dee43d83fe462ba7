#pragma once

#include "plotting/frame.h"
#include "plotting/imagerenderer.h"
#include "plotting/theme.h"

#include <QPointF>
#include <QWidget>

#include <memory>
#include <optional>

namespace plotting {

class FrameRate;
class ImageWorker;
class ViewTransform;

/// Shows the newest frame of a camera: colour map, levels, zoom at the cursor, pan, value under the cursor.
/// Units:   pixels of the frame; (0, 0) is the outer corner of the first one, y runs down.
/// Thread:  gui; colours are computed on a thread named "image". While that one is busy the newest frame
///          waits and those between are dropped and counted. A hidden view renders nothing.
/// Owns:    its image thread.
class ImageView : public QWidget
{
    Q_OBJECT

public:
    explicit ImageView(QWidget* parent = nullptr);
    ~ImageView() override;

    void setTheme(const Theme& theme);
    /// Nothing is copied; the frame is kept as long as it is shown.
    void setFrame(const Frame& frame);
    const Frame& frame() const { return m_shown.frame; }
    void clear();

    void setColorMap(const QString& name);
    QString colorMap() const { return m_options.map->name(); }
    void setLogarithmic(bool on);
    bool isLogarithmic() const { return m_options.logarithmic; }
    void setAutoLevels(double lowPercentile = 0.1, double highPercentile = 99.9);
    bool hasAutoLevels() const { return m_options.autoLevels; }
    /// Manual from now on. Ignored unless low < high.
    void setLevels(double low, double high);
    double lowLevel() const { return m_shown.low; }
    double highLevel() const { return m_shown.high; }
    const LevelStats& stats() const { return m_shown.stats; }

    /// While frozen the picture stays, frames are counted as received only.
    void setFrozen(bool on);
    bool isFrozen() const { return m_frozen; }

    void fit();
    void oneToOne();
    void zoomAt(const QPointF& widgetPos, double factor);
    double zoom() const;
    QPointF toPixel(const QPointF& widgetPos) const;
    QPointF toWidget(const QPointF& pixel) const;

    void setCrosshair(std::optional<QPointF> pixel);
    void setCentroid(std::optional<QPointF> pixel);
    void setEmptyText(const QString& text);
    /// A line of the owner's at the top left, for instance the camera's name.
    void setCaption(const QString& text);
    void setRateVisible(bool on);

    quint64 received() const { return m_received; }
    quint64 shown() const { return m_rendered; }
    quint64 dropped() const { return m_dropped; }
    double shownPerSecond() const;
    double receivedPerSecond() const;

    /// The frame in its colours, without overlays, pixel for pixel.
    QImage image() const { return m_shown.image; }
    bool savePng(const QString& path) const;
    /// The values as tab-separated text, one line per row.
    QString toText() const;

    QSize sizeHint() const override { return {520, 420}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    /// After each rendered frame, and after a change of levels.
    void rendered(const plotting::LevelStats& stats, double low, double high);
    /// The pixel under the cursor; value is NaN outside.
    void hovered(int x, int y, double value);
    void clicked(double x, double y);
    void contextRequested(double x, double y, const QPoint& globalPos);
    void viewChanged();

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void showEvent(QShowEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;
    void contextMenuEvent(QContextMenuEvent*) override;
    void leaveEvent(QEvent*) override;

private:
    void submit();
    void accept(const RenderedImage& result);
    void rerender();
    void updateHover(const QPointF& widgetPos);
    void paintOverlays(QPainter& painter) const;
    void paintMarkers(QPainter& painter) const;
    QString rateText() const;
    QString cursorText() const;

    Theme m_theme = Theme::light();
    RenderOptions m_options;
    RenderedImage m_shown;
    std::optional<Frame> m_waiting;
    bool m_busy = false;
    bool m_fresh = false; ///< a new frame is in work, not the shown one again
    bool m_stale = false; ///< options changed since the frame in work was handed over
    bool m_discard = false; ///< cleared meanwhile
    bool m_frozen = false;
    std::unique_ptr<ImageWorker> m_worker;
    std::unique_ptr<ViewTransform> m_view;
    std::unique_ptr<FrameRate> m_shownRate;
    std::unique_ptr<FrameRate> m_receivedRate;
    quint64 m_received = 0;
    quint64 m_rendered = 0;
    quint64 m_dropped = 0;
    std::optional<QPoint> m_hover; ///< pixel under the cursor
    QPointF m_pressPos;
    QPointF m_dragPos;
    bool m_pressed = false;
    bool m_dragging = false;
    std::optional<QPointF> m_crosshair;
    std::optional<QPointF> m_centroid;
    QString m_emptyText;
    QString m_caption;
    bool m_rateVisible = true;
};

} // namespace plotting
