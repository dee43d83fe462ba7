#include "scans/engine/enginestatus.h"

#include "scans/engine/activity.h"
#include "scans/engine/planrun.h"

#include <QCoreApplication>

namespace scans {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto ReportInterval = 33ms;

void tellOf(EngineReport& report, const PlanRun& run, EngineState state)
{
    const RunContext& context = run.context;
    const RunBundler* open = context.runs.last();
    report.runUid = context.runUids.empty() ? QString() : context.runUids.back();
    report.scanId = context.scanId;
    report.pointsTotal = context.pointsTotal;
    report.pointsDone = open ? open->points() : context.pointsDone;
    report.question = context.question.prompt;
    report.held = run.held.has_value();
    if (state != EngineState::Suspended)
        return;
    report.tripped = run.suspension.tripped();
    if (const auto countdown = run.suspension.countdown())
        report.countdown = std::chrono::duration<double>(*countdown).count();
}

} // namespace

EngineStatus::EngineStatus(Dispatcher& dispatcher, ReportBoard& board)
    : m_dispatcher(dispatcher)
    , m_board(board)
{
}

bool EngineStatus::enter(EngineState state, const QString& reason)
{
    if (!m_machine.to(state))
        return false;
    m_reason = reason;
    publish();
    return true;
}

void EngineStatus::publish()
{
    EngineReport report;
    report.state = m_machine.state();
    report.reason = m_reason;
    report.activity = activity();
    report.lossyDropped = m_dispatcher.dropped();
    report.lossyTrouble = m_dispatcher.lossyTrouble();
    if (m_run)
        tellOf(report, *m_run, report.state);
    m_nextReport = steady_clock::now() + ReportInterval;
    m_board.publish(report);
}

void EngineStatus::publishIfDue(SteadyTime now)
{
    if (now >= m_nextReport)
        publish();
}

QString EngineStatus::activity() const
{
    if (!m_run || state() == EngineState::Idle || state() == EngineState::Panicked)
        return {};
    const Pending* pending = m_run->side.running() ? m_run->side.pending() : m_run->execution.pending();
    const QString text = activityText(m_run->context, pending, m_run->exiting);
    if (!m_run->pauseDeferred)
        return text;
    return QCoreApplication::translate("scans", "%1 · pausing at the next checkpoint").arg(text);
}

} // namespace scans
