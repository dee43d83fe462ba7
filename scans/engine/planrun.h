#pragma once

#include "scans/engine/planexecution.h"
#include "scans/engine/runcontext.h"
#include "scans/engine/runengine.h"
#include "scans/engine/sideplans.h"
#include "scans/engine/suspension.h"

#include <functional>
#include <optional>

namespace scans {

/// One execution of a plan: what it has in hand, and how it is interrupted.
struct PlanRun
{
    PlanRun(const EngineSettings& settings, Dispatcher& dispatcher, UidSource& uids, SuspenderSet& suspenders,
        QJsonObject metadata)
        : context(settings, dispatcher, uids, suspenders, std::move(metadata))
        , execution(context)
        , side(context)
        , suspension(settings.reconnectSettle)
    {
    }

    RunContext context;
    PlanExecution execution;
    SidePlans side;
    std::function<void(const RunOutcome&)> done;
    Suspension suspension;
    SteadyTime pauseDeadline;
    bool pauseDeferred = false;
    bool quiet = false; ///< devices and monitors have been told of the interruption
    bool connectionWasLost = false; ///< since the plan ran last
    bool resumeAsked = false; ///< a person wants a suspended run to go on
    bool pauseAsked = false; ///< a person wants a suspended run to pause, once its side plans have ended
    bool suspended = false; ///< it has not gone on since it was suspended, even if it is paused now
    bool exiting = false;
    bool halted = false;

    std::optional<devices::Error> held; ///< paused for it: a person decides whether to try again
    int retries = 0;
    quint64 retriedAt = 0; ///< checkpoint
};

} // namespace scans
