#include "scans/engine/enginecore.h"

#include "scans/engine/runexit.h"
#include "scans/plans/planerror.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

using std::chrono::steady_clock;
using namespace std::chrono_literals;
using enum EngineState;

namespace {

constexpr int TurnLength = 64; // messages between two looks into the mailbox
constexpr auto BlockedInterval = 33ms;

} // namespace

EngineCore::EngineCore(
    EngineSettings settings, Dispatcher& dispatcher, ReportBoard& board, std::function<void()> released)
    : m_settings(std::move(settings))
    , m_dispatcher(dispatcher)
    , m_released(std::move(released))
    , m_status(dispatcher, board)
    , m_interruptions(m_status, m_settings)
    , m_endings(m_status)
    , m_failures(m_status, m_interruptions, m_endings)
{
}

EngineCore::~EngineCore() = default;

void EngineCore::start(const PlanFactory& plan, QJsonObject metadata, Done done)
{
    m_run = std::make_unique<PlanRun>(m_settings, m_dispatcher, m_uids, m_suspenders, std::move(metadata));
    m_status.setRun(m_run.get());
    m_suspenders.seen();
    m_run->done = std::move(done);
    if (!m_status.enterSilently(Running)) {
        m_run->context.exit = exitFor({devices::ErrorCode::Internal,
            QCoreApplication::translate("scans", "The engine has failed; restart the program"), {}});
        finish();
        return;
    }
    if (const devices::Result<void> ready = m_dispatcher.beginPlan(); !ready) {
        m_run->context.exit = exitFor(ready.error());
        finish();
        return;
    }
    m_status.setReason({});
    m_status.publish();
    try {
        Plan made = plan();
        for (const PlanWrapper& wrapper : m_settings.wrappers)
            made = wrapper(std::move(made));
        m_run->execution.setPlan(std::move(made));
    } catch (...) {
        Endings::explain(*m_run, std::current_exception());
        finish();
    }
}

void EngineCore::pause(bool deferred)
{
    if (m_run && !m_interruptions.pause(*m_run, deferred))
        cannotBeResumed(QCoreApplication::translate("scans", "Paused where the plan cannot be resumed"),
            QStringLiteral("aborted_by_user"));
}

void EngineCore::cannotBeResumed(const QString& why, const QString& code)
{
    m_endings.abort(*m_run, {QStringLiteral("abort"), why, code});
}

void EngineCore::resume()
{
    if (m_run)
        m_interruptions.resume(*m_run);
}

void EngineCore::skip()
{
    if (m_run)
        m_interruptions.skip(*m_run);
}

void EngineCore::stop(const QString& reason)
{
    if (m_run)
        m_endings.stop(*m_run, reason);
}

void EngineCore::abort(const QString& reason)
{
    if (m_run)
        m_endings.abort(*m_run, {QStringLiteral("abort"), reason, QStringLiteral("aborted_by_user")});
}

void EngineCore::halt()
{
    if (m_run)
        m_endings.halt(*m_run);
}

void EngineCore::answer(const QString& text)
{
    if (m_run && !m_run->context.question.prompt.isEmpty())
        m_run->context.question.answer = text;
}

SteadyTime EngineCore::turn(const std::atomic<bool>& called)
{
    m_dispatcher.flush();
    if (m_dispatcher.troubled())
        heedConsumers();
    if (!m_run)
        return SteadyTime::max();
    if (!m_interruptions.heedSuspenders(*m_run))
        cannotBeResumed(QCoreApplication::translate("scans", "Suspended where the plan cannot be resumed: %1")
                            .arg(m_suspenders.complaints().join(QStringLiteral("; "))),
            QStringLiteral("suspended"));
    switch (m_status.state()) {
    case Paused:
        return m_interruptions.turnPaused(*m_run);
    case Pausing:
        return m_interruptions.turnPausing(*m_run);
    case Suspended:
        return m_interruptions.turnSuspended(*m_run);
    default:
        return turnActive(called);
    }
}

SteadyTime EngineCore::turnActive(const std::atomic<bool>& called)
{
    SteadyTime wakeAt = SteadyTime::min();
    // At least one step, however busy the mailbox is.
    for (int i = 0; i == 0 || (i < TurnLength && !called.load(std::memory_order_relaxed)); ++i) {
        if (!mayStep(wakeAt))
            return wakeAt;
        const PlanExecution::Step step = m_run->execution.step();
        if (step == PlanExecution::Step::Waiting) {
            const SteadyTime now = steady_clock::now();
            m_status.publishIfDue(now);
            return std::min(m_run->execution.wakeAt(), std::max(m_status.nextReport(), now));
        }
        if (!handle(step))
            return SteadyTime::min();
    }
    m_status.publishIfDue(steady_clock::now());
    return SteadyTime::min();
}

bool EngineCore::mayStep(SteadyTime& wakeAt)
{
    if (m_dispatcher.troubled())
        heedConsumers();
    // Whoever ends a plan must not wait for a consumer; the few documents of the end are kept.
    if (!m_dispatcher.blocked() && m_run->context.monitors.waiting())
        m_run->context.monitors.publish(m_run->context.runs);
    if (!m_dispatcher.blocked() || m_run->exiting || m_status.state() != Running)
        return true;
    const SteadyTime now = steady_clock::now();
    m_status.publishIfDue(now);
    wakeAt = now + BlockedInterval;
    return false;
}

bool EngineCore::handle(PlanExecution::Step step)
{
    RunContext& context = m_run->context;
    if (step == PlanExecution::Step::Advanced) {
        if ((context.atCheckpoint || context.pauseWish != RunContext::PauseWish::None)
            && !m_interruptions.heedPauseWish(*m_run))
            cannotBeResumed(QCoreApplication::translate("scans", "Paused where the plan cannot be resumed"),
                QStringLiteral("aborted_by_plan"));
        return m_status.state() != Pausing && !std::exchange(context.lookAtSuspenders, false);
    }
    if (step == PlanExecution::Step::Failed)
        m_failures.heed(*m_run);
    else if (m_endings.planEnded(*m_run))
        finish();
    return false;
}

void EngineCore::heedConsumers()
{
    // While idle a failure is kept: it refuses the next plan.
    if (!m_run)
        return;
    const std::optional<devices::Error> failure = m_dispatcher.takeFailure();
    if (!failure)
        return;
    if (m_status.can(Aborting))
        m_endings.abort(*m_run, exitFor(*failure));
    else
        m_run->context.endWith(exitFor(*failure));
}

void EngineCore::finish()
{
    const RunExit exit = m_run->context.exit.value_or(RunExit());
    RunOutcome outcome{exit.status == QLatin1String("success"), exit.status, exit.reason, m_run->context.runUids};
    const Done done = std::move(m_run->done);
    const bool unclosed = !m_run->context.runs.empty();
    for (const SuspenderPtr& suspender : m_run->context.ownSuspenders)
        m_suspenders.remove(suspender);
    m_dispatcher.endPlan();
    // The last report keeps what the run was.
    m_status.setReason(exit.reason);
    m_released();
    m_status.enterSilently(unclosed ? Panicked : Idle);
    m_status.publish();
    m_status.setRun(nullptr);
    m_run.reset();
    if (done)
        done(outcome);
}

} // namespace scans
