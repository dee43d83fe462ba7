#include "scans/plans/freescan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec reladaptivescanSpec();

PlanSpec reladaptivescanSpec()
{
    PlanSpec spec = adaptivescanSpec();
    spec.id = QStringLiteral("rel_adaptive_scan");
    spec.title = QCoreApplication::translate("scans", "Adaptive, relative");
    spec.help = QCoreApplication::translate(
        "scans", "Like Adaptive, counting from where the motor is, which goes back there afterwards");
    defineFreeScan(spec, true, checkAdaptive, adaptivePoints);
    return spec;
}

} // namespace scans
