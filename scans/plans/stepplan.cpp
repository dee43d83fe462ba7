#include "scans/plans/stepplan.h"

#include "scans/plans/speccommand.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;
using Type = PlanParameter::Type;

namespace {

PlanParameter advanced(const char* id, const QString& title, Type type, const QJsonValue& initial, const QString& help)
{
    return {.id = QLatin1String(id),
        .title = title,
        .type = type,
        .unitOf = {},
        .initial = initial,
        .minimum = 0,
        .maximum = 1'000'000'000,
        .help = help,
        .advanced = true};
}

std::vector<PlanParameter> commonParameters()
{
    return {
        advanced("before", QCoreApplication::translate("scans", "Before"), Type::Text, QString(),
            QCoreApplication::translate("scans", "A command that moves something ahead of the first point")),
        advanced("after", QCoreApplication::translate("scans", "After"), Type::Text, QString(),
            QCoreApplication::translate("scans", "The same for the end, however the scan ends")),
        advanced("every", QCoreApplication::translate("scans", "Breakpoint every"), Type::Integer, 0,
            QCoreApplication::translate("scans", "Points from one breakpoint to the next; 0 is no breakpoints")),
        advanced("hook", QCoreApplication::translate("scans", "At breakpoints"), Type::Text, QString(),
            QCoreApplication::translate("scans", "A command that moves something at each breakpoint")),
        advanced("extras", QCoreApplication::translate("scans", "Also record"), Type::Devices, {},
            QCoreApplication::translate("scans", "Devices recorded at the start and at breakpoints")),
    };
}

/// A command line that moves something as a plan within a scan; null for none. What measures has staging of its own, which
/// would end that of the scan.
Result<PlanFactory> commandPlan(const Parameters& parameters, const char* id, const PlanDevices& devices)
{
    const QString line = parameters.text(id);
    if (line.trimmed().isEmpty())
        return PlanFactory();
    const QString name = QLatin1String(id);
    const Result<ParsedCommand> command = parseCommand(line, {});
    if (!command)
        return Error{ErrorCode::BadValue, name + QStringLiteral(": ") + command.error().message, name};
    const PlanSpec* spec = findPlan(command.value().planId);
    const bool measures = !spec
        || std::any_of(spec->parameters.begin(), spec->parameters.end(),
            [](const PlanParameter& parameter) { return parameter.type == Type::Detectors; });
    if (measures)
        return wrongParameter(name, QCoreApplication::translate("scans", "a command that moves something"), line);
    return spec->make(command.value().parameters, devices);
}

Result<StepScan> withCommon(StepScan scan, const Parameters& parameters, const PlanDevices& devices)
{
    const std::initializer_list<std::pair<const char*, PlanFactory*>> plans{
        {"before", &scan.before}, {"after", &scan.after}, {"hook", &scan.atBreakpoint}};
    for (const auto& [id, plan] : plans) {
        Result<PlanFactory> made = commandPlan(parameters, id, devices);
        if (!made)
            return made.error();
        *plan = std::move(made).value();
    }
    scan.breakpointEvery = parameters.integer("every");
    scan.extras = makeDeviceList(parameters.extraDevices());
    return scan;
}

/// As documents record them: what forms leave out only where it says something.
QJsonObject arguments(const PlanSpec& schema, const Parameters& parameters)
{
    QJsonObject all = parameters.all();
    for (const PlanParameter& parameter : schema.parameters) {
        if (parameter.advanced && all.value(parameter.id) == parameter.initial)
            all.remove(parameter.id);
    }
    return all;
}

} // namespace

void defineStepScan(PlanSpec& spec, StepBuilder build)
{
    for (PlanParameter& parameter : commonParameters())
        spec.parameters.push_back(std::move(parameter));
    const PlanSpec schema = spec;
    const auto read = [schema, build = std::move(build)](
                          const QJsonObject& values, const PlanDevices& devices) -> Result<StepScan> {
        const Result<Parameters> parameters = Parameters::read(schema, values, devices);
        if (!parameters)
            return parameters.error();
        Result<StepScan> scan = build(parameters.value());
        if (!scan)
            return scan;
        scan.value().metadata.insert(QStringLiteral("plan_name"), schema.id);
        scan.value().metadata.insert(QStringLiteral("plan_args"), arguments(schema, parameters.value()));
        return withCommon(std::move(scan).value(), parameters.value(), devices);
    };
    spec.make = [read](const QJsonObject& values, const PlanDevices& devices) -> Result<PlanFactory> {
        const Result<StepScan> scan = read(values, devices);
        if (!scan)
            return scan.error();
        return PlanFactory([made = scan.value()] { return stepScan(made); });
    };
}

void defineRelativeScan(PlanSpec& spec, StepBuilder build)
{
    // The sibling has them already.
    std::erase_if(spec.parameters, [](const PlanParameter& parameter) { return parameter.advanced; });
    PlanParameter back;
    back.id = QStringLiteral("back");
    back.title = QCoreApplication::translate("scans", "Go back");
    back.type = Type::Boolean;
    back.initial = true;
    back.help = QCoreApplication::translate("scans", "Afterwards to where the motors were");
    spec.parameters.push_back(back);
    defineStepScan(spec, [build = std::move(build)](const Parameters& parameters) {
        Result<StepScan> scan = build(parameters);
        if (scan) {
            scan.value().relative = true;
            scan.value().goesBack = parameters.flag("back");
        }
        return scan;
    });
}

StepScan stepsOf(Trajectory trajectory, const Parameters& parameters, const QString& pattern)
{
    StepScan scan;
    scan.trajectory = std::move(trajectory);
    scan.dwell = std::chrono::duration<double>(parameters.number("dwell"));
    scan.detectors = makeDeviceList(parameters.detectors());
    scan.metadata.insert(QStringLiteral("plan_pattern"), pattern);
    return scan;
}

} // namespace scans
