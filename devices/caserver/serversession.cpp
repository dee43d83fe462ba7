#include "devices/caserver/serversession.h"

#include "devices/caserver/servercommands.h"
#include "devices/caserver/servercontext.h"

#include <QCoreApplication>

#include <algorithm>

namespace devices {

namespace {

constexpr auto stuckLimit = std::chrono::seconds(60);
constexpr auto silenceLimit = std::chrono::seconds(60);

} // namespace

ServerSession::ServerSession(ServerContext& context, FileHandle socket)
    : m_context(context)
    , m_started(std::chrono::steady_clock::now())
    , m_circuit(context.loop, std::move(socket), *this)
    , m_replies(m_circuit, context.options.maxMessageBytes)
    , m_monitors(context, m_circuit, m_replies)
    , m_puts(2 * context.options.maxMessageBytes)
{
    m_context.clients.add();
    m_replies.send(makeHeader(CaCommand::Version, 0, CaMinorVersion));
}

ServerSession::~ServerSession()
{
    m_context.clients.add(-1);
    m_context.channels.add(-static_cast<qint64>(m_channels.size()));
    m_channels.clear();
    std::erase(m_context.touched, this);
}

ServerChannelPtr ServerSession::channel(quint32 sid) const
{
    const auto found = m_channels.find(sid);
    return found == m_channels.end() ? nullptr : found->second;
}

ServerChannelPtr ServerSession::addChannel(quint32 cid, ResolvedPv resolved)
{
    const ServerChannel::Ids ids{cid, ++m_context.lastSid};
    auto channel = std::make_shared<ServerChannel>(*this, ids, std::move(resolved));
    m_channels.emplace(ids.sid, channel);
    m_context.channels.add();
    return channel;
}

void ServerSession::removeChannel(quint32 sid)
{
    if (m_channels.erase(sid) > 0)
        m_context.channels.add(-1);
}

void ServerSession::disconnectChannel(quint32 sid)
{
    const ServerChannelPtr gone = channel(sid);
    if (!gone)
        return;
    removeChannel(sid);
    m_replies.send(makeHeader(CaCommand::ServerDisconnect, 0, 0, gone->cid()));
}

void ServerSession::endTurn()
{
    m_circuit.endTurn();
    m_touched = false;
}

void ServerSession::closeIfStuck()
{
    const bool silent = !m_heard && std::chrono::steady_clock::now() - m_started > silenceLimit;
    if (silent || m_circuit.stuckFor() > stuckLimit)
        close();
}

std::size_t ServerSession::payloadLimit(quint16 command) const
{
    const ServerCommand* known = serverCommand(command);
    return known ? std::min(known->maxPayload, m_context.options.maxMessageBytes) : 0;
}

void ServerSession::handleMessage(const WireMessage& message)
{
    m_heard = true;
    if (const ServerCommand* command = serverCommand(message.header.command))
        command->handle(*this, message);
    else
        close();
}

void ServerSession::refuseLarge(const WireMessage& message)
{
    const WireHeader& header = message.header;
    if (!serverCommand(header.command)) {
        close();
        return;
    }
    if (header.command == static_cast<quint16>(CaCommand::WriteNotify)) {
        m_replies.send(makeHeader(
            CaCommand::WriteNotify, header.type, header.count, static_cast<quint32>(CaStatus::TooLarge), header.p2));
        return;
    }
    const ServerChannelPtr target = channel(header.p1);
    m_replies.sendError(message.rawHeader, target ? target->cid() : AnyAddress, CaStatus::TooLarge,
        QCoreApplication::translate("devices", "a message of %1 bytes; at most %2 are taken")
            .arg(header.payload)
            .arg(payloadLimit(header.command)));
}

bool ServerSession::addUpdates()
{
    return m_monitors.pump();
}

void ServerSession::needsEndTurn()
{
    if (m_touched)
        return;
    m_touched = true;
    m_context.touched.push_back(this);
}

} // namespace devices
