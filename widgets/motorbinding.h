#pragma once

#include "widgets/pill.h"
#include "widgets/pvbinding.h"

#include <QObject>

namespace widgets {

/// What a motor record says, put together: one word for the state, and the checks that a move must pass.
/// Units:  the record's EGU.   Thread: GUI.   Source: motor record fields VAL RBV DMOV HLS LLS LVIO HLM LLM VELO SPMG TWV.
class MotorBinding : public QObject
{
    Q_OBJECT

public:
    MotorBinding(Desk& desk, const QString& prefix, QObject* parent = nullptr);

    const QString& prefix() const { return m_prefix; }
    bool isConnected() const { return m_readback.isConnected() && m_setpoint.isConnected(); }
    bool isMoving() const;
    std::optional<double> readback() const { return m_readback.number(); }
    std::optional<double> setpoint() const { return m_setpoint.number(); }
    const devices::ChannelInfo& info() const { return m_readback.info(); }
    devices::Range limits() const;

    struct Word
    {
        QString text;
        Pill::Tone tone = Pill::Tone::Quiet;
    };
    Word word() const;

    /// LimitViolation naming the limit and its value; BadValue for what is not finite.
    devices::Result<void> check(double target) const;

    // Acts of the user.
    void moveTo(double target);
    void tweak(int direction);
    void stop();

Q_SIGNALS:
    void changed();

private:
    void refuse(const devices::Error& error);

    Desk& m_desk;
    const QString m_prefix;
    PvBinding m_setpoint;
    PvBinding m_readback;
    PvBinding m_done;
    PvBinding m_highSwitch;
    PvBinding m_lowSwitch;
    PvBinding m_violation;
    PvBinding m_highLimit;
    PvBinding m_lowLimit;
    PvBinding m_velocity;
    PvBinding m_mode;
    PvBinding m_tweakStep;
    PvBinding m_tweakForward;
    PvBinding m_tweakReverse;
    PvBinding m_stop;
};

} // namespace widgets
