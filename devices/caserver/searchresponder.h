#pragma once

#include "devices/caserver/pvdirectory.h"
#include "devices/caserver/serversockets.h"
#include "devices/caserver/wire.h"

namespace devices {

class ServerLoop;

/// Answers name searches that come as datagrams. Unknown names and bytes that make no sense get no answer.
class SearchResponder
{
public:
    /// The sockets are the owner's and outlive the responder.
    SearchResponder(ServerLoop& loop, const PvDirectory& directory, const ServerSockets& sockets);
    ~SearchResponder();
    SearchResponder(const SearchResponder&) = delete;
    SearchResponder& operator=(const SearchResponder&) = delete;

private:
    struct Client
    {
        sockaddr_in address{};
        std::optional<quint32> sequence; ///< of the datagram
    };

    void receive(int fd);
    void answer(std::span<const char> datagram, Client client);
    void add(const Client& client, const WireHeader& request);
    void flush(const Client& client);

    ServerLoop& m_loop;
    const PvDirectory& m_directory;
    const ServerSockets& m_sockets;
    std::vector<char> m_received;
    std::vector<char> m_reply;
};

} // namespace devices
