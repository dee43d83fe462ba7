#pragma once

#include "plotting/theme.h"

#include <QPair>
#include <QWidget>

#include <optional>
#include <vector>

class QCPColorMap;
class QCPColorScale;
class QCPItemStraightLine;

namespace plotting {

class PlotCanvas;

/// A mesh as it grows. Shape: [rows, columns] = [slow, fast]; the fast axis is x, the slow one y.
/// Cells without a value (never set, or NaN) stay in the ground's colour. Mouse as in CurvePlot.
class RasterPlot : public QWidget
{
    Q_OBJECT

public:
    explicit RasterPlot(QWidget* parent = nullptr);
    ~RasterPlot() override;

    void setTheme(const Theme& theme);
    void setXAxis(const QString& title, const QString& unit = {});
    void setYAxis(const QString& title, const QString& unit = {});
    void setValueTitle(const QString& title, const QString& unit = {});

    /// Empties it. The extents are the centres of the first and the last cell; they may run downwards.
    void setShape(int rows, int columns, QPair<double, double> x, QPair<double, double> y);
    int rows() const { return m_rows; }
    int columns() const { return m_columns; }
    /// Indices outside the shape are ignored.
    void setCell(int row, int column, double value);
    /// rows * columns values, row after row; ignored if there are fewer.
    void setData(const std::vector<double>& values);
    double value(int row, int column) const;
    /// Cell under a point of the plot, as (column, row).
    std::optional<QPoint> cellAt(double x, double y) const;
    void clear();

    void setColorMap(const QString& name);
    QString colorMap() const { return m_colorMap; }
    /// Follows smallest and largest value.
    void setAutoRange();
    void setRange(double low, double high);
    QPair<double, double> range() const { return m_range; }
    void setPosition(std::optional<QPointF> xy);
    void setEmptyText(const QString& text);

    void fit();
    QPair<double, double> xRange() const;
    QPair<double, double> yRange() const;
    QPointF toPlot(const QPoint& widgetPos) const;
    QPoint toWidget(const QPointF& plotPos) const;

    QImage toImage(double scale = 2.0) const;
    bool savePng(const QString& path) const;
    bool savePdf(const QString& path) const;
    /// Tab-separated matrix: first line the x values, first column the y values.
    QString toText() const;

Q_SIGNALS:
    void clicked(double x, double y);
    void contextRequested(double x, double y, const QPoint& globalPos);
    /// value is NaN outside and on empty cells.
    void hovered(double x, double y, double value);

private:
    void connectMouse();
    void prepare();
    void store(int row, int column, double value);
    void widenRange(double value);
    void applyRange();
    void applyColorMap();
    void restyle();
    std::size_t index(int row, int column) const;
    double columnX(int column) const;
    double rowY(int row) const;

    Theme m_theme = Theme::light();
    PlotCanvas* m_canvas;
    QCPColorMap* m_map;
    QCPColorScale* m_scale;
    QCPItemStraightLine* m_casingX; ///< under the dashes, so that they show on any colour
    QCPItemStraightLine* m_casingY;
    QCPItemStraightLine* m_positionX;
    QCPItemStraightLine* m_positionY;
    QString m_colorMap = QStringLiteral("viridis");
    int m_rows = 0;
    int m_columns = 0;
    QPair<double, double> m_x;
    QPair<double, double> m_y;
    std::vector<double> m_values;
    QPair<double, double> m_range{0, 1};
    int m_filled = 0;
    bool m_autoRange = true;
    QString m_emptyText;
};

} // namespace plotting
