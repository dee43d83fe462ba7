#include "scans/engine/enginecore.h"

#include "scans/engine/activity.h"
#include "scans/engine/exitplan.h"
#include "scans/engine/gather.h"
#include "scans/engine/recovery.h"
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
constexpr auto ReportInterval = 33ms;
constexpr std::chrono::milliseconds LookInterval = 50ms; // at connections, while suspended
constexpr auto PausedLookInterval = 250ms;
constexpr auto PauseTimeout = 5s; // for motors to come to rest

} // namespace

struct EngineCore::Run
{
    Run(const EngineSettings& settings, Dispatcher& dispatcher, UidSource& uids, QJsonObject metadata)
        : context(settings, dispatcher, uids, std::move(metadata))
        , execution(context)
        , suspension(settings.reconnectSettle)
    {
    }

    RunContext context;
    PlanExecution execution;
    Done done;
    Suspension suspension;
    SteadyTime pauseDeadline;
    bool pauseDeferred = false;
    bool connectionWasLost = false; // since the plan ran last
    bool resumeAsked = false; // a person wants a suspended run to go on
    bool exiting = false;
    bool halted = false;
};

EngineCore::EngineCore(
    EngineSettings settings, Dispatcher& dispatcher, ReportBoard& board, std::function<void()> released)
    : m_settings(std::move(settings))
    , m_dispatcher(dispatcher)
    , m_board(board)
    , m_released(std::move(released))
{
}

EngineCore::~EngineCore() = default;

bool EngineCore::idle() const
{
    return !m_run;
}

void EngineCore::start(const PlanFactory& plan, QJsonObject metadata, Done done)
{
    m_run = std::make_unique<Run>(m_settings, m_dispatcher, m_uids, std::move(metadata));
    m_run->done = std::move(done);
    if (!m_machine.to(Running)) {
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
    m_reason.clear();
    publish();
    try {
        m_run->execution.setPlan(plan());
    } catch (...) {
        explain(std::current_exception());
        finish();
    }
}

void EngineCore::pause(bool deferred)
{
    if (!m_run || m_run->exiting)
        return;
    if (m_machine.state() == Suspended) {
        m_run->resumeAsked = false;
        enter(Paused, m_reason);
        return;
    }
    if (m_machine.state() != Running)
        return;
    if (!m_run->context.cache.rewindable()) {
        abort(QCoreApplication::translate("scans", "Paused where the plan cannot be resumed"));
        return;
    }
    if (deferred) {
        m_run->pauseDeferred = true;
        publish();
        return;
    }
    beginPause(QCoreApplication::translate("scans", "Paused"));
}

void EngineCore::beginPause(const QString& why)
{
    m_run->pauseDeferred = false;
    if (m_run->execution.interruptible())
        m_run->execution.interrupt();
    m_run->context.ledger.stopMoved();
    m_run->context.groups.stopBusy();
    m_run->pauseDeadline = steady_clock::now() + PauseTimeout;
    interrupted(QStringLiteral("pause"));
    enter(Pausing, why);
}

SteadyTime EngineCore::turnPausing()
{
    const PlanExecution::Step step = m_run->execution.finishPending();
    if (step == PlanExecution::Step::Waiting)
        return m_run->execution.wakeAt();
    if (step == PlanExecution::Step::Failed && m_run->execution.error().code != devices::ErrorCode::Disconnected)
        m_run->execution.throwIntoPlan(std::make_exception_ptr(PlanError(m_run->execution.error())));
    const SteadyTime now = steady_clock::now();
    if (m_run->context.groups.busy() && now < m_run->pauseDeadline)
        return std::min(m_run->pauseDeadline, now + LookInterval);
    enterPaused();
    return SteadyTime::max();
}

void EngineCore::enterPaused()
{
    m_run->execution.rewind();
    enter(Paused, m_reason);
}

void EngineCore::resume()
{
    if (!m_run)
        return;
    if (m_machine.state() == Running)
        m_run->pauseDeferred = false;
    if (m_machine.state() == Suspended)
        m_run->resumeAsked = true;
    if (m_machine.state() == Paused) {
        if (const auto lost = connectionLoss(m_run->context.ledger.used())) {
            m_run->resumeAsked = true;
            if (!suspend(*lost))
                m_reason = lost->message;
        } else {
            goOn();
        }
    }
    publish();
}

void EngineCore::goOn()
{
    m_run->resumeAsked = false;
    recover();
    interrupted(QStringLiteral("resume"));
    enter(Running);
}

void EngineCore::recover()
{
    RunContext& context = m_run->context;
    const bool restage = std::exchange(m_run->connectionWasLost, false);
    const std::vector<Msg>& unfinished = context.cache.recovery();
    const bool restages = std::any_of(unfinished.begin(), unfinished.end(),
        [](const Msg& message) { return std::holds_alternative<msg::Stage>(message); });
    // One that was interrupted is done again whole: the devices may be unstaged by now.
    if (!restages)
        m_run->execution.recover(recoveryMessages(context, restage));
}

void EngineCore::interrupted(const QString& text)
{
    if (m_run->context.run)
        m_run->context.run->interruption(text);
}

bool EngineCore::suspend(const devices::Error& error)
{
    if (!m_run->context.cache.rewindable() || !m_machine.can(Suspended))
        return false;
    if (!m_run->suspension.begin(error, m_run->context.cache.checkpoints()))
        return false;
    m_run->connectionWasLost = true;
    m_run->context.ledger.stopMoved();
    m_run->context.groups.stopBusy();
    m_run->execution.rewind();
    interrupted(QStringLiteral("suspend: ") + error.message);
    enter(Suspended, error.message);
    return true;
}

SteadyTime EngineCore::turnPaused()
{
    // A server that restarts meanwhile has forgotten how its devices were staged.
    if (!m_run->connectionWasLost)
        m_run->connectionWasLost = connectionLoss(m_run->context.ledger.used()).has_value();
    return steady_clock::now() + PausedLookInterval;
}

SteadyTime EngineCore::turnSuspended()
{
    const SteadyTime now = steady_clock::now();
    const bool over = m_run->suspension.over(m_run->context.ledger.used(), now);
    if (over && (m_settings.resumeWhenConnected || m_run->resumeAsked)) {
        goOn();
        return SteadyTime::min();
    }
    if (m_reason != m_run->suspension.reason()) {
        m_reason = m_run->suspension.reason();
        publish();
    }
    return now + std::clamp<std::chrono::milliseconds>(m_settings.reconnectSettle, 1ms, LookInterval);
}

void EngineCore::stop(const QString& reason)
{
    if (!m_run || m_run->exiting || !m_machine.can(Stopping))
        return;
    end(Stopping, {QStringLiteral("success"), reason, QStringLiteral("stopped_by_user"), {}},
        std::make_exception_ptr(RequestStop()));
}

void EngineCore::abort(const QString& reason)
{
    if (!m_run)
        return;
    if (m_machine.state() == Aborting || m_machine.state() == Halting) {
        // Asked again: what is being waited for is given up.
        hurry(std::make_exception_ptr(RequestAbort()));
        return;
    }
    end(Aborting, {QStringLiteral("abort"), reason, QStringLiteral("aborted_by_user"), {}},
        std::make_exception_ptr(RequestAbort()));
}

void EngineCore::halt()
{
    if (!m_run || !m_machine.can(Halting))
        return;
    m_run->halted = true;
    end(Halting,
        {QStringLiteral("abort"), QCoreApplication::translate("scans", "Halted"), QStringLiteral("halted_by_user"), {}},
        nullptr);
}

void EngineCore::end(EngineState state, RunExit exit, std::exception_ptr request)
{
    RunContext& context = m_run->context;
    PlanExecution& execution = m_run->execution;
    context.endWith(std::move(exit));
    m_run->pauseDeferred = false;
    const bool lettingCleanUp = state == Stopping && execution.inCleanup();
    if (!lettingCleanUp) {
        context.ledger.stopMoved();
        context.groups.stopBusy();
        context.groups.abandon();
    }
    enter(state, context.exit->reason);
    if (!request) {
        m_run->exiting = true;
        execution.setPlan(exitPlan(&context, true));
    } else if (lettingCleanUp) {
        execution.throwAfterCleanup(std::move(request));
    } else {
        hurry(std::move(request));
    }
}

void EngineCore::hurry(std::exception_ptr request)
{
    // The plan that cleans up expects a request only where it waits; thrown between its steps it would end it.
    if (!m_run->exiting || m_run->execution.pending())
        m_run->execution.throwIntoPlan(std::move(request));
}

SteadyTime EngineCore::turn(const std::atomic<bool>& called)
{
    m_dispatcher.flush();
    if (m_dispatcher.troubled())
        heedConsumers();
    if (!m_run)
        return SteadyTime::max();
    switch (m_machine.state()) {
    case Paused:
        return turnPaused();
    case Pausing:
        return turnPausing();
    case Suspended:
        return turnSuspended();
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
            publishIfDue(now);
            return std::min(m_run->execution.wakeAt(), std::max(m_nextReport, now));
        }
        if (!handle(step))
            return SteadyTime::min();
    }
    publishIfDue(steady_clock::now());
    return SteadyTime::min();
}

bool EngineCore::mayStep(SteadyTime& wakeAt)
{
    if (m_dispatcher.troubled())
        heedConsumers();
    // Whoever ends a plan must not wait for a consumer; the few documents of the end are kept.
    if (!m_dispatcher.blocked() || m_run->exiting || m_machine.state() != Running)
        return true;
    const SteadyTime now = steady_clock::now();
    publishIfDue(now);
    wakeAt = now + ReportInterval;
    return false;
}

bool EngineCore::handle(PlanExecution::Step step)
{
    RunContext& context = m_run->context;
    if (step == PlanExecution::Step::Advanced) {
        if (context.atCheckpoint || context.pauseWish != RunContext::PauseWish::None)
            heedPauseWish();
        return m_machine.state() != Pausing;
    }
    if (step == PlanExecution::Step::Failed)
        failed(m_run->execution.error());
    else
        planEnded();
    return false;
}

void EngineCore::heedPauseWish()
{
    RunContext& context = m_run->context;
    const RunContext::PauseWish wish = std::exchange(context.pauseWish, RunContext::PauseWish::None);
    if (wish != RunContext::PauseWish::None)
        pause(wish == RunContext::PauseWish::Deferred);
    if (std::exchange(context.atCheckpoint, false) && m_run->pauseDeferred && m_machine.state() == Running)
        beginPause(QCoreApplication::translate("scans", "Paused"));
}

void EngineCore::heedConsumers()
{
    // While idle a failure is kept: it refuses the next plan.
    if (!m_run)
        return;
    const std::optional<devices::Error> failure = m_dispatcher.takeFailure();
    if (!failure)
        return;
    if (!m_machine.can(Aborting)) {
        m_run->context.endWith(exitFor(*failure));
        return;
    }
    end(Aborting, exitFor(*failure), std::make_exception_ptr(RequestAbort()));
}

void EngineCore::failed(const devices::Error& error)
{
    const bool lost = error.code == devices::ErrorCode::Disconnected && m_machine.state() == Running;
    if (lost && !m_run->exiting && suspend(error))
        return;
    m_run->execution.throwIntoPlan(std::make_exception_ptr(PlanError(error)));
}

void EngineCore::planEnded()
{
    RunContext& context = m_run->context;
    if (m_run->exiting) {
        if (m_run->execution.failure())
            explain(m_run->execution.failure());
        finish();
        return;
    }
    if (m_run->execution.failure())
        explain(m_run->execution.failure());
    else if (const devices::Result<void> unseen = context.groups.unseenFailure(); !unseen && !context.exit)
        context.exit = exitFor(unseen.error());
    m_run->exiting = true;
    m_run->pauseDeferred = false;
    context.groups.abandon();
    m_run->execution.setPlan(exitPlan(&context, m_run->halted));
}

void EngineCore::explain(const std::exception_ptr& failure)
{
    if (!m_run->context.exit || !isRequest(failure))
        m_run->context.endWith(exitFor(failure));
}

void EngineCore::finish()
{
    const RunExit exit = m_run->context.exit.value_or(RunExit());
    RunOutcome outcome{exit.status == QLatin1String("success"), exit.status, exit.reason, m_run->context.runUids};
    const Done done = std::move(m_run->done);
    const bool unclosed = m_run->context.run != nullptr;
    // The last report keeps what the run was.
    m_reason = exit.reason;
    m_released();
    m_machine.to(unclosed ? Panicked : Idle);
    publish();
    m_run.reset();
    if (done)
        done(outcome);
}

void EngineCore::enter(EngineState state, const QString& reason)
{
    if (!m_machine.to(state))
        return;
    m_reason = reason;
    publish();
}

void EngineCore::publish()
{
    EngineReport report;
    report.state = m_machine.state();
    report.reason = m_reason;
    report.activity = activity();
    report.lossyDropped = m_dispatcher.dropped();
    if (m_run) {
        const RunContext& context = m_run->context;
        report.runUid = context.runUids.empty() ? QString() : context.runUids.back();
        report.scanId = context.scanId;
        report.pointsTotal = context.pointsTotal;
        report.pointsDone = context.run ? context.run->points() : context.pointsDone;
    }
    m_nextReport = steady_clock::now() + ReportInterval;
    m_board.publish(report);
}

void EngineCore::publishIfDue(SteadyTime now)
{
    if (now >= m_nextReport)
        publish();
}

QString EngineCore::activity() const
{
    if (!m_run || m_machine.state() == Idle || m_machine.state() == Panicked)
        return {};
    const QString text = activityText(m_run->context, m_run->execution.pending(), m_run->exiting);
    if (!m_run->pauseDeferred)
        return text;
    return QCoreApplication::translate("scans", "%1 · pausing at the next checkpoint").arg(text);
}

} // namespace scans
