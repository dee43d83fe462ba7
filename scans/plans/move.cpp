#include "scans/plans/parameters.h"
#include "scans/plans/plan.h"
#include "scans/plans/planerror.h"

#include <QCoreApplication>

namespace scans {

PlanSpec moveSpec();

namespace {

struct Move
{
    devices::DevicePtr motor;
    double target = 0;
};
using Moves = std::vector<Move>;

Plan moveAll(Moves moves)
{
    for (const Move& move : moves) {
        if (const devices::Result<void> allowed = move.motor->check(move.target); !allowed)
            throw PlanError(allowed.error());
    }
    for (const Move& move : moves) {
        Msg set = msg::Set{move.motor, move.target};
        co_yield std::move(set);
    }
    Msg wait = msg::Wait{};
    co_yield std::move(wait);
}

devices::Result<Moves> movesOf(const PlanSpec& schema, const QJsonObject& values, const PlanDevices& devices)
{
    const devices::Result<Parameters> parameters = Parameters::read(schema, values, devices);
    if (!parameters)
        return parameters.error();
    Moves moves;
    for (const Parameters::Axis& axis : parameters.value().axes())
        moves.push_back({axis.motor, axis.number("position")});
    return moves;
}

PlanEstimate estimateMoves(const Moves& moves)
{
    PlanEstimate estimate;
    for (const Move& move : moves) {
        if (const devices::Result<void> allowed = move.motor->check(move.target); !allowed)
            estimate.problems.push_back(allowed.error());
        const std::optional<double> from = move.motor->position();
        const auto time = from ? move.motor->moveTime(*from, move.target) : std::nullopt;
        estimate.durationKnown = estimate.durationKnown && time.has_value();
        estimate.duration = std::max(estimate.duration, time.value_or(estimate.duration));
    }
    return estimate;
}

} // namespace

PlanSpec moveSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("mv");
    spec.title = QCoreApplication::translate("scans", "Move");
    spec.help = QCoreApplication::translate("scans", "Moves motors and waits for them; records nothing");
    const PlanParameter position{.id = QStringLiteral("position"),
        .title = QCoreApplication::translate("scans", "To"),
        .type = PlanParameter::Type::Number,
        .unitOf = QStringLiteral("motor"),
        .initial = {},
        .help = QCoreApplication::translate("scans", "Where it goes")};
    spec.axis = {motorParameter(), position};
    spec.minAxes = 1;
    spec.maxAxes = 32;
    const PlanSpec schema = spec;
    spec.make = [schema](const QJsonObject& values, const PlanDevices& devices) -> devices::Result<PlanFactory> {
        const devices::Result<Moves> moves = movesOf(schema, values, devices);
        if (!moves)
            return moves.error();
        return PlanFactory([made = moves.value()] { return moveAll(made); });
    };
    spec.estimate = [schema](const QJsonObject& values, const PlanDevices& devices) {
        const devices::Result<Moves> moves = movesOf(schema, values, devices);
        if (moves)
            return estimateMoves(moves.value());
        PlanEstimate estimate;
        estimate.problems = {moves.error()};
        estimate.durationKnown = false;
        return estimate;
    };
    return spec;
}

} // namespace scans
