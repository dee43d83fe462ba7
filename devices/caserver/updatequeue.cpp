#include "devices/caserver/updatequeue.h"

#include <algorithm>

namespace devices {

bool UpdateQueue::push(const ServerSubscriptionPtr& subscription, const Reading& reading)
{
    const std::size_t limit = m_held || isArray(reading.value) ? 1 : ScalarLimit;
    const bool added = subscription->push(reading, limit);
    if (added)
        m_order.push_back(subscription);
    return added;
}

bool UpdateQueue::next(Update& update)
{
    while (!m_held && !m_order.empty()) {
        update.subscription = std::move(m_order.front());
        m_order.pop_front();
        if (update.subscription->channel()) {
            update.reading = update.subscription->take();
            return true;
        }
        --m_cancelled;
    }
    return false;
}

void UpdateQueue::cancel(ServerSubscription& subscription)
{
    m_cancelled += subscription.waiting();
    subscription.cancel();
    if (m_cancelled > CompactAbove && m_cancelled > m_order.size() / 2) {
        std::erase_if(m_order, [](const ServerSubscriptionPtr& entry) { return !entry->channel(); });
        m_cancelled = 0;
    }
}

} // namespace devices
