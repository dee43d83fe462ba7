#include "scans/engine/failures.h"

#include "scans/engine/runexit.h"
#include "scans/plans/planerror.h"

namespace scans {

Failures::Failures(EngineStatus& status, Interruptions& interruptions, Endings& endings)
    : m_status(status)
    , m_interruptions(interruptions)
    , m_endings(endings)
{
}

void Failures::heed(PlanRun& run)
{
    const devices::Error error = run.execution.error();
    if (m_status.state() == EngineState::Running && !run.exiting) {
        if (error.code == devices::ErrorCode::Disconnected && m_interruptions.suspend(run, error))
            return;
        if (run.execution.fallible() && followsPolicy(run, error))
            return;
    }
    run.execution.throwIntoPlan(std::make_exception_ptr(PlanError(error)));
}

bool Failures::mayRetry(PlanRun& run)
{
    const quint64 step = run.context.cache.checkpoints();
    if (run.retriedAt != step)
        run.retries = 0;
    run.retriedAt = step;
    return run.retries < run.context.failurePolicy.retries;
}

bool Failures::followsPolicy(PlanRun& run, const devices::Error& error)
{
    using Then = FailurePolicy::Then;
    const FailurePolicy policy = run.context.failurePolicy;
    if (policy.then == Then::Abort && policy.retries == 0) {
        m_endings.abort(run, exitFor(error, run.context.ledger.used()));
        return true;
    }
    // Only a step can be done again or left out. What a cleanup does is its own affair.
    if (!run.context.inStep || !run.context.cache.keeping() || run.execution.inCleanup())
        return false;
    if (mayRetry(run)) {
        ++run.retries;
        m_interruptions.retry(
            run, QStringLiteral("%1 (%2/%3)").arg(error.message).arg(run.retries).arg(policy.retries));
        return true;
    }
    run.retries = 0;
    switch (policy.then) {
    case Then::Skip:
        m_interruptions.skipStep(run, error.message);
        return true;
    case Then::Hold:
        m_interruptions.hold(run, error);
        return true;
    case Then::Abort:
        m_endings.abort(run, exitFor(error, run.context.ledger.used()));
        return true;
    default:
        return false;
    }
}

} // namespace scans
