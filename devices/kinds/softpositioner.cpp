#include "devices/kinds/softpositioner.h"

#include "devices/channel/format.h"
#include "devices/kinds/texts.h"

namespace devices {

SoftPositioner::SoftPositioner(QString name, QString units, Range limits)
    : SoftDevice(std::move(name), QStringLiteral("soft positioner"))
    , m_units(std::move(units))
    , m_limits(limits)
{
}

SoftPositioner::SoftPositioner(QString name, QString units, Range limits, SoftClock& clock, Motion motion)
    : SoftDevice(std::move(name), QStringLiteral("soft positioner"))
    , m_units(std::move(units))
    , m_limits(limits)
    , m_clock(&clock)
    , m_motion(motion)
{
}

SoftPositioner::~SoftPositioner()
{
    if (m_move)
        m_move->status->followProgress({});
}

std::vector<DataKey> SoftPositioner::describe() const
{
    DataKey key = column({}, m_units);
    key.limits = m_limits;
    key.hinted = true;
    return {key};
}

std::vector<Reading> SoftPositioner::readings() const
{
    return {{Value(here()), now(), Severity::None, 0}};
}

Result<void> SoftPositioner::check(double target) const
{
    ChannelInfo info;
    info.name = name();
    info.units = m_units;
    info.control = m_limits;
    return checkControlLimits(Value(target), info);
}

double SoftPositioner::here() const
{
    return m_move ? m_move->from + m_move->way.at(m_clock->now() - m_move->begun) : m_position;
}

StatusPtr SoftPositioner::set(double target)
{
    if (const Result<void> allowed = check(target); !allowed)
        return Status::failed(allowed.error());
    if (m_move)
        finish(here(),
            Error{ErrorCode::Cancelled, Texts::tr("%1 was sent on to %2").arg(name(), exactNumber(target)), name()});
    m_target = target;
    if (m_fault)
        return Status::failed(*std::exchange(m_fault, std::nullopt));
    if (!m_clock || m_motion.speed <= 0) {
        m_position = target;
        announce();
        return Status::done();
    }
    const Trapezoid way(target - m_position, m_motion.speed, m_motion.acceleration);
    const StatusPtr status = Status::pending(Texts::tr("%1 to reach %2").arg(name(), exactNumber(target)));
    const SoftClock::Seconds begun = m_clock->now();
    m_move = std::make_unique<Move>(Move{m_position, begun, way, status, {}});
    m_move->end = m_clock->at(begun + way.duration(), [this, target] { finish(target, {}); });
    status->followProgress([this]() -> std::optional<double> {
        const double length = m_target - m_move->from;
        return length == 0 ? 1 : (here() - m_move->from) / length;
    });
    return status;
}

void SoftPositioner::stop()
{
    if (m_move)
        fail({ErrorCode::Stopped,
            Texts::tr("%1 was stopped at %2 on its way to %3").arg(name(), exactNumber(here()), exactNumber(m_target)),
            name()});
}

void SoftPositioner::fail(Error error)
{
    if (m_move)
        finish(here(), std::move(error));
    else
        m_fault = std::move(error);
}

void SoftPositioner::finish(double at, const Result<void>& result)
{
    m_position = at;
    const std::unique_ptr<Move> move = std::exchange(m_move, nullptr);
    announce();
    move->status->finish(result);
}

std::optional<std::chrono::duration<double>> SoftPositioner::moveTime(double from, double to) const
{
    if (!m_clock || m_motion.speed <= 0)
        return std::nullopt;
    return Trapezoid(to - from, m_motion.speed, m_motion.acceleration).duration();
}

Handle SoftPositioner::locate(LocateDone done)
{
    done(Location{m_target, here()});
    return {};
}

} // namespace devices
