#pragma once

#include "devices/kinds/device.h"
#include "devices/kinds/devicecontext.h"
#include "devices/kinds/devicespec.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace devices {

/// The devices of a beamline, by name.
/// Thread:  like the devices: one. Names are in the order in which they were added.
class DeviceSet
{
public:
    DeviceSet() = default;

    /// Makes what can be made; what cannot is left out and said in `problems`. Parts stand before what is made of them.
    static DeviceSet make(
        const std::vector<DeviceSpec>& specs, const DeviceContext& context, std::vector<Error>& problems);

    /// Refused if the name is taken.
    Result<void> add(DevicePtr device);
    /// BadValue for an unknown name, with those that may have been meant.
    Result<DevicePtr> find(const QString& name) const;
    const std::vector<DevicePtr>& all() const { return m_devices; }
    std::vector<DevicePtr> movables() const;
    QStringList names() const;

    /// Done when all are; fails with the first error after the last device has answered, the others stay usable.
    StatusPtr connect(std::chrono::milliseconds timeout);
    /// PVs that are not connected now, of all devices.
    QStringList missing() const;

private:
    std::vector<DevicePtr> m_devices;
    std::map<QString, DevicePtr> m_byName;
};

} // namespace devices
