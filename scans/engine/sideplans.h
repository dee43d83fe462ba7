#pragma once

#include "scans/engine/planexecution.h"

#include <deque>
#include <vector>

namespace scans {

/// Runs plans while the main one is interrupted, such as those of suspenders. They are not done again, and what the main one
/// has to do again stays as it is.
/// Thread:  engine's.
class SidePlans
{
public:
    explicit SidePlans(RunContext& context);

    bool running() const { return m_running; }
    void start(std::vector<PlanFactory> plans);
    /// Ended means that all have; with a failure() the rest was not done.
    PlanExecution::Step step();
    SteadyTime wakeAt() const { return m_execution.wakeAt(); }
    const Pending* pending() const { return m_running ? m_execution.pending() : nullptr; }
    std::exception_ptr failure() const { return m_failure; }
    void forgetFailure() { m_failure = nullptr; }
    void abandon();

private:
    bool beginNext();

    RunContext& m_context;
    PlanExecution m_execution;
    std::deque<PlanFactory> m_left;
    ReplayCache m_kept; // the main plan's
    std::exception_ptr m_failure;
    bool m_running = false;
};

} // namespace scans
