#pragma once

#include "devices/channel/result.h"
#include "scans/engine/msg.h"

#include <exception>

namespace scans {

/// How a failure reads in a stop document.
RunExit exitFor(const devices::Error& error);
RunExit exitFor(const std::exception_ptr& failure);
/// It is a stop or abort on its way out of the plan, not a failure.
bool isRequest(const std::exception_ptr& failure);

} // namespace scans
