#pragma once

#include "widgets/pvbinding.h"

#include <QColor>
#include <QFont>
#include <QFontMetrics>
#include <QWidget>

namespace widgets {

/// Shows one PV: value, units, alarm as colour and shape, connection as dashes. Painted directly, so that thousands of them
/// can change many times a second; its size follows the metadata, not the value.
class PvLabel : public QWidget
{
    Q_OBJECT

public:
    enum class Size { Normal, Large };

    PvLabel(Desk& desk, const QString& pv, Size size = Size::Normal, QWidget* parent = nullptr);

    const PvBinding& binding() const { return m_binding; }
    /// What is on the screen, without units.
    const QString& shownText() const { return m_text; }
    void setShowUnits(bool show);
    /// The ground it stands on; the label paints it itself, which is much cheaper than letting its parents do it.
    void setGround(const QColor& ground);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void refresh();
    void refreshToolTip();
    void takeFont();

    Desk& m_desk;
    const Size m_size;
    PvBinding m_binding;
    QString m_text;
    devices::Severity m_severity = devices::Severity::None;
    bool m_showUnits = true;
    QFont m_valueFont;
    QFontMetrics m_valueMetrics;
    QString m_units; ///< as shown
    int m_unitsWidth = 0;
    QColor m_ground; ///< invalid = the theme's surface
};

} // namespace widgets
