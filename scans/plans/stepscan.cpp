#include "scans/plans/stepscan.h"

#include "scans/plans/planerror.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>

namespace scans {

using std::chrono::duration;
using std::chrono::steady_clock;

namespace {

constexpr Group Moving = 1;
constexpr Group Counting = 2;
// Reading and bookkeeping at each point on a Channel Access beamline.
constexpr duration<double> PointOverhead{0.01};

QJsonArray hintedFields(const devices::Device& device)
{
    QJsonArray fields;
    for (const devices::DataKey& key : device.describe()) {
        if (key.hinted)
            fields.append(key.name);
    }
    if (fields.isEmpty())
        fields.append(device.name());
    return fields;
}

QJsonArray dimension(const QJsonArray& fields)
{
    QJsonArray made;
    made.append(fields);
    made.append(QStringLiteral("primary"));
    return made;
}

QJsonArray dimensions(const StepScan& scan)
{
    const bool oneForEach = scan.trajectory.shape().size() > 1;
    QJsonArray made;
    QJsonArray fields;
    for (const TrajectoryAxis& axis : scan.trajectory.axes()) {
        const QJsonArray hinted = hintedFields(*axis.motor);
        if (oneForEach)
            made.append(dimension(hinted));
        for (const QJsonValue& field : hinted)
            fields.append(field);
    }
    if (fields.isEmpty())
        fields.append(QStringLiteral("time"));
    if (!oneForEach)
        made.append(dimension(fields));
    return made;
}

// The plans below point into the frame of the one that they are nested in; it outlives them.

Plan moveTo(const StepScan* scan, const Trajectory::Point* point, const std::vector<double>* before)
{
    bool moves = false;
    for (std::size_t k = 0; k < point->targets.size(); ++k) {
        if (point->targets[k] == (*before)[k])
            continue;
        Msg set = msg::Set{scan->trajectory.axes()[k].motor, point->targets[k], Moving};
        co_yield std::move(set);
        moves = true;
    }
    if (moves) {
        Msg wait = msg::Wait{Moving};
        co_yield std::move(wait);
    }
}

Plan measure(const StepScan* scan, DeviceList readAll, const Trajectory::Point* point)
{
    for (const devices::DevicePtr& detector : *scan->detectors) {
        Msg trigger = msg::Trigger{detector, Counting};
        co_yield std::move(trigger);
    }
    Msg count = msg::Wait{Counting};
    co_yield std::move(count);
    msg::Create event;
    if (scan->gridded)
        event.gridIndex = point->grid;
    Msg create = std::move(event);
    co_yield std::move(create);
    Msg read = msg::Read{readAll};
    co_yield std::move(read);
    Msg save = msg::Save{};
    co_yield std::move(save);
}

Plan steps(const StepScan* scan, DeviceList readAll)
{
    Trajectory::Point point;
    const std::size_t axes = scan->trajectory.axes().size();
    std::vector<double> before(axes, std::numeric_limits<double>::quiet_NaN());
    steady_clock::time_point begun = steady_clock::now();
    for (int i = 0; scan->endless || i < scan->trajectory.count(); ++i) {
        Msg checkpoint = msg::Checkpoint{};
        co_yield std::move(checkpoint);
        if (i > 0 && scan->delay.count() > 0) {
            Msg sleep = msg::Sleep{scan->delay - (steady_clock::now() - begun)};
            co_yield std::move(sleep);
            begun = steady_clock::now();
        }
        if (axes > 0) {
            scan->trajectory.point(i, point);
            Plan move = moveTo(scan, &point, &before);
            co_yield std::move(move);
            before = point.targets;
        }
        Plan measurement = measure(scan, readAll, &point);
        co_yield std::move(measurement);
    }
}

Plan setDwells(DeviceList detectors, duration<double> dwell)
{
    for (const devices::DevicePtr& detector : *detectors) {
        Msg set = msg::SetDwell{detector, dwell, Counting};
        co_yield std::move(set);
    }
    Msg wait = msg::Wait{Counting};
    co_yield std::move(wait);
}

} // namespace

Plan stepScan(StepScan scan)
{
    if (const std::vector<devices::Error> problems = limitProblems(scan.trajectory); !problems.empty())
        throw PlanError(problems.front());

    const DeviceList detectors = scan.detectors;
    std::vector<devices::DevicePtr> all;
    for (const TrajectoryAxis& axis : scan.trajectory.axes())
        all.push_back(axis.motor);
    all.insert(all.end(), detectors->begin(), detectors->end());

    Msg open = msg::OpenRun{stepMetadata(scan)};
    co_yield std::move(open);
    Msg stage = msg::Stage{detectors};
    co_yield std::move(stage);
    Plan dwells = setDwells(detectors, scan.dwell);
    co_yield std::move(dwells);
    Plan points = steps(&scan, makeDeviceList(std::move(all)));
    co_yield std::move(points);
    Msg unstage = msg::Unstage{detectors};
    co_yield std::move(unstage);
    Msg close = msg::CloseRun{};
    co_yield std::move(close);
}

QJsonObject stepMetadata(const StepScan& scan)
{
    QJsonObject metadata = scan.metadata;
    QJsonArray detectors;
    for (const devices::DevicePtr& detector : *scan.detectors)
        detectors.append(detector->name());
    QJsonArray motors;
    QJsonArray extents;
    QJsonArray snaking;
    for (const TrajectoryAxis& axis : scan.trajectory.axes()) {
        motors.append(axis.motor->name());
        extents.append(QJsonArray{std::min(axis.start, axis.stop), std::max(axis.start, axis.stop)});
        snaking.append(axis.snake);
    }
    QJsonArray shape;
    for (const int size : scan.trajectory.shape())
        shape.append(size);
    QJsonObject hints{{QStringLiteral("dimensions"), dimensions(scan)}};
    if (scan.trajectory.shape().size() > 1)
        hints.insert(QStringLiteral("gridding"), QStringLiteral("rectilinear"));
    metadata.insert(QStringLiteral("detectors"), detectors);
    metadata.insert(QStringLiteral("dwell"), scan.dwell.count());
    metadata.insert(QStringLiteral("hints"), hints);
    if (!scan.endless) {
        metadata.insert(QStringLiteral("num_points"), scan.trajectory.count());
        metadata.insert(QStringLiteral("num_intervals"), scan.trajectory.count() - 1);
    }
    if (!motors.isEmpty()) {
        metadata.insert(QStringLiteral("motors"), motors);
        metadata.insert(QStringLiteral("shape"), shape);
        metadata.insert(QStringLiteral("extents"), extents);
        metadata.insert(QStringLiteral("snaking"), snaking);
    }
    return metadata;
}

PlanEstimate impossible(const devices::Error& error)
{
    PlanEstimate estimate;
    estimate.problems = {error};
    estimate.durationKnown = false;
    return estimate;
}

PlanEstimate estimateStepScan(const StepScan& scan)
{
    PlanEstimate estimate;
    estimate.points = scan.trajectory.count();
    estimate.shape = scan.trajectory.shape();
    estimate.problems = limitProblems(scan.trajectory);
    estimate.durationKnown = !scan.endless;
    std::vector<double> before;
    for (const TrajectoryAxis& axis : scan.trajectory.axes())
        before.push_back(axis.motor->position().value_or(axis.start));
    Trajectory::Point point;
    for (int i = 0; i < estimate.points; ++i) {
        duration<double> move{0};
        scan.trajectory.point(i, point);
        for (std::size_t k = 0; k < before.size(); ++k) {
            if (point.targets[k] == before[k])
                continue;
            const auto time = scan.trajectory.axes()[k].motor->moveTime(before[k], point.targets[k]);
            estimate.durationKnown = estimate.durationKnown && time.has_value();
            move = std::max(move, time.value_or(duration<double>(0)));
        }
        before = point.targets;
        const duration<double> whole = move + scan.dwell + PointOverhead;
        estimate.duration += i > 0 ? std::max(whole, scan.delay) : whole;
    }
    return estimate;
}

void defineStepScan(PlanSpec& spec, std::function<devices::Result<StepScan>(const Parameters&)> build)
{
    const PlanSpec schema = spec;
    const auto read = [schema, build = std::move(build)](
                          const QJsonObject& values, const PlanDevices& devices) -> devices::Result<StepScan> {
        const devices::Result<Parameters> parameters = Parameters::read(schema, values, devices);
        if (!parameters)
            return parameters.error();
        devices::Result<StepScan> scan = build(parameters.value());
        if (scan) {
            scan.value().metadata.insert(QStringLiteral("plan_name"), schema.id);
            scan.value().metadata.insert(QStringLiteral("plan_args"), parameters.value().all());
        }
        return scan;
    };
    spec.make = [read](const QJsonObject& values, const PlanDevices& devices) -> devices::Result<PlanFactory> {
        const devices::Result<StepScan> scan = read(values, devices);
        if (!scan)
            return scan.error();
        return PlanFactory([made = scan.value()] { return stepScan(made); });
    };
    spec.estimate = [read](const QJsonObject& values, const PlanDevices& devices) {
        const devices::Result<StepScan> scan = read(values, devices);
        return scan ? estimateStepScan(scan.value()) : impossible(scan.error());
    };
}

} // namespace scans
