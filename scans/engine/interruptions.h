#pragma once

#include "scans/engine/enginestatus.h"
#include "scans/engine/planrun.h"

namespace scans {

/// Pauses, suspends and holds a plan, and lets it go on.
/// Thread:  engine's.
class Interruptions
{
public:
    Interruptions(EngineStatus& status, const EngineSettings& settings);

    /// False where the plan cannot be resumed, so that it should end instead.
    bool pause(PlanRun& run, bool deferred);
    void resume(PlanRun& run);
    /// Goes on with the step after the one that the plan is held at.
    void skip(PlanRun& run);
    /// At checkpoints, and when the plan itself wants to pause. False as above.
    bool heedPauseWish(PlanRun& run);
    /// A device was lost. False if the plan has to deal with it.
    bool suspend(PlanRun& run, const devices::Error& error);
    /// A suspender has tripped. False as above.
    bool heedSuspenders(PlanRun& run);
    /// Does the step once more at once.
    void retry(PlanRun& run, const QString& why);
    /// Pauses, so that a person decides what to do about it.
    void hold(PlanRun& run, const devices::Error& error);
    void skipStep(PlanRun& run, const QString& why);

    SteadyTime turnPausing(PlanRun& run);
    SteadyTime turnPaused(PlanRun& run);
    SteadyTime turnSuspended(PlanRun& run);

private:
    void beginPause(PlanRun& run, const QString& why, const QString& record);
    void stopMotion(PlanRun& run);
    void quieten(PlanRun& run);
    void enterSuspended(PlanRun& run, const QString& reason);
    SteadyTime stepSide(PlanRun& run);
    void startAfter(PlanRun& run);
    void goOn(PlanRun& run);
    void recover(PlanRun& run);

    EngineStatus& m_status;
    const EngineSettings& m_settings;
};

} // namespace scans
