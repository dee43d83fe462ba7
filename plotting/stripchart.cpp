#include "plotting/stripchart.h"

#include "plotting/boxitem.h"
#include "plotting/numbers.h"
#include "plotting/numberticker.h"
#include "plotting/plotcanvas.h"
#include "plotting/stripscene.h"
#include "plotting/stripseries.h"
#include "plotting/timeaxis.h"
#include "plotting/timeticker.h"

#include <QDateTime>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace plotting {

namespace {

constexpr int fastestMs = 33;
constexpr int slowestMs = 250;
constexpr int legendMs = 200;
constexpr std::size_t maxEvents = 1000;
constexpr int tickWidth = 96;
constexpr double wheelStep = 0.85;

double systemNow()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

StripChart::StripChart(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new PlotCanvas(this))
    , m_ticker(QSharedPointer<TimeTicker>::create())
    , m_axis(std::make_unique<TimeAxis>())
    , m_scene(std::make_unique<StripScene>())
    , m_shared(std::make_unique<StripSeries>())
    , m_underlay(new StripUnderlay(m_canvas, m_scene.get()))
    , m_overlay(new StripOverlay(m_canvas, m_scene.get()))
    , m_hoverBox(new BoxItem(m_canvas))
    , m_now(systemNow)
    , m_emptyText(tr("Nothing to chart yet. Add a PV and its value runs along here."))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->setInteractions(QCP::iNone);
    m_canvas->xAxis->setTicker(m_ticker);
    m_hoverBox->setLayer(QStringLiteral("overlay"));
    m_timer.setSingleShot(true);
    m_legendTimer.setSingleShot(true);
    m_legendTimer.setInterval(legendMs);
    connect(&m_timer, &QTimer::timeout, this, &StripChart::tick);
    connect(&m_legendTimer, &QTimer::timeout, this, &StripChart::legendChanged);
    m_axis->advance(m_now());
    connectMouse();
    setScale(Scale::Own);
    restyle();
}

StripChart::~StripChart() = default;

void StripChart::connectMouse()
{
    connect(m_canvas, &PlotCanvas::aboutToDraw, this, &StripChart::updateScene);
    connect(m_canvas, &PlotCanvas::doubleClicked, this, &StripChart::resume);
    connect(m_canvas, &PlotCanvas::wheeled, this, [this](const QPoint& pos, int delta, Qt::KeyboardModifiers keys) {
        const double factor = std::pow(wheelStep, delta / 120.0);
        if (keys & Qt::ControlModifier)
            zoomValues(pos, factor);
        else
            zoomTime(m_canvas->xAxis->pixelToCoord(pos.x()), factor);
    });
    connect(m_canvas, &PlotCanvas::dragStarted, this, [this](const QPoint& pos) { m_drag = pos; });
    connect(m_canvas, &PlotCanvas::draggedTo, this, [this](const QPoint& pos) {
        const bool wasPaused = isPaused();
        m_axis->pan((m_drag.x() - pos.x()) * m_axis->span() / std::max(1, m_canvas->axisRect()->width()));
        m_drag = pos;
        axisMoved(wasPaused);
    });
    connect(m_canvas, &PlotCanvas::hovered, this, [this](const QPoint& pos) {
        m_hover = pos;
        refresh();
    });
    connect(m_canvas, &PlotCanvas::left, this, [this] {
        m_hover.reset();
        refresh();
    });
    connect(m_canvas, &PlotCanvas::contextRequested, this, [this](const QPoint& pos, const QPoint& globalPos) {
        Q_EMIT contextRequested(m_canvas->xAxis->pixelToCoord(pos.x()), globalPos);
    });
}

void StripChart::setTheme(const Theme& theme)
{
    m_theme = theme;
    restyle();
    Q_EMIT legendChanged();
}

void StripChart::restyle()
{
    m_canvas->applyTheme(m_theme);
    m_underlay->applyTheme(m_theme);
    m_overlay->applyTheme(m_theme);
    m_hoverBox->applyTheme(m_theme);
}

void StripChart::setClock(std::function<double()> now)
{
    m_now = std::move(now);
    refresh();
}

StripSeries* StripChart::find(const QString& id) const
{
    const auto it = std::find_if(m_series.begin(), m_series.end(), [&id](const auto& s) { return s->id == id; });
    return it == m_series.end() ? nullptr : it->get();
}

void StripChart::addSeries(const QString& id, const QString& label, const QString& unit, int decimals)
{
    if (find(id))
        return;
    auto series = std::make_unique<StripSeries>();
    series->id = id;
    series->label = label;
    series->unit = unit;
    series->decimals = decimals;
    series->color = m_nextColor++;
    m_series.push_back(std::move(series));
    refresh();
    Q_EMIT legendChanged();
}

void StripChart::removeSeries(const QString& id)
{
    std::erase_if(m_series, [&id](const auto& series) { return series->id == id; });
    refresh();
    Q_EMIT legendChanged();
}

void StripChart::clearSeries()
{
    m_series.clear();
    m_events.clear();
    m_nextColor = 0;
    refresh();
    Q_EMIT legendChanged();
}

QStringList StripChart::seriesIds() const
{
    QStringList ids;
    for (const auto& series : m_series)
        ids << series->id;
    return ids;
}

void StripChart::setSeriesVisible(const QString& id, bool visible)
{
    StripSeries* series = find(id);
    if (!series || series->visible == visible)
        return;
    series->visible = visible;
    refresh();
    Q_EMIT legendChanged();
}

void StripChart::append(const QString& id, double time, double value)
{
    StripSeries* series = find(id);
    if (!series || !series->data.append(time, value))
        return;
    if (isVisible() && !m_timer.isActive())
        m_timer.start(fastestMs);
    if (!m_legendTimer.isActive())
        m_legendTimer.start();
}

void StripChart::addEvent(double time, const QString& text)
{
    if (m_events.size() >= maxEvents)
        m_events.erase(m_events.begin());
    m_events.push_back({time, text});
    refresh();
}

QList<StripLegendEntry> StripChart::legend() const
{
    QList<StripLegendEntry> entries;
    for (const auto& series : m_series) {
        StripLegendEntry entry;
        entry.id = series->id;
        entry.label = series->label;
        entry.color = m_theme.curve(series->color);
        entry.visible = series->visible;
        entry.value = series->data.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : series->data.newest().value;
        entry.connected = !std::isnan(entry.value);
        entry.valueText = entry.connected ? series->valueText(entry.value) : tr("no link");
        entries.append(entry);
    }
    return entries;
}

void StripChart::setWindow(double seconds)
{
    m_axis->setWindow(seconds);
    resume();
    Q_EMIT windowChanged(m_axis->window());
}

double StripChart::window() const
{
    return m_axis->window();
}

void StripChart::setScale(Scale scale)
{
    m_scale = scale;
    m_shared->zoomed.reset();
    m_canvas->yAxis->setTickLabels(scale == Scale::Shared);
    m_canvas->yAxis->setTicks(scale == Scale::Shared);
    m_canvas->yAxis->setLabel(scale == Scale::Shared ? m_shared->label : QString());
    if (scale == Scale::Shared)
        m_canvas->yAxis->setTicker(QSharedPointer<NumberTicker>::create());
    else
        m_canvas->yAxis->setTicker(QSharedPointer<QCPAxisTickerFixed>::create());
    refresh();
}

void StripChart::setSharedTitle(const QString& title, const QString& unit)
{
    m_shared->label = PlotCanvas::axisText(title, unit);
    setScale(m_scale);
}

bool StripChart::isPaused() const
{
    return !m_axis->isFollowing();
}

QPair<double, double> StripChart::timeRange() const
{
    return {m_axis->from(), m_axis->to()};
}

QPair<double, double> StripChart::valueRange(const QString& id) const
{
    const StripSeries* series = m_scale == Scale::Shared ? m_shared.get() : find(id);
    const auto range = series ? series->range() : std::pair(0.0, 1.0);
    return {range.first, range.second};
}

void StripChart::setEmptyText(const QString& text)
{
    m_emptyText = text;
    refresh();
}

void StripChart::pause()
{
    if (isPaused())
        return;
    m_axis->pause();
    axisMoved(false);
}

void StripChart::resume()
{
    const bool wasPaused = isPaused();
    m_axis->resume(m_now());
    m_shared->zoomed.reset();
    for (const auto& series : m_series)
        series->zoomed.reset();
    axisMoved(wasPaused);
}

void StripChart::setPaused(bool paused)
{
    if (paused)
        pause();
    else
        resume();
}

void StripChart::axisMoved(bool wasPaused)
{
    refresh();
    if (isPaused() != wasPaused)
        Q_EMIT pausedChanged(isPaused());
}

void StripChart::zoomTime(double time, double factor)
{
    const bool wasPaused = isPaused();
    m_axis->zoomAt(time, factor);
    axisMoved(wasPaused);
}

void StripChart::zoomValues(const QPoint& pos, double factor)
{
    const QRect area = m_canvas->axisRect()->rect();
    const std::vector<StripSeries*> shown = visibleSeries();
    if (shown.empty() || !area.contains(pos))
        return;
    const double y = double(pos.y() - area.top()) / std::max(1, area.height());
    const double bands = m_scale == Scale::Own ? double(shown.size()) : 1.0;
    const double band = std::clamp(std::floor(y * bands), 0.0, bands - 1);
    StripSeries* series = m_scale == Scale::Own ? shown[std::size_t(band)] : m_shared.get();
    const auto [low, high] = series->range();
    const double fixed = high - (y * bands - band) * (high - low);
    series->zoomed = {fixed + (low - fixed) * factor, fixed + (high - fixed) * factor};
    refresh();
}

std::vector<StripSeries*> StripChart::visibleSeries() const
{
    std::vector<StripSeries*> shown;
    for (const auto& series : m_series) {
        if (series->visible)
            shown.push_back(series.get());
    }
    return shown;
}

void StripChart::showEvent(QShowEvent*)
{
    tick();
}

void StripChart::hideEvent(QHideEvent*)
{
    m_timer.stop();
}

int StripChart::intervalMs() const
{
    // Faster than a pixel per step nobody can see.
    const double perPixel = 1000 * m_axis->span() / std::max(1, m_canvas->axisRect()->width());
    return int(std::clamp(perPixel, double(fastestMs), double(slowestMs)));
}

void StripChart::tick()
{
    refresh();
    if (isVisible() && !isPaused())
        m_timer.start(intervalMs());
}

void StripChart::refresh()
{
    m_axis->advance(m_now());
    m_canvas->scheduleReplot();
}

StripTrace StripChart::makeTrace(StripSeries& series) const
{
    StripTrace trace;
    trace.color = m_theme.curve(series.color);
    trace.samples = series.data.decimated(m_axis->from(), m_axis->to(), m_canvas->axisRect()->width(), m_now());
    trace.gaps = series.data.gaps(m_axis->from(), m_axis->to(), m_now());
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const Sample& sample : trace.samples) {
        if (std::isnan(sample.value))
            continue;
        low = std::min(low, sample.value);
        high = std::max(high, sample.value);
    }
    if (low <= high)
        series.scale.include(low, high);
    std::tie(trace.low, trace.high) = series.range();
    return trace;
}

void StripChart::updateScene()
{
    m_axis->advance(m_now());
    m_canvas->xAxis->setRange(m_axis->from(), m_axis->to());
    m_ticker->setMaxTicks(std::max(1, m_canvas->axisRect()->width() / tickWidth));
    m_scene->traces.clear();
    for (StripSeries* series : visibleSeries())
        m_scene->traces.push_back(makeTrace(*series));
    m_scene->ownBands = m_scale == Scale::Own;
    if (m_scene->ownBands)
        layOutBands();
    else
        layOutShared();
    m_scene->events.clear();
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(m_scene->events),
        [this](const StripEvent& e) { return e.time >= m_axis->from() && e.time <= m_axis->to(); });
    const bool anyData
        = std::any_of(m_series.begin(), m_series.end(), [](const auto& s) { return !s->data.isEmpty(); });
    m_canvas->setNotice(m_series.empty() ? m_emptyText : anyData ? QString() : tr("Waiting for the first value…"));
    updateHover();
}

void StripChart::layOutBands()
{
    const std::vector<StripSeries*> shown = visibleSeries();
    const double count = double(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        StripTrace& trace = m_scene->traces[i];
        trace.top = double(i) / count;
        trace.bottom = double(i + 1) / count;
        const StripSeries& series = *shown[i];
        if (!series.scale.isKnown())
            continue;
        const double step = series.zoomed ? niceStep((trace.high - trace.low) / 100) : series.scale.step();
        trace.lowText = formatFixed(trace.low, decimalsForStep(step));
        trace.highText = formatFixed(trace.high, decimalsForStep(step));
    }
    // One unit of the hidden axis per band, so that the grid parts them.
    m_canvas->yAxis->setRange(0, std::max(1.0, count));
    m_canvas->axisRect()->setMinimumMargins(QMargins(std::max(12, m_overlay->scaleWidth()), 4, 12, 0));
}

void StripChart::layOutShared()
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const StripSeries* series : visibleSeries()) {
        if (!series->scale.isKnown())
            continue;
        low = std::min(low, series->scale.range().first);
        high = std::max(high, series->scale.range().second);
    }
    if (low <= high)
        m_shared->scale.include(low, high);
    const auto [from, to] = m_shared->range();
    m_canvas->yAxis->setRange(from, to);
    for (StripTrace& trace : m_scene->traces) {
        trace.low = from;
        trace.high = to;
    }
    m_canvas->axisRect()->setMinimumMargins(QMargins(0, 4, 12, 0));
}

void StripChart::updateHover()
{
    m_scene->hoverTime.reset();
    m_hoverBox->setVisible(false);
    const std::vector<StripSeries*> shown = visibleSeries();
    if (!m_hover || shown.empty())
        return;
    const double time = m_canvas->xAxis->pixelToCoord(m_hover->x());
    m_scene->hoverTime = time;
    QList<BoxItem::Row> rows;
    for (const StripSeries* series : shown) {
        const std::optional<double> value = time <= m_now() ? series->data.valueAt(time) : std::nullopt;
        rows.append(
            {series->label, value ? series->valueText(*value) : QString(QChar(0x2014)), m_theme.curve(series->color)});
    }
    m_hoverBox->setTitle(instantLabel(time, m_now()));
    m_hoverBox->setRows(rows);
    m_hoverBox->putBeside(*m_hover);
    m_hoverBox->setVisible(true);
}

QImage StripChart::toImage(double scale) const
{
    return m_canvas->toImage(scale);
}

bool StripChart::savePng(const QString& path) const
{
    return m_canvas->writePng(path);
}

bool StripChart::savePdf(const QString& path) const
{
    return m_canvas->writePdf(path);
}

QString StripChart::toText() const
{
    QString text = QStringLiteral("series\ttime\tseconds\tvalue\n");
    for (const auto& series : m_series) {
        const StripData& history = series->data;
        std::size_t i = history.upperBound(m_axis->from());
        for (; i < history.size() && history.at(i).time <= m_axis->to(); ++i) {
            const Sample& sample = history.at(i);
            const auto local = QDateTime::fromMSecsSinceEpoch(qint64(std::llround(sample.time * 1000)));
            text += QStringLiteral("%1\t%2\t%3\t%4\n")
                        .arg(series->id, local.toString(Qt::ISODateWithMs), exactText(sample.time),
                            exactText(sample.value));
        }
    }
    return text;
}

} // namespace plotting
