#pragma once

#include "devices/caserver/filehandle.h"
#include "devices/caserver/timerqueue.h"
#include "devices/channel/mailbox.h"

#include <atomic>
#include <functional>
#include <unordered_map>

namespace devices {

/// An event loop over sockets, timers and posted tasks.
/// Thread:  post and quit from any thread; everything else where run() runs, or while it does not run.
class ServerLoop
{
public:
    using Ready = std::function<void(quint32 events)>; ///< epoll's bits

    ServerLoop();
    ServerLoop(const ServerLoop&) = delete;
    ServerLoop& operator=(const ServerLoop&) = delete;
    ~ServerLoop();

    void watch(int fd, quint32 events, Ready ready);
    void modify(int fd, quint32 events);
    /// Must come before the descriptor is closed. The callback is not called any more.
    void unwatch(int fd);

    void post(std::function<void()> task);
    TimerQueue& timers() { return *m_timers; }
    /// Called at the end of each turn, after all sockets, tasks and timers that were ready.
    void setTurnEnd(std::function<void()> turnEnd) { m_turnEnd = std::move(turnEnd); }

    void run();
    void quit();

private:
    void wake();
    void armTimer();
    void dispatch(int fd, quint32 events);

    FileHandle m_epoll;
    FileHandle m_wakeEvent;
    FileHandle m_timerEvent;
    std::atomic<bool> m_quit = false;
    Mailbox m_tasks;
    std::shared_ptr<TimerQueue> m_timers;
    TimerQueue::Clock::time_point m_armedFor{};
    std::unordered_map<int, std::shared_ptr<Ready>> m_ready;
    std::function<void()> m_turnEnd;
};

} // namespace devices
