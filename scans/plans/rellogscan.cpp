#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec rellogscanSpec();

PlanSpec rellogscanSpec()
{
    PlanSpec spec = logscanSpec();
    spec.id = QStringLiteral("rel_log_scan");
    spec.title = QCoreApplication::translate("scans", "Logarithmic, relative");
    spec.help = QCoreApplication::translate("scans", "Like Logarithmic, counting from where the motor is");
    defineRelativeScan(spec, logOf);
    return spec;
}

} // namespace scans
