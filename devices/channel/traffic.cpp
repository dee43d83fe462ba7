#include "devices/channel/traffic.h"

namespace devices {

ServerFigures ServerTraffic::figures() const
{
    ServerFigures figures{m_host, m_connected, m_updates, m_bytes, {}};
    if (const qint64 roundTrip = m_roundTrip; roundTrip >= 0)
        figures.roundTrip = std::chrono::nanoseconds(roundTrip);
    return figures;
}

ServerTrafficPtr TrafficLedger::server(const QString& host)
{
    const std::scoped_lock lock(m_mutex);
    ServerTrafficPtr& server = m_servers[host];
    if (!server)
        server = std::make_shared<ServerTraffic>(host);
    return server;
}

std::vector<ServerFigures> TrafficLedger::figures() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<ServerFigures> figures;
    for (const auto& [host, server] : m_servers)
        figures.push_back(server->figures());
    return figures;
}

} // namespace devices
