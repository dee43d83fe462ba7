#include "scans/plans/moveplan.h"

#include <QCoreApplication>

namespace scans {

PlanSpec moverelativeSpec();

PlanSpec moverelativeSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("mvr");
    spec.title = QCoreApplication::translate("scans", "Move by");
    spec.help = QCoreApplication::translate(
        "scans", "Moves motors by a distance from where they were sent last, and waits for them; records nothing");
    const PlanParameter distance{.id = QStringLiteral("distance"),
        .title = QCoreApplication::translate("scans", "By"),
        .type = PlanParameter::Type::Number,
        .unitOf = QStringLiteral("motor"),
        .initial = {},
        .help = QCoreApplication::translate("scans", "How far it goes"),
        .words = QCoreApplication::translate("scans", "the distance to go")};
    defineMovePlan(spec, distance, true);
    return spec;
}

} // namespace scans
