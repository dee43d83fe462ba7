#include "app/ctl/scancommand.h"

#include "app/ctl/conversation.h"
#include "app/ctl/dryreport.h"
#include "app/ctl/livetable.h"
#include "app/ctl/positionreport.h"
#include "app/session/texts.h"
#include "scans/dryrun/dryrun.h"
#include "scans/plans/preprocessors.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <future>

namespace app {

using namespace devices;

namespace {

constexpr std::chrono::milliseconds PollPeriod{50};
constexpr std::chrono::seconds WriteTimeout{30};
constexpr std::size_t QueueCapacity = 4096;

QStringList devicesNamed(const QJsonObject& parameters)
{
    QStringList names;
    for (const QJsonValue& axis : parameters[QLatin1String("axes")].toArray())
        names << axis[QLatin1String("motor")].toString();
    for (const char* list : {"detectors", "extras"}) {
        for (const QJsonValue& device : parameters[QLatin1String(list)].toArray())
            names << device.toString();
    }
    // Commands that the plan runs besides; whether they are good is for the plan to say.
    for (const char* line : {"before", "after", "hook"}) {
        const auto command = scans::parseCommand(parameters[QLatin1String(line)].toString(), {});
        if (command)
            names << devicesNamed(command.value().parameters);
    }
    return names;
}

QJsonObject ownMetadata(const QString& line)
{
    return {{QStringLiteral("command"), line}};
}

} // namespace

ScanCommand::ScanCommand(Session& session, const Output& output, std::chrono::milliseconds timeout, Wish wish)
    : m_session(session)
    , m_output(output)
    , m_timeout(timeout)
    , m_wish(wish)
{
}

Result<void> ScanCommand::connect(const scans::ParsedCommand& command, int& exitStatus)
{
    const Result<void> connected = m_session.waitForDevices(devicesNamed(command.parameters), m_timeout);
    exitStatus = !connected && connected.error().code == ErrorCode::Disconnected ? Failed : BadUsage;
    return connected ? connected : Result<void>(scans::locatedIn(command, connected.error()));
}

scans::DryResult ScanCommand::foresee(const scans::ParsedCommand& command)
{
    std::promise<scans::DryResult> foreseen;
    m_session.engine().post([&] {
        foreseen.set_value(
            scans::dryRun(*scans::findPlan(command.planId), command.parameters, m_session.planDevices()));
    });
    scans::DryResult result = foreseen.get_future().get();
    for (Error& problem : result.problems)
        problem = scans::locatedIn(command, std::move(problem));
    return result;
}

Result<scans::PlanFactory> ScanCommand::build(const scans::ParsedCommand& command)
{
    if (const scans::DryResult result = foresee(command); !result.problems.empty())
        return result.problems.front();
    std::promise<Result<scans::PlanFactory>> made;
    m_session.engine().post(
        [&] { made.set_value(scans::findPlan(command.planId)->make(command.parameters, m_session.planDevices())); });
    Result<scans::PlanFactory> plan = made.get_future().get();
    return plan ? std::move(plan) : scans::locatedIn(command, plan.error());
}

int ScanCommand::run(const QString& line)
{
    const Result<scans::ParsedCommand> command = scans::parseCommand(line, m_session.defaultDetectors());
    if (!command) {
        m_output.error(command.error());
        return BadUsage;
    }
    if (command.value().kind == scans::ParsedCommand::Kind::Report) {
        QStringList names;
        for (const QJsonValue& name : command.value().parameters[QLatin1String("devices")].toArray())
            names << name.toString();
        return PositionReport(m_session, m_output).print(names, m_timeout);
    }
    int exitStatus = Success;
    if (const Result<void> connected = connect(command.value(), exitStatus); !connected) {
        m_output.error(connected.error());
        return exitStatus;
    }
    if (m_wish.dryRun)
        return dryRun(command.value(), line);
    const Result<scans::PlanFactory> plan = build(command.value());
    if (!plan) {
        m_output.error(plan.error());
        return BadUsage;
    }
    return execute(plan.value(), command.value(), line);
}

int ScanCommand::dryRun(const scans::ParsedCommand& command, const QString& line)
{
    scans::DryResult result = foresee(command);
    const Result<QStringList> files = m_session.expectedFiles(result.metadata, ownMetadata(line));
    if (!files)
        result.problems.push_back(files.error());
    return DryReport(m_output).print(result, files ? files.value() : QStringList());
}

int ScanCommand::execute(const scans::PlanFactory& plan, const scans::ParsedCommand& command, const QString& line)
{
    auto documents
        = std::make_shared<scans::DocumentQueue>(QStringLiteral("terminal"), scans::Service::Lossless, QueueCapacity);
    m_session.engine().subscribe(documents);
    auto outcome = std::make_shared<std::promise<scans::RunOutcome>>();
    std::future<scans::RunOutcome> ended = outcome->get_future();
    const auto done = [outcome](const scans::RunOutcome& result) { outcome->set_value(result); };
    if (const Result<void> started
        = m_session.engine().start(scans::withPolicy(plan, m_wish.policy), ownMetadata(line), done);
        !started) {
        m_output.error(started.error());
        return Failed;
    }
    LiveTable table(m_output);
    Conversation conversation(m_session.engine(), m_output);
    PositionReport positions(m_session, m_output);
    const QStringList watched = command.watched ? devicesNamed(command.parameters) : QStringList();
    while (ended.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        for (const scans::Document& document : documents->pop(std::chrono::steady_clock::now() + PollPeriod))
            table.consume(document);
        positions.printChanges(watched);
        conversation.look();
    }
    positions.printChanges(watched);
    for (const scans::Document& document : documents->pop())
        table.consume(document);
    m_session.engine().unsubscribe(documents);
    const scans::RunOutcome result = ended.get();
    if (!result.success && table.runUid().isEmpty())
        m_output.error(result.reason);
    const int written = table.runUid().isEmpty() ? Success : finish(table.runUid());
    return result.success ? written : Failed;
}

int ScanCommand::finish(const QString& runUid)
{
    if (const Result<void> written = m_session.storage().drain(WriteTimeout); !written) {
        m_output.error(written.error());
        return Failed;
    }
    const Result<storage::RunRecord> record = m_session.storage().catalogue().run(runUid);
    if (!record) {
        m_output.error(record.error());
        return Failed;
    }
    const QString file = record.value().summary.file;
    if (m_output.json())
        m_output.object({{QStringLiteral("file"), file}});
    else
        m_output.line(file);
    return Success;
}

} // namespace app
