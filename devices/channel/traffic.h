#pragma once

#include <QString>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace devices {

/// What has come from one server so far. Rates are the difference of two readings of it.
struct ServerFigures
{
    QString host;
    std::size_t connected = 0; ///< channels
    quint64 updates = 0; ///< of monitors
    quint64 bytes = 0; ///< of values, without the protocol's headers
    std::optional<std::chrono::nanoseconds> roundTrip; ///< of the newest get of a scalar
};

/// Counts for one server.
/// Thread: any, but for updated().
class ServerTraffic
{
public:
    explicit ServerTraffic(QString host)
        : m_host(std::move(host))
    {
    }

    void connected() { m_connected.fetch_add(1, std::memory_order_relaxed); }
    void disconnected() { m_connected.fetch_sub(1, std::memory_order_relaxed); }
    /// From one thread at a time.
    void updated(std::size_t bytes)
    {
        m_updates.store(m_updates.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        m_bytes.store(m_bytes.load(std::memory_order_relaxed) + bytes, std::memory_order_relaxed);
    }
    void answered(std::chrono::nanoseconds after) { m_roundTrip.store(after.count(), std::memory_order_relaxed); }

    ServerFigures figures() const;

private:
    const QString m_host;
    std::atomic<std::size_t> m_connected = 0;
    std::atomic<quint64> m_updates = 0;
    std::atomic<quint64> m_bytes = 0;
    std::atomic<qint64> m_roundTrip = -1;
};

using ServerTrafficPtr = std::shared_ptr<ServerTraffic>;

/// The servers that have been met.
/// Thread: any.
class TrafficLedger
{
public:
    ServerTrafficPtr server(const QString& host);
    /// By host.
    std::vector<ServerFigures> figures() const;

private:
    mutable std::mutex m_mutex;
    std::map<QString, ServerTrafficPtr> m_servers;
};

} // namespace devices
