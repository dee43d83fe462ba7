#pragma once

#include "devices/channel/channel.h"
#include "devices/channel/channelpolicy.h"
#include "devices/channel/traffic.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <mutex>

namespace devices {

/// Makes the channels of one protocol.
class ChannelProvider
{
public:
    virtual ~ChannelProvider() = default;
    /// `name` comes without scheme and blanks. The channel searches from now on. Called from any thread, also at once for the
    /// same name (then one of the two channels is dropped). BadValue for a name that the protocol cannot have.
    virtual Result<ChannelPtr> create(const QString& name, std::shared_ptr<ChannelPolicy> policy) = 0;
    /// The servers that its channels have met. Called from any thread.
    virtual std::vector<ServerFigures> servers() const { return {}; }
};

/// Finds the one channel of a name: "pv", "ca://pv", "loc://name". Channels live as long as somebody holds them.
/// Thread:  any. Providers are added before the first channel is asked for.
class ChannelHub
{
public:
    ChannelHub();
    ~ChannelHub();

    void addProvider(const QString& scheme, std::unique_ptr<ChannelProvider> provider);
    /// BadValue for an empty name or an unknown scheme.
    Result<ChannelPtr> channel(const QString& name);
    ChannelPolicy& policy() { return *m_policy; }

    struct Census
    {
        std::size_t channels = 0;
        std::size_t connected = 0;
    };
    Census census() const;
    /// Names of channels that are not connected now, sorted; at most `limit`.
    QStringList disconnected(qsizetype limit) const;
    std::vector<ServerFigures> servers() const;
    /// Asks each server for one scalar, so that servers() knows how long it takes to answer now. Dropping the handles cancels.
    std::vector<Handle> ping(Mailbox& mailbox);

    static constexpr const char* DefaultScheme = "ca";

private:
    std::vector<ChannelPtr> living() const;
    ChannelPtr remember(const QString& key, const ChannelPtr& created);

    const std::shared_ptr<ChannelPolicy> m_policy;
    mutable std::mutex m_mutex;
    std::map<QString, std::unique_ptr<ChannelProvider>> m_providers;
    QHash<QString, std::weak_ptr<Channel>> m_channels;
    qsizetype m_pruneAt = 64;
};

} // namespace devices
