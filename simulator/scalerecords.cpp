#include "simulator/scalerecords.h"

#include <algorithm>

namespace simulator {

namespace {

constexpr double ShortestTick = 0.01; // s

} // namespace

ScaleRecords::ScaleRecords(Host& host, const QString& prefix, std::size_t count, double rate)
    : m_host(host)
    , m_rate(rate)
{
    m_pvs.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        m_pvs.push_back(std::make_shared<devices::ServerPv>(
            prefix + QStringLiteral("scale:%1.VAL").arg(i), NativeType::Double, 1, 0.0, devices::PvMetadata{}));
        m_pvs.back()->setAccess(true, false);
        m_host.publish(m_pvs.back());
    }
}

void ScaleRecords::start()
{
    const double updates = m_rate * static_cast<double>(m_pvs.size());
    if (!(updates > 0))
        return;
    m_since = m_host.now();
    m_due = 0;
    m_ticking = m_host.every(inSeconds(std::max(ShortestTick, 1 / updates)), [this] { tick(); });
}

void ScaleRecords::tick()
{
    const auto count = static_cast<double>(m_pvs.size());
    const double now = m_host.now();
    m_due = std::min(m_due + (now - m_since) * m_rate * count, count); // what a busy machine has missed is left out
    m_since = now;
    const Timestamp time = devices::now();
    for (; m_due >= 1; --m_due) {
        if (m_next == 0)
            ++m_round;
        m_pvs[m_next]->set(m_round, time);
        m_next = (m_next + 1) % m_pvs.size();
    }
}

void ScaleRecords::list(std::vector<Record::Listed>& rows) const
{
    for (const ServerPvPtr& pv : m_pvs)
        rows.push_back({pv->name(), pv->type(), pv->maxCount(), QStringLiteral("Counter for load tests")});
}

} // namespace simulator
