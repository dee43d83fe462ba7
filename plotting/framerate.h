#pragma once

#include <chrono>
#include <deque>

namespace plotting {

/// Counts events per second over the last two seconds.
class FrameRate
{
public:
    using Clock = std::chrono::steady_clock;

    void add(Clock::time_point now = Clock::now());
    double perSecond(Clock::time_point now = Clock::now()) const;

private:
    std::deque<Clock::time_point> m_times;
};

} // namespace plotting
