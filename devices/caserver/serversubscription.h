#pragma once

#include "devices/caserver/filters/eventfilter.h"
#include "devices/caserver/wirelayout.h"
#include "devices/channel/reading.h"

#include <memory>
#include <vector>

namespace devices {

class ServerChannel;

/// One monitor of one client, with the updates that it could not be sent yet.
class ServerSubscription
{
public:
    struct Request
    {
        quint32 id = 0; ///< the client's
        const WireLayout* layout = nullptr;
        quint32 count = 0; ///< 0: as many as there are
        quint8 mask = 0;
    };

    ServerSubscription(ServerChannel& channel, const Request& request);

    const Request& request() const { return m_request; }
    /// Null once cancelled.
    ServerChannel* channel() const { return m_channel; }
    void cancel();
    /// Whether the channel's filters let the update through; they take note of it then.
    bool passes(const Reading& reading, quint8 events);

    std::size_t waiting() const { return m_waiting.size(); }
    /// False when it took the place of the newest one, because `limit` are waiting.
    bool push(const Reading& reading, std::size_t limit);
    /// The oldest; there must be one.
    Reading take();

private:
    ServerChannel* m_channel;
    const Request m_request;
    std::vector<std::unique_ptr<EventFilter>> m_filters;
    std::vector<Reading> m_waiting; // few; empty as long as the client keeps up
};

using ServerSubscriptionPtr = std::shared_ptr<ServerSubscription>;

} // namespace devices
