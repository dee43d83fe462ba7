#pragma once

#include "plotting/theme.h"

#include "plotting/qcp.h"

namespace plotting {

/// A small box of rows (swatch, label, value) over a plot, part of every export.
class BoxItem : public QCPAbstractItem
{
    Q_OBJECT

public:
    struct Row
    {
        QString label;
        QString value;
        QColor swatch; ///< invalid: none
    };

    explicit BoxItem(QCustomPlot* plot);

    void applyTheme(const Theme& theme) { m_theme = theme; }
    void setTitle(const QString& title) { m_title = title; }
    void setRows(const QList<Row>& rows) { m_rows = rows; }
    bool isEmpty() const { return m_rows.isEmpty() && m_title.isEmpty(); }
    QSizeF size() const;
    /// In a corner of the axis rect …
    void putInCorner(Qt::Corner corner);
    /// … or beside a point, on the side with room.
    void putBeside(const QPointF& pos);
    QRectF rect() const;

    double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    double labelWidth() const;
    double valueWidth() const;

    Theme m_theme = Theme::light();
    QString m_title;
    QList<Row> m_rows;
    std::optional<QPointF> m_beside;
    Qt::Corner m_corner = Qt::TopLeftCorner;
};

} // namespace plotting
