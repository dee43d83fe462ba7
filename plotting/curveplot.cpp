#include "plotting/curveplot.h"

#include "plotting/boxitem.h"
#include "plotting/curveseries.h"
#include "plotting/numbers.h"
#include "plotting/numberticker.h"
#include "plotting/plotcanvas.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

const QString ghostLayer = QStringLiteral("ghosts");
const QString mainLayer = QStringLiteral("main");
const QString overlayLayer = QStringLiteral("overlay");
constexpr double margin = 0.06;
/// A ghost may widen the y range of the running curves by no more than this.
constexpr double ghostFactor = 5;
/// Covering a point of a running curve is as bad as covering so many of a ghost.
constexpr int ghostWeight = 4;

QCPItemStraightLine* addLine(QCustomPlot* plot)
{
    auto* line = new QCPItemStraightLine(plot);
    line->setVisible(false);
    return line;
}

void moveLine(QCPItemStraightLine* line, std::optional<double> x)
{
    const bool shown = x && std::isfinite(*x);
    line->setVisible(shown);
    if (!shown)
        return;
    line->point1->setCoords(*x, 1);
    line->point2->setCoords(*x, 2);
}

QCPRange padded(const QCPRange& range, bool logarithmic)
{
    if (logarithmic) {
        const double factor = range.lower < range.upper ? std::pow(range.upper / range.lower, margin) : 2.0;
        return {range.lower / factor, range.upper * factor};
    }
    const double size = range.size();
    const double scale = std::max(std::abs(range.lower), std::abs(range.upper));
    const double pad = size > 1e-12 * scale ? margin * size : (scale > 0 ? 0.05 * scale : 1.0);
    return {range.lower - pad, range.upper + pad};
}

int pointsUnder(const CurveSeries& curve, const PlotCanvas& canvas, const QRectF& rect)
{
    const std::size_t stride = std::max<std::size_t>(1, curve.x().size() / 2000);
    int count = 0;
    for (std::size_t i = 0; i < curve.x().size(); i += stride) {
        const QPointF pixel(canvas.xAxis->coordToPixel(curve.x()[i]), canvas.yAxis->coordToPixel(curve.y()[i]));
        count += rect.contains(pixel) ? 1 : 0;
    }
    return count;
}

} // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new PlotCanvas(this))
    , m_box(nullptr)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->addLayer(ghostLayer, m_canvas->layer(mainLayer), QCustomPlot::limBelow);
    m_position = addLine(m_canvas);
    m_marker = addLine(m_canvas);
    m_box = new BoxItem(m_canvas);
    m_box->setLayer(overlayLayer);
    m_fit = std::make_unique<CurveSeries>(m_canvas, QString());
    setEmptyText(tr("No points yet. Start a scan and they appear here as they are measured."));

    connect(m_canvas, &PlotCanvas::aboutToDraw, this, &CurvePlot::prepare);
    connect(m_canvas, &PlotCanvas::wheeled, this, [this] { setFollowing(false); });
    connect(m_canvas, &PlotCanvas::dragStarted, this, [this] { setFollowing(false); });
    connect(m_canvas, &PlotCanvas::doubleClicked, this, &CurvePlot::fit);
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
        Q_EMIT hovered(p.x(), p.y());
    });
    restyle();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::setTheme(const Theme& theme)
{
    m_theme = theme;
    restyle();
}

void CurvePlot::restyle()
{
    m_canvas->applyTheme(m_theme);
    m_box->applyTheme(m_theme);
    for (std::size_t i = 0; i < m_curves.size(); ++i)
        m_curves[i]->setStyle(QPen(m_theme.curve(int(i)), 1.6), true, mainLayer);
    for (const auto& ghost : m_ghosts)
        ghost->setStyle(QPen(m_theme.ghost, 1.2), false, ghostLayer);
    m_fit->setStyle(QPen(m_theme.curve(1), 1.4, Qt::DashLine), false, mainLayer);
    m_position->setPen(QPen(m_theme.moving, 1.2, Qt::DashLine));
    m_marker->setPen(QPen(m_theme.curve(1), 1.4));
    changed();
}

void CurvePlot::changed()
{
    m_canvas->scheduleReplot();
}

void CurvePlot::setXAxis(const QString& title, const QString& unit)
{
    m_xTitle = title;
    m_xUnit = unit;
    m_canvas->xAxis->setLabel(PlotCanvas::axisText(title, unit));
    changed();
}

void CurvePlot::setYAxis(const QString& title, const QString& unit)
{
    m_yTitle = title;
    m_yUnit = unit;
    m_canvas->yAxis->setLabel(PlotCanvas::axisText(title, unit));
    changed();
}

void CurvePlot::setExpectedX(std::optional<QPair<double, double>> range)
{
    m_expectedX = range;
    changed();
}

int CurvePlot::addCurve(const QString& label)
{
    m_curves.push_back(std::make_unique<CurveSeries>(m_canvas, label));
    const int curve = int(m_curves.size()) - 1;
    m_curves.back()->setStyle(QPen(m_theme.curve(curve), 1.6), true, mainLayer);
    return curve;
}

void CurvePlot::setCurveVisible(int curve, bool visible)
{
    m_curves.at(std::size_t(curve))->setVisible(visible);
    changed();
}

QColor CurvePlot::curveColor(int curve) const
{
    return m_theme.curve(curve);
}

void CurvePlot::append(int curve, double x, double y)
{
    m_curves.at(std::size_t(curve))->append(x, y);
    changed();
}

void CurvePlot::setData(int curve, const std::vector<double>& x, const std::vector<double>& y)
{
    m_curves.at(std::size_t(curve))->setData(x, y);
    changed();
}

void CurvePlot::clearData(int curve)
{
    m_curves.at(std::size_t(curve))->clear();
    changed();
}

void CurvePlot::addGhost(const std::vector<double>& x, const std::vector<double>& y, const QString& label)
{
    auto ghost = std::make_unique<CurveSeries>(m_canvas, label);
    ghost->setStyle(QPen(m_theme.ghost, 1.2), false, ghostLayer);
    ghost->setData(x, y);
    m_ghosts.insert(m_ghosts.begin(), std::move(ghost));
    if (m_ghosts.size() > std::size_t(maxGhosts))
        m_ghosts.pop_back();
    changed();
}

void CurvePlot::clearGhosts()
{
    m_ghosts.clear();
    changed();
}

void CurvePlot::setFit(const std::vector<double>& x, const std::vector<double>& y)
{
    m_fit->setData(x, y);
    changed();
}

void CurvePlot::clear()
{
    m_curves.clear();
    m_ghosts.clear();
    m_fit->clear();
    setPosition({});
    setMarker({});
    setResults({});
    m_expectedX.reset();
    fit();
}

void CurvePlot::setPosition(std::optional<double> x)
{
    moveLine(m_position, x);
    changed();
}

void CurvePlot::setMarker(std::optional<double> x)
{
    moveLine(m_marker, x);
    changed();
}

void CurvePlot::setResults(const QList<QPair<QString, QString>>& rows)
{
    QList<BoxItem::Row> boxRows;
    for (const auto& [label, value] : rows)
        boxRows.append({label, value, QColor()});
    m_box->setRows(boxRows);
    m_box->setVisible(!rows.isEmpty());
    changed();
}

void CurvePlot::setLogY(bool on)
{
    m_logY = on;
    QCPAxis* axis = m_canvas->yAxis;
    axis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_canvas->yAxis2->setScaleType(axis->scaleType());
    if (on) {
        axis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis->setNumberFormat(QStringLiteral("eb"));
        axis->setNumberPrecision(0);
    } else {
        axis->setTicker(QSharedPointer<NumberTicker>::create());
    }
    fit();
}

void CurvePlot::setEmptyText(const QString& text)
{
    m_emptyText = text;
    changed();
}

void CurvePlot::setFollowing(bool on)
{
    if (m_following == on)
        return;
    m_following = on;
    Q_EMIT followingChanged(on);
}

void CurvePlot::fit()
{
    setFollowing(true);
    rescale();
    changed();
}

void CurvePlot::prepare()
{
    if (m_following)
        rescale();
    const auto isEmpty = [](const auto& series) { return series->isEmpty(); };
    const bool empty = std::all_of(m_curves.begin(), m_curves.end(), isEmpty) && m_ghosts.empty();
    m_canvas->setNotice(empty ? m_emptyText : QString());
    if (m_box->visible())
        placeBox();
}

void CurvePlot::rescale()
{
    QCPRange x;
    QCPRange y;
    bool hasX = false;
    bool hasY = false;
    const auto include = [&](const CurveSeries& series, double limit) {
        QCPRange xs;
        QCPRange ys;
        if (!series.isVisible() || !series.xRange(xs) || !series.yRange(ys, m_logY))
            return;
        QCPRange widened = hasY ? y : ys;
        widened.expand(ys);
        if (limit > 0 && hasY && y.size() > 0 && widened.size() > limit * y.size())
            return;
        y = widened;
        x = hasX ? QCPRange(std::min(x.lower, xs.lower), std::max(x.upper, xs.upper)) : xs;
        hasX = hasY = true;
    };
    for (const auto& curve : m_curves)
        include(*curve, 0);
    include(*m_fit, ghostFactor);
    for (const auto& ghost : m_ghosts)
        include(*ghost, m_logY ? 0 : ghostFactor);
    if (m_expectedX) {
        const QCPRange expected(m_expectedX->first, m_expectedX->second);
        x = hasX ? QCPRange(std::min(x.lower, expected.lower), std::max(x.upper, expected.upper)) : expected;
        hasX = true;
    }
    if (!hasX)
        x = QCPRange(0, 1);
    if (x.size() <= 0)
        x = padded(x, false);
    m_canvas->xAxis->setRange(x);
    m_canvas->yAxis->setRange(hasY ? padded(y, m_logY) : m_logY ? QCPRange(1, 10) : QCPRange(0, 1));
}

void CurvePlot::placeBox()
{
    int best = -1;
    Qt::Corner bestCorner = Qt::TopLeftCorner;
    for (const Qt::Corner corner :
        {Qt::TopLeftCorner, Qt::TopRightCorner, Qt::BottomRightCorner, Qt::BottomLeftCorner}) {
        m_box->putInCorner(corner);
        int under = 0;
        for (const auto& curve : m_curves)
            under += ghostWeight * pointsUnder(*curve, *m_canvas, m_box->rect());
        for (const auto& ghost : m_ghosts)
            under += pointsUnder(*ghost, *m_canvas, m_box->rect());
        if (best < 0 || under < best) {
            best = under;
            bestCorner = corner;
        }
    }
    m_box->putInCorner(bestCorner);
}

QPair<double, double> CurvePlot::xRange() const
{
    const QCPRange range = m_canvas->xAxis->range();
    return {range.lower, range.upper};
}

QPair<double, double> CurvePlot::yRange() const
{
    const QCPRange range = m_canvas->yAxis->range();
    return {range.lower, range.upper};
}

QPointF CurvePlot::toPlot(const QPoint& widgetPos) const
{
    return m_canvas->toPlot(m_canvas->mapFrom(this, widgetPos));
}

QPoint CurvePlot::toWidget(const QPointF& plotPos) const
{
    return m_canvas->mapTo(this, m_canvas->toWidget(plotPos));
}

QImage CurvePlot::toImage(double scale) const
{
    return m_canvas->toImage(scale);
}

bool CurvePlot::savePng(const QString& path) const
{
    return m_canvas->writePng(path);
}

bool CurvePlot::savePdf(const QString& path) const
{
    return m_canvas->writePdf(path);
}

QString CurvePlot::toText() const
{
    const QString x = PlotCanvas::axisText(m_xTitle, m_xUnit);
    QString text;
    for (const auto& curve : m_curves) {
        if (!text.isEmpty())
            text += QLatin1Char('\n');
        text += QStringLiteral("%1\t%2\n").arg(x, curve->label());
        for (std::size_t i = 0; i < curve->x().size(); ++i)
            text += exactText(curve->x()[i]) + QLatin1Char('\t') + exactText(curve->y()[i]) + QLatin1Char('\n');
    }
    return text;
}

} // namespace plotting
