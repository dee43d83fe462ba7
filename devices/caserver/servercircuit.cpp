#include "devices/caserver/servercircuit.h"

#include <sys/epoll.h>

#include <cerrno>

namespace devices {

namespace {

// One client gives way to the others after so many bytes of requests.
constexpr std::size_t bytesPerTurn = 1U << 20U;
constexpr int lastReceives = 64;

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

ServerCircuit::ServerCircuit(std::unique_ptr<ByteStream> stream, CircuitUser& user)
    : m_stream(std::move(stream))
    , m_user(user)
    , m_reader([&user](const WireHeader& header) { return user.payloadLimit(header); })
    , m_interest(EPOLLIN)
    , m_lastProgress(std::chrono::steady_clock::now())
{
    m_stream->watch(m_interest, [this](quint32 events) { handleEvents(events); });
}

char* ServerCircuit::append(std::size_t bytes)
{
    if (m_output.size() == 0)
        m_lastProgress = std::chrono::steady_clock::now();
    m_user.needsEndTurn();
    return m_output.append(bytes);
}

void ServerCircuit::send()
{
    while (!m_closed && m_output.size() > 0) {
        const ssize_t sent = m_stream->send({m_output.data(), m_output.size()});
        if (sent < 0) {
            if (!wouldBlock(errno))
                close();
            return;
        }
        m_output.consume(static_cast<std::size_t>(sent));
        m_lastProgress = std::chrono::steady_clock::now();
    }
}

void ServerCircuit::endTurn()
{
    send();
    m_updatesWait = takesUpdates() ? m_user.addUpdates() : m_updatesWait;
    send();
    updateInterest();
}

void ServerCircuit::close()
{
    m_closed = true;
    m_user.needsEndTurn();
}

std::chrono::steady_clock::duration ServerCircuit::stuckFor() const
{
    if (m_output.size() < RequestLimit)
        return {};
    return std::chrono::steady_clock::now() - m_lastProgress;
}

void ServerCircuit::handleEvents(quint32 events)
{
    if (m_closed)
        return;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        receiveLast();
        return;
    }
    if ((events & EPOLLOUT) != 0) {
        send();
        if (m_inputWaits)
            handleInput();
    }
    if ((events & EPOLLIN) != 0)
        receive();
    m_user.needsEndTurn();
}

void ServerCircuit::receive()
{
    std::size_t total = 0;
    while (!m_closed && !m_inputWaits && total < bytesPerTurn) {
        const std::span<char> room = m_reader.room();
        const ssize_t bytes = m_stream->receive(room);
        if (bytes == 0 || (bytes < 0 && !wouldBlock(errno)))
            close();
        if (bytes <= 0)
            return;
        m_reader.received(static_cast<std::size_t>(bytes));
        total += static_cast<std::size_t>(bytes);
        handleInput();
        if (static_cast<std::size_t>(bytes) < room.size())
            return;
    }
}

// A client that writes and is gone at once has written all the same.
void ServerCircuit::receiveLast()
{
    for (int i = 0; i < lastReceives && !m_closed && !m_inputWaits; ++i)
        receive();
    close();
}

void ServerCircuit::handleInput()
{
    WireMessage message;
    while (!m_closed) {
        m_inputWaits = m_output.size() >= RequestLimit;
        if (m_inputWaits)
            return;
        switch (m_reader.next(message)) {
        case MessageReader::Step::NeedMore:
            return;
        case MessageReader::Step::Message:
            m_user.handleMessage(message);
            break;
        case MessageReader::Step::TooLarge:
            m_user.refuseLarge(message);
            break;
        case MessageReader::Step::Broken:
            close();
            break;
        }
    }
}

void ServerCircuit::updateInterest()
{
    if (m_closed)
        return;
    // What waits goes on in the next turn that finds the socket writable: so all clients get theirs.
    const bool more = m_output.size() > 0 || m_inputWaits || m_updatesWait;
    const quint32 wanted = (m_inputWaits ? 0U : quint32{EPOLLIN}) | (more ? quint32{EPOLLOUT} : 0U);
    if (wanted == m_interest)
        return;
    m_interest = wanted;
    m_stream->setInterest(wanted);
}

} // namespace devices
