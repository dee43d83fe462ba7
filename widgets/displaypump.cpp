#include "widgets/displaypump.h"

namespace widgets {

using Clock = std::chrono::steady_clock;

DisplayPump::DisplayPump(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(FramePeriod);
    connect(&m_timer, &QTimer::timeout, this, &DisplayPump::drain);
    m_timer.start();
}

void DisplayPump::drain()
{
    const Clock::time_point begin = Clock::now();
    m_mailbox->drain();
    Q_EMIT frame();
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
    m_longest = std::max(m_longest, spent);
    const std::chrono::milliseconds wanted = spent > FramePeriod / 2 ? 3 * FramePeriod : FramePeriod;
    if (m_timer.intervalAsDuration() != wanted)
        m_timer.setInterval(wanted);
}

std::chrono::microseconds DisplayPump::takeLongestFrame()
{
    return std::exchange(m_longest, std::chrono::microseconds(0));
}

} // namespace widgets
