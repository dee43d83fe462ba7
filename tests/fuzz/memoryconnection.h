#pragma once

#include "devices/caserver/bytestream.h"

#include <memory>
#include <vector>

/// A connection without a socket: what arrives is fed, what is sent is kept. It outlives the stream that it hands out.
class MemoryConnection
{
public:
    static constexpr std::size_t Unlimited = static_cast<std::size_t>(-1);

    /// The server's end; one.
    std::unique_ptr<devices::ByteStream> stream();

    /// How much the client takes from now on; less than all is a client that reads slowly or not at all.
    void setRoom(std::size_t bytes) { m_room = bytes; }
    /// The server may leave some for later.
    void feed(std::span<const char> bytes);
    /// The client has hung up.
    void end();
    /// Tells the server that it may send and receive.
    void poll();
    const std::vector<char>& sent() const { return m_sent; }

private:
    class Stream;

    ssize_t receive(std::span<char> to);
    ssize_t send(std::span<const char> bytes);

    std::vector<char> m_arrived;
    std::size_t m_read = 0;
    std::vector<char> m_sent;
    std::size_t m_room = Unlimited;
    bool m_ended = false;
    quint32 m_interest = 0;
    devices::ByteStream::Ready m_ready;
};
