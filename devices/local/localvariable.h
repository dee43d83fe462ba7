#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"
#include "devices/channel/result.h"

#include <functional>
#include <mutex>
#include <vector>

namespace devices {

/// The value behind loc://name: typed once, kept as long as its provider or a channel, told to its listeners at each write.
/// Thread: any. Listeners are called under the variable's mutex, one at a time.
class LocalVariable
{
public:
    using Listener = std::function<void(const Reading&)>;

    LocalVariable(ChannelInfo info, Value initial);

    const ChannelInfoPtr& info() const { return m_info; }
    Reading reading() const;
    /// Converts the value to the variable's type; BadValue when it cannot be.
    Result<void> write(const Value& value);

    /// Calls `listener` at once and after each write, until it is removed by the same key.
    void listen(const void* key, Listener listener);
    void unlisten(const void* key);

private:
    const ChannelInfoPtr m_info;
    mutable std::mutex m_mutex;
    Reading m_reading;
    std::vector<std::pair<const void*, Listener>> m_listeners;
};

} // namespace devices
