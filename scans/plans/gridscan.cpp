#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> gridOf(const Parameters& parameters)
{
    std::vector<TrajectoryAxis> axes;
    double points = 1;
    for (const Parameters::Axis& axis : parameters.axes()) {
        // The slowest axis is passed once: it cannot run back.
        const bool snake = parameters.flag("snake") && !axes.empty();
        const int count = axis.integer("intervals") + 1;
        axes.push_back({axis.motor, Positions::even(axis.number("start"), axis.number("stop"), count), snake});
        points *= count;
    }
    if (const devices::Result<void> possible = checkPointCount(points, QStringLiteral("axes")); !possible)
        return possible.error();
    return stepsOf(Trajectory::grid(std::move(axes)), parameters, QStringLiteral("outer_product"));
}

PlanSpec gridscanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("grid_scan");
    spec.title = QCoreApplication::translate("scans", "Mesh");
    spec.help
        = QCoreApplication::translate("scans", "Every combination of two or more motors; the first is the slowest");
    spec.axis = {motorParameter(), startParameter(), stopParameter(), intervalsParameter()};
    spec.minAxes = 2;
    spec.maxAxes = 4;
    spec.parameters = {snakeParameter(), dwellParameter(), detectorsParameter()};
    defineStepScan(spec, gridOf);
    return spec;
}

} // namespace scans
