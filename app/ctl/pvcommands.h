#pragma once

#include "app/ctl/output.h"
#include "devices/channel/channelhub.h"

#include <QStringList>

#include <chrono>

namespace app {

/// get, put, monitor and info: what caget, caput, camonitor and cainfo do. Each returns the exit status.
class PvCommands
{
public:
    PvCommands(devices::ChannelHub& hub, const Output& output, std::chrono::milliseconds timeout);

    int get(const QStringList& pvs);
    int put(const QString& pv, const QString& value, devices::PutMode mode);
    int info(const QStringList& pvs);
    /// Until `count` updates have come (0 = for ever) or the program is interrupted.
    int monitor(const QStringList& pvs, int count);
    /// Watches the PVs for a while, then tells what came from where. Fails when one is not connected.
    int diagnose(const QStringList& pvs, double seconds);

private:
    devices::Result<devices::ChannelPtr> connected(const QString& pv);
    void printServer(const devices::ServerFigures& before, const devices::ServerFigures& now, double seconds) const;
    void printEnvironment() const;
    void printReading(const QString& pv, const devices::Reading& reading, const devices::ChannelInfo& info) const;

    devices::ChannelHub& m_hub;
    const Output& m_output;
    const std::chrono::milliseconds m_timeout;
};

} // namespace app
