#pragma once

#include "simulator/motor/motoraxis.h"
#include "simulator/records.h"

namespace simulator {

/// The gains of a motor's servo loop, 0…1, each of which takes one flaw away: PCOF the lag, ICOF the slip, DCOF the noise.
/// Source:  motorRecord R7, fields PCOF ICOF DCOF.
class MotorGains
{
public:
    MotorGains(Record& record, std::function<void()> changed);

    AxisFlaws tame(const AxisFlaws& flaws) const;

private:
    double left(const char* gain) const { return 1 - m_record.number(gain); }

    Record& m_record;
};

} // namespace simulator
