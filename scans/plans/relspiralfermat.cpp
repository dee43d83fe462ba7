#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec relspiralfermatSpec();

PlanSpec relspiralfermatSpec()
{
    PlanSpec spec = spiralfermatSpec();
    spec.id = QStringLiteral("rel_spiral_fermat");
    spec.title = QCoreApplication::translate("scans", "Fermat spiral, relative");
    spec.help = QCoreApplication::translate("scans", "Like Fermat spiral, around where the motors are");
    // The centre is where the motors are.
    std::erase_if(spec.axis, [](const PlanParameter& parameter) { return parameter.id == QLatin1String("centre"); });
    defineRelativeScan(spec, fermatSpiralOf);
    return spec;
}

} // namespace scans
