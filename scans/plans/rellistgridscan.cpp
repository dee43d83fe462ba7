#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec rellistgridscanSpec();

PlanSpec rellistgridscanSpec()
{
    PlanSpec spec = listgridscanSpec();
    spec.id = QStringLiteral("rel_list_grid_scan");
    spec.title = QCoreApplication::translate("scans", "Mesh of lists, relative");
    spec.help = QCoreApplication::translate("scans", "Like Mesh of lists, counting from where the motors are");
    defineRelativeScan(spec, listGridOf);
    return spec;
}

} // namespace scans
