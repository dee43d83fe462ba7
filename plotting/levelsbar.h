#pragma once

#include "plotting/levelstats.h"
#include "plotting/theme.h"

#include <QWidget>

namespace plotting {

/// The histogram of a picture with two handles to drag. A double click asks for automatic levels.
/// Units: those of the picture's values.
class LevelsBar : public QWidget
{
    Q_OBJECT

public:
    explicit LevelsBar(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setStats(const LevelStats& stats);
    /// Ignored while a handle is dragged.
    void setLevels(double low, double high);
    double low() const { return m_low; }
    double high() const { return m_high; }
    /// Counts drawn on a logarithmic scale.
    void setLogCounts(bool on);

    QSize sizeHint() const override { return {280, 110}; }
    QSize minimumSizeHint() const override { return {120, 60}; }

public Q_SLOTS:
    /// Same arguments as ImageView::rendered.
    void update(const plotting::LevelStats& stats, double low, double high);

Q_SIGNALS:
    void levelsEdited(double low, double high);
    void autoRequested();

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;

private:
    enum class Handle { None, Low, High };
    void widenAxis();
    QRectF plotRect() const;
    double toX(double value) const;
    double toValue(double x) const;
    Handle handleAt(double x) const;
    void paintHistogram(QPainter& painter) const;
    void paintHandle(QPainter& painter, double value, Qt::Alignment side) const;

    Theme m_theme = Theme::light();
    LevelStats m_stats;
    double m_from = 0; ///< range of the axis, held while a handle is dragged
    double m_to = 1;
    double m_low = 0;
    double m_high = 1;
    bool m_logCounts = true;
    Handle m_dragged = Handle::None;
};

} // namespace plotting
