#include "scans/engine/monitors.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

using devices::Result;

namespace {

/// When it was measured, by the source's clock.
devices::Timestamp latestTime(const std::vector<devices::Reading>& readings)
{
    devices::Timestamp latest{};
    for (const devices::Reading& reading : readings)
        latest = std::max(latest, reading.time);
    return latest;
}

} // namespace

Monitors::~Monitors() = default;

Result<void> Monitors::start(
    RunKey run, const devices::DevicePtr& device, const QString& stream, std::chrono::steady_clock::duration interval)
{
    for (const auto& known : m_monitors) {
        if (known->run == run && known->device == device)
            return devices::Error{devices::ErrorCode::Refused,
                QCoreApplication::translate("scans", "%1 is monitored already").arg(device->name()), device->name()};
    }
    auto monitor = std::make_unique<Monitor>();
    monitor->run = run;
    monitor->device = device;
    monitor->stream = stream;
    monitor->interval = interval;
    if (Result<void> listening = listen(*monitor); !listening)
        return listening;
    m_monitors.push_back(std::move(monitor));
    return {};
}

Result<void> Monitors::listen(Monitor& monitor)
{
    Result<devices::Handle> handle
        = monitor.device->monitor([this, raw = &monitor](const std::vector<devices::Reading>& readings) {
              keep(*raw, readings);
              m_waiting = true;
          });
    if (!handle)
        return handle.error();
    monitor.handle = std::move(handle).value();
    return {};
}

void Monitors::keep(Monitor& monitor, const std::vector<devices::Reading>& readings)
{
    const std::size_t most = monitor.interval.count() > 0 ? 1 : Capacity;
    if (monitor.readings.size() >= most) {
        monitor.readings.pop_front();
        ++monitor.dropped;
    }
    monitor.readings.push_back(readings);
}

void Monitors::publish(RunBundler& run, Monitor& monitor)
{
    for (auto& readings : std::exchange(monitor.readings, {})) {
        const devices::Timestamp time = latestTime(readings);
        // A device that delivers something else than it has described.
        if (!run.addEvent(monitor.stream, std::move(readings), time))
            ++monitor.dropped;
    }
}

void Monitors::finish(OpenRuns& runs, Monitor& monitor)
{
    monitor.handle.reset();
    if (RunBundler* run = runs.find(monitor.run)) {
        publish(*run, monitor);
        run->noteDropped(monitor.stream, monitor.dropped);
    }
}

bool Monitors::stop(OpenRuns& runs, RunKey run, const devices::DevicePtr& device)
{
    const auto found = std::find_if(m_monitors.begin(), m_monitors.end(),
        [&](const auto& monitor) { return monitor->run == run && monitor->device == device; });
    if (found == m_monitors.end())
        return false;
    finish(runs, **found);
    m_monitors.erase(found);
    return true;
}

void Monitors::stopAll(OpenRuns& runs, RunKey run)
{
    for (const auto& monitor : m_monitors) {
        if (monitor->run == run)
            finish(runs, *monitor);
    }
    std::erase_if(m_monitors, [run](const auto& monitor) { return monitor->run == run; });
}

void Monitors::pause()
{
    for (const auto& monitor : m_monitors)
        monitor->handle.reset();
}

Result<void> Monitors::resume()
{
    Result<void> outcome;
    for (const auto& monitor : m_monitors) {
        if (monitor->handle)
            continue;
        if (Result<void> listening = listen(*monitor); !listening)
            outcome = std::move(listening);
    }
    return outcome;
}

void Monitors::publish(const OpenRuns& runs)
{
    m_waiting = false;
    const auto now = std::chrono::steady_clock::now();
    for (const auto& monitor : m_monitors) {
        RunBundler* run = runs.find(monitor->run);
        if (!run || monitor->readings.empty())
            continue;
        if (now < monitor->next) {
            m_waiting = true;
            continue;
        }
        monitor->next = now + monitor->interval;
        publish(*run, *monitor);
    }
}

} // namespace scans
