#include "memoryconnection.h"

#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>

class MemoryConnection::Stream : public devices::ByteStream
{
public:
    explicit Stream(MemoryConnection& connection)
        : m_connection(connection)
    {
    }
    ~Stream() override { m_connection.m_ready = {}; }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void watch(quint32 events, Ready ready) override
    {
        m_connection.m_interest = events;
        m_connection.m_ready = std::move(ready);
    }
    void setInterest(quint32 events) override { m_connection.m_interest = events; }
    ssize_t receive(std::span<char> to) override { return m_connection.receive(to); }
    ssize_t send(std::span<const char> bytes) override { return m_connection.send(bytes); }

private:
    MemoryConnection& m_connection;
};

std::unique_ptr<devices::ByteStream> MemoryConnection::stream()
{
    return std::make_unique<Stream>(*this);
}

void MemoryConnection::feed(std::span<const char> bytes)
{
    m_arrived.insert(m_arrived.end(), bytes.begin(), bytes.end());
    poll();
}

void MemoryConnection::end()
{
    m_ended = true;
    if (m_ready)
        m_ready(EPOLLIN | EPOLLHUP);
}

void MemoryConnection::poll()
{
    const quint32 ready = (m_read < m_arrived.size() ? quint32{EPOLLIN} : 0U) | (m_room > 0 ? quint32{EPOLLOUT} : 0U);
    if (m_ready && (ready & m_interest) != 0)
        m_ready(ready & m_interest);
}

ssize_t MemoryConnection::receive(std::span<char> to)
{
    const std::size_t bytes = std::min(to.size(), m_arrived.size() - m_read);
    if (bytes == 0) {
        errno = EAGAIN;
        return m_ended ? 0 : -1;
    }
    std::copy_n(m_arrived.begin() + static_cast<std::ptrdiff_t>(m_read), bytes, to.begin());
    m_read += bytes;
    return static_cast<ssize_t>(bytes);
}

ssize_t MemoryConnection::send(std::span<const char> bytes)
{
    const std::size_t taken = std::min(bytes.size(), m_room);
    if (taken == 0) {
        errno = EAGAIN;
        return -1;
    }
    if (m_room != Unlimited)
        m_room -= taken;
    m_sent.insert(m_sent.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    return static_cast<ssize_t>(taken);
}
