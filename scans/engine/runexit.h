#pragma once

#include "devices/channel/result.h"
#include "scans/engine/msg.h"

#include <exception>
#include <vector>

namespace scans {

/// How a failure reads in a stop document.
/// `used` are the devices among which the culprit is looked for.
RunExit exitFor(const devices::Error& error, const std::vector<devices::DevicePtr>& used = {});
RunExit exitFor(const std::exception_ptr& failure, const std::vector<devices::DevicePtr>& used = {});
/// The same with its device named, if it does not know it yet.
RunExit withDevice(RunExit exit, const std::vector<devices::DevicePtr>& used);
/// It is a stop or abort on its way out of the plan, not a failure.
bool isRequest(const std::exception_ptr& failure);

} // namespace scans
