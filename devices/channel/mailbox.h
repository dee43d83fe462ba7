#pragma once

#include "devices/channel/reading.h"

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace devices {

/// The one way by which values cross from provider threads to a reader thread.
///
/// Tasks are kept in order and never lost. A slot holds only the latest reading of one subscription; readings it
/// replaced are counted as skipped. Nothing runs until the reader calls drain().
/// Thread:  post, store and wake from any thread; drain, waitFor and destruction on the reader's thread.
class Mailbox
{
public:
    using Task = std::function<void()>;
    using Waker = std::function<void()>;

    struct Counters
    {
        quint64 delivered = 0;
        quint64 skipped = 0;
        std::size_t highWater = 0; ///< largest number of waiting tasks
    };

    /// The latest reading of one subscription, waiting to be drained.
    class Slot
    {
    public:
        virtual ~Slot() = default;

    protected:
        /// On the reader's thread.
        virtual void deliver(const Reading& reading) = 0;

    private:
        friend class Mailbox;
        Reading m_latest; // under Mailbox::m_mutex
        bool m_dirty = false; // under Mailbox::m_mutex
    };
    using SlotPtr = std::shared_ptr<Slot>;

    /// `waker` is called (from the posting thread) when a task arrives in an empty mailbox; it must not block. A reader that
    /// polls by a timer, or sleeps in waitFor(), needs none. Slots never wake: their reader is a timer at the display rate.
    explicit Mailbox(Waker waker = {});
    ~Mailbox();
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    void post(Task task);
    /// Names a timed task for cancel().
    using TimerKey = std::pair<std::chrono::steady_clock::time_point, quint64>;
    /// Runs the task at the first drain after `at`; the waker is not called for it, waitFor() is.
    TimerKey postAt(std::chrono::steady_clock::time_point at, Task task);
    /// Forgets the timed task if it has not run yet.
    void cancel(const TimerKey& key);
    void store(const SlotPtr& slot, const Reading& reading);
    /// Forgets the slot's waiting reading, if any.
    void discard(const SlotPtr& slot);

    /// Runs everything that waits: tasks, then due timed tasks, then slots; returns how many were delivered. Not re-entrant.
    std::size_t drain();
    /// Sleeps until a task is posted or due, a slot is filled, or the deadline passes; true if something waits.
    bool waitFor(std::chrono::steady_clock::time_point deadline);
    Counters counters() const;

private:
    void takeDueTasks();
    void takeSlots();

    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<Task> m_tasks;
    std::map<TimerKey, Task> m_timed; // earliest first
    quint64 m_timers = 0;
    std::vector<SlotPtr> m_dirty;
    Counters m_counters;
    const Waker m_waker;
    std::vector<Task> m_runningTasks; // reader thread: keeps its capacity from one drain to the next
    std::vector<std::pair<SlotPtr, Reading>> m_runningSlots; // reader thread
};

} // namespace devices
