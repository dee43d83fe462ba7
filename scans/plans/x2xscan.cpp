#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec x2xscanSpec();

namespace {

devices::Result<StepScan> halvesOf(const Parameters& parameters)
{
    const int points = parameters.integer("intervals") + 1;
    const double start = parameters.number("start");
    const double stop = parameters.number("stop");
    Trajectory trajectory = Trajectory::line({{parameters.axes()[0].motor, Positions::even(start, stop, points)},
        {parameters.axes()[1].motor, Positions::even(start / 2, stop / 2, points)}});
    return stepsOf(std::move(trajectory), parameters, QStringLiteral("x2x_scan"));
}

} // namespace

PlanSpec x2xscanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("x2x_scan");
    spec.title = QCoreApplication::translate("scans", "x to 2x");
    spec.help = QCoreApplication::translate("scans",
        "The second motor moves half as far as the first, as two theta and theta do; both from where they are");
    spec.axis = {motorParameter()};
    spec.minAxes = 2;
    spec.maxAxes = 2;
    PlanParameter start = startParameter();
    PlanParameter stop = stopParameter();
    start.unitOf.clear();
    stop.unitOf.clear();
    start.help = QCoreApplication::translate("scans", "First point of the first motor, from where it is");
    stop.help = QCoreApplication::translate("scans", "Last point of the first motor, from where it is");
    spec.parameters = {start, stop, intervalsParameter(), dwellParameter(), detectorsParameter()};
    defineRelativeScan(spec, halvesOf);
    return spec;
}

} // namespace scans
