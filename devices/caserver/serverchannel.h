#pragma once

#include "devices/caserver/access/accessrules.h"
#include "devices/caserver/putqueue.h"
#include "devices/caserver/pvdirectory.h"
#include "devices/caserver/serverpvaccess.h"
#include "devices/caserver/serversubscription.h"

namespace devices {

class ServerSession;

/// What one client has to do with one PV. Its destruction drops the subscriptions and pending puts silently.
class ServerChannel : public PvObserver
{
public:
    struct Ids
    {
        quint32 cid = 0; ///< the client's
        quint32 sid = 0; ///< ours
    };

    ServerChannel(ServerSession& session, Ids ids, ResolvedPv resolved);
    ~ServerChannel() override;
    ServerChannel(const ServerChannel&) = delete;
    ServerChannel& operator=(const ServerChannel&) = delete;

    quint32 cid() const { return m_ids.cid; }
    quint32 sid() const { return m_ids.sid; }
    const ServerPvPtr& pv() const { return m_pv; }
    const ChannelModifiers& modifiers() const { return m_modifiers; }
    bool canRead() const { return m_level >= AccessLevel::Read && ServerPvAccess::canRead(*m_pv); }
    /// A part of an array cannot be written.
    bool canWrite() const
    {
        return m_level >= AccessLevel::Write && !m_modifiers.slice && ServerPvAccess::canWrite(*m_pv);
    }
    PvSnapshot snapshot() const { return snapshot(m_pv->shown()); }
    PvSnapshot snapshot(const Reading& reading) const;
    PutQueue& puts() { return *m_puts; }

    /// Looks the client's level up again, and tells the client when that changes its rights.
    void applyRules();
    void sendAccessRights();
    std::size_t subscriptionCount() const { return m_subscriptions.size(); }
    void addSubscription(const ServerSubscriptionPtr& subscription) { m_subscriptions.push_back(subscription); }
    void removeSubscription(const ServerSubscriptionPtr& subscription) { std::erase(m_subscriptions, subscription); }

    void posted(quint8 events) override;
    void accessChanged() override;
    void removed() override;

private:
    AccessLevel levelByRules() const;

    ServerSession& m_session;
    const Ids m_ids;
    const ServerPvPtr m_pv;
    const ChannelModifiers m_modifiers;
    AccessLevel m_level;
    const std::shared_ptr<PutQueue> m_puts;
    std::vector<ServerSubscriptionPtr> m_subscriptions;
};

using ServerChannelPtr = std::shared_ptr<ServerChannel>;

} // namespace devices
