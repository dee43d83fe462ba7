#pragma once

#include "devices/channel/channel.h"
#include "devices/kinds/device.h"

#include <vector>

namespace devices {

/// Reads all channels at the same time; `done` gets their readings in the same order, or the first error.
/// Thread:  the mailbox's. `done` is called before returning only when there is nothing to read.
Handle readAll(Mailbox& mailbox, const std::vector<ChannelPtr>& channels, ReadDone done);

} // namespace devices
