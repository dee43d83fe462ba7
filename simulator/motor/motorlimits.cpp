#include "simulator/motor/motorlimits.h"

#include <cmath>

namespace simulator {

MotorLimits::MotorLimits(
    Record& record, const MotorCalibration& calibration, const Range& dial, std::function<void()> changed)
    : m_record(record)
    , m_calibration(calibration)
    , m_changed(std::move(changed))
{
    const auto range = [this] { showRange(); };
    m_record.add({
        kept(numberField("DHLM", dial.high, "High limit, dial", "@", onNumber(this, &MotorLimits::putDialHigh))),
        kept(numberField("DLLM", dial.low, "Low limit, dial", "@", onNumber(this, &MotorLimits::putDialLow))),
        numberField("HLM", dial.high, "High limit, user", "@", onNumber(this, &MotorLimits::putUserHigh)),
        numberField("LLM", dial.low, "Low limit, user", "@", onNumber(this, &MotorLimits::putUserLow)),
        numberField("RHLM", 0, "High limit, raw", "steps"),
        numberField("RLLM", 0, "Low limit, raw", "steps"),
        integerField("LVIO", 0, "Soft limit violated"),
        kept(numberField("HOPR", dial.high, "High end of displays", "@", m_record.store("HOPR", range))),
        kept(numberField("LOPR", dial.low, "Low end of displays", "@", m_record.store("LOPR", range))),
    });
}

void MotorLimits::show()
{
    showRaw();
    showUser();
    showRange();
}

bool MotorLimits::enabled() const
{
    const Range limits = dial();
    return limits.low != 0 || limits.high != 0;
}

bool MotorLimits::forbid(double from, double turn, double to) const
{
    if (!enabled())
        return false;
    const Range limits = dial();
    if (limits.low > limits.high)
        return true;
    const double rounding = m_calibration.stepSize() * 1e-6;
    const bool comesBack = (to > limits.high && to < from) || (to < limits.low && to > from);
    const auto outside
        = [&limits, rounding](double place) { return place > limits.high + rounding || place < limits.low - rounding; };
    return !comesBack && (outside(turn) || outside(to));
}

bool MotorLimits::forbidJog(double user, bool forward) const
{
    if (!enabled())
        return false;
    const Range limits{m_record.number("LLM"), m_record.number("HLM")};
    const double speed = m_record.number("JVEL");
    return limits.low > limits.high || (forward ? user > limits.high - speed : user < limits.low + speed);
}

void MotorLimits::putUserHigh(double limit)
{
    m_record.set(m_calibration.direction() > 0 ? "DHLM" : "DLLM", m_calibration.toDial(limit));
    showRaw();
    showUser();
}

void MotorLimits::putUserLow(double limit)
{
    m_record.set(m_calibration.direction() > 0 ? "DLLM" : "DHLM", m_calibration.toDial(limit));
    showRaw();
    showUser();
}

void MotorLimits::putDialHigh(double limit)
{
    m_record.set("DHLM", limit);
    showRaw();
    showUser();
}

void MotorLimits::putDialLow(double limit)
{
    m_record.set("DLLM", limit);
    showRaw();
    showUser();
}

void MotorLimits::showRaw()
{
    const Range limits = dial();
    const double step = m_calibration.step();
    const bool reversed = step < 0;
    m_record.set("RHLM", (reversed ? limits.low : limits.high) / step);
    m_record.set("RLLM", (reversed ? limits.high : limits.low) / step);
}

void MotorLimits::rescale()
{
    const double step = m_calibration.step();
    const bool reversed = step < 0;
    m_record.set("DHLM", m_record.number(reversed ? "RLLM" : "RHLM") * step);
    m_record.set("DLLM", m_record.number(reversed ? "RHLM" : "RLLM") * step);
    showUser();
}

void MotorLimits::showUser()
{
    const Range limits = dial();
    Range user{m_calibration.toUser(limits.low), m_calibration.toUser(limits.high)};
    if (m_calibration.direction() < 0)
        std::swap(user.low, user.high);
    m_record.set("HLM", user.high);
    m_record.set("LLM", user.low);
    const Range raw{m_record.number("RLLM"), m_record.number("RHLM")};
    for (const char* field : {"VAL", "RBV"})
        m_record.setLimits(field, user, user);
    for (const char* field : {"DVAL", "DRBV"})
        m_record.setLimits(field, limits, limits);
    for (const char* field : {"RVAL", "RRBV"})
        m_record.setLimits(field, raw, raw);
    m_changed();
}

void MotorLimits::showRange()
{
    const Range range{m_record.number("LOPR"), m_record.number("HOPR")};
    for (const char* field : {"HLM", "LLM", "DHLM", "DLLM", "RLV", "TWV", "OFF"})
        m_record.setLimits(field, {}, range);
}

} // namespace simulator
