#pragma once

#include "devices/caserver/caserver.h"

#include <functional>
#include <future>
#include <memory>

/// A server on a port of its own, without beacons. PVs are added before start() or by onServer().
class CaServerFixture
{
public:
    explicit CaServerFixture(devices::CaServerOptions options = {})
        : m_server(quiet(std::move(options)))
    {
    }

    devices::CaServer& server() { return m_server; }
    quint16 port() const { return m_server.port(); }

    devices::ServerPvPtr add(const char* name, devices::NativeType type, std::size_t count, devices::Value value,
        devices::PvMetadata metadata = {})
    {
        auto pv = std::make_shared<devices::ServerPv>(
            QString::fromLatin1(name), type, count, std::move(value), std::move(metadata));
        const devices::Result<void> added = m_server.add(pv);
        if (!added)
            qFatal("%s", qPrintable(added.error().message));
        return pv;
    }

    void start()
    {
        const devices::Result<void> started = m_server.start();
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
    }

    devices::ServerPvPtr pv(const char* name) const { return m_server.find(QString::fromLatin1(name)); }

    /// Runs the task on the server's thread and waits for it.
    void onServer(const std::function<void()>& task)
    {
        std::promise<void> done;
        m_server.post([&] {
            task();
            done.set_value();
        });
        done.get_future().wait();
    }

private:
    static devices::CaServerOptions quiet(devices::CaServerOptions options)
    {
        options.beaconPort = 0;
        return options;
    }

    devices::CaServer m_server;
};
