#include "devices/caserver/serverloop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace devices {

namespace {

constexpr int eventsPerTurn = 256;

void emptyCounter(int fd)
{
    quint64 count = 0;
    // Nothing to read means that an earlier turn has read it.
    [[maybe_unused]] const ssize_t bytes = ::read(fd, &count, sizeof(count));
}

} // namespace

ServerLoop::ServerLoop()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeEvent(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_timerEvent(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    , m_tasks([this] { wake(); })
    , m_timers(std::make_shared<TimerQueue>())
{
    watch(m_wakeEvent.get(), EPOLLIN, [this](quint32) { emptyCounter(m_wakeEvent.get()); });
    watch(m_timerEvent.get(), EPOLLIN, [this](quint32) {
        emptyCounter(m_timerEvent.get());
        m_armedFor = {};
    });
}

ServerLoop::~ServerLoop() = default;

void ServerLoop::watch(int fd, quint32 events, Ready ready)
{
    m_ready[fd] = std::make_shared<Ready>(std::move(ready));
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
}

void ServerLoop::modify(int fd, quint32 events)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

void ServerLoop::unwatch(int fd)
{
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, nullptr);
    m_ready.erase(fd);
}

void ServerLoop::post(std::function<void()> task)
{
    m_tasks.post(std::move(task));
}

void ServerLoop::wake()
{
    const quint64 one = 1;
    // It fails only when the counter is full, and then the loop is awake.
    [[maybe_unused]] const ssize_t bytes = ::write(m_wakeEvent.get(), &one, sizeof(one));
}

void ServerLoop::armTimer()
{
    const auto due = m_timers->nextDue();
    if (!due || *due == m_armedFor)
        return;
    m_armedFor = *due;
    const auto ns = std::max<qint64>(1, std::chrono::nanoseconds(due->time_since_epoch()).count());
    itimerspec spec{};
    spec.it_value.tv_sec = ns / 1000000000;
    spec.it_value.tv_nsec = ns % 1000000000;
    ::timerfd_settime(m_timerEvent.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
}

void ServerLoop::dispatch(int fd, quint32 events)
{
    const auto found = m_ready.find(fd);
    if (found == m_ready.end())
        return;
    const std::shared_ptr<Ready> ready = found->second; // it may unwatch itself
    (*ready)(events);
}

void ServerLoop::run()
{
    std::array<epoll_event, eventsPerTurn> events;
    m_tasks.drain();
    while (!m_quit) {
        if (m_turnEnd)
            m_turnEnd();
        armTimer();
        const int count = ::epoll_wait(m_epoll.get(), events.data(), eventsPerTurn, -1);
        if (count < 0 && errno != EINTR)
            return;
        for (int i = 0; i < count; ++i)
            dispatch(events.at(static_cast<std::size_t>(i)).data.fd, events.at(static_cast<std::size_t>(i)).events);
        m_tasks.drain();
        m_timers->runDue(TimerQueue::Clock::now());
    }
    if (m_turnEnd)
        m_turnEnd();
    m_quit = false;
}

void ServerLoop::quit()
{
    m_quit = true;
    wake();
}

} // namespace devices
