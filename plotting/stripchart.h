#pragma once

#include "plotting/theme.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace plotting {

class BoxItem;
class PlotCanvas;
class StripOverlay;
class StripUnderlay;
class TimeAxis;
class TimeTicker;
struct StripEvent;
struct StripScene;
struct StripSeries;
struct StripTrace;

/// What a legend needs; the value is NaN and `connected` false while there is no link.
struct StripLegendEntry
{
    QString id;
    QString label;
    QString valueText; ///< with unit
    QColor color;
    double value = 0;
    bool connected = false;
    bool visible = true;
};

/// Values against time, now at the right. A value holds until the next one comes.
/// Units:   time in seconds since 1970-01-01 UTC, shown as local time.
/// Thread:  gui. Data are stored whether or not the chart is paused or hidden; it draws only while visible.
/// Owns:    a bounded history per series (StripData); the oldest samples go first.
/// Mouse:   the wheel zooms time at the cursor, Ctrl + wheel the scale under it, a drag pans. Zoom and pan pause the
///          scrolling; resume(), or a double click, goes back to now and to automatic scales.
class StripChart : public QWidget
{
    Q_OBJECT

public:
    /// Own: every series in a band and on a scale of its own. Shared: one axis for all.
    enum class Scale { Own, Shared };
    Q_ENUM(Scale)

    explicit StripChart(QWidget* parent = nullptr);
    ~StripChart() override;

    void setTheme(const Theme& theme);
    /// Seconds since the epoch; the system's clock unless set.
    void setClock(std::function<double()> now);

    /// Does nothing if the id is there already. decimals < 0: five significant digits.
    void addSeries(const QString& id, const QString& label, const QString& unit = {}, int decimals = -1);
    void removeSeries(const QString& id);
    void clearSeries();
    QStringList seriesIds() const;
    void setSeriesVisible(const QString& id, bool visible);
    /// Times must not decrease within a series (earlier ones are ignored). NaN means: no link from here on.
    void append(const QString& id, double time, double value);
    void addEvent(double time, const QString& text);
    QList<StripLegendEntry> legend() const;

    /// Length of the piece shown; goes back to now.
    void setWindow(double seconds);
    double window() const;
    void setScale(Scale scale);
    Scale scale() const { return m_scale; }
    /// Title of the one axis when the scale is shared.
    void setSharedTitle(const QString& title, const QString& unit = {});
    bool isPaused() const;
    QPair<double, double> timeRange() const;
    /// The scale a series is drawn on now.
    QPair<double, double> valueRange(const QString& id) const;
    void setEmptyText(const QString& text);

    QImage toImage(double scale = 2.0) const;
    bool savePng(const QString& path) const;
    bool savePdf(const QString& path) const;
    /// Tab-separated samples of the time range shown: series, local ISO time, seconds, value.
    QString toText() const;

    QSize sizeHint() const override { return {600, 220}; }
    QSize minimumSizeHint() const override { return {200, 90}; }

public Q_SLOTS:
    void pause();
    void resume();
    void setPaused(bool paused);

Q_SIGNALS:
    void pausedChanged(bool paused);
    void windowChanged(double seconds);
    /// At most five times a second while values change, and when series come and go.
    void legendChanged();
    void contextRequested(double time, const QPoint& globalPos);

protected:
    void showEvent(QShowEvent*) override;
    void hideEvent(QHideEvent*) override;

private:
    StripSeries* find(const QString& id) const;
    void connectMouse();
    void tick();
    void refresh();
    int intervalMs() const;
    void updateScene();
    StripTrace makeTrace(StripSeries& series) const;
    void layOutBands();
    void layOutShared();
    void updateHover();
    void zoomTime(double time, double factor);
    void zoomValues(const QPoint& pos, double factor);
    void axisMoved(bool wasPaused);
    void restyle();
    std::vector<StripSeries*> visibleSeries() const;

    Theme m_theme = Theme::light();
    PlotCanvas* m_canvas;
    QSharedPointer<TimeTicker> m_ticker;
    std::unique_ptr<TimeAxis> m_axis;
    std::vector<std::unique_ptr<StripSeries>> m_series;
    std::vector<StripEvent> m_events;
    std::unique_ptr<StripScene> m_scene;
    std::unique_ptr<StripSeries> m_shared; ///< only its scale is used
    StripUnderlay* m_underlay;
    StripOverlay* m_overlay;
    BoxItem* m_hoverBox;
    std::function<double()> m_now;
    Scale m_scale = Scale::Own;
    QTimer m_timer;
    QTimer m_legendTimer;
    std::optional<QPoint> m_hover;
    QPoint m_drag;
    int m_nextColor = 0;
    QString m_emptyText;
};

} // namespace plotting
