#include "devices/caserver/putqueue.h"

#include "devices/caserver/serverpvaccess.h"
#include "devices/caserver/serversession.h"

#include <QCoreApplication>

#include <algorithm>

namespace devices {

namespace {

CaStatus statusOf(const Result<void>& result)
{
    if (result)
        return CaStatus::Normal;
    const ErrorCode code = result.error().code;
    return code == ErrorCode::NoAccess || code == ErrorCode::ReadOnly ? CaStatus::NoWriteAccess : CaStatus::PutFailed;
}

} // namespace

/// The right to complete one put, once. Dropped unused it fails the put, so that no client waits for ever.
class PutQueue::Ticket
{
public:
    Ticket(std::weak_ptr<PutQueue> queue, RequestHeader request)
        : m_queue(std::move(queue))
        , m_request(request)
    {
    }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket()
    {
        complete(Error{ErrorCode::Cancelled, QCoreApplication::translate("devices", "the put was given up"), {}});
    }

    void complete(const Result<void>& result)
    {
        const auto queue = std::exchange(m_queue, {}).lock();
        if (queue)
            queue->finish(m_request, result);
    }

private:
    std::weak_ptr<PutQueue> m_queue;
    const RequestHeader m_request;
};

PutQueue::PutQueue(ServerSession& session, ServerPvPtr pv, quint32 cid)
    : m_session(&session)
    , m_pv(std::move(pv))
    , m_cid(cid)
{
}

PutCompletion PutQueue::completion(RequestHeader request)
{
    return [ticket = std::make_shared<Ticket>(weak_from_this(), request)](
               const Result<void>& result) { ticket->complete(result); };
}

void PutQueue::put(const WireMessage& request, const Value& value)
{
    RequestHeader kept{request.header, {}, request.rawHeader.size()};
    std::copy(request.rawHeader.begin(), request.rawHeader.end(), kept.raw.begin());
    ServerPvAccess::put(*m_pv, value, m_session->identity(), completion(kept));
}

void PutQueue::putWithCompletion(const WireHeader& header, Value value, std::size_t bytes)
{
    if (!m_session->puts().reserve(bytes)) {
        reply(header, CaStatus::OutOfMemory);
        return;
    }
    m_waiting.push_back({header, std::move(value), bytes});
    startWaiting();
}

void PutQueue::startWaiting()
{
    if (m_starting)
        return;
    m_starting = true;
    while (m_session && !m_busy && !m_waiting.empty()) {
        m_busy = true;
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_session->puts().release(next.bytes);
        ServerPvAccess::put(*m_pv, next.value, m_session->identity(), completion({next.header, {}, 0}));
    }
    m_starting = false;
}

void PutQueue::finish(const RequestHeader& request, const Result<void>& result)
{
    if (!m_session)
        return;
    const CaStatus status = statusOf(result);
    if (request.header.command != static_cast<quint16>(CaCommand::WriteNotify)) {
        if (!result)
            m_session->replies().sendError(
                std::span(request.raw).first(request.rawBytes), m_cid, status, result.error().message);
        return;
    }
    reply(request.header, status);
    m_busy = false;
    startWaiting();
}

void PutQueue::reply(const WireHeader& header, CaStatus status)
{
    m_session->monitors().pump(); // what the put changed comes before its completion
    m_session->replies().send(
        makeHeader(CaCommand::WriteNotify, header.type, header.count, static_cast<quint32>(status), header.p2));
}

void PutQueue::close()
{
    for (const Waiting& waiting : m_waiting)
        m_session->puts().release(waiting.bytes);
    m_waiting.clear();
    m_session = nullptr;
}

} // namespace devices
