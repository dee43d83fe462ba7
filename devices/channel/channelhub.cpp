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

ChannelHub::Census ChannelHub::census() const
{
    std::vector<ChannelPtr> living; // dropped, perhaps last, after the mutex has been given back
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& weak : m_channels) {
            if (ChannelPtr channel = weak.lock())
                living.push_back(std::move(channel));
        }
    }
    Census census;
    census.channels = living.size();
    census.connected = static_cast<std::size_t>(std::count_if(living.cbegin(), living.cend(),
        [](const ChannelPtr& channel) { return channel->state() == ConnectionState::Connected; }));
    return census;
}

QStringList ChannelHub::disconnected(qsizetype limit) const
{
    const std::scoped_lock lock(m_mutex);
    QStringList names;
    for (const auto& weak : m_channels) {
        const ChannelPtr channel = weak.lock();
        if (channel && channel->state() != ConnectionState::Connected)
            names << channel->name();
    }
    names.sort();
    return names.mid(0, limit);
}

} // namespace devices
