#include "plotting/rasterplot.h"

#include "plotting/colormap.h"
#include "plotting/numbers.h"
#include "plotting/numberticker.h"
#include "plotting/plotcanvas.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plotting {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The axis range of centres a … b of n cells; a single cell needs a width of its own.
QCPRange centres(QPair<double, double> extent, int cells)
{
    if (cells > 1 && extent.first != extent.second)
        return {std::min(extent.first, extent.second), std::max(extent.first, extent.second)};
    const double half = extent.first != 0 ? 0.01 * std::abs(extent.first) : 0.5;
    return {extent.first - half, extent.first + half};
}

/// With the half cells at both ends.
QCPRange outer(QPair<double, double> extent, int cells)
{
    QCPRange range = centres(extent, cells);
    if (cells > 1) {
        const double half = 0.5 * range.size() / double(cells - 1);
        range.lower -= half;
        range.upper += half;
    }
    return range;
}

QCPItemStraightLine* addLine(QCustomPlot* plot)
{
    auto* line = new QCPItemStraightLine(plot);
    line->setLayer(QStringLiteral("overlay"));
    line->setVisible(false);
    return line;
}

} // namespace

RasterPlot::RasterPlot(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new PlotCanvas(this))
    , m_map(new QCPColorMap(m_canvas->xAxis, m_canvas->yAxis))
    , m_scale(new QCPColorScale(m_canvas))
    , m_casingX(addLine(m_canvas))
    , m_casingY(addLine(m_canvas))
    , m_positionX(addLine(m_canvas))
    , m_positionY(addLine(m_canvas))
    , m_emptyText(tr("No points yet. Start a mesh scan and it fills in here."))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->plotLayout()->addElement(0, 1, m_scale);
    m_scale->setBarWidth(12);
    m_scale->setType(QCPAxis::atRight);
    m_scale->setRangeDrag(false);
    m_scale->setRangeZoom(false);
    m_scale->axis()->setTicker(QSharedPointer<NumberTicker>::create());
    auto* group = new QCPMarginGroup(m_canvas);
    m_canvas->axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    m_map->setColorScale(m_scale);
    m_map->setInterpolate(false);
    m_map->setTightBoundary(false);
    connectMouse();
    applyColorMap();
    setShape(0, 0, {0, 1}, {0, 1});
    restyle();
}

RasterPlot::~RasterPlot() = default;

void RasterPlot::connectMouse()
{
    connect(m_canvas, &PlotCanvas::aboutToDraw, this, &RasterPlot::prepare);
    connect(m_canvas, &PlotCanvas::doubleClicked, this, &RasterPlot::fit);
    connect(m_canvas, &PlotCanvas::clicked, this, [this](const QPoint& pos) {
        const QPointF p = m_canvas->toPlot(pos);
        Q_EMIT clicked(p.x(), p.y());
    });
    connect(m_canvas, &PlotCanvas::contextRequested, this, [this](const QPoint& pos, const QPoint& globalPos) {
        const QPointF p = m_canvas->toPlot(pos);
        Q_EMIT contextRequested(p.x(), p.y(), globalPos);
    });
    connect(m_canvas, &PlotCanvas::hovered, this, [this](const QPoint& pos) {
        const QPointF p = m_canvas->toPlot(pos);
        const std::optional<QPoint> cell = cellAt(p.x(), p.y());
        Q_EMIT hovered(p.x(), p.y(), cell ? value(cell->y(), cell->x()) : nan);
    });
}

void RasterPlot::setTheme(const Theme& theme)
{
    m_theme = theme;
    restyle();
}

void RasterPlot::restyle()
{
    m_canvas->applyTheme(m_theme);
    for (QCPAxis* axis : m_scale->axis()->axisRect()->axes())
        PlotCanvas::styleAxis(axis, m_theme);
    m_canvas->setGround(m_theme.alt);
    for (QCPAxis* axis : {m_canvas->xAxis, m_canvas->yAxis})
        axis->grid()->setVisible(false);
    QColor casing = m_theme.surface;
    casing.setAlpha(170);
    for (QCPItemStraightLine* line : {m_casingX, m_casingY})
        line->setPen(QPen(casing, 3));
    for (QCPItemStraightLine* line : {m_positionX, m_positionY})
        line->setPen(QPen(m_theme.moving, 1.4, Qt::DashLine));
    m_canvas->scheduleReplot();
}

void RasterPlot::setXAxis(const QString& title, const QString& unit)
{
    m_canvas->xAxis->setLabel(PlotCanvas::axisText(title, unit));
    m_canvas->scheduleReplot();
}

void RasterPlot::setYAxis(const QString& title, const QString& unit)
{
    m_canvas->yAxis->setLabel(PlotCanvas::axisText(title, unit));
    m_canvas->scheduleReplot();
}

void RasterPlot::setValueTitle(const QString& title, const QString& unit)
{
    m_scale->setLabel(PlotCanvas::axisText(title, unit));
    m_canvas->scheduleReplot();
}

void RasterPlot::setShape(int rows, int columns, QPair<double, double> x, QPair<double, double> y)
{
    m_rows = std::max(0, rows);
    m_columns = std::max(0, columns);
    m_x = x;
    m_y = y;
    QCPColorMapData* cells = m_map->data();
    cells->setSize(std::max(1, m_columns), std::max(1, m_rows));
    cells->setRange(centres(x, m_columns), centres(y, m_rows));
    clear();
    fit();
}

void RasterPlot::clear()
{
    m_values.assign(std::size_t(m_rows) * std::size_t(m_columns), nan);
    m_map->data()->fill(nan);
    m_filled = 0;
    if (m_autoRange)
        m_range = {0, 1};
    applyRange();
}

std::size_t RasterPlot::index(int row, int column) const
{
    return std::size_t(row) * std::size_t(m_columns) + std::size_t(column);
}

void RasterPlot::store(int row, int column, double value)
{
    double& cell = m_values[index(row, column)];
    m_filled += (std::isfinite(value) ? 1 : 0) - (std::isfinite(cell) ? 1 : 0);
    cell = std::isfinite(value) ? value : nan;
    const int keyIndex = m_x.first <= m_x.second ? column : m_columns - 1 - column;
    const int valueIndex = m_y.first <= m_y.second ? row : m_rows - 1 - row;
    m_map->data()->setCell(keyIndex, valueIndex, cell);
}

void RasterPlot::setCell(int row, int column, double value)
{
    if (row < 0 || row >= m_rows || column < 0 || column >= m_columns)
        return;
    store(row, column, value);
    if (m_autoRange)
        widenRange(value);
    applyRange();
}

void RasterPlot::setData(const std::vector<double>& values)
{
    if (values.size() < m_values.size())
        return;
    for (int row = 0; row < m_rows; ++row) {
        for (int column = 0; column < m_columns; ++column)
            store(row, column, values[index(row, column)]);
    }
    if (m_autoRange)
        setAutoRange();
    m_canvas->scheduleReplot();
}

double RasterPlot::value(int row, int column) const
{
    if (row < 0 || row >= m_rows || column < 0 || column >= m_columns)
        return nan;
    return m_values[index(row, column)];
}

double RasterPlot::columnX(int column) const
{
    return m_columns > 1 ? m_x.first + (m_x.second - m_x.first) * column / (m_columns - 1) : m_x.first;
}

double RasterPlot::rowY(int row) const
{
    return m_rows > 1 ? m_y.first + (m_y.second - m_y.first) * row / (m_rows - 1) : m_y.first;
}

std::optional<QPoint> RasterPlot::cellAt(double x, double y) const
{
    const QCPRange xs = outer(m_x, m_columns);
    const QCPRange ys = outer(m_y, m_rows);
    if (m_rows == 0 || m_columns == 0 || !xs.contains(x) || !ys.contains(y))
        return {};
    const int across = std::clamp(int((x - xs.lower) / xs.size() * m_columns), 0, m_columns - 1);
    const int up = std::clamp(int((y - ys.lower) / ys.size() * m_rows), 0, m_rows - 1);
    return QPoint(
        m_x.first <= m_x.second ? across : m_columns - 1 - across, m_y.first <= m_y.second ? up : m_rows - 1 - up);
}

void RasterPlot::widenRange(double value)
{
    if (!std::isfinite(value))
        return;
    if (m_filled <= 1)
        m_range = {value, value};
    m_range = {std::min(m_range.first, value), std::max(m_range.second, value)};
}

void RasterPlot::applyRange()
{
    double low = m_range.first;
    double high = m_range.second;
    if (!(low < high)) {
        const double half = low != 0 ? 0.01 * std::abs(low) : 0.5;
        low -= half;
        high += half;
    }
    m_map->setDataRange(QCPRange(low, high));
    m_canvas->scheduleReplot();
}

void RasterPlot::setAutoRange()
{
    m_autoRange = true;
    bool first = true;
    for (const double value : m_values) {
        if (!std::isfinite(value))
            continue;
        m_range = first ? QPair(value, value) : QPair(std::min(m_range.first, value), std::max(m_range.second, value));
        first = false;
    }
    applyRange();
}

void RasterPlot::setRange(double low, double high)
{
    if (!(low < high))
        return;
    m_autoRange = false;
    m_range = {low, high};
    applyRange();
}

void RasterPlot::setColorMap(const QString& name)
{
    m_colorMap = ColorMap(name).name();
    applyColorMap();
}

void RasterPlot::applyColorMap()
{
    const ColorMap map(m_colorMap);
    QCPColorGradient gradient;
    QMap<double, QColor> stops;
    for (int i = 0; i <= 32; ++i)
        stops.insert(i / 32.0, QColor::fromRgb(map.color(i / 32.0)));
    gradient.setColorStops(stops);
    gradient.setLevelCount(256);
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    m_map->setGradient(gradient);
    m_canvas->scheduleReplot();
}

void RasterPlot::setPosition(std::optional<QPointF> xy)
{
    const bool shown = xy && std::isfinite(xy->x()) && std::isfinite(xy->y());
    for (QCPItemStraightLine* line : {m_casingX, m_positionX}) {
        line->setVisible(shown);
        line->point1->setCoords(shown ? xy->x() : 0, 0);
        line->point2->setCoords(shown ? xy->x() : 0, 1);
    }
    for (QCPItemStraightLine* line : {m_casingY, m_positionY}) {
        line->setVisible(shown);
        line->point1->setCoords(0, shown ? xy->y() : 0);
        line->point2->setCoords(1, shown ? xy->y() : 0);
    }
    m_canvas->scheduleReplot();
}

void RasterPlot::setEmptyText(const QString& text)
{
    m_emptyText = text;
    m_canvas->scheduleReplot();
}

void RasterPlot::prepare()
{
    m_canvas->setNotice(m_filled == 0 ? m_emptyText : QString());
}

void RasterPlot::fit()
{
    m_canvas->xAxis->setRange(outer(m_x, m_columns));
    m_canvas->yAxis->setRange(outer(m_y, m_rows));
    m_canvas->scheduleReplot();
}

QPair<double, double> RasterPlot::xRange() const
{
    const QCPRange range = m_canvas->xAxis->range();
    return {range.lower, range.upper};
}

QPair<double, double> RasterPlot::yRange() const
{
    const QCPRange range = m_canvas->yAxis->range();
    return {range.lower, range.upper};
}

QPointF RasterPlot::toPlot(const QPoint& widgetPos) const
{
    return m_canvas->toPlot(m_canvas->mapFrom(this, widgetPos));
}

QPoint RasterPlot::toWidget(const QPointF& plotPos) const
{
    return m_canvas->mapTo(this, m_canvas->toWidget(plotPos));
}

QImage RasterPlot::toImage(double scale) const
{
    return m_canvas->toImage(scale);
}

bool RasterPlot::savePng(const QString& path) const
{
    return m_canvas->writePng(path);
}

bool RasterPlot::savePdf(const QString& path) const
{
    return m_canvas->writePdf(path);
}

QString RasterPlot::toText() const
{
    QString text = QStringLiteral("%1 \\ %2").arg(m_canvas->yAxis->label(), m_canvas->xAxis->label());
    for (int column = 0; column < m_columns; ++column)
        text += QLatin1Char('\t') + exactText(columnX(column));
    text += QLatin1Char('\n');
    for (int row = 0; row < m_rows; ++row) {
        text += exactText(rowY(row));
        for (int column = 0; column < m_columns; ++column)
            text += QLatin1Char('\t') + exactText(value(row, column));
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace plotting
