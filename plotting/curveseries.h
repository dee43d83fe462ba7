#pragma once

#include "plotting/qcp.h"

#include <QPointer>

#include <vector>

namespace plotting {

/// One curve of a CurvePlot: keeps the points in the order they came and draws them in that order.
/// Owns: its plottable, which it takes out of the plot when it dies.
class CurveSeries
{
public:
    CurveSeries(QCustomPlot* plot, const QString& label);
    ~CurveSeries();
    CurveSeries(const CurveSeries&) = delete;
    CurveSeries& operator=(const CurveSeries&) = delete;

    void setStyle(const QPen& pen, bool dots, const QString& layer);
    void setVisible(bool visible);
    bool isVisible() const { return m_visible; }
    void append(double x, double y);
    void setData(const std::vector<double>& x, const std::vector<double>& y);
    void clear();

    const QString& label() const { return m_label; }
    const std::vector<double>& x() const { return m_x; }
    const std::vector<double>& y() const { return m_y; }
    bool isEmpty() const { return m_x.empty(); }
    /// Over the finite points; false if there is none.
    bool xRange(QCPRange& range) const;
    bool yRange(QCPRange& range, bool positiveOnly) const;

private:
    void noteRange(double x, double y);
    void rebuild();
    void restyle();

    QPointer<QCustomPlot> m_plot;
    QString m_label;
    std::vector<double> m_x;
    std::vector<double> m_y;
    QPen m_pen;
    QString m_layer;
    bool m_dots = true;
    bool m_visible = true;
    int m_direction = 0; ///< of x: 1 rising, -1 falling, 0 not known yet
    QPointer<QCPGraph> m_graph; ///< while x runs one way: sorted, thinned while drawing
    QPointer<QCPCurve> m_curve; ///< once x has turned round
    QCPRange m_xRange;
    QCPRange m_yRange;
    QCPRange m_positiveRange;
    bool m_hasRange = false;
    bool m_hasPositive = false;
};

} // namespace plotting
