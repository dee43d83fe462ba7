#pragma once

#include "scans/engine/planexecution.h"
#include "scans/engine/reportboard.h"
#include "scans/engine/runcontext.h"
#include "scans/engine/runengine.h"
#include "scans/engine/statemachine.h"
#include "scans/engine/suspension.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace scans {

/// Runs plans, turn by turn: answers requests by way of the state machine and decides what a failure means.
/// Thread:  engine's. Nothing here blocks; whoever calls turn() sleeps until the time that it gives.
class EngineCore
{
public:
    using Done = std::function<void(const RunOutcome&)>;

    /// `released` is called when another plan may be started, before the state says so.
    EngineCore(EngineSettings settings, Dispatcher& dispatcher, ReportBoard& board, std::function<void()> released);
    ~EngineCore();

    void start(const PlanFactory& plan, QJsonObject metadata, Done done);
    void pause(bool deferred);
    void resume();
    void stop(const QString& reason);
    void abort(const QString& reason);
    void halt();

    /// Goes on as far as it can for a while, or until `called`; gives when it wants to go on at the latest.
    SteadyTime turn(const std::atomic<bool>& called);
    bool idle() const;
    EngineSettings& settings() { return m_settings; }

private:
    struct Run; // one execution of a plan

    SteadyTime turnActive(const std::atomic<bool>& called);
    SteadyTime turnPausing();
    SteadyTime turnPaused();
    SteadyTime turnSuspended();
    bool mayStep(SteadyTime& wakeAt);
    bool handle(PlanExecution::Step step);
    void heedPauseWish();
    void heedConsumers();

    void failed(const devices::Error& error);
    bool suspend(const devices::Error& error);
    void beginPause(const QString& why);
    void enterPaused();
    void goOn();
    void recover();
    void interrupted(const QString& text);
    void hurry(std::exception_ptr request);
    void end(EngineState state, RunExit exit, std::exception_ptr request);
    void planEnded();
    void explain(const std::exception_ptr& failure);
    void finish();

    void enter(EngineState state, const QString& reason = {});
    void publish();
    void publishIfDue(SteadyTime now);
    QString activity() const;

    EngineSettings m_settings;
    Dispatcher& m_dispatcher;
    ReportBoard& m_board;
    const std::function<void()> m_released;
    UidSource m_uids;
    StateMachine m_machine;
    QString m_reason;
    SteadyTime m_nextReport;
    std::unique_ptr<Run> m_run; // null when idle
};

} // namespace scans
