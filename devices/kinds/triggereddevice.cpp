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

StatusPtr TriggeredDevice::setDwell(std::chrono::duration<double> dwell)
{
    const double wanted = dwell.count();
    if (!std::isfinite(wanted) || wanted <= 0)
        return Status::failed(
            {ErrorCode::BadValue, Texts::tr("%1 cannot acquire for %2 s").arg(name()).arg(wanted), name()});
    if (const std::optional<Error> absent = absence())
        return Status::failed(*absent);
    if (m_dwell == wanted && number(m_time) == wanted)
        return m_dwelling ? m_dwelling : Status::done();
    if (m_dwelling)
        dwellAccepted(Error{ErrorCode::Cancelled, Texts::tr("%1 got another time").arg(name()), name()});
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
        finish(Error{ErrorCode::Cancelled, Texts::tr("%1 was started again").arg(name()), name()});
    const double dwell = m_dwell.value_or(number(m_time).value_or(0));
    const StatusPtr status = Status::pending(Texts::tr("%1 to acquire for %2 s").arg(name()).arg(dwell));
    const auto expected = std::chrono::milliseconds(std::llround(std::clamp(2 * dwell, 0.0, 1e9) * 1000));
    status->setTimeout(expected + std::chrono::seconds(10));
    m_acquiring = status;
    m_stopAsked = false;
    m_startPut = put(
        m_start, Value(EnumIndex{1}), PutMode::Complete,
        [this](const Result<void>& result) {
            if (result && m_stopAsked)
                finish(Error{ErrorCode::Stopped, Texts::tr("%1 was stopped while it acquired").arg(name()), name()});
            else
                finish(result);
        },
        status->timeout());
    return status;
}

void TriggeredDevice::stop()
{
    m_stopAsked = true;
    if (channel(m_start))
        m_stopPut = put(m_start, Value(EnumIndex{0}), PutMode::Forget);
}

StatusPtr TriggeredDevice::stage()
{
    if (const std::optional<Error> absent = absence())
        return Status::failed(*absent);
    return m_staged.apply(Texts::tr("%1 to get ready").arg(name()), stagedSettings());
}

StatusPtr TriggeredDevice::unstage()
{
    m_dwell.reset();
    return m_staged.restore(Texts::tr("%1 to be put back").arg(name()));
}

void TriggeredDevice::signalLost(Index index)
{
    if (m_acquiring)
        finish(lost(index));
}

void TriggeredDevice::finish(const Result<void>& result)
{
    m_startPut.reset();
    std::exchange(m_acquiring, nullptr)->finish(result);
}

} // namespace devices
