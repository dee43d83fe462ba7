#pragma once

#include "plotting/qcp.h"
#include "plotting/theme.h"

namespace plotting {

/// A sentence in the middle of an empty plot, wrapped to its width.
class NoticeItem : public QCPAbstractItem
{
    Q_OBJECT

public:
    explicit NoticeItem(QCustomPlot* plot);

    /// `ground` is what the plot stands on.
    void setColors(const QColor& text, const QColor& ground);
    /// Empty hides it.
    void setText(const QString& text);
    double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QColor m_color;
    QColor m_ground;
    QString m_text;
};

} // namespace plotting
