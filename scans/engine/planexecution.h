#pragma once

#include "scans/engine/answer.h"
#include "scans/engine/commandtable.h"
#include "scans/engine/runcontext.h"

#include <exception>
#include <memory>
#include <vector>

namespace scans {

/// Carries out the messages of one plan, and of the cleanups that run within it, one step at a time.
/// Thread:  engine's.
class PlanExecution
{
public:
    enum class Step : quint8 {
        Advanced,
        Waiting, ///< nothing to do before wakeAt(), or before something arrives
        Failed, ///< see error(); say what to do about it: rewind() or throwIntoPlan()
        Ended, ///< see failure()
    };

    explicit PlanExecution(RunContext& context);

    /// Replaces the plan. Frames of the former one are destroyed.
    void setPlan(Plan plan);
    void clear();
    /// For Pausing: finishes what a rewind would not do again.
    Step finishPending();
    Step step();

    SteadyTime wakeAt() const { return m_wakeAt; }
    const Pending* pending() const { return m_pending.get(); }
    const devices::Error& error() const { return m_error; }
    std::exception_ptr failure() const { return m_failure; }
    bool inCleanup() const { return m_runners.size() > 1; }
    /// What is waited for now would be done again after a rewind.
    bool interruptible() const { return m_pending && (m_cached || m_replaying); }

    /// Cancels the wait. With a rewind, all since the checkpoint is done again when step() is called next.
    void interrupt() { m_pending.reset(); }
    void rewind();
    /// To be done before what a rewind does again.
    void recover(std::vector<Msg> messages);
    /// The message that failed was about devices.
    bool fallible() const { return m_fallible; }
    /// Nothing more is done until the plan comes to its next checkpoint.
    void skipStep();
    bool skipping() const { return m_skipping; }
    /// Something is on its way into the plan.
    bool throwing() const { return m_thrown != nullptr; }
    /// Cancels the wait; the innermost plan sees the exception next.
    void throwIntoPlan(std::exception_ptr exception);
    /// The outermost plan sees it, once the cleanup that runs within it has ended.
    void throwAfterCleanup(std::exception_ptr exception) { m_afterCleanup = std::move(exception); }

private:
    Step resumePlan();
    Step planEnded(PlanRunner& runner);
    Step perform(const Msg& message);
    Step take(Answer answer);
    Step answered(Reply reply);
    Step failed(devices::Error error, const Pending* pending);
    Step poll();
    bool passesOver(const Msg& message);
    Step passOver(const Msg& message);

    RunContext& m_context;
    std::vector<std::unique_ptr<PlanRunner>> m_runners;

    Msg m_current; // the message in hand, unless it is in the cache
    Replay m_replay = Replay::Never; // its policy
    bool m_cached = false; // it is the last one in the cache
    bool m_answered = true; // the plan can go on with m_reply
    bool m_repeat = false; // it has to be done again
    bool m_replaying = false; // what is waited for is done for a second time
    bool m_skipping = false;
    std::size_t m_skipDepth = 0; // cleanups within are done
    int m_skipped = 0;
    bool m_recoverNext = false; // motors must catch up with the steps that were skipped
    bool m_fallible = false;
    PendingPtr m_pending;
    SteadyTime m_wakeAt;
    SteadyTime m_nextLook;
    Reply m_reply;
    std::exception_ptr m_thrown;
    std::exception_ptr m_afterCleanup;
    devices::Error m_error;
    std::exception_ptr m_failure;
};

} // namespace scans
