#include "simulator/chaos/veils.h"

#include <QCoreApplication>

namespace simulator {

namespace {

constexpr std::size_t MostHeld = 10000;
constexpr quint16 StateAlarm = 7;

} // namespace

SlowVeil::SlowVeil(Host& host, ServerPvPtr pv, double delay)
    : m_host(host)
    , m_pv(pv)
    , m_delay(delay)
    , m_seen(pv->reading())
{
}

bool SlowVeil::passes(quint8 events)
{
    const ServerPvPtr pv = m_pv.lock();
    hold([this, events, reading = pv->reading()] {
        m_seen = reading;
        if (const ServerPvPtr still = m_pv.lock())
            still->announce(events);
    });
    return false;
}

void SlowVeil::put(std::function<void(PutCompletion)> write, PutCompletion done)
{
    hold([write = std::move(write), done = std::move(done)] { write(done); });
}

void SlowVeil::hold(std::function<void()> release)
{
    m_held.push_back({m_host.now() + m_delay, std::move(release)});
    if (m_held.size() > MostHeld)
        releaseDue();
    else if (m_held.size() == 1)
        m_releasing = m_host.after(inSeconds(m_delay), [this] { releaseDue(); });
}

void SlowVeil::releaseDue()
{
    const double now = m_host.now();
    while (!m_held.empty() && (m_held.front().due <= now || m_held.size() > MostHeld)) {
        const std::function<void()> release = std::move(m_held.front().release);
        m_held.pop_front();
        release();
    }
    if (!m_held.empty())
        m_releasing = m_host.after(inSeconds(m_held.front().due - now), [this] { releaseDue(); });
}

void SlowVeil::lift()
{
    m_releasing.reset();
    const std::deque<Held> held = std::exchange(m_held, {});
    for (const Held& one : held)
        one.release();
}

const Reading& AlarmVeil::shown(const Reading& own)
{
    m_seen = own;
    m_seen.severity = m_severity;
    m_seen.status = m_severity == Severity::None ? quint16{0} : StateAlarm;
    return m_seen;
}

void RefusalVeil::put(std::function<void(PutCompletion)>, PutCompletion done)
{
    done(refusal(
        m_pv, ErrorCode::Refused, QCoreApplication::translate("simulator", "nothing can be written at present")));
}

} // namespace simulator
