#pragma once

#include "devices/channel/request.h"

#include <chrono>
#include <functional>

namespace devices {

/// The time of devices without hardware. It outlives them.
/// Thread:  that of the devices.
class SoftClock
{
public:
    using Seconds = std::chrono::duration<double>;

    SoftClock() = default;
    virtual ~SoftClock() = default;
    SoftClock(const SoftClock&) = delete;
    SoftClock& operator=(const SoftClock&) = delete;

    virtual Seconds now() const = 0;
    /// Runs the task at or soon after this time, never before it returns. Dropping the handle cancels.
    virtual Handle at(Seconds time, std::function<void()> task) = 0;
};

} // namespace devices
