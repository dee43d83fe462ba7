#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec relspiralSpec();

PlanSpec relspiralSpec()
{
    PlanSpec spec = spiralSpec();
    spec.id = QStringLiteral("rel_spiral");
    spec.title = QCoreApplication::translate("scans", "Spiral, relative");
    spec.help = QCoreApplication::translate("scans", "Like Spiral, around where the motors are");
    // The centre is where the motors are.
    std::erase_if(spec.axis, [](const PlanParameter& parameter) { return parameter.id == QLatin1String("centre"); });
    defineRelativeScan(spec, spiralOf);
    return spec;
}

} // namespace scans
