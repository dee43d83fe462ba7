#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec countSpec();

namespace {

devices::Result<StepScan> countOf(const Parameters& parameters)
{
    StepScan scan;
    scan.trajectory = Trajectory::still(parameters.integer("num"));
    scan.endless = parameters.integer("num") == 0;
    scan.delay = std::chrono::duration<double>(parameters.number("delay"));
    scan.dwell = std::chrono::duration<double>(parameters.number("dwell"));
    scan.detectors = makeDeviceList(parameters.detectors());
    return scan;
}

} // namespace

PlanSpec countSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("count");
    spec.title = QCoreApplication::translate("scans", "Count");
    spec.help = QCoreApplication::translate("scans", "Measures again and again without moving anything");
    spec.parameters = {
        {.id = QStringLiteral("num"),
            .title = QCoreApplication::translate("scans", "Points"),
            .type = PlanParameter::Type::Integer,
            .unitOf = {},
            .initial = 1,
            .minimum = 0,
            .maximum = 10'000'000,
            .help = QCoreApplication::translate("scans", "How often; 0 is until stopped"),
            .words = QCoreApplication::translate("scans", "the number of points")},
        {.id = QStringLiteral("delay"),
            .title = QCoreApplication::translate("scans", "Delay"),
            .type = PlanParameter::Type::Seconds,
            .unitOf = {},
            .initial = 0,
            .minimum = 0,
            .maximum = 86'400,
            .help = QCoreApplication::translate("scans", "Shortest time from one point to the next, in seconds"),
            .words = QCoreApplication::translate("scans", "the time between points in seconds")},
        dwellParameter(),
        detectorsParameter(),
    };
    defineStepScan(spec, countOf);
    return spec;
}

} // namespace scans
