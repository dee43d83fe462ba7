#include "scans/plans/stubs.h"

#include "scans/plans/planerror.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace scans {

using devices::DevicePtr;
using std::chrono::duration;

namespace {

constexpr Group Moving = 1;
constexpr Group Counting = 2;

/// Nothing when the step is being skipped.
void keep(Reply reply, Readings* readings)
{
    if (!readings)
        return;
    auto* found = std::get_if<Readings>(&reply);
    *readings = found ? std::move(*found) : Readings();
}

} // namespace

devices::Result<void> checkMoves(const std::vector<Move>& moves)
{
    for (const Move& move : moves) {
        if (devices::Result<void> allowed = move.motor->check(move.target); !allowed)
            return allowed;
    }
    return {};
}

Plan inSequence(std::vector<Msg> messages)
{
    for (Msg& message : messages)
        co_yield std::move(message);
}

Plan chain(std::vector<PlanFactory> plans)
{
    for (const PlanFactory& make : plans) {
        Plan plan = make();
        co_yield std::move(plan);
    }
}

Plan broadcast(std::vector<DevicePtr> devices, std::function<Msg(const DevicePtr&)> message)
{
    for (const DevicePtr& device : devices) {
        Msg made = message(device);
        co_yield std::move(made);
    }
}

Plan mv(std::vector<Move> moves)
{
    if (const devices::Result<void> allowed = checkMoves(moves); !allowed)
        throw PlanError(allowed.error());
    for (const Move& move : moves) {
        Msg set = msg::Set{move.motor, move.target, Moving};
        co_yield std::move(set);
    }
    Msg wait = msg::Wait{Moving};
    co_yield std::move(wait);
}

Plan mvr(std::vector<Move> moves)
{
    std::vector<DevicePtr> motors;
    for (const Move& move : moves)
        motors.push_back(move.motor);
    std::vector<double> origins;
    Plan locating = locate(std::move(motors), &origins);
    co_yield std::move(locating);
    for (std::size_t i = 0; i < moves.size(); ++i)
        moves[i].target += origins[i];
    Plan moving = mv(std::move(moves));
    co_yield std::move(moving);
}

Plan relSet(Move move, Group group)
{
    std::vector<double> origin;
    Plan locating = locate({move.motor}, &origin);
    co_yield std::move(locating);
    Msg set = msg::Set{move.motor, origin.front() + move.target, group};
    co_yield std::move(set);
}

Plan locate(std::vector<DevicePtr> motors, std::vector<double>* setpoints)
{
    setpoints->clear();
    const DeviceList asked = makeDeviceList(std::move(motors));
    Msg ask = msg::Locate{asked};
    const Reply reply = co_yield std::move(ask);
    const auto* found = std::get_if<std::vector<devices::Location>>(&reply);
    if (!found)
        throw PlanError({devices::ErrorCode::Internal,
            QCoreApplication::translate("scans", "A step that needs positions cannot be skipped"), {}});
    for (const devices::Location& location : *found) {
        if (!std::isfinite(location.setpoint)) {
            const QString name = (*asked)[setpoints->size()]->name();
            throw PlanError({devices::ErrorCode::BadValue,
                QCoreApplication::translate("scans", "It is not known where %1 stands").arg(name), name});
        }
        setpoints->push_back(location.setpoint);
    }
}

devices::Result<void> checkDwells(const DeviceList& detectors, duration<double> dwell)
{
    for (const DevicePtr& detector : *detectors) {
        if (devices::Result<void> possible = detector->checkDwell(dwell); !possible)
            return possible;
    }
    return {};
}

Plan setDwells(DeviceList detectors, duration<double> dwell)
{
    for (const DevicePtr& detector : *detectors) {
        Msg set = msg::SetDwell{detector, dwell, Counting};
        co_yield std::move(set);
    }
    Msg wait = msg::Wait{Counting};
    co_yield std::move(wait);
}

Plan readOut(DeviceList devices, QString stream, Readings* readings)
{
    Msg create = msg::Create{std::move(stream)};
    co_yield std::move(create);
    Msg read = msg::Read{devices};
    Reply reply = co_yield std::move(read);
    keep(std::move(reply), readings);
    Msg save = msg::Save{};
    co_yield std::move(save);
}

Plan triggerAndRead(
    DeviceList detectors, DeviceList readAll, std::vector<int> gridIndex, Readings* readings, QString stream)
{
    for (const DevicePtr& detector : *detectors) {
        Msg trigger = msg::Trigger{detector, Counting};
        co_yield std::move(trigger);
    }
    Msg count = msg::Wait{Counting};
    co_yield std::move(count);
    Msg create = msg::Create{std::move(stream), std::move(gridIndex)};
    co_yield std::move(create);
    Msg read = msg::Read{std::move(readAll)};
    Reply reply = co_yield std::move(read);
    keep(std::move(reply), readings);
    Msg save = msg::Save{};
    co_yield std::move(save);
}

Plan oneShot(DeviceList detectors)
{
    Msg checkpoint = msg::Checkpoint{};
    co_yield std::move(checkpoint);
    Plan measurement = triggerAndRead(detectors, detectors);
    co_yield std::move(measurement);
}

Plan moveToStep(const Step* step)
{
    for (const Move& move : step->moves) {
        Msg set = msg::Set{move.motor, move.target, Moving};
        co_yield std::move(set);
    }
    if (step->dwell) {
        for (const DevicePtr& detector : *step->detectors) {
            Msg set = msg::SetDwell{detector, *step->dwell, Moving};
            co_yield std::move(set);
        }
    }
    if (!step->moves.empty() || step->dwell) {
        Msg wait = msg::Wait{Moving};
        co_yield std::move(wait);
    }
}

Plan oneNdStep(const Step* step)
{
    Plan move = moveToStep(step);
    co_yield std::move(move);
    Plan measurement = triggerAndRead(step->detectors, step->readAll, step->gridIndex);
    co_yield std::move(measurement);
}

Plan lookAtClock(duration<double>* now)
{
    Msg ask = msg::Now{};
    const Reply reply = co_yield std::move(ask);
    if (const auto* seconds = std::get_if<double>(&reply))
        *now = duration<double>(*seconds);
}

Plan keepPace(duration<double> delay, std::optional<duration<double>>* last)
{
    duration<double> now = last->value_or(duration<double>(0));
    Plan before = lookAtClock(&now);
    co_yield std::move(before);
    if (*last) {
        Msg sleep = msg::Sleep{delay - (now - **last)};
        co_yield std::move(sleep);
        Plan after = lookAtClock(&now);
        co_yield std::move(after);
    }
    *last = now;
}

Plan repeat(PlanFactory plan, int times, duration<double> delay)
{
    std::optional<duration<double>> begun;
    for (int i = 0; times == 0 || i < times; i = times == 0 ? 1 : i + 1) {
        Msg checkpoint = msg::Checkpoint{};
        co_yield std::move(checkpoint);
        if (delay.count() > 0) {
            Plan pace = keepPace(delay, &begun);
            co_yield std::move(pace);
        }
        Plan once = plan();
        co_yield std::move(once);
    }
}

devices::Result<std::size_t> columnOf(const DeviceList& devices, const QString& name)
{
    QStringList known;
    std::size_t column = 0;
    std::optional<std::size_t> ofDevice;
    for (const DevicePtr& device : *devices) {
        bool hinted = false;
        for (const devices::DataKey& key : device->describe()) {
            if (key.name == name)
                return column;
            if (device->name() == name && (!ofDevice || (key.hinted && !hinted)))
                ofDevice = column;
            hinted = hinted || key.hinted;
            known << key.name;
            ++column;
        }
    }
    if (ofDevice)
        return *ofDevice;
    return devices::Error{devices::ErrorCode::BadValue,
        QCoreApplication::translate("scans", "There is no column %1; there are %2")
            .arg(name, known.join(QStringLiteral(", "))),
        name};
}

double numberIn(const Readings& readings, std::size_t column, const QString& name)
{
    const std::optional<double> number
        = column < readings.size() ? devices::toDouble(readings[column].value) : std::nullopt;
    if (!number || !std::isfinite(*number))
        throw PlanError(
            {devices::ErrorCode::BadValue, QCoreApplication::translate("scans", "%1 is no number").arg(name), name});
    return *number;
}

} // namespace scans
