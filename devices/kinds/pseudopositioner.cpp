#include "devices/kinds/pseudopositioner.h"

#include "devices/channel/format.h"
#include "devices/kinds/fanin.h"
#include "devices/kinds/statusjoin.h"
#include "devices/kinds/texts.h"

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

constexpr quint16 Undefined = 17; // alarm status UDF

/// The reason of an axis as that of the device that moves it.
Error onBehalf(const QString& who, const Error& error)
{
    return {error.code, Texts::tr("%1: %2").arg(who, error.message), error.source};
}

/// Which of its columns bears the axis' name.
std::size_t readbackOf(const Device& axis, const std::vector<DataKey>& keys)
{
    const auto own
        = std::find_if(keys.cbegin(), keys.cend(), [&axis](const DataKey& key) { return key.name == axis.name(); });
    return own == keys.cend() ? 0 : static_cast<std::size_t>(own - keys.cbegin());
}

} // namespace

PseudoPositioner::PseudoPositioner(QString name, QString kind, std::vector<DevicePtr> axes, QString label)
    : CompositeDevice(std::move(name), std::move(kind), std::move(axes))
    , m_label(std::move(label))
{
}

DataKey PseudoPositioner::axisKey(std::size_t axis) const
{
    const std::vector<DataKey> keys = parts()[axis]->describe();
    return keys.empty() ? DataKey() : keys[readbackOf(*parts()[axis], keys)];
}

QString PseudoPositioner::text(double value) const
{
    ChannelInfo info;
    info.precision = precision();
    return (format(Value(value), info) + QLatin1Char(' ') + units()).trimmed();
}

Result<PseudoPositioner::Positions> PseudoPositioner::ofAxes(Where where) const
{
    Positions positions;
    for (const DevicePtr& axis : parts()) {
        const std::optional<double> position = (axis.get()->*where)();
        if (!position)
            return Error{ErrorCode::Disconnected, Texts::tr("%1: nobody knows where %2 is").arg(name(), axis->name()),
                axis->name()};
        positions.push_back(*position);
    }
    return positions;
}

std::optional<double> PseudoPositioner::position() const
{
    const Result<Positions> positions = ofAxes(&Device::position);
    const Result<double> value = positions ? valueOf(positions.value()) : Result<double>(positions.error());
    return value ? std::optional<double>(value.value()) : std::nullopt;
}

std::optional<double> PseudoPositioner::setpoint() const
{
    const Result<Positions> positions = ofAxes(&Device::setpoint);
    const Result<double> value = positions ? valueOf(positions.value()) : Result<double>(positions.error());
    return value ? std::optional<double>(value.value()) : std::nullopt;
}

std::vector<const Device*> PseudoPositioner::movedDevices() const
{
    std::vector<const Device*> moved;
    for (const DevicePtr& axis : parts()) {
        const std::vector<const Device*> below = axis->movedDevices();
        moved.insert(moved.end(), below.begin(), below.end());
    }
    return moved;
}

/// The axes' targets, if all of them accept theirs.
Result<PseudoPositioner::Positions> PseudoPositioner::plan(double target) const
{
    if (!std::isfinite(target))
        return Error{ErrorCode::BadValue, Texts::tr("%1 cannot go to a target that is not finite").arg(name()), name()};
    // What a readback is off by is not to become a setpoint.
    const Result<Positions> sent = ofAxes(&Device::setpoint);
    if (!sent)
        return sent;
    Result<Positions> targets = axesFor(target, sent.value());
    if (!targets)
        return onBehalf(name(), targets.error());
    for (std::size_t i = 0; i < parts().size(); ++i) {
        if (const Result<void> allowed = parts()[i]->check(targets.value()[i]); !allowed)
            return onBehalf(Texts::tr("%1 = %2").arg(name(), text(target)), allowed.error());
    }
    return targets;
}

Result<void> PseudoPositioner::check(double target) const
{
    const Result<Positions> targets = plan(target);
    return targets ? Result<void>() : targets.error();
}

StatusPtr PseudoPositioner::set(double target)
{
    const Result<Positions> targets = plan(target);
    if (!targets)
        return Status::failed(targets.error());
    if (m_move)
        finish(Error{ErrorCode::Cancelled, Texts::tr("%1 was sent on to %2").arg(name(), text(target)), name()});
    const StatusPtr status = Status::pending(Texts::tr("%1 to reach %2").arg(name(), text(target)));
    m_move = status;
    send(targets.value());
    return status;
}

void PseudoPositioner::send(const Positions& targets)
{
    std::vector<StatusPtr> moves;
    bool refused = false;
    for (std::size_t i = 0; i < targets.size() && !refused; ++i) {
        moves.push_back(parts()[i]->set(targets[i]));
        refused = moves.back()->isDone() && !moves.back()->result();
    }
    const auto current = [this, alive = std::weak_ptr(m_alive), weak = std::weak_ptr(m_move)] {
        return !alive.expired() && !weak.expired() && weak.lock() == m_move;
    };
    const StatusPtr together = joined(m_move->what(), moves, [this, current] {
        if (current())
            stop();
    });
    m_move->setTimeout(together->timeout());
    m_move->followProgress([follow = std::weak_ptr(together)]() -> std::optional<double> {
        const StatusPtr status = follow.lock();
        return status ? status->progress() : std::nullopt;
    });
    together->whenDone([this, current](const Result<void>& result) {
        if (current())
            finish(result ? result : Result<void>(onBehalf(name(), result.error())));
    });
}

void PseudoPositioner::finish(const Result<void>& result)
{
    std::exchange(m_move, nullptr)->finish(result);
}

std::optional<std::chrono::duration<double>> PseudoPositioner::moveTime(double from, double to) const
{
    const Result<Positions> here = ofAxes(&Device::position);
    if (!here)
        return std::nullopt;
    const Result<Positions> start = axesFor(from, here.value());
    const Result<Positions> end = axesFor(to, here.value());
    if (!start || !end)
        return std::nullopt;
    std::chrono::duration<double> longest{0};
    for (std::size_t i = 0; i < parts().size(); ++i) {
        const auto time = parts()[i]->moveTime(start.value()[i], end.value()[i]);
        if (!time)
            return std::nullopt;
        longest = std::max(longest, *time);
    }
    return longest;
}

Handle PseudoPositioner::locate(LocateDone done)
{
    return FanIn<Location>::start(
        parts(), [](Device& axis, LocateDone axisDone) { return axis.locate(std::move(axisDone)); },
        [this, done = std::move(done)](const Result<std::vector<Location>>& axes) {
            if (!axes)
                return done(axes.error());
            Positions setpoints;
            Positions readbacks;
            for (const Location& axis : axes.value()) {
                setpoints.push_back(axis.setpoint);
                readbacks.push_back(axis.readback);
            }
            const Result<double> sent = valueOf(setpoints);
            const Result<double> here = valueOf(readbacks);
            done(Location{sent ? sent.value() : NAN, here ? here.value() : NAN});
        });
}

std::vector<DataKey> PseudoPositioner::describe() const
{
    DataKey own;
    own.name = name();
    own.source = QStringLiteral("pseudo://") + name();
    own.units = units();
    own.precision = precision();
    own.objectName = name();
    own.label = m_label;
    own.hinted = true;
    std::vector<DataKey> keys{std::move(own)};
    for (DataKey& key : CompositeDevice::describe()) {
        key.hinted = false;
        keys.push_back(std::move(key));
    }
    return keys;
}

/// Puts in front what the readbacks of the axes give.
std::vector<Reading> PseudoPositioner::withValue(std::vector<Reading> readings) const
{
    Reading own;
    Positions positions;
    std::size_t at = 0;
    for (const DevicePtr& axis : parts()) {
        const std::vector<DataKey> keys = axis->describe();
        const Reading& readback = readings[at + readbackOf(*axis, keys)];
        positions.push_back(toDouble(readback.value).value_or(NAN));
        own.time = std::max(own.time, readback.time);
        if (readback.severity > own.severity) {
            own.severity = readback.severity;
            own.status = readback.status;
        }
        at += keys.size();
    }
    const Result<double> value = valueOf(positions);
    own.value = Value(value ? value.value() : NAN);
    if (!value) {
        own.severity = Severity::Invalid;
        own.status = Undefined;
    }
    readings.insert(readings.begin(), std::move(own));
    return readings;
}

Handle PseudoPositioner::read(ReadDone done)
{
    return CompositeDevice::read([this, done = std::move(done)](Result<std::vector<Reading>> readings) {
        done(readings ? withValue(std::move(readings).value()) : std::move(readings));
    });
}

Result<Handle> PseudoPositioner::monitor(ReadingsChanged changed)
{
    return CompositeDevice::monitor(
        [this, changed = std::move(changed)](const std::vector<Reading>& readings) { changed(withValue(readings)); });
}

std::vector<DataKey> PseudoPositioner::describeConfiguration() const
{
    std::vector<DataKey> keys;
    for (const Constant& constant : constants()) {
        DataKey key;
        key.name = name() + constant.suffix;
        key.source = QStringLiteral("pseudo://") + key.name;
        key.units = constant.units;
        key.objectName = name();
        keys.push_back(std::move(key));
    }
    for (DataKey& key : CompositeDevice::describeConfiguration())
        keys.push_back(std::move(key));
    return keys;
}

Handle PseudoPositioner::readConfiguration(ReadDone done)
{
    return CompositeDevice::readConfiguration([this, done = std::move(done)](Result<std::vector<Reading>> readings) {
        if (!readings)
            return done(std::move(readings));
        std::vector<Reading> all;
        for (const Constant& constant : constants())
            all.push_back({Value(constant.value), devices::now(), Severity::None, 0});
        all.insert(all.end(), readings.value().cbegin(), readings.value().cend());
        done(std::move(all));
    });
}

} // namespace devices
