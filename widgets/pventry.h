#pragma once

#include "widgets/pvbinding.h"

#include <QLineEdit>

namespace widgets {

/// A field that writes one PV: Enter writes, Esc and leaving it revert. The wheel never does anything. While it is not being
/// edited it shows the PV's value.
class PvEntry : public QLineEdit
{
    Q_OBJECT

public:
    PvEntry(Desk& desk, const QString& pv, QWidget* parent = nullptr);

    const PvBinding& binding() const { return m_binding; }
    /// Asked before each write; an error refuses it.
    using Check = std::function<devices::Result<void>(const devices::Value&)>;
    void setCheck(Check check) { m_check = std::move(check); }

Q_SIGNALS:
    void refused(const QString& reason);
    void written();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void commit();
    void revert();
    void refresh();
    void setEdited(bool edited);
    void refuse(const QString& reason);

    Desk& m_desk;
    PvBinding m_binding;
    Check m_check;
    bool m_edited = false;
};

} // namespace widgets
