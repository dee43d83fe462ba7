#include "scans/engine/endings.h"

#include "scans/engine/exitplan.h"
#include "scans/engine/runexit.h"
#include "scans/plans/planerror.h"

#include <QCoreApplication>

namespace scans {

using enum EngineState;

void Endings::stop(PlanRun& run, const QString& reason)
{
    if (run.exiting || !m_status.can(Stopping))
        return;
    end(run, Stopping, {QStringLiteral("success"), reason, QStringLiteral("stopped_by_user")},
        std::make_exception_ptr(RequestStop()));
}

void Endings::abort(PlanRun& run, RunExit exit)
{
    if (m_status.state() == Aborting || m_status.state() == Halting) {
        // Asked again: what is being waited for is given up.
        hurry(run, std::make_exception_ptr(RequestAbort()));
        return;
    }
    end(run, Aborting, std::move(exit), std::make_exception_ptr(RequestAbort()));
}

void Endings::halt(PlanRun& run)
{
    if (!m_status.can(Halting))
        return;
    run.halted = true;
    end(run, Halting,
        {QStringLiteral("abort"), QCoreApplication::translate("scans", "Halted"), QStringLiteral("halted_by_user")},
        nullptr);
}

void Endings::end(PlanRun& run, EngineState state, RunExit exit, std::exception_ptr request)
{
    RunContext& context = run.context;
    PlanExecution& execution = run.execution;
    run.side.abandon();
    context.endWith(std::move(exit));
    run.pauseDeferred = false;
    run.held.reset();
    const bool lettingCleanUp = state == Stopping && execution.inCleanup();
    if (!lettingCleanUp) {
        context.ledger.stopMoved();
        context.groups.stopBusy();
        context.groups.abandon(EveryGroup);
    }
    m_status.enter(state, context.exit->reason);
    if (!request) {
        run.exiting = true;
        execution.setPlan(exitPlan(&context, true));
    } else if (lettingCleanUp) {
        execution.throwAfterCleanup(std::move(request));
    } else {
        hurry(run, std::move(request));
    }
}

void Endings::hurry(PlanRun& run, std::exception_ptr request)
{
    // The plan that cleans up expects a request only where it waits; thrown between its steps it would end it.
    if (!run.exiting || run.execution.pending())
        run.execution.throwIntoPlan(std::move(request));
}

bool Endings::planEnded(PlanRun& run)
{
    RunContext& context = run.context;
    const std::exception_ptr failure = run.execution.failure();
    if (failure)
        explain(run, failure);
    if (run.exiting)
        return true;
    if (const devices::Result<void> unseen = context.groups.unseenFailure(); !failure && !unseen && !context.exit)
        context.exit = exitFor(unseen.error(), context.ledger.used());
    run.exiting = true;
    run.pauseDeferred = false;
    context.groups.abandon(EveryGroup);
    run.execution.setPlan(exitPlan(&context, run.halted));
    return false;
}

void Endings::explain(PlanRun& run, const std::exception_ptr& failure)
{
    if (!run.context.exit || !isRequest(failure))
        run.context.endWith(exitFor(failure, run.context.ledger.used()));
}

} // namespace scans
