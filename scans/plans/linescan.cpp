#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> lineOf(const Parameters& parameters)
{
    const int points = parameters.integer("intervals") + 1;
    std::vector<TrajectoryAxis> axes;
    for (const Parameters::Axis& axis : parameters.axes())
        axes.push_back({axis.motor, Positions::even(axis.number("start"), axis.number("stop"), points)});
    return stepsOf(Trajectory::line(std::move(axes)), parameters, QStringLiteral("inner_product"));
}

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
