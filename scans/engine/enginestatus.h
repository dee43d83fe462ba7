#pragma once

#include "scans/engine/answer.h"
#include "scans/engine/reportboard.h"
#include "scans/engine/statemachine.h"

namespace scans {

class Dispatcher;
struct PlanRun;

/// The engine's state, why it is in it, and what it tells others of it.
/// Thread:  engine's.
class EngineStatus
{
public:
    EngineStatus(Dispatcher& dispatcher, ReportBoard& board);

    EngineState state() const { return m_machine.state(); }
    bool can(EngineState state) const { return m_machine.can(state); }
    /// False if the table of states does not allow it.
    bool enter(EngineState state, const QString& reason = {});
    /// Without telling anybody yet.
    bool enterSilently(EngineState state) { return m_machine.to(state); }
    const QString& reason() const { return m_reason; }
    void setReason(const QString& reason) { m_reason = reason; }
    /// Null while there is none.
    void setRun(PlanRun* run) { m_run = run; }

    void publish();
    void publishIfDue(SteadyTime now);
    SteadyTime nextReport() const { return m_nextReport; }

private:
    QString activity() const;

    Dispatcher& m_dispatcher;
    ReportBoard& m_board;
    StateMachine m_machine;
    QString m_reason;
    SteadyTime m_nextReport;
    PlanRun* m_run = nullptr;
};

} // namespace scans
