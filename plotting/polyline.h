#pragma once

#include "plotting/qcp.h"

namespace plotting {

/// Draws a line piece by piece: Qt's antialiasing sorts all edges of one path, so that a long zigzag drawn at once takes
/// time growing with the square of its points. NaN parts the line. Dashed pens get one piece, for the dashes' sake.
/// `sorted` says that x runs one way; then a crowded line is drawn column by column.
void drawLongLine(QPainter& painter, const QVector<QPointF>& points, bool sorted);

/// A graph drawn with drawLongLine().
class FastGraph : public QCPGraph
{
    Q_OBJECT

public:
    using QCPGraph::QCPGraph;

protected:
    void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const override;
};

/// A parametric curve drawn with drawLongLine().
class FastCurve : public QCPCurve
{
    Q_OBJECT

public:
    using QCPCurve::QCPCurve;

protected:
    void drawCurveLine(QCPPainter* painter, const QVector<QPointF>& lines) const override;
};

} // namespace plotting
