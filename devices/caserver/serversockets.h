#pragma once

#include "devices/caserver/filehandle.h"
#include "devices/channel/result.h"

#include <netinet/in.h>

#include <optional>
#include <vector>

namespace devices {

/// The sockets that a server listens on: one port for TCP connections and for UDP searches.
struct ServerSockets
{
    FileHandle tcp;
    FileHandle udp;
    FileHandle broadcast; ///< receives the interface's broadcasts; invalid when `udp` does
    quint16 port = 0;

    /// Port 0 lets the system choose. Io when the address is no IPv4 address of this machine or the port is taken.
    static Result<ServerSockets> open(const QString& interfaceAddress, quint16 port);
};

sockaddr_in socketAddress(in_addr_t address, quint16 port);
std::optional<in_addr_t> parseAddress(const QString& text);
bool isLoopback(in_addr_t address);
/// Where an interface's broadcasts go; of all interfaces for INADDR_ANY. The loopback's are sent to 127.0.0.1.
std::vector<in_addr_t> broadcastAddresses(in_addr_t interfaceAddress);
FileHandle openUdpSocket();

} // namespace devices
