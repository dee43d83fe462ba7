#pragma once

#include "devices/channel/channel.h"

namespace devices {

// For programs and tests that have nothing else to do: each blocks the calling thread, with a mailbox of its own, until the
// answer or the time-out. Not for the GUI or the engine. Errors as of Channel.

Result<Reading> getBlocking(Channel& channel, std::chrono::milliseconds timeout = DefaultTimeout);
Result<void> putBlocking(Channel& channel, Value value, PutMode mode = PutMode::Complete,
    std::chrono::milliseconds timeout = DefaultTimeout, const QString& who = {});
/// Waits until the channel is connected; Disconnected, with the channel's name, if it is not in time.
Result<ChannelInfoPtr> connectBlocking(Channel& channel, std::chrono::milliseconds timeout = DefaultTimeout);

} // namespace devices
