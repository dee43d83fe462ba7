#include "scans/plans/stepscan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec gridscanSpec();

namespace {

constexpr double MostPoints = 100'000'000;

devices::Result<StepScan> gridOf(const Parameters& parameters)
{
    std::vector<TrajectoryAxis> axes;
    double points = 1;
    for (const Parameters::Axis& axis : parameters.axes()) {
        // The slowest axis is passed once: it cannot run back.
        const bool snake = parameters.flag("snake") && !axes.empty();
        axes.push_back({axis.motor, axis.number("start"), axis.number("stop"), axis.integer("intervals") + 1, snake});
        points *= axis.integer("intervals") + 1;
    }
    if (points > MostPoints)
        return devices::Error{devices::ErrorCode::BadValue,
            QCoreApplication::translate("scans", "axes: %1 points are more than a scan may have (%2)")
                .arg(points, 0, 'g', 6)
                .arg(MostPoints, 0, 'g', 6),
            QStringLiteral("axes")};
    StepScan scan;
    scan.trajectory = Trajectory::grid(std::move(axes));
    scan.dwell = std::chrono::duration<double>(parameters.number("dwell"));
    scan.detectors = makeDeviceList(parameters.detectors());
    scan.gridded = true;
    scan.metadata.insert(QStringLiteral("plan_pattern"), QStringLiteral("outer_product"));
    return scan;
}

} // namespace

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
    spec.parameters = {
        {.id = QStringLiteral("snake"),
            .title = QCoreApplication::translate("scans", "Snake"),
            .type = PlanParameter::Type::Boolean,
            .unitOf = {},
            .initial = false,
            .help = QCoreApplication::translate("scans", "Fast axes run back instead of returning")},
        dwellParameter(),
        detectorsParameter(),
    };
    defineStepScan(spec, gridOf);
    return spec;
}

} // namespace scans
