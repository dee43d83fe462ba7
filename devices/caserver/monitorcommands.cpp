#include "devices/caserver/servercommands.h"
#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversession.h"

namespace devices {

namespace {

constexpr std::size_t maskOffset = 12;
constexpr std::size_t requestBytes = 16;
constexpr std::size_t maxPerChannel = 1000;

CaStatus acceptable(ServerSession& session, const ServerChannel& channel, const WireMessage& message)
{
    const WireHeader& header = message.header;
    const WireLayout* layout = wireLayout(header.type);
    if (!layout || layout->dbrClass == DbrClass::PutAck)
        return CaStatus::NoConversion;
    if (message.payload.size() < requestBytes)
        return CaStatus::PutFailed;
    const auto mask = loadBig<quint16>(message.payload.data() + maskOffset);
    if (mask == 0 || mask > 0xFF)
        return CaStatus::PutFailed;
    if (channel.subscriptionCount() >= maxPerChannel
        || session.monitors().size() >= 2 * session.context().options.maxChannelsPerClient)
        return CaStatus::OutOfMemory;
    return session.replies().checkSize(*layout, header.count, channel.snapshot());
}

} // namespace

void handleEventAdd(ServerSession& session, const WireMessage& message)
{
    const WireHeader& header = message.header;
    const ServerChannelPtr channel = session.channel(header.p1);
    if (!channel)
        return;
    if (const CaStatus status = acceptable(session, *channel, message); status != CaStatus::Normal) {
        session.replies().sendError(message.rawHeader, channel->cid(), status, channel->pv()->name());
        return;
    }
    const auto mask = loadBig<quint16>(message.payload.data() + maskOffset);
    session.monitors().add(*channel, {header.p2, wireLayout(header.type), header.count, static_cast<quint8>(mask)});
}

void handleEventCancel(ServerSession& session, const WireMessage& message)
{
    const ServerChannelPtr channel = session.channel(message.header.p1);
    const ServerSubscriptionPtr subscription = session.monitors().find(message.header.p2);
    if (!channel || !subscription || subscription->channel() != channel.get())
        return;
    const ServerSubscription::Request request = subscription->request();
    session.monitors().cancel(subscription);
    session.replies().send(
        makeHeader(CaCommand::EventAdd, request.layout->code, request.count, channel->sid(), request.id));
}

void handleEventsOff(ServerSession& session, const WireMessage&)
{
    session.monitors().setHeld(true);
}

void handleEventsOn(ServerSession& session, const WireMessage&)
{
    session.monitors().setHeld(false);
    session.needsEndTurn();
}

} // namespace devices
