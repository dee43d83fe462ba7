#include "scans/plans/freescan.h"

#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"
#include "scans/plans/stepscan.h"

#include <QCoreApplication>

namespace scans {

using devices::Result;

namespace {

DeviceList readBy(const FreeScan& scan)
{
    std::vector<devices::DevicePtr> all{scan.motor};
    all.insert(all.end(), scan.detectors->begin(), scan.detectors->end());
    return makeDeviceList(std::move(all));
}

Result<void> checkEnds(const FreeScan& scan, double origin)
{
    return checkMoves({{scan.motor, origin + scan.start}, {scan.motor, origin + scan.stop}});
}

FreeScan scanOf(const Parameters& parameters, bool relative)
{
    const Parameters::Axis& axis = parameters.axes().front();
    FreeScan scan;
    scan.motor = axis.motor;
    scan.start = axis.number("start");
    scan.stop = axis.number("stop");
    scan.detectors = makeDeviceList(parameters.detectors());
    scan.field = parameters.text("field");
    scan.dwell = std::chrono::duration<double>(parameters.number("dwell"));
    scan.relative = relative;
    return scan;
}

} // namespace

QJsonObject freeMetadata(const FreeScan& scan)
{
    StepScan described;
    described.trajectory = Trajectory::line({{scan.motor, Positions::even(scan.start, scan.stop, 2)}});
    described.detectors = scan.detectors;
    described.dwell = scan.dwell;
    described.endless = true;
    described.metadata = scan.metadata;
    QJsonObject metadata = stepMetadata(described);
    // How many points there will be, and where, nobody knows.
    for (const char* unknown : {"shape", "snaking", "targets"})
        metadata.remove(QLatin1String(unknown));
    return metadata;
}

Plan freeScan(FreeScan scan, std::function<Plan(const FreeScan*)> points)
{
    if (scan.relative) {
        std::vector<double> origin;
        Plan locating = locate({scan.motor}, &origin);
        co_yield std::move(locating);
        scan.start += origin.front();
        scan.stop += origin.front();
    }
    if (const Result<void> allowed = checkEnds(scan, 0); !allowed)
        throw PlanError(allowed.error());
    if (const Result<std::size_t> column = columnOf(scan.detectors, scan.field); !column)
        throw PlanError(column.error());
    if (const Result<void> possible = checkDwells(scan.detectors, scan.dwell); !possible)
        throw PlanError(possible.error());
    const FreeScan* within = &scan;
    Plan measured = prePost([within] { return setDwells(within->detectors, within->dwell); }, points(within), {});
    measured = staged(std::move(measured), *scan.detectors);
    if (scan.relative)
        measured = resetPositions(std::move(measured), {scan.motor});
    Plan run = inRun(std::move(measured), freeMetadata(scan));
    co_yield std::move(run);
}

Plan measureAt(const FreeScan* scan, double target, FreePoint* found)
{
    Msg checkpoint = msg::Checkpoint{};
    co_yield std::move(checkpoint);
    Plan moving = mv({{scan->motor, target}});
    co_yield std::move(moving);
    Readings readings;
    const DeviceList all = readBy(*scan);
    Plan measurement = triggerAndRead(scan->detectors, all, {}, &readings);
    co_yield std::move(measurement);
    found->skipped = readings.empty();
    if (found->skipped)
        co_return;
    const std::size_t ofMotor = scan->motor->describe().size();
    found->position = numberIn(readings, 0, scan->motor->name());
    found->signal = numberIn(readings, ofMotor + columnOf(scan->detectors, scan->field).value(), scan->field);
}

void defineFreeScan(PlanSpec& spec, bool relative, FreeCheck check, FreePoints points)
{
    spec.axis = {motorParameter(), startParameter(), stopParameter()};
    spec.minAxes = 1;
    spec.maxAxes = 1;
    const PlanSpec schema = spec;
    const auto read = [schema, check = std::move(check)](
                          const QJsonObject& values, const PlanDevices& devices) -> Result<Parameters> {
        Result<Parameters> parameters = Parameters::read(schema, values, devices);
        if (!parameters)
            return parameters;
        if (const Result<void> good = check(parameters.value()); !good)
            return good.error();
        return parameters;
    };
    spec.make = [read, relative, points = std::move(points), id = spec.id](
                    const QJsonObject& values, const PlanDevices& devices) -> Result<PlanFactory> {
        const Result<Parameters> parameters = read(values, devices);
        if (!parameters)
            return parameters.error();
        FreeScan scan = scanOf(parameters.value(), relative);
        scan.metadata = {{QStringLiteral("plan_name"), id}, {QStringLiteral("plan_args"), parameters.value().all()}};
        return PlanFactory([scan, points, read = parameters.value()] {
            return freeScan(scan, [points, read](const FreeScan* within) { return points(within, read); });
        });
    };
}

PlanParameter fieldParameter()
{
    return {.id = QStringLiteral("field"),
        .title = QCoreApplication::translate("scans", "Signal"),
        .type = PlanParameter::Type::Text,
        .unitOf = {},
        .initial = {},
        .help = QCoreApplication::translate("scans", "The column that is looked at, or its detector"),
        .suggestion = QStringLiteral("sc"),
        .words = QCoreApplication::translate("scans", "the name of a column or detector")};
}

} // namespace scans
