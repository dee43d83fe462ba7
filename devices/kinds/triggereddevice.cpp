#include "devices/kinds/triggereddevice.h"

#include "devices/kinds/texts.h"

#include <algorithm>
#include <cmath>

namespace devices {

TriggeredDevice::TriggeredDevice(
    QString name, QString kind, DeviceContext context, std::vector<SignalSpec> table, Index start, Index time)
    : SignalDevice(std::move(name), std::move(kind), context, std::move(table))
    , m_start(start)
    , m_time(time)
    , m_staged(context)
{
}

Result<void> TriggeredDevice::checkDwell(std::chrono::duration<double> dwell) const
{
    if (std::isfinite(dwell.count()) && dwell.count() > 0)
        return {};
    return Error{ErrorCode::BadValue,
        Texts::tr("%1 cannot acquire for %2 s (%3)").arg(name()).arg(dwell.count()).arg(spec(m_time).pv),
        spec(m_time).pv};
}

StatusPtr TriggeredDevice::setDwell(std::chrono::duration<double> dwell)
{
    const double wanted = dwell.count();
    if (const Result<void> possible = checkDwell(dwell); !possible)
        return Status::failed(possible.error());
    if (const std::optional<Error> absent = absence())
        return Status::failed(*absent);
    if (m_dwell == wanted && number(m_time) == wanted)
        return m_dwelling ? m_dwelling : Status::done();
    if (m_dwelling)
        dwellAccepted(Error{
            ErrorCode::Cancelled, Texts::tr("%1 got another time (%2)").arg(name(), spec(m_time).pv), spec(m_time).pv});
    m_dwell = wanted;
    const StatusPtr status = Status::pending(Texts::tr("%1 to accept %2 s per point").arg(name()).arg(wanted));
    m_dwelling = status;
    m_dwellPut
        = put(m_time, Value(wanted), PutMode::Complete, [this](const Result<void>& result) { dwellAccepted(result); });
    return status;
}

void TriggeredDevice::dwellAccepted(const Result<void>& result)
{
    if (!result)
        m_dwell.reset();
    m_dwellPut.reset();
    std::exchange(m_dwelling, nullptr)->finish(result);
}

StatusPtr TriggeredDevice::trigger()
{
    if (const std::optional<Error> absent = absence())
        return Status::failed(*absent);
    if (m_acquiring)
        finish(blame(ErrorCode::Cancelled, Texts::tr("%1 was started again (%2)")));
    const double dwell = m_dwell.value_or(number(m_time).value_or(0));
    const StatusPtr status = Status::pending(Texts::tr("%1 to acquire for %2 s").arg(name()).arg(dwell));
    const double time = acquisitionTime(dwell);
    const auto expected = std::chrono::milliseconds(std::llround(std::clamp(2 * time, 0.0, 1e9) * 1000));
    status->setTimeout(expected + std::chrono::seconds(10));
    m_acquiring = status;
    m_stopAsked = false;
    m_wanted = dwell;
    m_begun = std::chrono::steady_clock::now();
    status->setExpected(std::chrono::duration<double>(time));
    m_startPut = put(
        m_start, Value(EnumIndex{1}), PutMode::Complete, [this](const Result<void>& result) { startAnswered(result); },
        status->timeout());
    return status;
}

std::chrono::duration<double> TriggeredDevice::triggerTime(std::chrono::duration<double> dwell) const
{
    return std::chrono::duration<double>(acquisitionTime(dwell.count()));
}

Error TriggeredDevice::blame(ErrorCode code, const QString& text) const
{
    const QString& pv = spec(m_start).pv;
    return {code, text.arg(name(), pv), pv};
}

void TriggeredDevice::startAnswered(const Result<void>& result)
{
    if (!result)
        return finish(result);
    if (m_stopAsked)
        return finish(blame(ErrorCode::Stopped, Texts::tr("%1 was stopped while it acquired (%2)")));
    const std::optional<Index> elapsed = elapsedSignal();
    if (!elapsed || !isConnected(*elapsed) || !endedEarly())
        return conclude();
    m_elapsed
        = readSignals({*elapsed}, [this](const Result<std::vector<Reading>>& readings) { judgeElapsed(readings); });
}

/// By our own clock, which costs nothing. That of a simulated device may be faster.
bool TriggeredDevice::endedEarly() const
{
    constexpr double earliest = 0.95;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - m_begun;
    return took.count() < earliest * acquisitionTime(m_wanted);
}

void TriggeredDevice::judgeElapsed(const Result<std::vector<Reading>>& elapsed)
{
    constexpr double enough = 0.98;
    if (!m_acquiring)
        return;
    const std::optional<double> seconds = elapsed ? toDouble(elapsed.value().front().value) : std::nullopt;
    if (!seconds || *seconds >= enough * m_wanted)
        return conclude();
    const Error stopped = blame(ErrorCode::Stopped, Texts::tr("%1 was stopped from outside after %3 s of %4 s (%2)"));
    finish(Error{stopped.code, stopped.message.arg(*seconds).arg(m_wanted), stopped.source});
}

void TriggeredDevice::conclude()
{
    acquired()->whenDone([this, weak = std::weak_ptr(m_acquiring)](const Result<void>& rest) {
        if (const StatusPtr status = weak.lock(); !status || status != m_acquiring)
            return;
        finish(rest || !m_stopAsked
                ? rest
                : Result<void>(blame(ErrorCode::Stopped, Texts::tr("%1 was stopped while it acquired (%2)"))));
    });
}

void TriggeredDevice::stop()
{
    m_stopAsked = true;
    const Command command = stopCommand();
    if (channel(command.index))
        m_stopPut = put(command.index, command.value, PutMode::Forget);
}

StatusPtr TriggeredDevice::stage()
{
    if (const std::optional<Error> absent = absence())
        return Status::failed(*absent);
    return named(m_staged.apply(Texts::tr("%1 to get ready").arg(name()), stagedSettings()));
}

StatusPtr TriggeredDevice::unstage()
{
    m_dwell.reset();
    return named(m_staged.restore(Texts::tr("%1 to be put back").arg(name())));
}

void TriggeredDevice::signalLost(Index index)
{
    if (m_acquiring)
        finish(lost(index));
}

void TriggeredDevice::finish(const Result<void>& result)
{
    m_startPut.reset();
    m_elapsed.reset();
    std::exchange(m_acquiring, nullptr)->finish(result);
}

} // namespace devices
