#pragma once

#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversession.h"

namespace devices {

/// Accepts the clients of a server and keeps them until they are gone.
class ClientListener
{
public:
    /// The listening socket is the owner's and outlives the listener.
    ClientListener(ServerContext& context, const FileHandle& socket);
    ~ClientListener();
    ClientListener(const ClientListener&) = delete;
    ClientListener& operator=(const ClientListener&) = delete;

    /// Sends what was written in this turn and forgets the clients that are gone.
    void endTurn();
    /// The server's access rules have changed.
    void applyRules();

private:
    void listen();
    void accept();
    void rest();
    void closeStuck();

    ServerContext& m_context;
    const FileHandle& m_socket;
    std::unordered_map<ServerSession*, std::unique_ptr<ServerSession>> m_sessions;
    Handle m_restTimer;
    Handle m_stuckTimer;
};

} // namespace devices
