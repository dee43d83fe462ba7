#include "devices/caserver/serversockets.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace devices {

namespace {

constexpr int portAttempts = 64;
constexpr int backlog = 512;

void setOption(const FileHandle& socket, int option)
{
    const int on = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, option, &on, sizeof(on));
}

bool bindTo(const FileHandle& socket, in_addr_t address, quint16 port)
{
    const sockaddr_in to = socketAddress(address, port);
    return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0;
}

quint16 boundPort(const FileHandle& socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof(address);
    if (::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return 0;
    return ntohs(address.sin_port);
}

// Both on one port, or errno.
bool tryPort(ServerSockets& sockets, in_addr_t address, quint16 port)
{
    sockets.tcp = FileHandle(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    sockets.udp = openUdpSocket();
    if (!sockets.tcp.valid() || !sockets.udp.valid())
        return false;
    setOption(sockets.tcp, SO_REUSEADDR);
    if (!bindTo(sockets.tcp, address, port) || ::listen(sockets.tcp.get(), backlog) != 0)
        return false;
    sockets.port = boundPort(sockets.tcp);
    return bindTo(sockets.udp, address, sockets.port);
}

// Broadcasts reach a socket that is bound to one address only through a second one.
void openBroadcast(ServerSockets& sockets, in_addr_t address)
{
    if (address == htonl(INADDR_ANY))
        return;
    const std::vector<in_addr_t> to
        = isLoopback(address) ? std::vector<in_addr_t>{htonl(0x7FFFFFFF)} : broadcastAddresses(address);
    if (to.empty())
        return;
    sockets.broadcast = openUdpSocket();
    if (sockets.broadcast.valid() && !bindTo(sockets.broadcast, to.front(), sockets.port))
        sockets.broadcast.reset();
}

} // namespace

sockaddr_in socketAddress(in_addr_t address, quint16 port)
{
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_port = htons(port);
    result.sin_addr.s_addr = address;
    return result;
}

std::optional<in_addr_t> parseAddress(const QString& text)
{
    in_addr address{};
    if (::inet_pton(AF_INET, text.toLatin1().constData(), &address) != 1)
        return std::nullopt;
    return address.s_addr;
}

bool isLoopback(in_addr_t address)
{
    return (ntohl(address) >> 24U) == IN_LOOPBACKNET;
}

std::vector<in_addr_t> broadcastAddresses(in_addr_t interfaceAddress)
{
    if (isLoopback(interfaceAddress))
        return {htonl(INADDR_LOOPBACK)};
    std::vector<in_addr_t> result;
    if (interfaceAddress == htonl(INADDR_ANY))
        result.push_back(htonl(INADDR_LOOPBACK));
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0)
        return result;
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, ::freeifaddrs);
    const auto addressOf = [](const sockaddr* address) {
        sockaddr_in inet{};
        std::memcpy(&inet, address, sizeof(inet));
        return inet.sin_addr.s_addr;
    };
    for (const ifaddrs* entry = list; entry; entry = entry->ifa_next) {
        const bool broadcasts = entry->ifa_addr && entry->ifa_addr->sa_family == AF_INET
            && (entry->ifa_flags & IFF_BROADCAST) != 0 && (entry->ifa_flags & IFF_UP) != 0 && entry->ifa_broadaddr;
        if (broadcasts && (interfaceAddress == htonl(INADDR_ANY) || addressOf(entry->ifa_addr) == interfaceAddress))
            result.push_back(addressOf(entry->ifa_broadaddr));
    }
    return result;
}

FileHandle openUdpSocket()
{
    FileHandle socket(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    setOption(socket, SO_REUSEADDR);
    return socket;
}

Result<ServerSockets> ServerSockets::open(const QString& interfaceAddress, quint16 port)
{
    const auto address = parseAddress(interfaceAddress);
    if (!address)
        return Error{ErrorCode::Io,
            QCoreApplication::translate("devices", "\"%1\" is no IPv4 address").arg(interfaceAddress),
            interfaceAddress};
    ServerSockets sockets;
    bool open = tryPort(sockets, *address, port);
    for (int attempt = 1; !open && port == 0 && attempt < portAttempts && errno == EADDRINUSE; ++attempt)
        open = tryPort(sockets, *address, 0);
    if (!open) {
        const QString reason = QString::fromLocal8Bit(std::strerror(errno));
        return Error{ErrorCode::Io,
            QCoreApplication::translate("devices", "cannot listen on %1, port %2: %3")
                .arg(interfaceAddress)
                .arg(port)
                .arg(reason),
            interfaceAddress};
    }
    openBroadcast(sockets, *address);
    return sockets;
}

} // namespace devices
