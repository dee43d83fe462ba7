#include "devices/caserver/serverchannel.h"

#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversession.h"

namespace devices {

ServerChannel::ServerChannel(ServerSession& session, Ids ids, ResolvedPv resolved)
    : m_session(session)
    , m_ids(ids)
    , m_pv(std::move(resolved.pv))
    , m_modifiers(std::move(resolved.modifiers))
    , m_level(levelByRules())
    , m_puts(std::make_shared<PutQueue>(session, m_pv, ids.cid))
{
    ServerPvAccess::addObserver(*m_pv, this);
}

ServerChannel::~ServerChannel()
{
    ServerPvAccess::removeObserver(*m_pv, this);
    m_puts->close();
    const auto subscriptions = std::move(m_subscriptions);
    for (const ServerSubscriptionPtr& subscription : subscriptions)
        m_session.monitors().cancel(subscription);
}

PvSnapshot ServerChannel::snapshot(const Reading& reading) const
{
    return ServerPvAccess::snapshot(*m_pv, reading, m_modifiers);
}

AccessLevel ServerChannel::levelByRules() const
{
    const auto& rules = m_session.context().rules;
    return rules ? rules->level(m_pv->name(), m_session.identity()) : AccessLevel::Write;
}

void ServerChannel::applyRules()
{
    const std::pair before(canRead(), canWrite());
    m_level = levelByRules();
    if (std::pair(canRead(), canWrite()) != before)
        accessChanged();
}

void ServerChannel::sendAccessRights()
{
    const quint32 rights = (canRead() ? 1U : 0U) | (canWrite() ? 2U : 0U);
    m_session.replies().send(makeHeader(CaCommand::AccessRights, 0, 0, m_ids.cid, rights));
}

void ServerChannel::posted(quint8 events)
{
    if (!canRead())
        return;
    for (const ServerSubscriptionPtr& subscription : m_subscriptions) {
        const auto wanted = static_cast<quint8>(subscription->request().mask & events);
        if (wanted != 0 && subscription->passes(m_pv->shown(), wanted))
            m_session.monitors().publish(subscription);
    }
}

void ServerChannel::accessChanged()
{
    sendAccessRights();
    for (const ServerSubscriptionPtr& subscription : m_subscriptions)
        m_session.monitors().publish(subscription);
}

void ServerChannel::removed()
{
    m_puts->close();
    m_session.disconnectChannel(m_ids.sid);
}

} // namespace devices
