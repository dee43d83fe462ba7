#pragma once

#include "devices/caserver/replywriter.h"
#include "devices/caserver/updatequeue.h"

#include <unordered_map>

namespace devices {

struct ServerContext;

/// The monitors of one client: who gets which update when. Updates are encoded straight into the circuit's output as long as
/// the client keeps up, and wait in the queue otherwise.
class ServerMonitors
{
public:
    ServerMonitors(ServerContext& context, ServerCircuit& circuit, ReplyWriter& replies);
    ~ServerMonitors();
    ServerMonitors(const ServerMonitors&) = delete;
    ServerMonitors& operator=(const ServerMonitors&) = delete;

    std::size_t size() const { return m_byId.size(); }
    /// Replaces a subscription with the same id. The first update is sent at once.
    void add(ServerChannel& channel, const ServerSubscription::Request& request);
    /// Null when there is none.
    ServerSubscriptionPtr find(quint32 id) const;
    void cancel(const ServerSubscriptionPtr& subscription);

    void publish(const ServerSubscriptionPtr& subscription);
    void setHeld(bool held) { m_queue.setHeld(held); }
    /// Sends what waits as far as the circuit takes it; true when more waits.
    bool pump();

private:
    void write(const ServerSubscription& subscription, const Reading& reading);

    ServerContext& m_context;
    ServerCircuit& m_circuit;
    ReplyWriter& m_replies;
    UpdateQueue m_queue;
    std::unordered_map<quint32, ServerSubscriptionPtr> m_byId;
};

} // namespace devices
