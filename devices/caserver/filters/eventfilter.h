#pragma once

#include "devices/channel/reading.h"

#include <functional>
#include <memory>

namespace devices {

/// Decides which updates one subscription gets, and remembers what it needs for that.
class EventFilter
{
public:
    virtual ~EventFilter() = default;
    /// `events`: the bits of EventMask that the reading would be sent for. What passes is sent.
    virtual bool passes(const Reading& reading, quint8 events) = 0;
};

/// One for each subscription.
using EventFilterFactory = std::function<std::unique_ptr<EventFilter>()>;

} // namespace devices
