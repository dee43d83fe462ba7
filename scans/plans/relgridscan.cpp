#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec relgridscanSpec();

PlanSpec relgridscanSpec()
{
    PlanSpec spec = gridscanSpec();
    spec.id = QStringLiteral("rel_grid_scan");
    spec.title = QCoreApplication::translate("scans", "Mesh, relative");
    spec.help = QCoreApplication::translate("scans", "Like Mesh, counting from where the motors are");
    defineRelativeScan(spec, gridOf);
    return spec;
}

} // namespace scans
