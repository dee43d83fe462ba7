#include "devices/channel/channelhub.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace devices {

ChannelHub::ChannelHub()
    : m_policy(std::make_shared<ChannelPolicy>())
{
}

ChannelHub::~ChannelHub() = default;

void ChannelHub::addProvider(const QString& scheme, std::unique_ptr<ChannelProvider> provider)
{
    const std::scoped_lock lock(m_mutex);
    m_providers[scheme] = std::move(provider);
}

Result<ChannelPtr> ChannelHub::channel(const QString& name)
{
    const QString trimmed = name.trimmed();
    const auto separator = trimmed.indexOf(QLatin1String("://"));
    const QString scheme = separator < 0 ? QString::fromLatin1(DefaultScheme) : trimmed.left(separator);
    const QString bare = separator < 0 ? trimmed : trimmed.mid(separator + 3);
    if (bare.isEmpty())
        return Error{ErrorCode::BadValue, QCoreApplication::translate("devices", "An empty PV name"), name};

    const QString key = scheme + QLatin1String("://") + bare;
    ChannelProvider* provider = nullptr;
    {
        const std::scoped_lock lock(m_mutex);
        if (ChannelPtr existing = m_channels.value(key).lock())
            return existing;
        if (const auto found = m_providers.find(scheme); found != m_providers.end())
            provider = found->second.get();
    }
    if (provider == nullptr)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("devices", "%1: no protocol is called \"%2\"").arg(name, scheme), name};
    Result<ChannelPtr> created = provider->create(bare, m_policy);
    return created ? Result<ChannelPtr>(remember(key, created.value())) : created;
}

ChannelPtr ChannelHub::remember(const QString& key, const ChannelPtr& created)
{
    const std::scoped_lock lock(m_mutex);
    if (ChannelPtr existing = m_channels.value(key).lock())
        return existing;
    if (m_channels.size() >= m_pruneAt) {
        m_channels.removeIf([](const auto& entry) { return entry.value().expired(); });
        m_pruneAt = std::max<qsizetype>(64, 2 * m_channels.size());
    }
    m_channels.insert(key, created);
    return created;
}

std::vector<ChannelPtr> ChannelHub::living() const
{
    std::vector<ChannelPtr> living; // dropped, perhaps last, after the mutex has been given back
    const std::scoped_lock lock(m_mutex);
    for (const auto& weak : m_channels) {
        if (ChannelPtr channel = weak.lock())
            living.push_back(std::move(channel));
    }
    return living;
}

ChannelHub::Census ChannelHub::census() const
{
    const std::vector<ChannelPtr> channels = living();
    Census census;
    census.channels = channels.size();
    census.connected = static_cast<std::size_t>(std::count_if(channels.cbegin(), channels.cend(),
        [](const ChannelPtr& channel) { return channel->state() == ConnectionState::Connected; }));
    return census;
}

QStringList ChannelHub::disconnected(qsizetype limit) const
{
    QStringList names;
    for (const ChannelPtr& channel : living()) {
        if (channel->state() != ConnectionState::Connected)
            names << channel->name();
    }
    names.sort();
    return names.mid(0, limit);
}

std::vector<ServerFigures> ChannelHub::servers() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<ServerFigures> servers;
    for (const auto& [scheme, provider] : m_providers) {
        for (ServerFigures& each : provider->servers())
            servers.push_back(std::move(each));
    }
    return servers;
}

std::vector<Handle> ChannelHub::ping(Mailbox& mailbox)
{
    std::map<QString, ChannelPtr> oneOfEach;
    for (ChannelPtr& channel : living()) {
        const ChannelInfoPtr info = channel->info();
        const bool fit = info && info->canRead && info->count == 1 && !info->host.isEmpty()
            && channel->state() == ConnectionState::Connected;
        if (fit)
            oneOfEach.try_emplace(info->host, std::move(channel));
    }
    std::vector<Handle> gets;
    for (const auto& [host, channel] : oneOfEach)
        gets.push_back(channel->get(mailbox, [](const Result<Reading>&) {}));
    return gets;
}

} // namespace devices
