#pragma once

#include "devices/caserver/serverpv.h"
#include "devices/caserver/wire.h"

#include <array>
#include <deque>

namespace devices {

class ServerSession;

/// The puts of one channel. Plain puts are applied at once; a put with completion waits until the one before has completed,
/// without holding up the client's other requests.
class PutQueue : public std::enable_shared_from_this<PutQueue>
{
public:
    PutQueue(ServerSession& session, ServerPvPtr pv, quint32 cid);

    /// A failure is told by an ERROR message, success not at all.
    void put(const WireMessage& request, const Value& value);
    /// Replies when the put has completed.
    void putWithCompletion(const WireHeader& header, Value value, std::size_t bytes);
    void reply(const WireHeader& header, CaStatus status);
    /// No reply follows; what is under way goes on.
    void close();

private:
    /// The header of a request, kept until it is answered.
    struct RequestHeader
    {
        WireHeader header;
        std::array<char, ExtendedHeaderBytes> raw{};
        std::size_t rawBytes = 0;
    };
    struct Waiting
    {
        WireHeader header;
        Value value;
        std::size_t bytes = 0;
    };
    class Ticket;

    void startWaiting();
    void finish(const RequestHeader& request, const Result<void>& result);
    PutCompletion completion(RequestHeader request);

    ServerSession* m_session; // null once closed
    const ServerPvPtr m_pv;
    const quint32 m_cid;
    std::deque<Waiting> m_waiting;
    bool m_busy = false;
    bool m_starting = false;
};

} // namespace devices
