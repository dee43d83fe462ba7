#include "scans/plans/stepplan.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <optional>

namespace scans {

PlanSpec ndscanSpec();

namespace {

/// Axes of one loop have the same number; loops are slow to fast.
devices::Result<StepScan> loopsOf(const Parameters& parameters)
{
    std::map<int, std::vector<TrajectoryAxis>> loops;
    double points = 1;
    for (std::size_t k = 0; k < parameters.axes().size(); ++k) {
        const Parameters::Axis& axis = parameters.axes()[k];
        std::vector<TrajectoryAxis>& loop = loops[axis.integer("loop")];
        const Positions positions = Positions::list(axis.positions("positions"));
        if (loop.empty())
            points *= positions.count();
        else if (positions.count() != loop.front().positions.count())
            return wrongParameter(QStringLiteral("axes[%1].positions").arg(k),
                QCoreApplication::translate("scans", "%1 positions, as many as the first motor of the loop has")
                    .arg(loop.front().positions.count()),
                positions.count());
        loop.push_back({axis.motor, positions});
    }
    if (const devices::Result<void> possible = checkPointCount(points, QStringLiteral("axes")); !possible)
        return possible.error();
    std::optional<Trajectory> whole;
    for (auto& [number, axes] : loops) {
        Trajectory loop = Trajectory::line(std::move(axes));
        whole = whole ? whole->over(loop, parameters.flag("snake")) : std::move(loop);
    }
    return stepsOf(std::move(*whole), parameters, QStringLiteral("loops"));
}

} // namespace

PlanSpec ndscanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("scan_nd");
    spec.title = QCoreApplication::translate("scans", "Loops");
    spec.help = QCoreApplication::translate(
        "scans", "Loops within loops over listed positions; motors of the same loop move together");
    PlanParameter loop{.id = QStringLiteral("loop"),
        .title = QCoreApplication::translate("scans", "Loop"),
        .type = PlanParameter::Type::Integer,
        .unitOf = {},
        .initial = 1,
        .minimum = 1,
        .maximum = 8,
        .help = QCoreApplication::translate("scans", "1 is the slowest"),
        .words = QCoreApplication::translate("scans", "the number of its loop")};
    spec.axis = {motorParameter(), positionsParameter(), loop};
    spec.minAxes = 1;
    spec.maxAxes = 8;
    spec.parameters = {snakeParameter(), dwellParameter(), detectorsParameter()};
    defineStepScan(spec, loopsOf);
    return spec;
}

} // namespace scans
