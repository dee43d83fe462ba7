#pragma once

#include "devices/channel/request.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace devices {

/// Timers of one thread, earliest first. Dropping a timer's handle forgets it; the handle may outlive the queue.
class TimerQueue : public std::enable_shared_from_this<TimerQueue>
{
public:
    using Clock = std::chrono::steady_clock;
    using Task = std::function<void()>;

    /// `period` zero: once.
    Handle add(Clock::time_point due, std::chrono::nanoseconds period, Task task);
    std::optional<Clock::time_point> nextDue() const;
    /// Runs each timer that is due once; periods that were missed are skipped.
    void runDue(Clock::time_point now);

private:
    struct Timer
    {
        Clock::time_point due;
        std::chrono::nanoseconds period;
        Task task;
        bool cancelled = false;
    };
    using TimerPtr = std::shared_ptr<Timer>;
    using Timers = std::multimap<Clock::time_point, TimerPtr>;
    class TimerGuard;

    void cancel(const TimerPtr& timer);

    Timers m_timers;
};

} // namespace devices
