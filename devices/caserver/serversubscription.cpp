#include "devices/caserver/serversubscription.h"

#include "devices/caserver/serverchannel.h"

#include <algorithm>
#include <utility>

namespace devices {

ServerSubscription::ServerSubscription(ServerChannel& channel, const Request& request)
    : m_channel(&channel)
    , m_request(request)
{
    for (const EventFilterFactory& make : channel.modifiers().eventFilters)
        m_filters.push_back(make());
}

bool ServerSubscription::passes(const Reading& reading, quint8 events)
{
    return std::all_of(
        m_filters.begin(), m_filters.end(), [&](const auto& filter) { return filter->passes(reading, events); });
}

void ServerSubscription::cancel()
{
    m_channel = nullptr;
    m_waiting.clear();
}

bool ServerSubscription::push(const Reading& reading, std::size_t limit)
{
    if (m_waiting.size() >= limit) {
        m_waiting.back() = reading;
        return false;
    }
    m_waiting.push_back(reading);
    return true;
}

Reading ServerSubscription::take()
{
    Reading oldest = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    return oldest;
}

} // namespace devices
