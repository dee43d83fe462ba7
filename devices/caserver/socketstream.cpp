#include "devices/caserver/socketstream.h"

#include "devices/caserver/serverloop.h"

#include <sys/socket.h>

namespace devices {

SocketStream::SocketStream(ServerLoop& loop, FileHandle socket)
    : m_loop(loop)
    , m_socket(std::move(socket))
{
}

SocketStream::~SocketStream()
{
    m_loop.unwatch(m_socket.get());
}

void SocketStream::watch(quint32 events, Ready ready)
{
    m_loop.watch(m_socket.get(), events, std::move(ready));
}

void SocketStream::setInterest(quint32 events)
{
    m_loop.modify(m_socket.get(), events);
}

ssize_t SocketStream::receive(std::span<char> to)
{
    return ::recv(m_socket.get(), to.data(), to.size(), 0);
}

ssize_t SocketStream::send(std::span<const char> bytes)
{
    return ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

} // namespace devices
