#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"

struct event_handler_args;

namespace devices {

/// What a request of type DBR_TIME_… has brought. `array`: the channel can hold more than one element, so that even a single
/// one stays an array. The arguments' data must be there (status ECA_NORMAL).
Reading decodeReading(const event_handler_args& args, bool array);

/// Fills units, precision, limits and labels from what a request of type DBR_CTRL_… has brought.
void decodeMetadata(const event_handler_args& args, ChannelInfo& info);

} // namespace devices
