#include "scans/engine/planexecution.h"

#include "scans/engine/gather.h"
#include "scans/engine/recovery.h"

#include <QCoreApplication>

namespace scans {

using std::chrono::steady_clock;

namespace {

// How soon the loss of a device that is waited for is seen.
constexpr std::chrono::milliseconds LookInterval{50};
// A plan that goes on for so long without a checkpoint is not a scan of steps.
constexpr int MostSkipped = 10'000;

bool isScope(const Msg& message)
{
    return std::holds_alternative<msg::EnterScope>(message) || std::holds_alternative<msg::LeaveScope>(message);
}

} // namespace

PlanExecution::PlanExecution(RunContext& context)
    : m_context(context)
{
}

void PlanExecution::setPlan(Plan plan)
{
    clear();
    m_runners.push_back(std::make_unique<PlanRunner>(std::move(plan)));
}

void PlanExecution::clear()
{
    m_pending.reset();
    m_thrown = nullptr;
    m_afterCleanup = nullptr;
    m_failure = nullptr;
    m_reply = Reply();
    m_cached = false;
    m_answered = true;
    m_repeat = false;
    m_skipping = false;
    m_context.cache.skipReplay();
    while (!m_runners.empty())
        m_runners.pop_back();
}

PlanExecution::Step PlanExecution::step()
{
    if (m_pending)
        return poll();
    m_replaying = m_context.cache.replaying();
    if (m_replaying)
        return perform(m_context.cache.next());
    if (std::exchange(m_repeat, false))
        return perform(m_current);
    return resumePlan();
}

PlanExecution::Step PlanExecution::finishPending()
{
    return m_pending ? poll() : Step::Advanced;
}

PlanExecution::Step PlanExecution::resumePlan()
{
    PlanRunner& runner = *m_runners.back();
    Msg* message = m_thrown ? runner.resumeWith(std::exchange(m_thrown, nullptr))
                            : runner.resume(std::exchange(m_reply, Reply()));
    if (!message)
        return planEnded(runner);
    m_replay = commandFor(*message).replay;
    m_answered = false;
    if (m_skipping && passesOver(*message))
        return passOver(*message);
    m_cached = m_replay == Replay::Cached && m_context.cache.keeping();
    if (m_cached)
        return perform(m_context.cache.add(std::move(*message)));
    m_current = std::move(*message);
    return perform(m_current);
}

PlanExecution::Step PlanExecution::planEnded(PlanRunner& runner)
{
    const std::exception_ptr failure = runner.failure();
    if (m_runners.size() == 1) {
        m_failure = failure;
        return Step::Ended;
    }
    // A cleanup that a plan asked for by leaving a scope.
    m_runners.pop_back();
    m_context.checkpoint();
    m_cached = false;
    m_answered = true;
    m_reply = Reply();
    m_thrown = failure;
    if (m_afterCleanup && m_runners.size() == 1)
        m_thrown = std::exchange(m_afterCleanup, nullptr);
    return Step::Advanced;
}

PlanExecution::Step PlanExecution::perform(const Msg& message)
{
    const Command& command = commandFor(message);
    m_fallible = command.fallible;
    try {
        return take(command.run(m_context, message));
    } catch (const std::exception& exception) {
        return failed({devices::ErrorCode::Internal, QString::fromUtf8(exception.what()), QString()}, nullptr);
    }
}

PlanExecution::Step PlanExecution::take(Answer answer)
{
    if (auto* reply = std::get_if<Reply>(&answer))
        return answered(std::move(*reply));
    if (const auto* error = std::get_if<devices::Error>(&answer))
        return failed(*error, nullptr);
    if (auto* pending = std::get_if<PendingPtr>(&answer)) {
        m_pending = std::move(*pending);
        m_nextLook = steady_clock::now() + LookInterval;
        return Step::Advanced;
    }
    m_context.checkpoint();
    m_runners.push_back(std::make_unique<PlanRunner>(std::move(std::get<Plan>(answer))));
    return Step::Advanced;
}

PlanExecution::Step PlanExecution::answered(Reply reply)
{
    if (m_context.cache.replaying())
        return Step::Advanced;
    // In a replay whose last message is not the one in hand, the plan has got its answer, or the one in hand comes next.
    if (m_cached || !m_answered) {
        if (!m_cached && m_repeat)
            return Step::Advanced;
        m_reply = std::move(reply);
        m_answered = true;
    }
    if (!m_cached && m_replay == Replay::Checkpoint)
        m_context.checkpoint();
    if (std::exchange(m_recoverNext, false))
        m_context.cache.setRecovery(recoveryMessages(m_context, false));
    return Step::Advanced;
}

PlanExecution::Step PlanExecution::failed(devices::Error error, const Pending* pending)
{
    m_error = std::move(error);
    if (pending && m_error.code != devices::ErrorCode::Disconnected) {
        if (auto lost = connectionLoss(pending->devices()))
            m_error = std::move(*lost);
    }
    return Step::Failed;
}

void PlanExecution::skipStep()
{
    m_pending.reset();
    m_context.groups.clear();
    m_context.runs.drop();
    m_context.cache.forget();
    m_repeat = false;
    m_cached = false;
    m_answered = true;
    m_reply = Reply();
    m_skipping = true;
    m_skipDepth = m_runners.size();
    m_skipped = 0;
}

bool PlanExecution::passesOver(const Msg& message)
{
    if (m_runners.size() > m_skipDepth || isScope(message))
        return false;
    if (m_replay == Replay::Cached)
        return true;
    m_skipping = false;
    m_recoverNext = std::holds_alternative<msg::Checkpoint>(message);
    return false;
}

PlanExecution::Step PlanExecution::passOver(const Msg& message)
{
    // What it would have changed is caught up with before the next step.
    if (const auto* set = std::get_if<msg::Set>(&message))
        m_context.ledger.move(set->device, set->target);
    if (const auto* dwell = std::get_if<msg::SetDwell>(&message))
        m_context.ledger.setDwell(dwell->device, dwell->dwell);
    m_answered = true;
    m_reply = Reply();
    if (++m_skipped < MostSkipped)
        return Step::Advanced;
    return failed({devices::ErrorCode::Internal,
                      QCoreApplication::translate("scans", "A step was skipped, but the plan comes to no other"), {}},
        nullptr);
}

PlanExecution::Step PlanExecution::poll()
{
    const SteadyTime now = steady_clock::now();
    std::optional<devices::Result<Reply>> result;
    try {
        result = m_pending->poll(now);
    } catch (const std::exception& exception) {
        result = devices::Error{devices::ErrorCode::Internal, QString::fromUtf8(exception.what()), QString()};
    }
    if (!result && now >= m_nextLook) {
        m_nextLook = now + LookInterval;
        if (auto lost = connectionLoss(m_pending->devices()))
            result = std::move(*lost);
    }
    if (!result) {
        m_wakeAt = std::min(m_pending->deadline(), m_nextLook);
        return Step::Waiting;
    }
    const PendingPtr pending = std::move(m_pending);
    if (!*result)
        return failed(result->error(), pending.get());
    return answered(std::move(*result).value());
}

void PlanExecution::rewind()
{
    m_pending.reset();
    m_context.groups.clear();
    m_context.runs.rewind();
    if (m_thrown)
        return;
    m_context.cache.rewind();
    m_repeat = !m_cached && !m_answered;
}

void PlanExecution::recover(std::vector<Msg> messages)
{
    if (!m_thrown)
        m_context.cache.setRecovery(std::move(messages));
}

void PlanExecution::throwIntoPlan(std::exception_ptr exception)
{
    m_pending.reset();
    m_context.cache.skipReplay();
    m_repeat = false;
    m_answered = true;
    m_cached = false;
    m_skipping = false;
    m_context.runs.drop();
    m_thrown = std::move(exception);
}

} // namespace scans
