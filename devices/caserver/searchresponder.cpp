#include "devices/caserver/searchresponder.h"

#include "devices/caserver/serverloop.h"

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace devices {

namespace {

constexpr std::size_t maxDatagram = 65536;
constexpr int datagramsPerTurn = 64;

} // namespace

SearchResponder::SearchResponder(ServerLoop& loop, const PvDirectory& directory, const ServerSockets& sockets)
    : m_loop(loop)
    , m_sockets(sockets)
    , m_answers(directory, sockets.port)
    , m_received(maxDatagram)
{
    for (const FileHandle* socket : {&m_sockets.udp, &m_sockets.broadcast}) {
        if (socket->valid())
            m_loop.watch(socket->get(), EPOLLIN, [this, fd = socket->get()](quint32) { receive(fd); });
    }
}

SearchResponder::~SearchResponder()
{
    for (const FileHandle* socket : {&m_sockets.udp, &m_sockets.broadcast}) {
        if (socket->valid())
            m_loop.unwatch(socket->get());
    }
}

void SearchResponder::receive(int fd)
{
    for (int i = 0; i < datagramsPerTurn; ++i) {
        sockaddr_in client{};
        socklen_t size = sizeof(client);
        const ssize_t bytes
            = ::recvfrom(fd, m_received.data(), m_received.size(), 0, reinterpret_cast<sockaddr*>(&client), &size);
        if (bytes < 0)
            return;
        if (client.sin_port == 0)
            continue;
        const auto datagram = std::span<const char>(m_received).first(static_cast<std::size_t>(bytes));
        m_answers.answer(datagram, [this, &client](std::span<const char> reply) {
            // A lost answer is asked for again.
            ::sendto(m_sockets.udp.get(), reply.data(), reply.size(), MSG_NOSIGNAL,
                reinterpret_cast<const sockaddr*>(&client), sizeof(client));
        });
    }
}

} // namespace devices
