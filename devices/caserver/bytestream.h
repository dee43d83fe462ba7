#pragma once

#include <QtGlobal>

#include <sys/types.h>

#include <functional>
#include <span>

namespace devices {

/// Where the bytes of a circuit come from and go to. Nothing blocks.
class ByteStream
{
public:
    using Ready = std::function<void(quint32 events)>; ///< epoll's bits

    virtual ~ByteStream() = default;
    /// Calls `ready` as long as one of the events holds.
    virtual void watch(quint32 events, Ready ready) = 0;
    virtual void setInterest(quint32 events) = 0;
    /// Like recv() and send(): the number of bytes, 0 at the end, −1 with errno.
    virtual ssize_t receive(std::span<char> to) = 0;
    virtual ssize_t send(std::span<const char> bytes) = 0;
};

} // namespace devices
