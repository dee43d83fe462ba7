#pragma once

#include "devices/caserver/bytestream.h"
#include "devices/caserver/filehandle.h"

namespace devices {

class ServerLoop;

/// A connected TCP socket, watched by the server's loop.
class SocketStream : public ByteStream
{
public:
    SocketStream(ServerLoop& loop, FileHandle socket);
    ~SocketStream() override;
    SocketStream(const SocketStream&) = delete;
    SocketStream& operator=(const SocketStream&) = delete;

    void watch(quint32 events, Ready ready) override;
    void setInterest(quint32 events) override;
    ssize_t receive(std::span<char> to) override;
    ssize_t send(std::span<const char> bytes) override;

private:
    ServerLoop& m_loop;
    const FileHandle m_socket;
};

} // namespace devices
