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

/// From where the motors are now.
PlanEstimate estimateMoves(const std::vector<Move>& moves, bool relative)
{
    PlanEstimate estimate;
    for (const Move& move : moves) {
        const std::optional<double> from = move.motor->position();
        if (relative && !from) {
            estimate.durationKnown = false;
            continue;
        }
        const double target = relative ? *from + move.target : move.target;
        if (const Result<void> allowed = move.motor->check(target); !allowed)
            estimate.problems.push_back(allowed.error());
        const auto time = from ? move.motor->moveTime(*from, target) : std::nullopt;
        estimate.durationKnown = estimate.durationKnown && time.has_value();
        estimate.duration = std::max(estimate.duration, time.value_or(estimate.duration));
    }
    return estimate;
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
    spec.estimate = [schema, relative](const QJsonObject& values, const PlanDevices& devices) {
        const Result<std::vector<Move>> moves = movesOf(schema, values, devices);
        return moves ? estimateMoves(moves.value(), relative) : impossible(moves.error());
    };
}

} // namespace scans
