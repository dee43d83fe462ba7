#include "devices/caserver/servercommands.h"
#include "devices/caserver/serversession.h"

#include <algorithm>
#include <array>

namespace devices {

namespace {

constexpr std::size_t maxFailureBytes = 16U << 10U;

// The zeros of a failed read are as many as were asked for, but not any number.
void sendReadFailure(ServerSession& session, const WireHeader& header, const WireLayout* layout, CaStatus status)
{
    const WireLayout& shape = layout ? *layout : *wireLayout(0);
    const bool modest = layout && layout->bytes(header.count) <= maxFailureBytes;
    const WireHeader reply = makeHeader(CaCommand::ReadNotify, header.type, 0, 0, header.p2);
    session.replies().sendFailure(reply, shape, modest ? header.count : 0, status);
}

CaStatus readable(const ServerChannelPtr& channel, const WireLayout* layout)
{
    if (!channel)
        return CaStatus::GetFailed;
    if (!layout)
        return CaStatus::NoConversion;
    if (layout->dbrClass == DbrClass::PutAck)
        return CaStatus::GetFailed;
    return channel->canRead() ? CaStatus::Normal : CaStatus::NoReadAccess;
}

// Only READ cuts a single string behind its NUL.
CaStatus sendOneString(ServerSession& session, const WireHeader& reply, const PvSnapshot& pv)
{
    std::array<char, WireStringBytes> text;
    const CaStatus status = encodeValue(*wireLayout(0), 1, pv, text.data());
    if (status != CaStatus::Normal)
        return status;
    const std::size_t bytes = padded(std::strlen(text.data()) + 1);
    WireHeader header = reply;
    header.payload = static_cast<quint32>(bytes);
    header.count = 1;
    session.replies().send(header, std::span(text).first(bytes));
    return status;
}

} // namespace

void handleReadNotify(ServerSession& session, const WireMessage& message)
{
    const WireHeader& header = message.header;
    const ServerChannelPtr channel = session.channel(header.p1);
    const WireLayout* layout = wireLayout(header.type);
    if (const CaStatus status = readable(channel, layout); status != CaStatus::Normal) {
        sendReadFailure(session, header, layout, status);
        return;
    }
    session.monitors().pump(); // updates that happened before come before
    session.replies().sendValue(
        makeHeader(CaCommand::ReadNotify, header.type, 0, 0, header.p2), *layout, header.count, channel->snapshot());
}

void handleRead(ServerSession& session, const WireMessage& message)
{
    const WireHeader& header = message.header;
    const ServerChannelPtr channel = session.channel(header.p1);
    if (!channel)
        return;
    const WireLayout* layout = wireLayout(header.type);
    CaStatus status = readable(channel, layout);
    if (status == CaStatus::Normal) {
        const WireHeader reply = makeHeader(CaCommand::Read, header.type, 0, channel->cid(), header.p2);
        status = layout->code == 0 && header.count == 1
            ? sendOneString(session, reply, channel->snapshot())
            : session.replies().sendValue(reply, *layout, header.count, channel->snapshot());
    }
    if (status != CaStatus::Normal)
        session.replies().sendError(message.rawHeader, channel->cid(), status, channel->pv()->name());
}

} // namespace devices
