#include "simulator/chaos/chaoshost.h"

#include "simulator/chaos/veils.h"

namespace simulator {

bool Disturbance::hits(const QString& pv) const
{
    if (target.isEmpty() || !pv.startsWith(target))
        return false;
    const bool wholeWord = target.endsWith(QLatin1Char(':')) || pv.size() == target.size();
    return wholeWord || !pv[target.size()].isLetterOrNumber();
}

ChaosHost::ChaosHost(Host& host)
    : m_host(host)
{
}

ChaosHost::~ChaosHost() = default;

void ChaosHost::disturb(std::vector<Disturbance> disturbances)
{
    m_disturbances = std::move(disturbances);
    for (auto& [key, entry] : m_entries)
        update(entry);
}

std::size_t ChaosHost::disturbed() const
{
    return static_cast<std::size_t>(std::count_if(
        m_entries.begin(), m_entries.end(), [](const auto& entry) { return entry.second.suffers.has_value(); }));
}

void ChaosHost::publish(const ServerPvPtr& pv)
{
    m_host.publish(pv);
    update(m_entries.insert_or_assign(pv.get(), Entry{pv, {}, {}}).first->second);
}

void ChaosHost::withdraw(const ServerPvPtr& pv)
{
    const auto found = m_entries.find(pv.get());
    if (found == m_entries.end())
        return;
    end(found->second);
    m_entries.erase(found);
    m_host.withdraw(pv);
}

void ChaosHost::update(Entry& entry)
{
    const auto hit = std::find_if(m_disturbances.begin(), m_disturbances.end(),
        [&entry](const Disturbance& disturbance) { return disturbance.hits(entry.pv->name()); });
    const auto wanted = hit == m_disturbances.end() ? std::nullopt : std::optional(*hit);
    if (wanted == entry.suffers)
        return;
    end(entry);
    entry.suffers = wanted;
    begin(entry);
}

void ChaosHost::begin(Entry& entry)
{
    if (!entry.suffers)
        return;
    if (entry.suffers->action == Disturbance::Disconnect) {
        m_host.withdraw(entry.pv);
        return;
    }
    entry.veil = veil(*entry.suffers, entry.pv);
    entry.pv->setVeil(entry.veil);
}

void ChaosHost::end(Entry& entry)
{
    const std::optional<Disturbance> suffered = std::exchange(entry.suffers, std::nullopt);
    if (!suffered)
        return;
    if (suffered->action == Disturbance::Disconnect) {
        m_host.publish(entry.pv);
        return;
    }
    const std::shared_ptr<ChaosVeil> veil = std::exchange(entry.veil, nullptr);
    entry.pv->setVeil(nullptr);
    veil->lift();
}

std::shared_ptr<ChaosVeil> ChaosHost::veil(const Disturbance& disturbance, const ServerPvPtr& pv)
{
    using Maker = std::function<std::shared_ptr<ChaosVeil>()>;
    const std::map<Disturbance::Action, Maker> makers{
        {Disturbance::Slow, [&] { return std::make_shared<SlowVeil>(m_host, pv, disturbance.delay); }},
        {Disturbance::Freeze, [&] { return std::make_shared<FreezeVeil>(pv->reading()); }},
        {Disturbance::RaiseAlarm, [&] { return std::make_shared<AlarmVeil>(disturbance.severity); }},
        {Disturbance::Refuse, [&] { return std::make_shared<RefusalVeil>(pv->name()); }},
    };
    return makers.at(disturbance.action)();
}

} // namespace simulator
