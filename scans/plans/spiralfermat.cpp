#include "scans/plans/spiralaxes.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> fermatSpiralOf(const Parameters& parameters)
{
    const SpiralAxes axes(parameters);
    const double dr = parameters.number("dr");
    const double factor = parameters.number("factor");
    const double points = fermatSpiralSize(axes.plane(), dr, factor, axes.aspect());
    if (const devices::Result<void> possible = checkListed(points, QStringLiteral("dr")); !possible)
        return possible.error();
    return axes.scan(
        fermatSpiral(axes.plane(), dr, factor, axes.aspect(), axes.tilt()), QStringLiteral("spiral_fermat"));
}

PlanSpec spiralfermatSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("spiral_fermat");
    spec.title = QCoreApplication::translate("scans", "Fermat spiral");
    spec.help = QCoreApplication::translate(
        "scans", "Covers a rectangle evenly from its centre without a grid; the first motor is x");
    spec.axis = spiralAxis();
    spec.minAxes = 2;
    spec.maxAxes = 2;
    spec.parameters = {
        numberParameter("dr", QCoreApplication::translate("scans", "Distance"),
            QCoreApplication::translate("scans", "Point i is √i · distance / factor from the centre"), 0.1,
            SmallestDistance, 1e9),
        numberParameter("factor", QCoreApplication::translate("scans", "Factor"),
            QCoreApplication::translate("scans", "More make the spiral denser"), 1, 1e-3, 1000),
    };
    addSpiralShape(spec);
    defineStepScan(spec, fermatSpiralOf);
    return spec;
}

} // namespace scans
