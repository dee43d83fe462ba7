#include "devices/kinds/softmca.h"

#include <algorithm>
#include <numeric>

namespace devices {

SoftMca::SoftMca(QString name, std::size_t channels, Spectrum spectrum, std::vector<Region> regions, SoftClock* clock)
    : SoftTriggered(std::move(name), QStringLiteral("soft mca"), clock)
    , m_spectrum(std::move(spectrum))
    , m_regions(std::move(regions))
    , m_counts(channels, 0)
{
}

std::vector<DataKey> SoftMca::describe() const
{
    const QString counts = QStringLiteral("counts");
    std::vector<DataKey> keys{column(QStringLiteral("_total"), counts)};
    for (const Region& region : m_regions) {
        keys.push_back(column(QLatin1Char('_') + region.name, counts));
        keys.back().hinted = true;
    }
    for (DataKey& key : keys)
        key.counts = true;
    keys.push_back(column(QStringLiteral("_spectrum"), counts));
    keys.back().dtype = DataKey::Dtype::Array;
    keys.back().shape = {static_cast<qint64>(m_counts.size())};
    return keys;
}

void SoftMca::measure(std::chrono::duration<double> dwell)
{
    const std::size_t channels = m_counts.size();
    m_counts = m_spectrum(dwell);
    m_counts.resize(channels);
    m_time = now();
}

std::vector<Reading> SoftMca::readings() const
{
    const auto reading = [this](Value value) { return Reading{std::move(value), m_time, Severity::None, 0}; };
    const auto sum = [this](std::size_t low, std::size_t end) {
        const auto at = [this](std::size_t i) {
            return m_counts.cbegin() + static_cast<std::ptrdiff_t>(std::min(i, m_counts.size()));
        };
        return low < end ? std::accumulate(at(low), at(end), 0.0) : 0.0;
    };
    std::vector<Reading> found{reading(Value(sum(0, m_counts.size())))};
    for (const Region& region : m_regions)
        found.push_back(reading(Value(sum(region.low, region.high + 1))));
    found.push_back(reading(Value(makeArray(m_counts))));
    return found;
}

} // namespace devices
