#include "scans/engine/interruptions.h"

#include "scans/engine/gather.h"
#include "scans/engine/recovery.h"
#include "scans/plans/planerror.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

using std::chrono::steady_clock;
using namespace std::chrono_literals;
using enum EngineState;

namespace {

constexpr std::chrono::milliseconds LookInterval = 50ms; // at connections and countdowns, while suspended
constexpr auto PausedLookInterval = 250ms;
constexpr auto PauseTimeout = 5s; // for motors to come to rest

QString pausedText()
{
    return QCoreApplication::translate("scans", "Paused");
}

} // namespace

Interruptions::Interruptions(EngineStatus& status, const EngineSettings& settings)
    : m_status(status)
    , m_settings(settings)
{
}

bool Interruptions::pause(PlanRun& run, bool deferred)
{
    if (run.exiting)
        return true;
    if (m_status.state() == Suspended) {
        run.resumeAsked = false;
        run.pauseAsked = run.side.running();
        if (!run.pauseAsked)
            m_status.enter(Paused, m_status.reason());
        return true;
    }
    if (m_status.state() != Running)
        return true;
    if (!run.context.cache.rewindable())
        return false;
    // What is not kept cannot be done again: it is let finish.
    if (deferred || !run.context.cache.enabled()) {
        run.pauseDeferred = true;
        m_status.publish();
        return true;
    }
    beginPause(run, pausedText(), QStringLiteral("pause"));
    return true;
}

bool Interruptions::heedPauseWish(PlanRun& run)
{
    RunContext& context = run.context;
    const RunContext::PauseWish wish = std::exchange(context.pauseWish, RunContext::PauseWish::None);
    bool possible = true;
    if (wish != RunContext::PauseWish::None)
        possible = pause(run, wish == RunContext::PauseWish::Deferred);
    if (std::exchange(context.atCheckpoint, false) && run.pauseDeferred && m_status.state() == Running)
        beginPause(run, pausedText(), QStringLiteral("pause"));
    return possible;
}

void Interruptions::stopMotion(PlanRun& run)
{
    run.context.ledger.stopMoved();
    run.context.groups.stopBusy();
}

void Interruptions::beginPause(PlanRun& run, const QString& why, const QString& record)
{
    run.pauseDeferred = false;
    if (run.execution.interruptible())
        run.execution.interrupt();
    stopMotion(run);
    run.pauseDeadline = steady_clock::now() + PauseTimeout;
    run.context.runs.interruption(record);
    m_status.enter(Pausing, why);
}

/// Once everything stands.
void Interruptions::quieten(PlanRun& run)
{
    if (std::exchange(run.quiet, true))
        return;
    run.context.monitors.pause();
    bool again = true;
    for (const devices::DevicePtr& device : run.context.ledger.used())
        again = device->pause() && again;
    if (!again)
        run.context.cache.forget();
}

SteadyTime Interruptions::turnPausing(PlanRun& run)
{
    const PlanExecution::Step step = run.execution.finishPending();
    if (step == PlanExecution::Step::Waiting)
        return run.execution.wakeAt();
    if (step == PlanExecution::Step::Failed && run.execution.error().code != devices::ErrorCode::Disconnected)
        run.execution.throwIntoPlan(std::make_exception_ptr(PlanError(run.execution.error())));
    const SteadyTime now = steady_clock::now();
    if (run.context.groups.busy() && now < run.pauseDeadline)
        return std::min(run.pauseDeadline, now + LookInterval);
    quieten(run);
    run.execution.rewind();
    m_status.enter(Paused, m_status.reason());
    return SteadyTime::max();
}

void Interruptions::resume(PlanRun& run)
{
    if (m_status.state() == Running)
        run.pauseDeferred = false;
    if (m_status.state() == Suspended) {
        run.resumeAsked = true;
        run.pauseAsked = false;
    }
    if (m_status.state() == Paused) {
        run.held.reset();
        if (const auto lost = connectionLoss(run.context.ledger.used())) {
            run.resumeAsked = true;
            if (!suspend(run, *lost))
                m_status.setReason(lost->message);
        } else if (run.context.suspenders.tripped()) {
            run.suspension.beginTripped(run.context.suspenders.reasons());
            enterSuspended(run, run.suspension.reason());
        } else if (run.suspended) {
            // What was well again meanwhile may have to settle, and the plans that follow a suspension are to be done.
            run.resumeAsked = true;
            m_status.enter(Suspended, run.suspension.reason());
        } else {
            goOn(run);
        }
    }
    m_status.publish();
}

void Interruptions::skip(PlanRun& run)
{
    if (m_status.state() != Paused || !run.held)
        return;
    run.execution.skipStep();
    run.context.runs.interruption(QStringLiteral("skip: ") + run.held->message);
    resume(run);
}

void Interruptions::goOn(PlanRun& run)
{
    run.resumeAsked = false;
    run.suspended = false;
    run.context.suspenders.seen();
    recover(run);
    run.context.runs.interruption(QStringLiteral("resume"));
    if (std::exchange(run.quiet, false)) {
        for (const devices::DevicePtr& device : run.context.ledger.used())
            device->resume();
        if (const devices::Result<void> heard = run.context.monitors.resume(); !heard)
            run.context.runs.interruption(heard.error().message);
    }
    m_status.enter(Running);
}

void Interruptions::recover(PlanRun& run)
{
    // A step that is given up is not prepared again; the next one catches up.
    if (run.execution.skipping())
        return;
    RunContext& context = run.context;
    const bool restage = std::exchange(run.connectionWasLost, false);
    const std::vector<Msg>& unfinished = context.cache.recovery();
    const bool restages = std::any_of(unfinished.begin(), unfinished.end(),
        [](const Msg& message) { return std::holds_alternative<msg::Stage>(message); });
    // One that was interrupted is done again whole: the devices may be unstaged by now.
    if (!restages)
        run.execution.recover(recoveryMessages(context, restage));
}

void Interruptions::enterSuspended(PlanRun& run, const QString& reason)
{
    stopMotion(run);
    quieten(run);
    run.execution.rewind();
    run.pauseAsked = false;
    if (!std::exchange(run.suspended, true))
        run.context.runs.interruption(QStringLiteral("suspend: ") + reason);
    m_status.enter(Suspended, reason);
}

bool Interruptions::suspend(PlanRun& run, const devices::Error& error)
{
    if (!run.context.cache.keeping() || !m_status.can(Suspended))
        return false;
    if (!run.suspension.beginLost(error, run.context.cache.checkpoints()))
        return false;
    run.connectionWasLost = true;
    enterSuspended(run, error.message);
    return true;
}

bool Interruptions::heedSuspenders(PlanRun& run)
{
    if (m_status.state() != Running || run.exiting || run.execution.throwing() || !run.context.suspenders.haveTripped())
        return true;
    if (!run.context.cache.rewindable())
        return false;
    // What is not kept cannot be done again: it is let finish.
    if (!run.context.cache.enabled())
        return true;
    run.suspension.beginTripped(run.context.suspenders.complaints());
    enterSuspended(run, run.suspension.reason());
    return true;
}

void Interruptions::retry(PlanRun& run, const QString& why)
{
    stopMotion(run);
    run.execution.rewind();
    run.context.runs.interruption(QStringLiteral("retry: ") + why);
    recover(run);
}

void Interruptions::hold(PlanRun& run, const devices::Error& error)
{
    run.held = error;
    beginPause(run, error.message, QStringLiteral("hold: ") + error.message);
}

void Interruptions::skipStep(PlanRun& run, const QString& why)
{
    stopMotion(run);
    run.execution.skipStep();
    run.context.runs.interruption(QStringLiteral("skip: ") + why);
}

SteadyTime Interruptions::turnPaused(PlanRun& run)
{
    // A server that restarts meanwhile has forgotten how its devices were staged.
    if (!run.connectionWasLost)
        run.connectionWasLost = connectionLoss(run.context.ledger.used()).has_value();
    return steady_clock::now() + PausedLookInterval;
}

SteadyTime Interruptions::turnSuspended(PlanRun& run)
{
    if (run.side.running() || run.side.failure())
        return stepSide(run);
    if (std::exchange(run.pauseAsked, false)) {
        m_status.enter(Paused, m_status.reason());
        return SteadyTime::min();
    }
    std::vector<PlanFactory> before;
    for (const SuspenderPtr& suspender : run.suspension.engage(run.context.suspenders.allTripped()))
        before.push_back(suspender->spec().before);
    run.side.start(std::move(before));
    if (run.side.running() || run.side.failure())
        return SteadyTime::min();
    const SteadyTime now = steady_clock::now();
    const bool over = run.suspension.over(run.context.ledger.used(), run.context.suspenders, now);
    if (over && (m_settings.resumeWhenConnected || !run.suspension.deviceLost() || run.resumeAsked)) {
        startAfter(run);
        return SteadyTime::min();
    }
    m_status.setReason(run.suspension.reason());
    m_status.publishIfDue(now);
    const std::chrono::milliseconds next = run.suspension.countdown().value_or(LookInterval);
    return now + std::clamp<std::chrono::milliseconds>(next, 1ms, LookInterval);
}

/// The plans that follow a suspension; without any the run goes on.
void Interruptions::startAfter(PlanRun& run)
{
    std::vector<PlanFactory> after;
    for (const SuspenderPtr& suspender : run.suspension.release())
        after.push_back(suspender->spec().after);
    run.side.start(std::move(after));
    if (!run.side.running() && !run.side.failure())
        goOn(run);
}

SteadyTime Interruptions::stepSide(PlanRun& run)
{
    if (run.side.running()) {
        const PlanExecution::Step step = run.side.step();
        if (step == PlanExecution::Step::Waiting) {
            const SteadyTime now = steady_clock::now();
            m_status.publishIfDue(now);
            return std::min(run.side.wakeAt(), std::max(m_status.nextReport(), now));
        }
    }
    if (const std::exception_ptr failure = run.side.failure()) {
        run.side.abandon();
        run.side.forgetFailure();
        run.suspension.forget();
        run.suspended = false;
        run.execution.throwIntoPlan(failure);
        m_status.enter(Running);
    }
    return SteadyTime::min();
}

} // namespace scans
