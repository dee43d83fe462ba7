#include "devices/kinds/softdetector.h"

namespace devices {

SoftDetector::SoftDetector(QString name, std::function<double()> measure, QString units, SoftClock* clock)
    : SoftTriggered(std::move(name), QStringLiteral("soft detector"), clock)
    , m_measure(std::move(measure))
    , m_units(std::move(units))
{
}

std::vector<DataKey> SoftDetector::describe() const
{
    DataKey key = column({}, m_units);
    key.hinted = true;
    return {key};
}

void SoftDetector::measure(std::chrono::duration<double>)
{
    m_reading = {Value(m_measure()), now(), Severity::None, 0};
}

std::vector<Reading> SoftDetector::readings() const
{
    return {m_reading};
}

} // namespace devices
