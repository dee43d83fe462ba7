#include "plotting/framerate.h"

namespace plotting {

namespace {

constexpr std::chrono::seconds span{2};

} // namespace

void FrameRate::add(Clock::time_point now)
{
    m_times.push_back(now);
    while (m_times.front() < now - span)
        m_times.pop_front();
}

double FrameRate::perSecond(Clock::time_point now) const
{
    std::size_t recent = 0;
    auto oldest = now;
    for (auto it = m_times.rbegin(); it != m_times.rend() && *it >= now - span; ++it, ++recent)
        oldest = *it;
    if (recent < 2)
        return double(recent) / std::chrono::duration<double>(span).count();
    // Intervals, not events, while the span is not yet full.
    const double seconds = std::chrono::duration<double>(now - oldest).count();
    return seconds > 0 ? double(recent - 1) / seconds : 0;
}

} // namespace plotting
