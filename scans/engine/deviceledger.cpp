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

template <typename T>
void remember(std::vector<std::pair<devices::DevicePtr, T>>& list, const devices::DevicePtr& device, T value)
{
    const auto known = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == device; });
    if (known == list.end())
        list.emplace_back(device, value);
    else
        known->second = value;
}

} // namespace

void DeviceLedger::use(const devices::DevicePtr& device)
{
    addOnce(m_used, device);
}

void DeviceLedger::move(const devices::DevicePtr& device, double target)
{
    addOnce(m_used, device);
    addOnce(m_moved, device);
    remember(m_targets, device, target);
}

void DeviceLedger::fly(const devices::DevicePtr& device)
{
    addOnce(m_used, device);
    addOnce(m_moved, device);
}

void DeviceLedger::setDwell(const devices::DevicePtr& device, std::chrono::duration<double> dwell)
{
    addOnce(m_used, device);
    remember(m_dwells, device, dwell);
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
