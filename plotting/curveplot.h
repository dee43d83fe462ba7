#pragma once

#include "plotting/theme.h"

#include <QList>
#include <QPair>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCPItemStraightLine;

namespace plotting {

class BoxItem;
class CurveSeries;
class PlotCanvas;

/// Live 1-D curves of a scan: points appended one at a time, ghosts of earlier runs, where the motor is now, results.
/// The wheel zooms at the cursor, a drag pans, a double click fits; after zoom or pan the axes no longer follow the data.
class CurvePlot : public QWidget
{
    Q_OBJECT

public:
    explicit CurvePlot(QWidget* parent = nullptr);
    ~CurvePlot() override;

    void setTheme(const Theme& theme);
    void setXAxis(const QString& title, const QString& unit = {});
    void setYAxis(const QString& title, const QString& unit = {});
    /// The x axis shows at least this range, for instance the whole scan before its points come.
    void setExpectedX(std::optional<QPair<double, double>> range);

    /// Returns the curve's number; colours come in the order of the theme.
    int addCurve(const QString& label);
    int curveCount() const { return int(m_curves.size()); }
    void setCurveVisible(int curve, bool visible);
    QColor curveColor(int curve) const;
    /// A non-finite y leaves a gap.
    void append(int curve, double x, double y);
    void setData(int curve, const std::vector<double>& x, const std::vector<double>& y);
    void clearData(int curve);
    /// The newest ghost is drawn first; at most `maxGhosts` stay.
    void addGhost(const std::vector<double>& x, const std::vector<double>& y, const QString& label = {});
    void clearGhosts();
    /// The fitted function, dashed. Empty vectors remove it.
    void setFit(const std::vector<double>& x, const std::vector<double>& y);
    /// Curves, ghosts, fit, markers and results.
    void clear();

    /// Dashed line: where the motor is now.
    void setPosition(std::optional<double> x);
    /// Solid line: peak, centre, target.
    void setMarker(std::optional<double> x);
    /// Rows of label and value in a box at the emptiest corner; none hides it.
    void setResults(const QList<QPair<QString, QString>>& rows);
    void setLogY(bool on);
    bool isLogY() const { return m_logY; }
    void setEmptyText(const QString& text);

    /// Shows all data and follows it again.
    void fit();
    bool isFollowing() const { return m_following; }
    QPair<double, double> xRange() const;
    QPair<double, double> yRange() const;
    QPointF toPlot(const QPoint& widgetPos) const;
    QPoint toWidget(const QPointF& plotPos) const;

    QImage toImage(double scale = 2.0) const;
    bool savePng(const QString& path) const;
    bool savePdf(const QString& path) const;
    /// Tab-separated: a header line, then a block per curve.
    QString toText() const;

    static constexpr int maxGhosts = 5;

Q_SIGNALS:
    void clicked(double x, double y);
    void contextRequested(double x, double y, const QPoint& globalPos);
    void hovered(double x, double y);
    void followingChanged(bool following);

private:
    void setFollowing(bool on);
    void changed();
    void prepare();
    void rescale();
    void placeBox();
    void restyle();

    Theme m_theme = Theme::light();
    PlotCanvas* m_canvas;
    std::vector<std::unique_ptr<CurveSeries>> m_curves;
    std::vector<std::unique_ptr<CurveSeries>> m_ghosts;
    std::unique_ptr<CurveSeries> m_fit;
    QCPItemStraightLine* m_position;
    QCPItemStraightLine* m_marker;
    BoxItem* m_box;
    std::optional<QPair<double, double>> m_expectedX;
    QString m_xTitle;
    QString m_xUnit;
    QString m_yTitle;
    QString m_yUnit;
    QString m_emptyText;
    bool m_logY = false;
    bool m_following = true;
};

} // namespace plotting
