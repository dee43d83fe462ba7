#include "simulator/motor/motorcalibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simulator {

namespace {

constexpr int StepsPerRevolution = 200;

} // namespace

MotorCalibration::MotorCalibration(Record& record, const MotorSetup& setup, Events events)
    : m_record(record)
    , m_events(std::move(events))
{
    m_record.add(resolutionFields(setup));
    m_record.add(offsetFields());
}

std::vector<Field> MotorCalibration::resolutionFields(const MotorSetup& setup)
{
    return {
        kept(longField("SREV", StepsPerRevolution, "Steps per revolution",
            onNumber(this, &MotorCalibration::putStepsPerRevolution))),
        numberField("UREV", StepsPerRevolution * setup.resolution, "Units per revolution", "@",
            onNumber(this, &MotorCalibration::putUnitsPerRevolution)),
        kept(numberField("MRES", setup.resolution, "Motor step", "@", onNumber(this, &MotorCalibration::putStep))),
        kept(numberField(
            "ERES", setup.resolution, "Encoder step", "@", onNumber(this, &MotorCalibration::putEncoderStep))),
        kept(menuField("UEIP", 0, {QStringLiteral("No"), QStringLiteral("Yes")}, "Use the encoder if present",
            onNumber(this, &MotorCalibration::putUseEncoder))),
    };
}

std::vector<Field> MotorCalibration::offsetFields()
{
    return {
        kept(menuField("DIR", 0, {QStringLiteral("Pos"), QStringLiteral("Neg")}, "User direction",
            onNumber(this, &MotorCalibration::putDirection))),
        kept(numberField("OFF", 0, "User offset", "@", onNumber(this, &MotorCalibration::putOffset))),
        menuField("SET", 0, {QStringLiteral("Use"), QStringLiteral("Set")}, "Set or use", m_record.store("SET")),
        integerField("SSET", 0, "Switches SET to Set", button("SET", 1)),
        integerField("SUSE", 0, "Switches SET to Use", button("SET", 0)),
        integerField("IGSET", 0, "Ignore SET", m_record.store("IGSET")),
        kept(menuField("FOFF", 0, {QStringLiteral("Variable"), QStringLiteral("Frozen")}, "Offset freeze",
            m_record.store("FOFF"))),
        integerField("FOF", 0, "Switches FOFF to Frozen", button("FOFF", 1)),
        integerField("VOF", 0, "Switches FOFF to Variable", button("FOFF", 0)),
    };
}

FieldPut MotorCalibration::button(const char* target, int value)
{
    return onNumber([this, target, value](double) { m_record.set(target, value); });
}

double MotorCalibration::toRaw(double dial) const
{
    return std::clamp<double>(
        std::round(dial / step()), std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max());
}

void MotorCalibration::putOffset(double offset)
{
    m_record.set("OFF", offset);
    m_events.userMoved(toUser(m_record.number("DVAL")));
}

void MotorCalibration::putDirection(double reversed)
{
    const double user = m_record.number("VAL");
    m_record.set("DIR", reversed);
    const double dial = m_record.number("DVAL");
    if (!offsetFrozen())
        setOffset(user, dial);
    m_events.userMoved(toUser(dial));
}

void MotorCalibration::putStep(double step)
{
    if (step == 0)
        return;
    m_record.set("MRES", step);
    m_record.set("UREV", step * m_record.number("SREV"));
    m_events.stepChanged();
}

void MotorCalibration::putEncoderStep(double step)
{
    m_record.set("ERES", step != 0 ? step : this->step());
    m_events.encoderChanged();
}

void MotorCalibration::putStepsPerRevolution(double steps)
{
    m_record.set("SREV", steps > 0 ? steps : StepsPerRevolution);
    putStep(m_record.number("UREV") / m_record.number("SREV"));
}

void MotorCalibration::putUnitsPerRevolution(double units)
{
    putStep(units / m_record.number("SREV"));
}

void MotorCalibration::putUseEncoder(double use)
{
    m_record.set("UEIP", m_hasEncoder ? use : 0);
    m_events.encoderChanged();
}

void MotorCalibration::setHasEncoder(bool has)
{
    m_hasEncoder = has;
    if (!has)
        m_record.set("UEIP", 0);
    m_events.encoderChanged();
}

} // namespace simulator
