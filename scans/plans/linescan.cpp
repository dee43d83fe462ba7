#include "scans/plans/stepscan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec linescanSpec();

namespace {

devices::Result<StepScan> lineOf(const Parameters& parameters)
{
    std::vector<TrajectoryAxis> axes;
    for (const Parameters::Axis& axis : parameters.axes())
        axes.push_back({axis.motor, axis.number("start"), axis.number("stop")});
    StepScan scan;
    scan.trajectory = Trajectory::line(std::move(axes), parameters.integer("intervals") + 1);
    scan.dwell = std::chrono::duration<double>(parameters.number("dwell"));
    scan.detectors = makeDeviceList(parameters.detectors());
    scan.gridded = true;
    scan.metadata.insert(QStringLiteral("plan_pattern"), QStringLiteral("inner_product"));
    return scan;
}

} // namespace

PlanSpec linescanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("scan");
    spec.title = QCoreApplication::translate("scans", "Step");
    spec.help = QCoreApplication::translate("scans", "Moves one or more motors together in even steps");
    spec.axis = {motorParameter(), startParameter(), stopParameter()};
    spec.minAxes = 1;
    spec.maxAxes = 8;
    spec.parameters = {intervalsParameter(), dwellParameter(), detectorsParameter()};
    defineStepScan(spec, lineOf);
    return spec;
}

} // namespace scans
