#include "simulator/mca/mcarois.h"

#include <algorithm>
#include <numeric>

namespace simulator {

namespace {

constexpr int Unused = -1;
constexpr int WidestBackground = 100;

struct Sums
{
    double total = 0;
    double net = 0;
};

Sums sumsOf(const std::vector<qint32>& counts, int low, int high, int background)
{
    const auto sum
        = [&](int from, int to) { return std::accumulate(counts.begin() + from, counts.begin() + to + 1, 0.0); };
    const int last = static_cast<int>(counts.size()) - 1;
    high = std::min(high, last);
    if (low < 0 || low > high)
        return {};
    Sums sums;
    sums.total = sums.net = sum(low, high);
    const int left = std::max(0, low - std::max(0, background));
    const int right = std::min(last, high + std::max(0, background));
    const int channels = (low - left) + (right - high);
    if (channels > 0) {
        const double level = (sum(left, right) - sums.total) / channels;
        sums.net -= level * (high - low + 1);
    }
    return sums;
}

} // namespace

McaRois::McaRois(Record& record, int channels, std::function<void()> changed)
    : m_record(record)
{
    for (int i = 0; i < Count; ++i) {
        const std::string roi = "R" + std::to_string(i);
        m_rois.push_back({roi, roi + "N", roi + "NM", roi + "LO", roi + "HI", roi + "BG", roi + "IP", roi + "P"});
        addFields(m_rois.back(), channels, changed);
    }
}

void McaRois::addFields(const Names& names, int channels, const std::function<void()>& changed)
{
    const auto limited = [this, changed](const std::string& field, int lowest, int highest) -> FieldPut {
        return [this, changed, field, lowest, highest](const Value& value, PutCompletion done) {
            m_record.set(field, std::clamp<qint64>(devices::toInteger(value).value_or(0), lowest, highest));
            changed();
            done({});
        };
    };
    const QStringList noYes{QStringLiteral("No"), QStringLiteral("Yes")};
    m_record.add({
        textField(names.name, {}, "Name of the region", m_record.store(names.name)),
        longField(names.low, Unused, "First channel of the region", limited(names.low, Unused, channels - 1)),
        longField(names.high, Unused, "Last channel of the region", limited(names.high, Unused, channels - 1)),
        integerField(names.background, Unused, "Channels at either side that tell the background",
            limited(names.background, Unused, WidestBackground)),
        menuField(names.isPreset, 0, noYes, "The region's counts end the acquisition", m_record.store(names.isPreset)),
        numberField(names.preset, 0, "Counts which do", "", m_record.store(names.preset)),
        numberField(names.sum, 0, "Counts in the region"),
        numberField(names.net, 0, "Counts above the background"),
    });
}

void McaRois::define(int roi, const QString& name, int low, int high)
{
    const Names& names = m_rois[static_cast<std::size_t>(roi)];
    m_record.set(names.name, name);
    m_record.set(names.low, low);
    m_record.set(names.high, high);
}

void McaRois::update(const std::vector<qint32>& counts)
{
    for (const Names& names : m_rois) {
        const auto number = [&](const std::string& field) { return static_cast<int>(m_record.integer(field)); };
        const Sums sums = sumsOf(counts, number(names.low), number(names.high), number(names.background));
        m_record.set(names.sum, sums.total);
        m_record.set(names.net, sums.net);
    }
}

bool McaRois::endsAcquisition() const
{
    return std::any_of(
        m_rois.begin(), m_rois.end(), [this](const Names& names) { return m_record.flag(names.isPreset); });
}

bool McaRois::presetReached() const
{
    return std::any_of(m_rois.begin(), m_rois.end(), [this](const Names& names) {
        return m_record.flag(names.isPreset) && m_record.number(names.preset) > 0
            && m_record.number(names.sum) >= m_record.number(names.preset);
    });
}

} // namespace simulator
