#include "scans/plans/moveplan.h"
#include "scans/plans/parameters.h"

#include <QCoreApplication>

namespace scans {

PlanSpec moveSpec();

PlanSpec moveSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("mv");
    spec.title = QCoreApplication::translate("scans", "Move");
    spec.help = QCoreApplication::translate("scans", "Moves motors and waits for them; records nothing");
    defineMovePlan(spec, positionParameter(), false);
    return spec;
}

} // namespace scans
