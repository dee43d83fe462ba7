#pragma once

#include "devices/profile/profile.h"
#include "widgets/motorbinding.h"
#include "widgets/pventry.h"
#include "widgets/pvlabel.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace widgets {

/// One motor: name, readback, tweak, target and stop; a bar and a pill tell its state.
class MotorRow : public QFrame
{
    Q_OBJECT

public:
    MotorRow(Desk& desk, const devices::DeviceSpec& device, QWidget* parent = nullptr);

    const QString& name() const { return m_name; }
    const QString& group() const { return m_group; }
    const MotorBinding& state() const { return m_state; }
    MotorBinding& state() { return m_state; }
    const PvLabel& readback() const { return *m_readback; }

Q_SIGNALS:
    void movingChanged(bool moving);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build(const QString& description);
    void refresh();

    Desk& m_desk;
    const QString m_name;
    const QString m_group;
    MotorBinding m_state;
    QLabel* m_title = nullptr;
    Pill* m_pill = nullptr;
    PvLabel* m_readback = nullptr;
    PvEntry* m_step = nullptr;
    PvEntry* m_target = nullptr;
    QToolButton* m_minus = nullptr;
    QToolButton* m_plus = nullptr;
    QToolButton* m_stop = nullptr;
    bool m_moving = false;
};

} // namespace widgets
