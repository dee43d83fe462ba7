#include "devices/caserver/servercommands.h"
#include "devices/caserver/serversession.h"
#include "devices/caserver/valuedecoder.h"

namespace devices {

namespace {

CaStatus acknowledge(ServerPv& pv, const WireMessage& message)
{
    if (message.payload.size() < sizeof(quint16))
        return CaStatus::BadCount;
    const auto value = loadBig<quint16>(message.payload.data());
    if (message.header.type == PutAckTransientType)
        ServerPvAccess::acknowledgeTransients(pv, value != 0);
    else
        ServerPvAccess::acknowledgeSeverity(pv, value);
    return CaStatus::Normal;
}

/// What is to be put; without a value it is done, or refused, already.
DecodedValue decodePut(const ServerChannelPtr& channel, const WireMessage& message)
{
    if (!channel)
        return {CaStatus::PutFailed, std::nullopt};
    if (!channel->canWrite())
        return {CaStatus::NoWriteAccess, std::nullopt};
    const WireLayout* layout = wireLayout(message.header.type);
    if (layout && layout->dbrClass == DbrClass::PutAck)
        return {acknowledge(*channel->pv(), message), std::nullopt};
    return decodeValue(message.header.type, message.header.count, message.payload, channel->snapshot());
}

} // namespace

void handleWrite(ServerSession& session, const WireMessage& message)
{
    const ServerChannelPtr channel = session.channel(message.header.p1);
    if (!channel)
        return;
    const DecodedValue decoded = decodePut(channel, message);
    if (decoded.value)
        channel->puts().put(message, *decoded.value);
    else if (decoded.status != CaStatus::Normal)
        session.replies().sendError(message.rawHeader, channel->cid(), decoded.status, channel->pv()->name());
}

void handleWriteNotify(ServerSession& session, const WireMessage& message)
{
    const WireHeader header = message.header;
    const ServerChannelPtr channel = session.channel(header.p1);
    DecodedValue decoded = decodePut(channel, message);
    if (decoded.value) {
        channel->puts().putWithCompletion(header, std::move(*decoded.value), message.payload.size());
        return;
    }
    session.replies().send(
        makeHeader(CaCommand::WriteNotify, header.type, header.count, static_cast<quint32>(decoded.status), header.p2));
}

} // namespace devices
