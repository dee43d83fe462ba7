#include "scans/plans/parameters.h"
#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"
#include "scans/plans/stepscan.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace scans {

PlanSpec rampSpec();

namespace {

using devices::Result;
using std::chrono::duration;
using std::chrono::milliseconds;

constexpr Group Ramping = 4;

struct Ramp
{
    Move move;
    DeviceList detectors;
    duration<double> dwell{0};
    duration<double> period{0};
    duration<double> longest{0}; ///< 0 = any time
    QJsonObject metadata;

    DeviceList readAll() const
    {
        std::vector<devices::DevicePtr> all{move.motor};
        all.insert(all.end(), detectors->begin(), detectors->end());
        return makeDeviceList(std::move(all));
    }
};

milliseconds rounded(duration<double> time)
{
    // A time-out of zero would be that of the motor.
    return std::max(milliseconds(1), std::chrono::round<milliseconds>(time));
}

PlanError tooSlow(const Ramp& ramp)
{
    const QString name = ramp.move.motor->name();
    return PlanError({devices::ErrorCode::Timeout,
        QCoreApplication::translate("scans", "%1 is not at %2 after %3 s")
            .arg(name)
            .arg(ramp.move.target)
            .arg(ramp.longest.count()),
        name});
}

/// Measures while the motor moves, once ahead and once at the end.
Plan measureRamp(const Ramp* ramp)
{
    const DeviceList readAll = ramp->readAll();
    duration<double> now{0};
    Plan first = triggerAndRead(ramp->detectors, readAll);
    co_yield std::move(first);
    Msg set = msg::Set{ramp->move.motor, ramp->move.target, Ramping};
    co_yield std::move(set);
    Plan atStart = lookAtClock(&now);
    co_yield std::move(atStart);
    const duration<double> latest = ramp->longest.count() > 0 ? now + ramp->longest : duration<double>::max();
    duration<double> next = now;
    for (bool arrived = false; !arrived;) {
        next += ramp->period;
        Msg wait = msg::Wait{Ramping, rounded(std::min(next, latest) - now), false, false};
        const Reply reply = co_yield std::move(wait);
        const bool* done = std::get_if<bool>(&reply);
        arrived = !done || *done;
        Plan look = lookAtClock(&now);
        co_yield std::move(look);
        if (!arrived && now >= latest)
            throw tooSlow(*ramp);
        Plan point = triggerAndRead(ramp->detectors, readAll);
        co_yield std::move(point);
        Plan after = lookAtClock(&now);
        co_yield std::move(after);
    }
}

QJsonObject metadataOf(const Ramp& ramp)
{
    StepScan described;
    described.detectors = ramp.detectors;
    described.dwell = ramp.dwell;
    described.endless = true;
    described.metadata = ramp.metadata;
    QJsonObject metadata = stepMetadata(described);
    metadata.insert(QStringLiteral("motors"), QJsonArray{ramp.move.motor->name()});
    return metadata;
}

Plan runRamp(Ramp ramp)
{
    if (const Result<void> allowed = checkMoves({ramp.move}); !allowed)
        throw PlanError(allowed.error());
    if (const Result<void> possible = checkDwells(ramp.detectors, ramp.dwell); !possible)
        throw PlanError(possible.error());
    const Ramp* within = &ramp;
    // A ramp that is interrupted is another ramp: nothing of it can be done again.
    Plan measured = notRewindable(measureRamp(within));
    measured = prePost([within] { return setDwells(within->detectors, within->dwell); }, std::move(measured), {});
    measured = staged(std::move(measured), *ramp.detectors);
    Plan run = inRun(std::move(measured), metadataOf(ramp));
    co_yield std::move(run);
}

Result<Ramp> rampOf(const PlanSpec& schema, const QJsonObject& values, const PlanDevices& devices)
{
    const Result<Parameters> parameters = Parameters::read(schema, values, devices);
    if (!parameters)
        return parameters.error();
    const Parameters& read = parameters.value();
    return Ramp{{read.axes().front().motor, read.axes().front().number("position")}, makeDeviceList(read.detectors()),
        duration<double>(read.number("dwell")), duration<double>(read.number("period")),
        duration<double>(read.number("longest")),
        {{QStringLiteral("plan_name"), schema.id}, {QStringLiteral("plan_args"), read.all()}}};
}

} // namespace

PlanSpec rampSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("ramp");
    spec.title = QCoreApplication::translate("scans", "Ramp");
    spec.help = QCoreApplication::translate(
        "scans", "Measures while a motor moves to its end, which it does once: a pause waits until it is there");
    PlanParameter period = dwellParameter();
    period.id = QStringLiteral("period");
    period.title = QCoreApplication::translate("scans", "Period");
    period.help = QCoreApplication::translate("scans", "From one point to the next, in seconds");
    period.words.clear();
    period.initial = 1;
    period.minimum = 0.001;
    PlanParameter longest = dwellParameter();
    longest.id = QStringLiteral("longest");
    longest.title = QCoreApplication::translate("scans", "At most");
    longest.help = QCoreApplication::translate("scans", "Seconds after which the ramp has failed; 0 is never");
    longest.words.clear();
    longest.initial = 0;
    longest.maximum = 1e7;
    spec.axis = {motorParameter(), positionParameter()};
    spec.minAxes = 1;
    spec.maxAxes = 1;
    spec.parameters = {period, longest, dwellParameter(), detectorsParameter()};
    const PlanSpec schema = spec;
    spec.make = [schema](const QJsonObject& values, const PlanDevices& devices) -> Result<PlanFactory> {
        const Result<Ramp> ramp = rampOf(schema, values, devices);
        if (!ramp)
            return ramp.error();
        return PlanFactory([made = ramp.value()] { return runRamp(made); });
    };
    return spec;
}

} // namespace scans
