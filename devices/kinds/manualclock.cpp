#include "devices/kinds/manualclock.h"

#include <algorithm>

namespace devices {

namespace {

struct Waiting : Handle::Guard
{
    explicit Waiting(std::function<void()> toRun)
        : task(std::move(toRun))
    {
    }
    std::function<void()> task;
};

} // namespace

Handle ManualClock::at(Seconds time, std::function<void()> task)
{
    const auto waiting = std::make_shared<Waiting>(std::move(task));
    m_tasks.emplace(std::max(time, m_now), std::shared_ptr<std::function<void()>>(waiting, &waiting->task));
    return Handle(waiting);
}

void ManualClock::advance(Seconds by)
{
    const Seconds end = m_now + by;
    while (!m_tasks.empty() && m_tasks.begin()->first <= end) {
        const auto due = m_tasks.extract(m_tasks.begin());
        m_now = due.key();
        if (const auto task = due.mapped().lock())
            (*task)();
    }
    m_now = end;
}

} // namespace devices
