#include "widgets/motorbinding.h"

#include "devices/channel/format.h"

#include <cmath>

namespace widgets {

using devices::EnumIndex;
using devices::Value;

namespace {

constexpr int SpmgGo = 3;

bool isSet(const PvBinding& binding)
{
    return binding.number().value_or(0) != 0;
}

} // namespace

MotorBinding::MotorBinding(Desk& desk, const QString& prefix, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_prefix(prefix)
    , m_setpoint(desk, prefix + QLatin1String(".VAL"))
    , m_readback(desk, prefix + QLatin1String(".RBV"))
    , m_done(desk, prefix + QLatin1String(".DMOV"))
    , m_highSwitch(desk, prefix + QLatin1String(".HLS"))
    , m_lowSwitch(desk, prefix + QLatin1String(".LLS"))
    , m_violation(desk, prefix + QLatin1String(".LVIO"))
    , m_highLimit(desk, prefix + QLatin1String(".HLM"))
    , m_lowLimit(desk, prefix + QLatin1String(".LLM"))
    , m_velocity(desk, prefix + QLatin1String(".VELO"))
    , m_mode(desk, prefix + QLatin1String(".SPMG"))
    , m_tweakStep(desk, prefix + QLatin1String(".TWV"))
    , m_tweakForward(desk, prefix + QLatin1String(".TWF"))
    , m_tweakReverse(desk, prefix + QLatin1String(".TWR"))
    , m_stop(desk, prefix + QLatin1String(".STOP"))
{
    for (const PvBinding* each : {&m_setpoint, &m_readback, &m_done, &m_highSwitch, &m_lowSwitch, &m_violation,
             &m_highLimit, &m_lowLimit, &m_mode}) {
        connect(each, &PvBinding::valueChanged, this, &MotorBinding::changed);
        connect(each, &PvBinding::connectionChanged, this, &MotorBinding::changed);
    }
}

bool MotorBinding::isMoving() const
{
    return m_done.hasValue() && !isSet(m_done);
}

devices::Range MotorBinding::limits() const
{
    return {m_lowLimit.number().value_or(0), m_highLimit.number().value_or(0)};
}

MotorBinding::Word MotorBinding::word() const
{
    if (!isConnected())
        return {tr("disconnected"), Pill::Tone::Disconnected};
    if (isMoving()) {
        const double distance = std::abs(setpoint().value_or(0) - readback().value_or(0));
        const double speed = m_velocity.number().value_or(0);
        if (speed > 0 && distance / speed >= 1)
            return {tr("moving · %1 s").arg(std::ceil(distance / speed)), Pill::Tone::Moving};
        return {tr("moving"), Pill::Tone::Moving};
    }
    if (isSet(m_highSwitch))
        return {tr("▲ at high limit"), Pill::Tone::Minor};
    if (isSet(m_lowSwitch))
        return {tr("▼ at low limit"), Pill::Tone::Minor};
    if (isSet(m_violation))
        return {tr("▲ beyond soft limit"), Pill::Tone::Minor};
    if (m_mode.hasValue() && m_mode.number() != SpmgGo)
        return {tr("held: SPMG is %1").arg(m_mode.text()), Pill::Tone::Minor};
    switch (m_readback.reading().severity) {
    case devices::Severity::Invalid:
        return {tr("✕ invalid"), Pill::Tone::Invalid};
    case devices::Severity::Major:
        return {tr("◆ alarm"), Pill::Tone::Major};
    case devices::Severity::Minor:
        return {tr("▲ alarm"), Pill::Tone::Minor};
    case devices::Severity::None:
        break;
    }
    return {};
}

devices::Result<void> MotorBinding::check(double target) const
{
    devices::ChannelInfo info;
    info.name = m_prefix;
    info.units = m_readback.info().units;
    info.control = limits();
    return devices::checkControlLimits(Value(target), info);
}

void MotorBinding::refuse(const devices::Error& error)
{
    m_desk.say(error.message, Desk::Tone::Refusal);
}

void MotorBinding::moveTo(double target)
{
    if (const devices::Result<void> allowed = check(target); !allowed)
        refuse(allowed.error());
    else
        m_setpoint.put(Value(target));
}

void MotorBinding::tweak(int direction)
{
    const std::optional<double> step = m_tweakStep.number();
    const std::optional<double> from = setpoint();
    if (!step || !from)
        return;
    if (const devices::Result<void> allowed = check(*from + direction * *step); !allowed)
        refuse(allowed.error());
    else
        (direction > 0 ? m_tweakForward : m_tweakReverse).put(Value(qint64(1)));
}

void MotorBinding::stop()
{
    m_stop.put(Value(qint64(1)));
}

} // namespace widgets
