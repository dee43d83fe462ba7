#pragma once

#include "memoryconnection.h"

#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversession.h"

/// A Channel Access server with a few PVs and one client, without sockets, threads or time.
class ServerConversation
{
public:
    ServerConversation();
    ~ServerConversation();
    ServerConversation(const ServerConversation&) = delete;
    ServerConversation& operator=(const ServerConversation&) = delete;

    MemoryConnection& connection() { return m_connection; }
    const devices::PvDirectory& directory() const { return m_context.directory; }
    void feed(std::span<const char> bytes);
    /// Something happens on the server's side; what, depends on the step.
    void stir(std::size_t step);
    void end();
    /// The server has closed the circuit.
    bool over() const { return !m_session; }

    /// Adds what the server serves: "f:double", "f:long", "f:enum", "f:text", "f:path", "f:wave", "f:fixed", "f:slow".
    static void addPvs(
        const std::function<void(const devices::ServerPvPtr& pv)>& add, std::vector<devices::PutCompletion>& pending);

private:
    void removeAndReturn(std::size_t index);
    void finishTurn();

    devices::ServerContext m_context;
    std::vector<devices::ServerPvPtr> m_pvs;
    std::vector<devices::PutCompletion> m_pending; // of "f:slow"
    MemoryConnection m_connection;
    std::unique_ptr<devices::ServerSession> m_session;
};
