#pragma once

#include "devices/caserver/putbudget.h"
#include "devices/caserver/pvdirectory.h"
#include "devices/caserver/replywriter.h"
#include "devices/caserver/serverchannel.h"
#include "devices/caserver/servercircuit.h"
#include "devices/caserver/servermonitors.h"

namespace devices {

struct ServerContext;

/// One client: its circuit, its channels and its monitors. What its messages mean stands in servercommands.h.
class ServerSession : public CircuitUser
{
public:
    ServerSession(ServerContext& context, std::unique_ptr<ByteStream> stream, const QString& address);
    ~ServerSession() override;
    ServerSession(const ServerSession&) = delete;
    ServerSession& operator=(const ServerSession&) = delete;

    ServerContext& context() { return m_context; }
    ReplyWriter& replies() { return m_replies; }
    ServerMonitors& monitors() { return m_monitors; }
    PutBudget& puts() { return m_puts; }
    ClientIdentity& identity() { return m_identity; }
    /// 0…99; clients of a higher one are served first.
    quint16 priority() const { return m_priority; }
    void setPriority(quint16 priority) { m_priority = priority; }

    /// Null when the client has no such channel.
    ServerChannelPtr channel(quint32 sid) const;
    std::size_t channelCount() const { return m_channels.size(); }
    ServerChannelPtr addChannel(quint32 cid, ResolvedPv resolved);
    void removeChannel(quint32 sid);
    /// Tells the client that the PV is gone.
    void disconnectChannel(quint32 sid);
    /// The server's access rules have changed.
    void applyRules();

    void close() { m_circuit.close(); }
    bool closed() const { return m_circuit.closed(); }
    void endTurn();
    /// Closes the circuit of a client that has not read for too long, or never said a word.
    void closeIfStuck();

    std::size_t payloadLimit(const WireHeader& header) const override;
    void handleMessage(const WireMessage& message) override;
    void refuseLarge(const WireMessage& message) override;
    bool addUpdates() override;
    void needsEndTurn() override;

private:
    ServerContext& m_context;
    const std::chrono::steady_clock::time_point m_started;
    quint16 m_priority = 0;
    bool m_heard = false;
    bool m_touched = false;
    ServerCircuit m_circuit;
    ReplyWriter m_replies;
    ServerMonitors m_monitors;
    PutBudget m_puts;
    ClientIdentity m_identity;
    std::unordered_map<quint32, ServerChannelPtr> m_channels; // by SID
};

} // namespace devices
