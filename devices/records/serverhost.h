#pragma once

#include "devices/records/recordhost.h"

namespace devices {

class CaServer;

/// Publishes on a Channel Access server.
/// Errors:  the first PV that the server would not take is remembered in problem().
class ServerHost : public RecordHost
{
public:
    explicit ServerHost(CaServer& server);

    void publish(const ServerPvPtr& pv) override;
    void withdraw(const ServerPvPtr& pv) override;
    ServerPvPtr find(const QString& name) const override;
    Handle every(std::chrono::nanoseconds period, Task task) override;
    Handle after(std::chrono::nanoseconds delay, Task task) override;
    void post(Task task) override;
    double now() const override;

    const Result<void>& problem() const { return m_problem; }

private:
    CaServer& m_server;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    Result<void> m_problem;
};

} // namespace devices
