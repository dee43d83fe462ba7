#pragma once

#include "plotting/qcp.h"
#include "plotting/stripdata.h"
#include "plotting/theme.h"

#include <optional>
#include <vector>

namespace plotting {

/// One series as it is drawn: thinned samples and the band they go to.
struct StripTrace
{
    QColor color;
    std::vector<Sample> samples;
    std::vector<std::pair<double, double>> gaps;
    double low = 0; ///< values at the band's edges
    double high = 1;
    double top = 0; ///< the band within the plot, 0 at its upper edge, 1 at the lower
    double bottom = 1;
    QString lowText; ///< empty: no scale of its own
    QString highText;
};

struct StripEvent
{
    double time = 0;
    QString text;
};

/// Everything a strip chart draws besides its axes.
struct StripScene
{
    std::vector<StripTrace> traces;
    std::vector<StripEvent> events;
    std::optional<double> hoverTime;
    bool ownBands = true;
};

/// Below the curves: where there was no link.
class StripUnderlay : public QCPAbstractItem
{
    Q_OBJECT

public:
    StripUnderlay(QCustomPlot* plot, const StripScene* scene);
    void applyTheme(const Theme& theme) { m_theme = theme; }
    double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    const StripScene* m_scene;
    Theme m_theme = Theme::light();
};

/// The curves, their scales, events and the cursor's line.
class StripOverlay : public QCPAbstractItem
{
    Q_OBJECT

public:
    StripOverlay(QCustomPlot* plot, const StripScene* scene);
    void applyTheme(const Theme& theme) { m_theme = theme; }
    /// Room the scales need left of the plot.
    int scaleWidth() const;
    double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawTrace(QCPPainter* painter, const StripTrace& trace) const;
    void drawScale(QCPPainter* painter, const StripTrace& trace) const;
    void drawEvents(QCPPainter* painter) const;

    const StripScene* m_scene;
    Theme m_theme = Theme::light();
};

} // namespace plotting
