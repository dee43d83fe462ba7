#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec relspiralsquareSpec();

PlanSpec relspiralsquareSpec()
{
    PlanSpec spec = spiralsquareSpec();
    spec.id = QStringLiteral("rel_spiral_square");
    spec.title = QCoreApplication::translate("scans", "Square spiral, relative");
    spec.help = QCoreApplication::translate("scans", "Like Square spiral, around where the motors are");
    // The centre is where the motors are.
    std::erase_if(spec.axis, [](const PlanParameter& parameter) { return parameter.id == QLatin1String("centre"); });
    defineRelativeScan(spec, squareSpiralOf);
    return spec;
}

} // namespace scans
