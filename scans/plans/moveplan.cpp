#include "scans/plans/moveplan.h"

#include "scans/plans/parameters.h"
#include "scans/plans/stepscan.h"
#include "scans/plans/stubs.h"

#include <QCoreApplication>

namespace scans {

using devices::Result;

namespace {

Result<std::vector<Move>> movesOf(const PlanSpec& schema, const QJsonObject& values, const PlanDevices& devices)
{
    const Result<Parameters> parameters = Parameters::read(schema, values, devices);
    if (!parameters)
        return parameters.error();
    const QByteArray target = schema.axis.back().id.toLatin1();
    std::vector<Move> moves;
    for (const Parameters::Axis& axis : parameters.value().axes())
        moves.push_back({axis.motor, axis.number(target.constData())});
    return moves;
}

} // namespace

void defineMovePlan(PlanSpec& spec, const PlanParameter& target, bool relative)
{
    spec.axis = {motorParameter(), target};
    spec.minAxes = 1;
    spec.maxAxes = 32;
    const PlanSpec schema = spec;
    spec.make = [schema, relative](const QJsonObject& values, const PlanDevices& devices) -> Result<PlanFactory> {
        const Result<std::vector<Move>> moves = movesOf(schema, values, devices);
        if (!moves)
            return moves.error();
        return PlanFactory([made = moves.value(), relative] { return relative ? mvr(made) : mv(made); });
    };
}

} // namespace scans
