#pragma once

#include "devices/kinds/device.h"
#include "scans/engine/openruns.h"

#include <chrono>
#include <deque>
#include <memory>
#include <vector>

namespace scans {

/// What plans have asked to be recorded whenever it changes. Readings come with the mailbox; too many between two looks of the
/// engine, and the oldest are dropped and counted.
/// Thread:  engine's.
class Monitors
{
public:
    Monitors() = default;
    ~Monitors();
    Monitors(const Monitors&) = delete;
    Monitors& operator=(const Monitors&) = delete;

    static constexpr std::size_t Capacity = 1000; ///< readings of one monitor that may wait

    /// Refused when it is there already; the device's error when it cannot be monitored.
    /// `interval` from one event to the next at least; of what comes between the newest is kept.
    devices::Result<void> start(RunKey run, const devices::DevicePtr& device, const QString& stream,
        std::chrono::steady_clock::duration interval = {});
    /// False if there is none.
    bool stop(OpenRuns& runs, RunKey run, const devices::DevicePtr& device);
    void stopAll(OpenRuns& runs, RunKey run);
    /// Deaf until resume(), which hears each device anew.
    void pause();
    devices::Result<void> resume();
    /// Makes events of what has come.
    void publish(const OpenRuns& runs);
    bool waiting() const { return m_waiting; }

private:
    struct Monitor
    {
        RunKey run = DefaultRun;
        devices::DevicePtr device;
        QString stream;
        devices::Handle handle;
        std::deque<std::vector<devices::Reading>> readings;
        int dropped = 0;
        std::chrono::steady_clock::duration interval{0};
        std::chrono::steady_clock::time_point next; // no event before
    };

    devices::Result<void> listen(Monitor& monitor);
    static void keep(Monitor& monitor, const std::vector<devices::Reading>& readings);
    static void publish(RunBundler& run, Monitor& monitor);
    static void finish(OpenRuns& runs, Monitor& monitor);

    std::vector<std::unique_ptr<Monitor>> m_monitors; // callbacks point to them
    bool m_waiting = false;
};

} // namespace scans
