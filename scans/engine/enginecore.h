#pragma once

#include "scans/engine/failures.h"

#include <atomic>
#include <functional>
#include <memory>

namespace scans {

/// Runs plans, turn by turn, and answers requests by way of the state machine.
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
    void skip();
    void stop(const QString& reason);
    void abort(const QString& reason);
    void halt();
    void answer(const QString& text);

    /// Goes on as far as it can for a while, or until `called`; gives when it wants to go on at the latest.
    SteadyTime turn(const std::atomic<bool>& called);
    bool idle() const { return !m_run; }
    EngineSettings& settings() { return m_settings; }
    SuspenderSet& suspenders() { return m_suspenders; }

private:
    SteadyTime turnActive(const std::atomic<bool>& called);
    bool mayStep(SteadyTime& wakeAt);
    bool handle(PlanExecution::Step step);
    void heedConsumers();
    void cannotBeResumed(const QString& why, const QString& code);
    void finish();

    EngineSettings m_settings;
    Dispatcher& m_dispatcher;
    const std::function<void()> m_released;
    UidSource m_uids;
    SuspenderSet m_suspenders;
    EngineStatus m_status;
    Interruptions m_interruptions;
    Endings m_endings;
    Failures m_failures;
    std::unique_ptr<PlanRun> m_run; // null when idle
};

} // namespace scans
