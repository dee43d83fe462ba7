#include "scans/plans/spiralaxes.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> spiralOf(const Parameters& parameters)
{
    const SpiralAxes axes(parameters);
    const double dr = parameters.number("dr");
    const double nth = parameters.number("nth");
    const double points = ringSpiralSize(axes.plane(), dr, nth, axes.aspect());
    if (const devices::Result<void> possible = checkListed(points, QStringLiteral("dr")); !possible)
        return possible.error();
    return axes.scan(ringSpiral(axes.plane(), dr, nth, axes.aspect(), axes.tilt()), QStringLiteral("spiral"));
}

PlanSpec spiralSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("spiral");
    spec.title = QCoreApplication::translate("scans", "Spiral");
    spec.help = QCoreApplication::translate("scans", "Rings around a centre, cut to a rectangle; the first motor is x");
    spec.axis = spiralAxis();
    spec.minAxes = 2;
    spec.maxAxes = 2;
    spec.parameters = {
        numberParameter("dr", QCoreApplication::translate("scans", "Ring distance"),
            QCoreApplication::translate("scans", "From one ring to the next, in x"), 0.1, SmallestDistance, 1e9),
        numberParameter("nth", QCoreApplication::translate("scans", "Points of ring 1"),
            QCoreApplication::translate("scans", "Ring 2 has twice as many, and so on"), 6, 1, 1000),
    };
    addSpiralShape(spec);
    defineStepScan(spec, spiralOf);
    return spec;
}

} // namespace scans
