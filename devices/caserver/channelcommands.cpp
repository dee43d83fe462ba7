#include "devices/caserver/servercommands.h"
#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversession.h"

#include <algorithm>

namespace devices {

void handleCreateChannel(ServerSession& session, const WireMessage& message)
{
    const WireHeader& header = message.header;
    if (header.p2 < OldestMinorVersion) {
        session.close();
        return;
    }
    // A client that has not told its version tells it here.
    const auto minor = static_cast<quint16>(std::min<quint32>(header.p2, 0xFFFF));
    session.replies().setClientMinor(std::max(session.replies().clientMinor(), minor));
    const std::string_view name = wireName(message.payload);
    if (name.empty())
        return;
    ResolvedPv resolved = session.context().directory.resolve(name);
    if (!resolved.pv || session.channelCount() >= session.context().options.maxChannelsPerClient) {
        session.replies().send(makeHeader(CaCommand::CreateChannelFail, 0, 0, header.p1));
        return;
    }
    const ServerChannelPtr channel = session.addChannel(header.p1, std::move(resolved));
    const PvSnapshot pv = channel->snapshot();
    const auto count = static_cast<quint32>(std::min<std::size_t>(pv.offeredCount(), 0xFFFFFFFF));
    channel->sendAccessRights();
    session.replies().send(
        makeHeader(CaCommand::CreateChannel, static_cast<quint16>(pv.offeredType()), count, header.p1, channel->sid()));
}

void handleClearChannel(ServerSession& session, const WireMessage& message)
{
    // A client may clear a channel whose disconnection it has not heard of yet.
    if (!session.channel(message.header.p1))
        return;
    session.removeChannel(message.header.p1);
    WireHeader confirmation = message.header;
    confirmation.payload = 0;
    session.replies().send(confirmation);
}

} // namespace devices
