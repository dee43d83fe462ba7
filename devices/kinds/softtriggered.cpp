#include "devices/kinds/softtriggered.h"

#include "devices/kinds/texts.h"

namespace devices {

SoftTriggered::SoftTriggered(QString name, QString kind, SoftClock* clock)
    : SoftDevice(std::move(name), std::move(kind))
    , m_clock(clock)
{
}

SoftTriggered::~SoftTriggered()
{
    if (m_acquiring)
        m_acquiring->followProgress({});
}

StatusPtr SoftTriggered::setDwell(std::chrono::duration<double> dwell)
{
    m_dwell = dwell;
    return Status::done();
}

StatusPtr SoftTriggered::trigger()
{
    if (m_acquiring)
        finish(Error{ErrorCode::Cancelled, Texts::tr("%1 was started again").arg(name()), name()});
    if (m_fault)
        return Status::failed(*std::exchange(m_fault, std::nullopt));
    if (!m_clock) {
        measureAndTell(m_dwell);
        return Status::done();
    }
    const StatusPtr status = Status::pending(Texts::tr("%1 to acquire for %2 s").arg(name()).arg(m_dwell.count()));
    m_acquiring = status;
    const SoftClock::Seconds begun = m_clock->now();
    status->followProgress(
        [this, begun, dwell = m_dwell]() -> std::optional<double> { return (m_clock->now() - begun) / dwell; });
    m_end = m_clock->at(begun + m_dwell, [this, dwell = m_dwell] {
        measureAndTell(dwell);
        finish({});
    });
    return status;
}

std::chrono::duration<double> SoftTriggered::triggerTime(std::chrono::duration<double> dwell) const
{
    return m_clock ? dwell : std::chrono::duration<double>(0);
}

void SoftTriggered::measureAndTell(std::chrono::duration<double> dwell)
{
    measure(dwell);
    announce();
}

void SoftTriggered::stop()
{
    if (m_acquiring)
        fail({ErrorCode::Stopped, Texts::tr("%1 was stopped while it acquired").arg(name()), name()});
}

void SoftTriggered::fail(Error error)
{
    if (m_acquiring)
        finish(std::move(error));
    else
        m_fault = std::move(error);
}

void SoftTriggered::finish(const Result<void>& result)
{
    m_end.reset();
    std::exchange(m_acquiring, nullptr)->finish(result);
}

} // namespace devices
