#include "scans/engine/statemachine.h"

#include <algorithm>
#include <array>

namespace scans {

namespace {

using enum EngineState;

struct Row
{
    const char* name;
    std::initializer_list<EngineState> next;
};

// In the order of EngineState.
const std::array<Row, 9>& rows()
{
    static const std::array<Row, 9> table{{
        {"idle", {Running, Panicked}},
        {"running", {Idle, Pausing, Suspended, Stopping, Aborting, Halting, Panicked}},
        {"pausing", {Paused, Stopping, Aborting, Halting, Panicked}},
        {"paused", {Running, Suspended, Stopping, Aborting, Halting, Panicked}},
        {"suspended", {Running, Paused, Stopping, Aborting, Halting, Panicked}},
        {"stopping", {Idle, Aborting, Halting, Panicked}},
        {"aborting", {Idle, Halting, Panicked}},
        {"halting", {Idle, Panicked}},
        {"panicked", {}},
    }};
    return table;
}

const Row& row(EngineState state)
{
    return rows().at(static_cast<std::size_t>(state));
}

} // namespace

QString engineStateName(EngineState state)
{
    return QString::fromLatin1(row(state).name);
}

bool StateMachine::allowed(EngineState from, EngineState to)
{
    const auto& next = row(from).next;
    return std::find(next.begin(), next.end(), to) != next.end();
}

bool StateMachine::to(EngineState state)
{
    if (!can(state))
        return false;
    m_state = state;
    return true;
}

} // namespace scans
