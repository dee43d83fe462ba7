#include "plotting/curveseries.h"

#include "plotting/polyline.h"

#include <cmath>
#include <limits>

namespace plotting {

namespace {

/// More dots than this only hide the line.
constexpr std::size_t maxDots = 2000;

} // namespace

CurveSeries::CurveSeries(QCustomPlot* plot, const QString& label)
    : m_plot(plot)
    , m_label(label)
    , m_graph(new FastGraph(plot->xAxis, plot->yAxis))
{
}

CurveSeries::~CurveSeries()
{
    if (!m_plot)
        return;
    if (m_graph)
        m_plot->removeGraph(m_graph);
    if (m_curve)
        m_plot->removePlottable(m_curve);
}

void CurveSeries::setStyle(const QPen& pen, bool dots, const QString& layer)
{
    m_pen = pen;
    m_dots = dots;
    m_layer = layer;
    restyle();
}

void CurveSeries::restyle()
{
    const auto style = [this](auto* plottable) {
        plottable->setPen(m_pen);
        plottable->setVisible(m_visible);
        plottable->setLayer(m_layer);
        const bool dots = m_dots && m_x.size() <= maxDots;
        plottable->setScatterStyle(dots ? QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(Qt::NoPen), m_pen.color(), 5.5)
                                        : QCPScatterStyle(QCPScatterStyle::ssNone));
    };
    if (m_graph)
        style(m_graph.data());
    if (m_curve)
        style(m_curve.data());
}

void CurveSeries::setVisible(bool visible)
{
    m_visible = visible;
    restyle();
}

void CurveSeries::noteRange(double x, double y)
{
    if (!std::isfinite(x) || !std::isfinite(y))
        return;
    if (!m_hasRange) {
        m_xRange = QCPRange(x, x);
        m_yRange = QCPRange(y, y);
        m_hasRange = true;
    }
    m_xRange.expand(x);
    m_yRange.expand(y);
    if (y <= 0)
        return;
    if (!m_hasPositive) {
        m_positiveRange = QCPRange(y, y);
        m_hasPositive = true;
    }
    m_positiveRange.expand(y);
}

void CurveSeries::append(double x, double y)
{
    if (!std::isfinite(x))
        return;
    if (!std::isfinite(y))
        y = std::numeric_limits<double>::quiet_NaN();
    const int step = m_x.empty() || x == m_x.back() ? 0 : x > m_x.back() ? 1 : -1;
    m_x.push_back(x);
    m_y.push_back(y);
    noteRange(x, y);
    if (m_x.size() == maxDots + 1)
        restyle();
    if (m_curve) {
        m_curve->addData(double(m_x.size()), x, y);
        return;
    }
    if (step != 0 && m_direction != 0 && step != m_direction) {
        rebuild();
        return;
    }
    if (step != 0)
        m_direction = step;
    m_graph->addData(x, y);
}

void CurveSeries::rebuild()
{
    m_plot->removeGraph(m_graph);
    m_curve = new FastCurve(m_plot->xAxis, m_plot->yAxis);
    QVector<QCPCurveData> data;
    data.reserve(qsizetype(m_x.size()));
    for (std::size_t i = 0; i < m_x.size(); ++i)
        data.append(QCPCurveData(double(i + 1), m_x[i], m_y[i]));
    m_curve->data()->set(data, true);
    restyle();
}

void CurveSeries::setData(const std::vector<double>& x, const std::vector<double>& y)
{
    clear();
    const std::size_t count = std::min(x.size(), y.size());
    for (std::size_t i = 0; i < count; ++i)
        append(x[i], y[i]);
}

void CurveSeries::clear()
{
    m_x.clear();
    m_y.clear();
    m_hasRange = false;
    m_hasPositive = false;
    m_direction = 0;
    if (m_curve) {
        m_plot->removePlottable(m_curve);
        m_graph = new FastGraph(m_plot->xAxis, m_plot->yAxis);
    } else {
        m_graph->data()->clear();
    }
    restyle();
}

bool CurveSeries::xRange(QCPRange& range) const
{
    if (m_hasRange)
        range = m_xRange;
    return m_hasRange;
}

bool CurveSeries::yRange(QCPRange& range, bool positiveOnly) const
{
    const bool has = positiveOnly ? m_hasPositive : m_hasRange;
    if (has)
        range = positiveOnly ? m_positiveRange : m_yRange;
    return has;
}

} // namespace plotting
