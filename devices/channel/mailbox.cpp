#include "devices/channel/mailbox.h"

#include <algorithm>
#include <utility>

namespace devices {

using SteadyTime = std::chrono::steady_clock::time_point;

Mailbox::Mailbox(Waker waker)
    : m_waker(std::move(waker))
{
}

Mailbox::~Mailbox() = default;

void Mailbox::post(Task task)
{
    std::unique_lock lock(m_mutex);
    const bool wasEmpty = m_tasks.empty();
    m_tasks.push_back(std::move(task));
    m_counters.highWater = std::max(m_counters.highWater, m_tasks.size());
    lock.unlock();
    if (wasEmpty) {
        m_arrived.notify_one();
        if (m_waker)
            m_waker();
    }
}

Mailbox::TimerKey Mailbox::postAt(SteadyTime at, Task task)
{
    std::unique_lock lock(m_mutex);
    const TimerKey key(at, ++m_timers);
    m_timed.emplace(key, std::move(task));
    const bool earliest = m_timed.begin()->first == key;
    lock.unlock();
    if (earliest)
        m_arrived.notify_one();
    return key;
}

void Mailbox::cancel(const TimerKey& key)
{
    std::unique_lock lock(m_mutex);
    const auto cancelled = m_timed.extract(key); // its task is destroyed without the mutex
    lock.unlock();
}

void Mailbox::store(const SlotPtr& slot, const Reading& reading)
{
    std::unique_lock lock(m_mutex);
    slot->m_latest = reading;
    if (slot->m_dirty) {
        ++m_counters.skipped;
        return;
    }
    slot->m_dirty = true;
    m_dirty.push_back(slot);
    const bool first = m_dirty.size() == 1;
    lock.unlock();
    if (first)
        m_arrived.notify_one();
}

void Mailbox::discard(const SlotPtr& slot)
{
    const std::scoped_lock lock(m_mutex);
    slot->m_dirty = false;
}

void Mailbox::takeDueTasks()
{
    if (m_timed.empty())
        return;
    const SteadyTime current = std::chrono::steady_clock::now();
    while (!m_timed.empty() && m_timed.begin()->first.first <= current)
        m_runningTasks.push_back(std::move(m_timed.extract(m_timed.begin()).mapped()));
}

void Mailbox::takeSlots()
{
    for (SlotPtr& slot : m_dirty) {
        if (std::exchange(slot->m_dirty, false))
            m_runningSlots.emplace_back(std::move(slot), std::move(slot->m_latest));
    }
    m_dirty.clear();
}

std::size_t Mailbox::drain()
{
    // Tasks and slots are taken at one moment: a reading stored later must not be seen before a task posted earlier.
    {
        const std::scoped_lock lock(m_mutex);
        m_runningTasks.swap(m_tasks);
        takeDueTasks();
        takeSlots();
    }
    for (const Task& task : m_runningTasks)
        task();
    for (const auto& [slot, reading] : m_runningSlots)
        slot->deliver(reading);
    const std::size_t delivered = m_runningTasks.size() + m_runningSlots.size();
    m_runningTasks.clear();
    m_runningSlots.clear();
    const std::scoped_lock lock(m_mutex);
    m_counters.delivered += delivered;
    return delivered;
}

bool Mailbox::waitFor(SteadyTime deadline)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_tasks.empty() || !m_dirty.empty())
            return true;
        const SteadyTime current = std::chrono::steady_clock::now();
        const SteadyTime due = m_timed.empty() ? deadline : m_timed.begin()->first.first;
        if (due <= current && !m_timed.empty())
            return true;
        if (current >= deadline)
            return false;
        m_arrived.wait_until(lock, std::min(deadline, due));
    }
}

Mailbox::Counters Mailbox::counters() const
{
    const std::scoped_lock lock(m_mutex);
    return m_counters;
}

} // namespace devices
