#include "devices/kinds/deviceset.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/nearmisses.h"
#include "devices/kinds/texts.h"

#include <algorithm>

namespace devices {

DeviceSet DeviceSet::make(
    const std::vector<DeviceSpec>& specs, const DeviceContext& context, std::vector<Error>& problems)
{
    DeviceSet set;
    for (const DeviceSpec& spec : specs) {
        Result<DevicePtr> made = makeDevice(spec, context, [&set](const QString& name) { return set.find(name); });
        const Result<void> added = made ? set.add(std::move(made).value()) : Result<void>(made.error());
        if (!added)
            problems.push_back(added.error());
    }
    return set;
}

Result<void> DeviceSet::add(DevicePtr device)
{
    const QString name = device->name();
    if (m_byName.count(name) > 0)
        return Error{ErrorCode::Refused, Texts::tr("There is already a device called %1").arg(name), name};
    m_byName.emplace(name, device);
    m_devices.push_back(std::move(device));
    return {};
}

Result<DevicePtr> DeviceSet::find(const QString& name) const
{
    if (const auto found = m_byName.find(name); found != m_byName.cend())
        return found->second;
    const QString text = Texts::tr("There is no device called \"%1\"%2").arg(name, didYouMean(name, names()));
    return Error{ErrorCode::BadValue, text, name};
}

std::vector<DevicePtr> DeviceSet::movables() const
{
    std::vector<DevicePtr> found;
    std::copy_if(m_devices.cbegin(), m_devices.cend(), std::back_inserter(found),
        [](const DevicePtr& device) { return device->movable(); });
    return found;
}

QStringList DeviceSet::names() const
{
    QStringList list;
    for (const DevicePtr& device : m_devices)
        list << device->name();
    return list;
}

StatusPtr DeviceSet::connect(std::chrono::milliseconds timeout)
{
    struct Tally
    {
        std::size_t left;
        Result<void> outcome;
    };
    const StatusPtr status = Status::pending(Texts::tr("the devices to connect"));
    const auto tally = std::make_shared<Tally>(Tally{m_devices.size(), {}});
    if (m_devices.empty())
        status->finish({});
    for (const DevicePtr& device : m_devices) {
        device->connect(timeout)->whenDone([status, tally](const Result<void>& result) {
            if (!result && tally->outcome)
                tally->outcome = result;
            if (--tally->left == 0)
                status->finish(tally->outcome);
        });
    }
    return status;
}

QStringList DeviceSet::missing() const
{
    QStringList pvs;
    for (const DevicePtr& device : m_devices)
        pvs << device->missing();
    return pvs;
}

} // namespace devices
