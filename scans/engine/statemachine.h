#pragma once

#include "scans/engine/enginestate.h"

namespace scans {

/// Which state of the engine may follow which: one table, and nothing else.
class StateMachine
{
public:
    EngineState state() const { return m_state; }
    static bool allowed(EngineState from, EngineState to);
    bool can(EngineState to) const { return allowed(m_state, to); }
    /// False, and nothing has changed, if the table does not have it.
    bool to(EngineState state);

private:
    EngineState m_state = EngineState::Idle;
};

} // namespace scans
