#include "devices/kinds/softscaler.h"

namespace devices {

SoftScaler::SoftScaler(QString name, QStringList channels, Counts counts, QStringList hinted, SoftClock* clock)
    : SoftTriggered(std::move(name), QStringLiteral("soft scaler"), clock)
    , m_channels(std::move(channels))
    , m_count(std::move(counts))
    , m_hinted(std::move(hinted))
    , m_counts(static_cast<std::size_t>(m_channels.size()), 0.0)
{
}

std::vector<DataKey> SoftScaler::describe() const
{
    std::vector<DataKey> keys;
    for (const QString& channel : m_channels) {
        keys.push_back(column(QLatin1Char('_') + channel, QStringLiteral("counts")));
        keys.back().counts = true;
        keys.back().hinted = m_hinted.contains(channel);
    }
    return keys;
}

std::vector<DataKey> SoftScaler::describeConfiguration() const
{
    return {column(QStringLiteral("_preset_time"), QStringLiteral("s"))};
}

Handle SoftScaler::readConfiguration(ReadDone done)
{
    done(std::vector<Reading>{{Value(dwell().count()), now(), Severity::None, 0}});
    return {};
}

void SoftScaler::measure(std::chrono::duration<double> dwell)
{
    const std::size_t channels = m_counts.size();
    m_counts = m_count(dwell);
    m_counts.resize(channels);
    m_time = now();
}

std::vector<Reading> SoftScaler::readings() const
{
    std::vector<Reading> found;
    for (const double counts : m_counts)
        found.push_back({Value(counts), m_time, Severity::None, 0});
    return found;
}

} // namespace devices
