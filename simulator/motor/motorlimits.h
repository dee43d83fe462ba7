#pragma once

#include "simulator/motor/motorcalibration.h"

namespace simulator {

/// How far a motor may go by its soft limits; dial limits 0, 0 are none.
/// Source:  motorRecord R7, fields HLM LLM DHLM DLLM RHLM RLLM LVIO HOPR LOPR.
class MotorLimits
{
public:
    MotorLimits(Record& record, const MotorCalibration& calibration, const Range& dial, std::function<void()> changed);

    Range dial() const { return {m_record.number("DLLM"), m_record.number("DHLM")}; }
    bool enabled() const;
    /// A motion between dial positions that passes `turn` on its way; coming back from beyond a limit is allowed.
    bool forbid(double from, double turn, double to) const;
    /// Less than a second of jogging is left before the limit.
    bool forbidJog(double user, bool forward) const;
    void setViolated(bool violated) { m_record.set("LVIO", violated); }

    /// All of them; once the record has all its fields.
    void show();
    /// The calibration is another: dial limits stay.
    void showUser();
    /// The step is another: raw limits stay.
    void rescale();

private:
    void putUserHigh(double limit);
    void putUserLow(double limit);
    void putDialHigh(double limit);
    void putDialLow(double limit);
    void showRaw();
    void showRange();

    Record& m_record;
    const MotorCalibration& m_calibration;
    const std::function<void()> m_changed;
};

} // namespace simulator
