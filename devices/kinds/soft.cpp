#include "devices/kinds/soft.h"

#include "devices/channel/format.h"

namespace devices {

SoftPositioner::SoftPositioner(QString name, QString units, Range limits)
    : Device(std::move(name), QStringLiteral("soft positioner"))
    , m_units(std::move(units))
    , m_limits(limits)
{
}

std::vector<DataKey> SoftPositioner::describe() const
{
    DataKey key;
    key.name = name();
    key.source = QStringLiteral("soft://") + name();
    key.units = m_units;
    key.limits = m_limits;
    key.objectName = name();
    key.hinted = true;
    return {key};
}

Handle SoftPositioner::read(ReadDone done)
{
    done(std::vector<Reading>{{Value(m_position), now(), Severity::None, 0}});
    return {};
}

Result<void> SoftPositioner::check(double target) const
{
    ChannelInfo info;
    info.name = name();
    info.units = m_units;
    info.control = m_limits;
    return checkControlLimits(Value(target), info);
}

StatusPtr SoftPositioner::set(double target)
{
    if (const Result<void> allowed = check(target); !allowed)
        return Status::failed(allowed.error());
    m_position = target;
    return Status::done();
}

Handle SoftPositioner::locate(LocateDone done)
{
    done(Location{m_position, m_position});
    return {};
}

SoftDetector::SoftDetector(QString name, std::function<double()> measure, QString units)
    : Device(std::move(name), QStringLiteral("soft detector"))
    , m_measure(std::move(measure))
    , m_units(std::move(units))
{
}

std::vector<DataKey> SoftDetector::describe() const
{
    DataKey key;
    key.name = name();
    key.source = QStringLiteral("soft://") + name();
    key.units = m_units;
    key.objectName = name();
    key.hinted = true;
    return {key};
}

StatusPtr SoftDetector::trigger()
{
    m_reading = {Value(m_measure()), now(), Severity::None, 0};
    return Status::done();
}

Handle SoftDetector::read(ReadDone done)
{
    done(std::vector<Reading>{m_reading});
    return {};
}

} // namespace devices
