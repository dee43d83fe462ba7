#include "scans/plans/freescan.h"
#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"
#include "scans/plans/stepscan.h"

#include "devices/channel/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <optional>

namespace scans {

PlanSpec tweakSpec();

namespace {

using devices::Result;

struct Tweak
{
    FreeScan scan; ///< without ends: a person says where to go
    double step = 0;
};

/// What was answered: another step, the same again, or the end.
struct TweakAnswer
{
    bool ends = false;
    bool understood = true;
    std::optional<double> step = {};
};

TweakAnswer answerOf(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    if (trimmed == QLatin1String("q"))
        return {.ends = true};
    bool good = false;
    const double step = QLocale::c().toDouble(trimmed, &good);
    return good && std::isfinite(step) ? TweakAnswer{.step = step} : TweakAnswer{.understood = false};
}

QString promptFor(const Tweak& tweak, const FreePoint& point, const QString& trouble)
{
    const QString question = QCoreApplication::translate(
        "scans", "%1 is at %2, %3 is %4. Next step: a number, nothing for %5, or q to end")
                                 .arg(tweak.scan.motor->name(), devices::exactNumber(point.position), tweak.scan.field,
                                     devices::exactNumber(point.signal), devices::exactNumber(tweak.step));
    return trouble.isEmpty() ? question : trouble + QLatin1Char('\n') + question;
}

/// Measures, asks, and goes on from there.
Plan askAndMove(Tweak* tweak)
{
    std::vector<double> setpoint;
    Plan locating = locate({tweak->scan.motor}, &setpoint);
    co_yield std::move(locating);
    double target = setpoint.front();
    FreePoint point;
    Plan first = measureAt(&tweak->scan, target, &point);
    co_yield std::move(first);
    QString trouble;
    for (;;) {
        Msg input = msg::Input{promptFor(*tweak, point, trouble)};
        const Reply reply = co_yield std::move(input);
        const auto* text = std::get_if<QString>(&reply);
        const TweakAnswer answer = answerOf(text ? *text : QString());
        if (answer.ends)
            co_return;
        const double step = answer.step.value_or(tweak->step);
        const Result<void> allowed = tweak->scan.motor->check(target + step);
        trouble = !answer.understood ? QCoreApplication::translate("scans", "\"%1\" is no number").arg(text->trimmed())
            : allowed                ? QString()
                                     : allowed.error().message;
        if (!trouble.isEmpty())
            continue;
        tweak->step = step;
        target += step;
        Plan next = measureAt(&tweak->scan, target, &point);
        co_yield std::move(next);
    }
}

Plan runTweak(Tweak tweak)
{
    if (const Result<void> possible = checkDwells(tweak.scan.detectors, tweak.scan.dwell); !possible)
        throw PlanError(possible.error());
    Tweak* within = &tweak;
    Plan measured
        = prePost([within] { return setDwells(within->scan.detectors, within->scan.dwell); }, askAndMove(within), {});
    measured = staged(std::move(measured), *tweak.scan.detectors);
    Plan run = inRun(std::move(measured), freeMetadata(tweak.scan));
    co_yield std::move(run);
}

Result<Tweak> tweakOf(const PlanSpec& schema, const QJsonObject& values, const PlanDevices& devices)
{
    const Result<Parameters> parameters = Parameters::read(schema, values, devices);
    if (!parameters)
        return parameters.error();
    const Parameters& read = parameters.value();
    Tweak tweak;
    tweak.step = read.axes().front().number("step");
    tweak.scan.motor = read.axes().front().motor;
    tweak.scan.detectors = makeDeviceList(read.detectors());
    tweak.scan.field = read.text("field");
    tweak.scan.dwell = std::chrono::duration<double>(read.number("dwell"));
    tweak.scan.metadata = {{QStringLiteral("plan_name"), schema.id}, {QStringLiteral("plan_args"), read.all()}};
    if (const Result<std::size_t> column = columnOf(tweak.scan.detectors, tweak.scan.field); !column)
        return column.error();
    return tweak;
}

} // namespace

PlanSpec tweakSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("tweak");
    spec.title = QCoreApplication::translate("scans", "Tweak");
    spec.help = QCoreApplication::translate("scans", "Measures, asks for the next step, moves by it, and so on");
    spec.axis = {motorParameter(),
        {.id = QStringLiteral("step"),
            .title = QCoreApplication::translate("scans", "Step"),
            .type = PlanParameter::Type::Number,
            .unitOf = QStringLiteral("motor"),
            .initial = {},
            .help = QCoreApplication::translate("scans", "The first one; each answer may be another"),
            .suggestion = 0.1,
            .words = QCoreApplication::translate("scans", "the step")}};
    spec.minAxes = 1;
    spec.maxAxes = 1;
    spec.parameters = {fieldParameter(), dwellParameter(), detectorsParameter()};
    const PlanSpec schema = spec;
    spec.make = [schema](const QJsonObject& values, const PlanDevices& devices) -> Result<PlanFactory> {
        const Result<Tweak> tweak = tweakOf(schema, values, devices);
        if (!tweak)
            return tweak.error();
        return PlanFactory([made = tweak.value()] { return runTweak(made); });
    };
    return spec;
}

} // namespace scans
