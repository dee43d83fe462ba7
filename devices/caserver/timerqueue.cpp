#include "devices/caserver/timerqueue.h"

#include <algorithm>
#include <vector>

namespace devices {

class TimerQueue::TimerGuard : public Handle::Guard
{
public:
    TimerGuard(std::weak_ptr<TimerQueue> queue, TimerPtr timer)
        : m_queue(std::move(queue))
        , m_timer(std::move(timer))
    {
    }

    ~TimerGuard() override
    {
        if (const auto queue = m_queue.lock())
            queue->cancel(m_timer);
    }

private:
    std::weak_ptr<TimerQueue> m_queue;
    TimerPtr m_timer;
};

Handle TimerQueue::add(Clock::time_point due, std::chrono::nanoseconds period, Task task)
{
    auto timer = std::make_shared<Timer>(Timer{due, period, std::move(task)});
    m_timers.emplace(due, timer);
    return Handle(std::make_shared<TimerGuard>(weak_from_this(), std::move(timer)));
}

std::optional<TimerQueue::Clock::time_point> TimerQueue::nextDue() const
{
    if (m_timers.empty())
        return std::nullopt;
    return m_timers.begin()->first;
}

void TimerQueue::runDue(Clock::time_point now)
{
    std::vector<TimerPtr> due;
    const auto end = m_timers.upper_bound(now);
    for (auto it = m_timers.begin(); it != end; ++it)
        due.push_back(it->second);
    m_timers.erase(m_timers.begin(), end);

    for (const TimerPtr& timer : due) {
        if (timer->cancelled)
            continue;
        timer->task();
        if (timer->cancelled || timer->period <= std::chrono::nanoseconds::zero())
            continue;
        const auto missed = (now - timer->due) / timer->period;
        timer->due += timer->period * (missed + 1);
        m_timers.emplace(timer->due, timer);
    }
}

void TimerQueue::cancel(const TimerPtr& timer)
{
    timer->cancelled = true;
    const auto [begin, end] = m_timers.equal_range(timer->due);
    const auto found = std::find_if(begin, end, [&](const auto& entry) { return entry.second == timer; });
    if (found != end)
        m_timers.erase(found);
}

} // namespace devices
