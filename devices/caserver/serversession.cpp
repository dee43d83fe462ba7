#include "devices/caserver/serversession.h"

#include "devices/caserver/servercommands.h"
#include "devices/caserver/servercontext.h"

#include <QCoreApplication>

#include <algorithm>

namespace devices {

namespace {

constexpr std::size_t smallPut = 16U << 10U;
constexpr auto silenceLimit = std::chrono::seconds(60);

} // namespace

ServerSession::ServerSession(ServerContext& context, std::unique_ptr<ByteStream> stream, const QString& address)
    : m_context(context)
    , m_started(std::chrono::steady_clock::now())
    , m_circuit(std::move(stream), *this)
    , m_replies(m_circuit, context.options.maxMessageBytes)
    , m_monitors(context, m_circuit, m_replies)
    , m_puts(2 * context.options.maxMessageBytes)
    , m_identity{{}, {}, address}
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

void ServerSession::applyRules()
{
    for (const auto& [sid, served] : m_channels)
        served->applyRules();
}

void ServerSession::endTurn()
{
    m_circuit.endTurn();
    m_touched = false;
}

void ServerSession::closeIfStuck()
{
    const bool silent = !m_heard && std::chrono::steady_clock::now() - m_started > silenceLimit;
    if (silent || m_circuit.stuckFor() > m_context.options.stuckTimeout)
        close();
}

// What is written is taken up to what the PV can hold, so that a scalar's client cannot fill the memory.
std::size_t ServerSession::payloadLimit(const WireHeader& header) const
{
    const ServerCommand* known = serverCommand(header.command);
    if (!known)
        return 0;
    std::size_t limit = std::min(known->maxPayload, m_context.options.maxMessageBytes);
    if (!known->carriesValue)
        return limit;
    const ServerChannelPtr target = channel(header.p1);
    const std::size_t elements = target ? target->snapshot().wholeCount() : 1;
    return std::min(limit, std::max(smallPut, padded(elements * WireStringBytes)));
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
    if (!target && header.command == static_cast<quint16>(CaCommand::Write))
        return; // its PV may just have been removed
    m_replies.sendError(message.rawHeader, target ? target->cid() : AnyAddress, CaStatus::TooLarge,
        QCoreApplication::translate("devices", "a message of %1 bytes; at most %2 are taken")
            .arg(header.payload)
            .arg(payloadLimit(header)));
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
