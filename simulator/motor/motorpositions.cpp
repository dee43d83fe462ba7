#include "simulator/motor/motorpositions.h"

#include <cmath>

namespace simulator {

MotorPositions::MotorPositions(Record& record, const MotorCalibration& calibration)
    : m_record(record)
    , m_calibration(calibration)
{
}

void MotorPositions::addFields(Puts puts)
{
    const auto deadbands = [this] { m_record.setDeadbands("RBV", m_record.number("MDEL"), m_record.number("ADEL")); };
    m_record.add({
        numberField("VAL", 0, "Target, user", "@", std::move(puts.user)),
        kept(numberField("DVAL", 0, "Target, dial", "@", std::move(puts.dial)), std::move(puts.restoreDial)),
        longField("RVAL", 0, "Target, raw", std::move(puts.raw)),
        numberField("RLV", 0, "Relative move", "@", std::move(puts.relative)),
        numberField("LVAL", 0, "Target of the last motion, user", "@"),
        numberField("LDVL", 0, "Target of the last motion, dial", "@"),
        longField("LRVL", 0, "Target of the last motion, raw"),
        numberField("RBV", 0, "Readback, user", "@"),
        numberField("DRBV", 0, "Readback, dial", "@"),
        longField("RRBV", 0, "Readback, raw"),
        longField("RMP", 0, "Raw motor position"),
        longField("REP", 0, "Raw encoder position"),
        numberField("DIFF", 0, "Target minus readback, dial", "@"),
        longField("RDIF", 0, "Target minus readback, raw"),
        kept(numberField("MDEL", 0, "Monitor deadband of RBV", "@", m_record.store("MDEL", deadbands))),
        kept(numberField("ADEL", 0, "Archive deadband of RBV", "@", m_record.store("ADEL", deadbands))),
    });
}

void MotorPositions::setTarget(double dial)
{
    m_record.set("VAL", m_calibration.toUser(dial));
    m_record.set("DVAL", dial);
    postTarget();
}

void MotorPositions::postTarget()
{
    m_record.set("RVAL", m_calibration.toRaw(target()));
    m_record.set("RLV", 0);
    postDifference();
}

void MotorPositions::showUser(double user)
{
    m_record.set("VAL", user);
    m_record.set("LVAL", m_calibration.toUser(accepted()));
}

void MotorPositions::accept()
{
    m_record.set("LVAL", m_record.number("VAL"));
    m_record.set("LDVL", target());
    m_record.set("LRVL", m_record.number("RVAL"));
}

void MotorPositions::targetReadback()
{
    setTarget(readback());
    accept();
}

bool MotorPositions::isHere(double dial) const
{
    if (m_calibration.toRaw(dial) == m_calibration.toRaw(readback()))
        return true;
    return std::abs(dial - readback()) < m_record.number("SPDB");
}

void MotorPositions::post(double counted, double encoded)
{
    const double steps = m_calibration.toRaw(counted);
    const double counts = std::round(encoded / m_calibration.encoderStep());
    const bool encoder = m_calibration.usesEncoder();
    const double raw = encoder ? counts : steps;
    const double dial = raw * (encoder ? m_calibration.encoderStep() : m_calibration.step());
    m_record.set("RMP", steps);
    m_record.set("REP", counts);
    m_record.set("RBV", m_calibration.toUser(dial));
    m_record.set("RRBV", raw);
    m_record.set("DRBV", dial);
    postDifference();
}

void MotorPositions::postDifference()
{
    m_record.set("DIFF", target() - readback());
    m_record.set("RDIF", std::round(difference() / m_calibration.step()));
}

} // namespace simulator
