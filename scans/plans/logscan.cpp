#include "scans/plans/stepplan.h"

#include <QCoreApplication>

namespace scans {

devices::Result<StepScan> logOf(const Parameters& parameters)
{
    const Parameters::Axis& axis = parameters.axes().front();
    for (const char* end : {"start", "stop"}) {
        if (axis.number(end) * axis.number("start") <= 0)
            return wrongParameter(QStringLiteral("axes[0].") + QLatin1String(end),
                QCoreApplication::translate("scans", "a position of the same sign as the other one, not 0"),
                axis.number(end));
    }
    const Positions positions
        = Positions::logarithmic(axis.number("start"), axis.number("stop"), parameters.integer("intervals") + 1);
    return stepsOf(Trajectory::line({{axis.motor, positions}}), parameters, QStringLiteral("log_scan"));
}

PlanSpec logscanSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("log_scan");
    spec.title = QCoreApplication::translate("scans", "Logarithmic");
    spec.help = QCoreApplication::translate(
        "scans", "Moves a motor in steps that are even on a logarithmic scale; from and to have the same sign");
    spec.axis = {motorParameter(), startParameter(), stopParameter()};
    for (PlanParameter& parameter : spec.axis) {
        if (parameter.id == QLatin1String("start"))
            parameter.suggestion = 0.1;
    }
    spec.minAxes = 1;
    spec.maxAxes = 1;
    spec.parameters = {intervalsParameter(), dwellParameter(), detectorsParameter()};
    defineStepScan(spec, logOf);
    return spec;
}

} // namespace scans
