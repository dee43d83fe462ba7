#pragma once

#include "devices/caserver/serverpv.h"
#include "devices/channel/request.h"

#include <chrono>
#include <functional>

namespace devices {

/// Where records live: it publishes their PVs and lets time pass. A server in the program, a clock that is wound
/// by hand in tests.
/// Thread:  tasks run on the thread that also calls the put handlers; records know no other. post() may come from any.
class RecordHost
{
public:
    using Task = std::function<void()>;

    virtual ~RecordHost() = default;

    /// Under its own name and, if it ends in ".VAL", also without that ending.
    virtual void publish(const ServerPvPtr& pv) = 0;
    virtual void withdraw(const ServerPvPtr& pv) = 0;
    /// What is published under that name; null if nothing is.
    virtual ServerPvPtr find(const QString& name) const = 0;
    /// Dropping the handle ends it.
    virtual Handle every(std::chrono::nanoseconds period, Task task) = 0;
    virtual Handle after(std::chrono::nanoseconds delay, Task task) = 0;
    /// Runs the task on the host's thread, soon. From any thread.
    virtual void post(Task task) = 0;
    /// Seconds since the host began; never goes back.
    virtual double now() const = 0;
};

/// Rounded up, so that what was waited for has happened.
inline std::chrono::nanoseconds inSeconds(double seconds)
{
    constexpr std::chrono::nanoseconds rounding{1};
    return std::chrono::ceil<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds)) + rounding;
}

} // namespace devices
