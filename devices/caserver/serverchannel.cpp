#include "devices/caserver/serverchannel.h"

#include "devices/caserver/serversession.h"

namespace devices {

ServerChannel::ServerChannel(ServerSession& session, Ids ids, ServerPvPtr pv, bool longString)
    : m_session(session)
    , m_ids(ids)
    , m_pv(std::move(pv))
    , m_longString(longString)
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
    return ServerPvAccess::snapshot(*m_pv, reading, m_longString);
}

void ServerChannel::sendAccessRights()
{
    const quint32 rights = (canRead() ? 1U : 0U) | (canWrite() ? 2U : 0U);
    m_session.replies().send(makeHeader(CaCommand::AccessRights, 0, 0, m_ids.cid, rights));
}

void ServerChannel::posted(quint8 events)
{
    for (const ServerSubscriptionPtr& subscription : m_subscriptions) {
        if ((subscription->request().mask & events) != 0)
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
