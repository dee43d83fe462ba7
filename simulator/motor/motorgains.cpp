#include "simulator/motor/motorgains.h"

#include <algorithm>

namespace simulator {

MotorGains::MotorGains(Record& record, std::function<void()> changed)
    : m_record(record)
{
    const auto gain = [this, changed = std::move(changed)](const char* field, const char* about) {
        return kept(numberField(field, 0, about, "", onNumber([this, field, changed](double value) {
            m_record.set(field, std::clamp(value, 0.0, 1.0));
            changed();
        })));
    };
    m_record.add({gain("PCOF", "Proportional gain"), gain("ICOF", "Integral gain"), gain("DCOF", "Derivative gain")});
}

AxisFlaws MotorGains::tame(const AxisFlaws& flaws) const
{
    return {flaws.lag * left("PCOF"), flaws.slip * left("ICOF"), flaws.noise * left("DCOF")};
}

} // namespace simulator
