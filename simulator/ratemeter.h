#pragma once

#include "simulator/records.h"

namespace simulator {

/// Tells once a second how many events there were in it; falls silent after a second without any.
class RateMeter
{
public:
    RateMeter(Host& host, std::function<void(double)> show)
        : m_host(host)
        , m_show(std::move(show))
    {
    }

    void count()
    {
        ++m_events;
        if (!m_ticking)
            m_ticking = m_host.every(std::chrono::seconds(1), [this] { tick(); });
    }

private:
    void tick()
    {
        if (m_events == 0)
            m_ticking.reset();
        m_show(std::exchange(m_events, 0));
    }

    Host& m_host;
    const std::function<void(double)> m_show;
    int m_events = 0;
    Handle m_ticking;
};

} // namespace simulator
