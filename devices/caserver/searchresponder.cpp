#include "devices/caserver/searchresponder.h"

#include "devices/caserver/serverloop.h"

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace devices {

namespace {

constexpr std::size_t maxDatagram = 65536;
constexpr std::size_t maxReply = 1024;
constexpr std::size_t replyPayload = 8;
constexpr int datagramsPerTurn = 64;

} // namespace

SearchResponder::SearchResponder(ServerLoop& loop, const PvDirectory& directory, const ServerSockets& sockets)
    : m_loop(loop)
    , m_directory(directory)
    , m_sockets(sockets)
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
        Client client;
        socklen_t size = sizeof(client.address);
        const ssize_t bytes = ::recvfrom(
            fd, m_received.data(), m_received.size(), 0, reinterpret_cast<sockaddr*>(&client.address), &size);
        if (bytes < 0)
            return;
        if (client.address.sin_port != 0)
            answer(std::span<const char>(m_received).first(static_cast<std::size_t>(bytes)), client);
    }
}

void SearchResponder::answer(std::span<const char> datagram, Client client)
{
    while (datagram.size() >= HeaderBytes) {
        std::size_t headerBytes = 0;
        const auto header = decodeHeader(datagram, headerBytes);
        // Extended headers have no place in datagrams.
        if (!header || headerBytes != HeaderBytes || header->payload % 8 != 0
            || header->payload > datagram.size() - HeaderBytes)
            break;
        const std::span<const char> payload = datagram.subspan(HeaderBytes, header->payload);
        if (header->command == static_cast<quint16>(CaCommand::Version)) {
            if (header->type == 1)
                client.sequence = header->p1;
        } else if (header->command == static_cast<quint16>(CaCommand::Search) && header->count >= OldestMinorVersion) {
            if (m_directory.resolve(wireName(payload)).pv)
                add(client, *header);
        }
        datagram = datagram.subspan(HeaderBytes + header->payload);
    }
    flush(client);
}

void SearchResponder::add(const Client& client, const WireHeader& request)
{
    constexpr std::size_t bytes = HeaderBytes + replyPayload;
    if (m_reply.size() + bytes > maxReply)
        flush(client);
    if (m_reply.empty() && client.sequence && request.count >= SequencedSearchMinorVersion) {
        m_reply.resize(HeaderBytes);
        encodeHeader(makeHeader(CaCommand::Version, 1, CaMinorVersion, *client.sequence), m_reply.data());
    }
    m_reply.resize(m_reply.size() + bytes);
    char* const to = m_reply.data() + m_reply.size() - bytes;
    encodeHeader(makeHeader(CaCommand::Search, m_sockets.port, 0, AnyAddress, request.p2, replyPayload), to);
    std::memset(to + HeaderBytes, 0, replyPayload);
    storeBig<quint16>(to + HeaderBytes, CaMinorVersion);
}

void SearchResponder::flush(const Client& client)
{
    if (m_reply.empty())
        return;
    // A lost answer is asked for again.
    ::sendto(m_sockets.udp.get(), m_reply.data(), m_reply.size(), MSG_NOSIGNAL,
        reinterpret_cast<const sockaddr*>(&client.address), sizeof(client.address));
    m_reply.clear();
}

} // namespace devices
