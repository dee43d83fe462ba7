#pragma once

#include "devices/caserver/wire.h"

namespace devices {

class ServerSession;

/// What a server does with one kind of request.
struct ServerCommand
{
    void (*handle)(ServerSession& session, const WireMessage& message) = nullptr;
    std::size_t maxPayload = 0; ///< bytes; larger requests are refused
    bool carriesValue = false; ///< for a channel's PV, which limits it too
};

/// Null for commands that no client may send.
const ServerCommand* serverCommand(quint16 code);

// The handlers, by file: circuitcommands, channelcommands, readcommands, writecommands, monitorcommands.
void handleVersion(ServerSession& session, const WireMessage& message);
void handleClientName(ServerSession& session, const WireMessage& message);
void handleHostName(ServerSession& session, const WireMessage& message);
void handleEcho(ServerSession& session, const WireMessage& message);
void handleSearch(ServerSession& session, const WireMessage& message);
void handleCreateChannel(ServerSession& session, const WireMessage& message);
void handleClearChannel(ServerSession& session, const WireMessage& message);
void handleRead(ServerSession& session, const WireMessage& message);
void handleReadNotify(ServerSession& session, const WireMessage& message);
void handleWrite(ServerSession& session, const WireMessage& message);
void handleWriteNotify(ServerSession& session, const WireMessage& message);
void handleEventAdd(ServerSession& session, const WireMessage& message);
void handleEventCancel(ServerSession& session, const WireMessage& message);
void handleEventsOff(ServerSession& session, const WireMessage& message);
void handleEventsOn(ServerSession& session, const WireMessage& message);

} // namespace devices
