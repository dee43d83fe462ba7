#pragma once

#include "devices/channel/channel.h"
#include "devices/kinds/device.h"

#include <vector>

namespace devices {

/// Calls `changed` with the latest readings of all channels, in their order, for every update of one of them, once all have a
/// value. Nothing is called while one of them is disconnected.
/// Thread:  the mailbox's.
Handle monitorAll(Mailbox& mailbox, const std::vector<ChannelPtr>& channels, ReadingsChanged changed);

} // namespace devices
