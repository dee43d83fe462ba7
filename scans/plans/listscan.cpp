#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> listOf(const Parameters& parameters)
{
    std::vector<TrajectoryAxis> axes;
    for (const Parameters::Axis& axis : parameters.axes()) {
        const Positions positions = Positions::list(axis.positions("positions"));
        if (!axes.empty() && positions.count() != axes.front().positions.count())
            return wrongParameter(QStringLiteral("axes[%1].positions").arg(axes.size()),
                QCoreApplication::translate("scans", "%1 positions, as many as the first motor has")
                    .arg(axes.front().positions.count()),
                positions.count());
        axes.push_back({axis.motor, positions});
    }
    return stepsOf(Trajectory::line(std::move(axes)), parameters, QStringLiteral("inner_list_product"));
}

PlanSpec listscanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("list_scan");
    spec.title = QCoreApplication::translate("scans", "List");
    spec.help = QCoreApplication::translate(
        "scans", "Moves one or more motors together from one listed position to the next, in any shape");
    spec.axis = {motorParameter(), positionsParameter()};
    spec.minAxes = 1;
    spec.maxAxes = 8;
    spec.parameters = {dwellParameter(), detectorsParameter()};
    defineStepScan(spec, listOf);
    return spec;
}

} // namespace scans
