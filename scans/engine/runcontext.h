#pragma once

#include "scans/engine/deviceledger.h"
#include "scans/engine/dispatcher.h"
#include "scans/engine/monitors.h"
#include "scans/engine/openruns.h"
#include "scans/engine/question.h"
#include "scans/engine/replaycache.h"
#include "scans/engine/statusgroups.h"
#include "scans/engine/suspenderset.h"
#include "scans/engine/uidsource.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace scans {

/// What outlives a plan, as commands see it.
struct EngineSettings
{
    QJsonObject profileMetadata;
    QJsonObject sessionMetadata;
    std::function<qint64()> nextScanId;
    std::vector<std::function<devices::Result<void>(const QJsonObject&)>> preflight;
    bool resumeWhenConnected = true;
    std::chrono::milliseconds reconnectSettle{500};
    DeviceList baseline = makeDeviceList({});
    FailurePolicy failurePolicy;
    std::map<QString, UserCommand> commands;
    std::vector<PlanWrapper> wrappers; ///< put around every plan, the first innermost
};

/// What commands work on: all that one execution of a plan has in hand.
struct RunContext
{
    RunContext(const EngineSettings& engineSettings, Dispatcher& documents, UidSource& uidSource,
        SuspenderSet& allSuspenders, QJsonObject runMetadata)
        : settings(engineSettings)
        , dispatcher(documents)
        , uids(uidSource)
        , suspenders(allSuspenders)
        , metadata(std::move(runMetadata))
        , failurePolicy(settings.failurePolicy)
    {
    }

    const EngineSettings settings; // as they were at the start
    Dispatcher& dispatcher;
    UidSource& uids;
    SuspenderSet& suspenders;
    const QJsonObject metadata; ///< given for this run

    StatusGroups groups;
    DeviceLedger ledger;
    ReplayCache cache;
    OpenRuns runs;
    Monitors monitors;
    std::vector<PlanFactory> scopes;
    std::vector<SuspenderPtr> ownSuspenders; ///< installed by the plan
    Question question;
    FailurePolicy failurePolicy;
    std::vector<QString> runUids;
    qint64 scanId = 0;
    int pointsTotal = 0;
    int pointsDone = 0; ///< of the run that was closed last

    /// Set once it is clear that the plan ends before its time, and why.
    std::optional<RunExit> exit;
    /// A checkpoint has just been passed; a deferred pause comes now.
    bool atCheckpoint = false;
    /// Suspenders that were of no account until now may hold the plan.
    bool lookAtSuspenders = false;
    /// The last checkpoint was one that the plan asked for: what follows is a step.
    bool inStep = false;
    enum class PauseWish : quint8 { None, Now, Deferred } pauseWish = PauseWish::None;

    /// The first reason stays, except that a success gives way.
    void endWith(RunExit reason)
    {
        if (!exit || exit->status == QLatin1String("success"))
            exit = std::move(reason);
    }

    void checkpoint()
    {
        cache.checkpoint();
        runs.checkpoint();
        inStep = false;
    }
};

} // namespace scans
