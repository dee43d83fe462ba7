#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec rellistscanSpec();

PlanSpec rellistscanSpec()
{
    PlanSpec spec = listscanSpec();
    spec.id = QStringLiteral("rel_list_scan");
    spec.title = QCoreApplication::translate("scans", "List, relative");
    spec.help = QCoreApplication::translate("scans", "Like List, counting from where the motors are");
    defineRelativeScan(spec, listOf);
    return spec;
}

} // namespace scans
