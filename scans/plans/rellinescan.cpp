#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec rellinescanSpec();

PlanSpec rellinescanSpec()
{
    PlanSpec spec = linescanSpec();
    spec.id = QStringLiteral("rel_scan");
    spec.title = QCoreApplication::translate("scans", "Step, relative");
    spec.help = QCoreApplication::translate("scans", "Like Step, counting from where the motors are");
    defineRelativeScan(spec, lineOf);
    return spec;
}

} // namespace scans
