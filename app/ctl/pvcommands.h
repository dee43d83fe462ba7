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
    int put(const QString& pv, const QString& value, bool wait);
    int info(const QStringList& pvs);
    /// Until `count` updates have come (0 = for ever) or the program is interrupted.
    int monitor(const QStringList& pvs, int count);

private:
    devices::Result<devices::ChannelPtr> connected(const QString& pv);
    void printReading(const QString& pv, const devices::Reading& reading, const devices::ChannelInfo& info) const;

    devices::ChannelHub& m_hub;
    const Output& m_output;
    const std::chrono::milliseconds m_timeout;
};

} // namespace app
