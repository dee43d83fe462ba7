#include "rawcaclient.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace {

constexpr qsizetype headerBytes = 16;
constexpr qsizetype extendedHeaderBytes = 24;

QByteArray paddedTo8(QByteArray bytes)
{
    bytes.append((8 - bytes.size() % 8) % 8, '\0');
    return bytes;
}

} // namespace

RawCaClient::RawCaClient(quint16 port, Greeting greeting)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        ::close(m_socket);
        m_socket = -1;
        return;
    }
    if (greeting == Greeting::None)
        return;
    send({0, 0, 13, 0, 0, {}});
    send({20, 0, 0, 0, 0, "tester"});
    send({21, 0, 0, 0, 0, "bench"});
    next(0, 0); // the server's version
}

RawCaClient::~RawCaClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void RawCaClient::sendBytes(const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t sent
            = ::send(m_socket, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        done += sent;
    }
}

QByteArray RawCaClient::encode(const RawMessage& message, HeaderForm form)
{
    const QByteArray payload = paddedTo8(message.payload);
    const bool extended = form == HeaderForm::Extended || payload.size() >= 0xFFFF || message.count >= 0xFFFF;
    QByteArray bytes = bigEndian<quint16>(message.command);
    bytes += bigEndian<quint16>(extended ? quint16{0xFFFF} : static_cast<quint16>(payload.size()));
    bytes += bigEndian<quint16>(message.type);
    bytes += bigEndian<quint16>(extended ? quint16{0} : static_cast<quint16>(message.count));
    bytes += bigEndian<quint32>(message.p1) + bigEndian<quint32>(message.p2);
    if (extended)
        bytes += bigEndian<quint32>(static_cast<quint32>(payload.size())) + bigEndian<quint32>(message.count);
    return bytes + payload;
}

std::optional<RawMessage> RawCaClient::decode(QByteArray& bytes)
{
    if (bytes.size() < headerBytes)
        return std::nullopt;
    RawMessage message{fromBig<quint16>(bytes, 0), fromBig<quint16>(bytes, 4), fromBig<quint16>(bytes, 6),
        fromBig<quint32>(bytes, 8), fromBig<quint32>(bytes, 12), {}, false};
    qsizetype payload = fromBig<quint16>(bytes, 2);
    message.extended = payload == 0xFFFF && message.count == 0;
    if (message.extended) {
        if (bytes.size() < extendedHeaderBytes)
            return std::nullopt;
        payload = fromBig<quint32>(bytes, 16);
        message.count = fromBig<quint32>(bytes, 20);
    }
    const qsizetype header = message.extended ? extendedHeaderBytes : headerBytes;
    if (bytes.size() < header + payload)
        return std::nullopt;
    message.payload = bytes.mid(header, payload);
    bytes.remove(0, header + payload);
    return message;
}

void RawCaClient::send(const RawMessage& message, HeaderForm form)
{
    sendBytes(encode(message, form));
}

bool RawCaClient::receive(int timeoutMs)
{
    pollfd poll{m_socket, POLLIN, 0};
    if (m_closed || ::poll(&poll, 1, timeoutMs) <= 0)
        return false;
    std::array<char, 65536> chunk;
    const ssize_t bytes = ::recv(m_socket, chunk.data(), chunk.size(), 0);
    m_closed = bytes <= 0;
    if (bytes > 0)
        m_received.append(chunk.data(), bytes);
    return bytes > 0;
}

std::optional<RawMessage> RawCaClient::next(int timeoutMs)
{
    for (;;) {
        if (auto message = decode(m_received))
            return message;
        if (!receive(timeoutMs))
            return std::nullopt;
    }
}

std::optional<RawMessage> RawCaClient::next(quint16 command, quint32 p2)
{
    for (;;) {
        auto message = next();
        if (!message || (message->command == command && message->p2 == p2))
            return message;
    }
}

bool RawCaClient::closedByServer()
{
    while (receive(30000)) { }
    return m_closed;
}

bool RawCaClient::silent()
{
    const quint32 id = ++m_lastId;
    send({23, 0, 0, 0, id, {}});
    const auto message = next();
    return message && message->command == 23 && message->p2 == id;
}

RawCaClient::Channel RawCaClient::create(const QByteArray& name)
{
    Channel channel;
    channel.cid = ++m_lastId;
    send({18, 0, 0, channel.cid, 13, name + '\0'});
    auto rights = next();
    while (rights && rights->command == 1) // of earlier subscriptions
        rights = next();
    if (!rights || rights->command != 22)
        return channel;
    channel.rights = rights->p2;
    const auto reply = next();
    if (!reply || reply->command != 18 || reply->p1 != channel.cid)
        return channel;
    channel.sid = reply->p2;
    channel.type = reply->type;
    channel.count = reply->count;
    channel.created = true;
    return channel;
}

RawMessage RawCaClient::read(const Channel& channel, quint16 type, quint32 count)
{
    const quint32 id = ++m_lastId;
    send({15, type, count, channel.sid, id, {}});
    return next(15, id).value_or(RawMessage{});
}

quint32 RawCaClient::write(const Channel& channel, quint16 type, quint32 count, const QByteArray& payload)
{
    const quint32 id = ++m_lastId;
    send({19, type, count, channel.sid, id, payload});
    return next(19, id).value_or(RawMessage{}).p1;
}

void RawCaClient::subscribe(const Channel& channel, quint16 type, quint32 count, quint32 id, quint16 mask)
{
    send({1, type, count, channel.sid, id, QByteArray(12, '\0') + bigEndian(mask) + QByteArray(2, '\0')});
}
