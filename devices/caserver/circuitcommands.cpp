#include "devices/caserver/servercommands.h"
#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversession.h"

#include <algorithm>

namespace devices {

namespace {

// The names are told before the first channel and hold for the whole circuit.
QString nameFrom(const ServerSession& session, const WireMessage& message, const QString& known)
{
    if (session.channelCount() > 0)
        return known;
    const std::string_view name = wireName(message.payload);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

void handleVersion(ServerSession& session, const WireMessage& message)
{
    const auto minor = static_cast<quint16>(std::min<quint32>(message.header.count, 0xFFFF));
    if (minor < OldestMinorVersion) {
        session.close();
        return;
    }
    // Later ones come with searches on the circuit, and their type means something else.
    if (session.replies().clientMinor() == 0)
        session.setPriority(std::min(message.header.type, HighestPriority));
    session.replies().setClientMinor(minor);
}

void handleClientName(ServerSession& session, const WireMessage& message)
{
    session.identity().user = nameFrom(session, message, session.identity().user);
}

void handleHostName(ServerSession& session, const WireMessage& message)
{
    session.identity().host = nameFrom(session, message, session.identity().host);
}

void handleEcho(ServerSession& session, const WireMessage& message)
{
    session.replies().send(message.header, message.payload);
}

void handleSearch(ServerSession& session, const WireMessage& message)
{
    const WireHeader& header = message.header;
    if (session.context().directory.resolve(wireName(message.payload)).pv) {
        session.replies().send(makeHeader(CaCommand::Search, session.context().port, 0, AnyAddress, header.p2));
    } else if (header.type == SearchReplyWanted) {
        session.replies().send(makeHeader(CaCommand::NotFound, header.type, header.count, header.p1, header.p2));
    }
}

} // namespace devices
