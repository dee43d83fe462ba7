#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"
#include "scans/engine/msgtypes.h"

#include <memory>
#include <vector>

namespace scans {

enum class Columns : quint8 {
    Read, ///< what devices deliver when they are read
    Collected, ///< what they took by themselves
};

EventDescriptor::Object describedObject(const devices::Device& device, const Readings& configuration);

/// A descriptor without uid, run and time. `configuration` has the readings of each device.
/// Errors:  BadValue when two columns have the same name.
devices::Result<std::shared_ptr<EventDescriptor>> describedStream(const QString& name,
    const std::vector<devices::DevicePtr>& devices, const std::vector<Readings>& configuration, Columns columns);

/// Leaves out the devices that did not answer, and those whose columns others have already; `kept` are the rest. Settings that
/// did not come are not told.
std::shared_ptr<EventDescriptor> describedBaseline(const std::vector<devices::DevicePtr>& devices,
    const std::vector<devices::Result<Readings>>& answers, const std::vector<devices::Result<Readings>>& settings,
    std::vector<devices::DevicePtr>& kept);

/// One column of text, for the stream "interruptions".
std::shared_ptr<EventDescriptor> describedInterruptions();

} // namespace scans
