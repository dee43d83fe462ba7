#include "devices/channel/channelhub.h"

#include <QCoreApplication>

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
        return Error {ErrorCode::BadValue, QCoreApplication::translate("devices", "An empty PV name"), name};

    const std::scoped_lock lock(m_mutex);
    const auto provider = m_providers.find(scheme);
    if (provider == m_providers.end())
        return Error {ErrorCode::BadValue,
            QCoreApplication::translate("devices", "%1: no protocol is called \"%2\"").arg(name, scheme), name};
    const QString key = scheme + QLatin1String("://") + bare;
    if (ChannelPtr existing = m_channels.value(key).lock())
        return existing;
    if (m_channels.size() >= m_pruneAt) {
        m_channels.removeIf([](const auto& entry) { return entry.value().expired(); });
        m_pruneAt = std::max<qsizetype>(64, 2 * m_channels.size());
    }
    ChannelPtr created = provider->second->create(bare, m_policy);
    m_channels.insert(key, created);
    return created;
}

ChannelHub::Census ChannelHub::census() const
{
    const std::scoped_lock lock(m_mutex);
    Census census;
    for (const auto& weak : m_channels) {
        if (const ChannelPtr channel = weak.lock()) {
            ++census.channels;
            census.connected += channel->state() == ConnectionState::Connected ? 1 : 0;
        }
    }
    return census;
}

} // namespace devices
