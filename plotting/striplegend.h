#pragma once

#include "plotting/stripchart.h"

#include <QPointer>

namespace plotting {

/// The series of a strip chart with their values, coloured, for the header of its card: "● ring 399.8 mA".
/// A click on one hides or shows its series.
class StripLegend : public QWidget
{
    Q_OBJECT

public:
    explicit StripLegend(StripChart* chart, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, 24}; }

protected:
    void paintEvent(QPaintEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;

private:
    void refresh();

    QPointer<StripChart> m_chart;
    QList<StripLegendEntry> m_entries;
    QList<int> m_widths; ///< grown, not shrunk, so that nothing moves when a value changes
    Theme m_theme = Theme::light();
};

} // namespace plotting
