#include "scans/engine/deviceledger.h"

#include <algorithm>

namespace scans {

namespace {

// A plan uses few devices; a search costs less than a set.
void addOnce(std::vector<devices::DevicePtr>& list, const devices::DevicePtr& device)
{
    if (std::find(list.begin(), list.end(), device) == list.end())
        list.push_back(device);
}

} // namespace

void DeviceLedger::use(const devices::DevicePtr& device)
{
    addOnce(m_used, device);
}

void DeviceLedger::move(const devices::DevicePtr& device)
{
    addOnce(m_used, device);
    addOnce(m_moved, device);
}

void DeviceLedger::stopMoved()
{
    const std::vector<devices::DevicePtr> moved = std::exchange(m_moved, {});
    for (const devices::DevicePtr& device : moved)
        device->stop();
}

void DeviceLedger::stage(const devices::DevicePtr& device)
{
    addOnce(m_used, device);
    addOnce(m_staged, device);
}

void DeviceLedger::unstage(const devices::DevicePtr& device)
{
    std::erase(m_staged, device);
}

} // namespace scans
