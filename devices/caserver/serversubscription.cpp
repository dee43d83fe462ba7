#include "devices/caserver/serversubscription.h"

#include <utility>

namespace devices {

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
