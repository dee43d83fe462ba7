#pragma once

#include "plotting/theme.h"
#include "scans/dryrun/dryresult.h"

#include <QWidget>

namespace widgets {

/// A small picture of where a scan goes: its points over two motors, or over the number of the point.
class PathPreview : public QWidget
{
    Q_OBJECT

public:
    explicit PathPreview(const plotting::Theme& theme, QWidget* parent = nullptr);

    void setResult(const scans::DryResult& result);
    bool hasPoints() const { return m_points.size() > 1; }
    void setTheme(const plotting::Theme& theme);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Point
    {
        QPointF at;
        bool allowed = true;
    };

    bool beyond(std::size_t row) const;
    QRectF paintFrame(QPainter& painter) const;

    const plotting::Theme* m_theme;
    scans::DryPath m_path;
    std::vector<scans::LimitProblem> m_limits;
    std::vector<Point> m_points; ///< in units of what is drawn
    QRectF m_extent;
    QString m_across;
    QString m_up;
};

} // namespace widgets
