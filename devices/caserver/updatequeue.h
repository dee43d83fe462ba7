#pragma once

#include "devices/caserver/serversubscription.h"

#include <deque>

namespace devices {

/// The updates that a client could not be sent yet, in the order in which they happened. Bounded: a subscription holds few,
/// arrays one; then the newest is replaced, so the last value always arrives.
class UpdateQueue
{
public:
    struct Update
    {
        ServerSubscriptionPtr subscription;
        Reading reading;
    };

    /// False when an older update was replaced.
    bool push(const ServerSubscriptionPtr& subscription, const Reading& reading);
    /// Nothing while held or empty.
    bool next(Update& update);
    /// The subscription's updates are dropped.
    void cancel(ServerSubscription& subscription);

    /// The client asked for silence (EVENTS_OFF).
    void setHeld(bool held) { m_held = held; }
    /// An update may go out at once, being the oldest.
    bool idle() const { return !m_held && m_order.empty(); }
    bool ready() const { return !m_held && m_order.size() > m_cancelled; }

private:
    static constexpr std::size_t ScalarLimit = 4;
    static constexpr std::size_t CompactAbove = 1024;

    // One entry per waiting update; those of cancelled subscriptions are passed over.
    std::deque<ServerSubscriptionPtr> m_order;
    std::size_t m_cancelled = 0;
    bool m_held = false;
};

} // namespace devices
