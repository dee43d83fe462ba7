#pragma once

#include "simulator/records.h"

namespace simulator {

class ChaosVeil;

/// What is to go wrong with a device.
struct Disturbance
{
    enum Action { Disconnect, Slow, Freeze, RaiseAlarm, Refuse };

    QString target; ///< a device, as "BD:m3", or the beginning of names up to a colon, as "BD:cam1:"
    Action action = Disconnect;
    double delay = 0; ///< s, of Slow
    Severity severity = Severity::None; ///< of RaiseAlarm

    bool hits(const QString& pv) const;
    friend bool operator==(const Disturbance&, const Disturbance&) = default;
};

/// A host that can come between its PVs and their clients, whatever the PVs are; records notice nothing.
/// Thread:  that of the host behind it, which must outlive it.
class ChaosHost : public Host
{
public:
    explicit ChaosHost(Host& host);
    ~ChaosHost() override;

    /// In place of those before. A PV suffers from the first that hits it.
    void disturb(std::vector<Disturbance> disturbances);
    std::size_t disturbed() const; ///< PVs

    void publish(const ServerPvPtr& pv) override;
    void withdraw(const ServerPvPtr& pv) override;
    ServerPvPtr find(const QString& name) const override { return m_host.find(name); }
    Handle every(std::chrono::nanoseconds period, Task task) override { return m_host.every(period, std::move(task)); }
    Handle after(std::chrono::nanoseconds delay, Task task) override { return m_host.after(delay, std::move(task)); }
    void post(Task task) override { m_host.post(std::move(task)); }
    double now() const override { return m_host.now(); }

private:
    struct Entry
    {
        ServerPvPtr pv;
        std::optional<Disturbance> suffers;
        std::shared_ptr<ChaosVeil> veil;
    };

    void update(Entry& entry);
    void begin(Entry& entry);
    void end(Entry& entry);
    std::shared_ptr<ChaosVeil> veil(const Disturbance& disturbance, const ServerPvPtr& pv);

    Host& m_host;
    std::vector<Disturbance> m_disturbances;
    std::map<const devices::ServerPv*, Entry> m_entries;
};

} // namespace simulator
