#pragma once

#include "scans/engine/enginestatus.h"
#include "scans/engine/planrun.h"

#include <exception>

namespace scans {

/// Brings a plan to its end, in all the ways there are.
/// Thread:  engine's.
class Endings
{
public:
    explicit Endings(EngineStatus& status)
        : m_status(status)
    {
    }

    void stop(PlanRun& run, const QString& reason);
    void abort(PlanRun& run, RunExit exit);
    void halt(PlanRun& run);
    /// The plan has ended by itself, or the one that cleans up after it: true once nothing is left to do.
    bool planEnded(PlanRun& run);
    static void explain(PlanRun& run, const std::exception_ptr& failure);

private:
    void end(PlanRun& run, EngineState state, RunExit exit, std::exception_ptr request);
    static void hurry(PlanRun& run, std::exception_ptr request);

    EngineStatus& m_status;
};

} // namespace scans
