#pragma once

#include "devices/channel/mailbox.h"
#include "devices/channel/result.h"
#include "devices/kinds/device.h"
#include "scans/engine/answer.h"
#include "scans/engine/documentqueue.h"
#include "scans/engine/enginestate.h"
#include "scans/engine/subscription.h"
#include "scans/plans/plan.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace scans {

/// What the engine is doing, for displays.
struct EngineReport
{
    EngineState state = EngineState::Idle;
    QString activity; ///< "point 27 of 41 · moving sx to 0.700 mm"
    QString reason; ///< why paused, suspended or failed; names the PV
    QString runUid;
    qint64 scanId = 0;
    int pointsDone = 0;
    int pointsTotal = 0; ///< 0 when unknown
    quint64 lossyDropped = 0;
    QString lossyTrouble; ///< displays that have failed, in words
    QStringList tripped; ///< while suspended: what keeps the run from going on, one by one
    std::optional<double> countdown; ///< while suspended: seconds until it goes on, if all stays well
    bool held = false; ///< paused for a failure: resume() tries again, skip() leaves the step out
    QString question; ///< what the plan asks the user; answer() answers
};

struct RunOutcome
{
    bool success = false;
    QString exitStatus; ///< success, abort, fail
    QString reason;
    std::vector<QString> runUids;
};

/// Runs plans, one at a time, in a thread of its own ("engine"). The one place from which plans touch hardware.
///
/// Thread:  start … halt, subscribe, unsubscribe: any; they return at once and never block. Devices used by plans live on the
///          engine's thread: make them with mailbox() and call their verbs through post().
/// Owns:    its thread; the destructor aborts what runs, waits for the cleanup, and joins.
/// Errors:  refusals of a request are returned; what goes wrong later is in the run's stop document and outcome.
class RunEngine
{
public:
    struct Options
    {
        QJsonObject profileMetadata;
        QJsonObject sessionMetadata;
        std::function<qint64()>
            nextScanId; ///< called on the engine's thread once a run is valid; default counts from 1
        /// Called on the engine's thread before anything moves; an error refuses the plan ("disk full").
        std::vector<std::function<devices::Result<void>(const QJsonObject& metadata)>> preflight;
        bool resumeWhenConnected = true; ///< a run suspended by a lost PV goes on by itself when it is back
        std::chrono::milliseconds reconnectSettle{500}; ///< for that long nothing may be missing before it does
        FailurePolicy failurePolicy = {}; ///< until a plan says otherwise
    };

    RunEngine();
    explicit RunEngine(Options options);
    ~RunEngine();

    /// The mailbox that devices on the engine's thread use.
    devices::Mailbox& mailbox();
    void post(std::function<void()> task);

    /// Refused (Refused) while another plan runs. `done` is called on the engine's thread.
    devices::Result<void> start(
        PlanFactory plan, QJsonObject metadata = {}, std::function<void(const RunOutcome&)> done = {});
    void pause(bool deferred = false);
    void resume();
    /// Goes on behind the step that the plan is held at.
    void skip();
    /// To the question that the report shows; nothing happens when there is none.
    void answer(const QString& text);
    void stop(const QString& reason = {});
    void abort(const QString& reason);
    void halt();

    EngineState state() const;
    EngineReport report() const;
    /// Called on the engine's thread when the state changes and otherwise at most 30 times a second; hop to your own thread.
    /// When this returns, the former listener is not called any more; so it must not be called by the listener itself.
    void setReportListener(std::function<void(const EngineReport&)> listener);

    /// Read at the start of every run and before its end into the stream "baseline", where they answer. From the next run on.
    void setBaseline(std::vector<devices::DevicePtr> devices);
    /// Replaces that of the options, from the next run on.
    void setSessionMetadata(QJsonObject metadata);

    /// Consumers that come during a run hear it from its next document on. The token is for unsubscribe().
    qint64 subscribe(DocumentQueuePtr queue, Subscription subscription = {});
    void unsubscribe(const DocumentQueuePtr& queue);
    void unsubscribe(qint64 token);
    /// Asked on the engine's thread at each start, which tells of the plan. What it throws is logged and harms nothing.
    void addConsumers(ConsumerFactory factory);

    /// Holds plans while it is tripped. It must live on the engine's thread: make it in post().
    void addSuspender(SuspenderPtr suspender);
    void removeSuspender(SuspenderPtr suspender);
    /// Put around every plan, from the next one on; the first is the innermost. Called on the engine's thread.
    void addWrapper(PlanWrapper wrapper);
    /// For msg::User, from the next plan on. Called on the engine's thread; may answer later, or with a plan to be run first.
    void registerCommand(const QString& name, UserCommand command);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace scans
