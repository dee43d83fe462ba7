#include "app/ctl/scancommand.h"

#include "app/ctl/interrupt.h"
#include "app/ctl/livetable.h"
#include "app/ctl/positionreport.h"
#include "app/session/texts.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <future>
#include <poll.h>
#include <unistd.h>

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

bool enterPressed()
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (!isatty(STDIN_FILENO) || poll(&input, 1, 0) <= 0)
        return false;
    char buffer[256];
    return read(STDIN_FILENO, buffer, sizeof buffer) > 0;
}

} // namespace

ScanCommand::ScanCommand(Session& session, const Output& output, std::chrono::milliseconds timeout)
    : m_session(session)
    , m_output(output)
    , m_timeout(timeout)
{
}

Result<scans::PlanFactory> ScanCommand::build(const scans::ParsedCommand& command, int& exitStatus)
{
    exitStatus = BadUsage;
    const scans::PlanSpec* spec = scans::findPlan(command.planId);
    if (!spec)
        return Error{ErrorCode::BadValue, Texts::tr("There is no plan called \"%1\"").arg(command.planId), {}};
    const Result<void> connected = m_session.waitForDevices(devicesNamed(command.parameters), m_timeout);
    if (!connected) {
        if (connected.error().code == ErrorCode::Disconnected)
            exitStatus = Failed;
        return connected.error();
    }
    std::promise<Result<scans::PlanFactory>> made;
    m_session.engine().post([&] { made.set_value(spec->make(command.parameters, m_session.planDevices())); });
    Result<scans::PlanFactory> plan = made.get_future().get();
    if (!plan)
        return plan;
    std::promise<scans::PlanEstimate> estimated;
    m_session.engine().post([&] { estimated.set_value(spec->estimate(command.parameters, m_session.planDevices())); });
    const scans::PlanEstimate estimate = estimated.get_future().get();
    if (!estimate.problems.empty())
        return estimate.problems.front();
    exitStatus = Success;
    return plan;
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
    const Result<scans::PlanFactory> plan = build(command.value(), exitStatus);
    if (!plan) {
        m_output.error(plan.error());
        return exitStatus;
    }
    auto documents
        = std::make_shared<scans::DocumentQueue>(QStringLiteral("terminal"), scans::Service::Lossless, QueueCapacity);
    m_session.engine().subscribe(documents);
    auto outcome = std::make_shared<std::promise<scans::RunOutcome>>();
    std::future<scans::RunOutcome> ended = outcome->get_future();
    const QJsonObject metadata{{QStringLiteral("command"), line}};
    const auto done = [outcome](const scans::RunOutcome& result) { outcome->set_value(result); };
    if (const Result<void> started = m_session.engine().start(plan.value(), metadata, done); !started) {
        m_output.error(started.error());
        return Failed;
    }
    LiveTable table(m_output);
    PositionReport positions(m_session, m_output);
    const QStringList watched = command.value().watched ? devicesNamed(command.value().parameters) : QStringList();
    while (ended.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        for (const scans::Document& document : documents->pop(std::chrono::steady_clock::now() + PollPeriod))
            table.consume(document);
        positions.printChanges(watched);
        obeyInterrupts();
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

void ScanCommand::obeyInterrupts()
{
    scans::RunEngine& engine = m_session.engine();
    if (const int count = Interrupt::count(); count > m_interrupts) {
        if (count == 1) {
            m_paused = true;
            engine.pause();
            m_output.error(Texts::tr("paused: Enter resumes, Ctrl-C again aborts"));
        } else {
            engine.abort(Texts::tr("aborted from the terminal"));
        }
        m_interrupts = count;
    }
    if (m_paused && m_interrupts == 1 && enterPressed()) {
        m_paused = false;
        engine.resume();
    }
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
