#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> listGridOf(const Parameters& parameters)
{
    std::vector<TrajectoryAxis> axes;
    double points = 1;
    for (const Parameters::Axis& axis : parameters.axes()) {
        const bool snake = parameters.flag("snake") && !axes.empty();
        axes.push_back({axis.motor, Positions::list(axis.positions("positions")), snake});
        points *= axes.back().positions.count();
    }
    if (const devices::Result<void> possible = checkPointCount(points, QStringLiteral("axes")); !possible)
        return possible.error();
    return stepsOf(Trajectory::grid(std::move(axes)), parameters, QStringLiteral("outer_list_product"));
}

PlanSpec listgridscanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("list_grid_scan");
    spec.title = QCoreApplication::translate("scans", "Mesh of lists");
    spec.help = QCoreApplication::translate(
        "scans", "Every combination of the listed positions of two or more motors; the first is the slowest");
    spec.axis = {motorParameter(), positionsParameter()};
    spec.minAxes = 2;
    spec.maxAxes = 4;
    spec.parameters = {snakeParameter(), dwellParameter(), detectorsParameter()};
    defineStepScan(spec, listGridOf);
    return spec;
}

} // namespace scans
