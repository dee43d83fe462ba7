#pragma once

#include "widgets/pvbinding.h"

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

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void refresh();
    void refreshToolTip();
    QFont valueFont() const;

    Desk& m_desk;
    const Size m_size;
    PvBinding m_binding;
    QString m_text;
    devices::Severity m_severity = devices::Severity::None;
    bool m_showUnits = true;
};

} // namespace widgets
