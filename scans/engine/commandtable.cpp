#include "scans/engine/commandtable.h"

#include <array>

namespace scans {

namespace {

using Table = std::array<Command, std::variant_size_v<Msg>>;

template <typename M, Answer (*Handler)(RunContext&, const M&)>
void add(Table& table, const char* name, Replay replay)
{
    const auto call
        = [](RunContext& context, const Msg& message) -> Answer { return Handler(context, *std::get_if<M>(&message)); };
    table.at(Msg(M()).index()) = {name, replay, call};
}

Table makeTable()
{
    Table table{};
    add<msg::Null, runNull>(table, "null", Replay::Cached);
    add<msg::OpenRun, runOpenRun>(table, "open_run", Replay::Checkpoint);
    add<msg::CloseRun, runCloseRun>(table, "close_run", Replay::Checkpoint);
    add<msg::Create, runCreate>(table, "create", Replay::Cached);
    add<msg::Read, runRead>(table, "read", Replay::Cached);
    add<msg::Save, runSave>(table, "save", Replay::Cached);
    add<msg::Drop, runDrop>(table, "drop", Replay::Cached);
    add<msg::Set, runSet>(table, "set", Replay::Cached);
    add<msg::Trigger, runTrigger>(table, "trigger", Replay::Cached);
    add<msg::SetDwell, runSetDwell>(table, "set_dwell", Replay::Cached);
    add<msg::Wait, runWait>(table, "wait", Replay::Cached);
    add<msg::Stop, runStop>(table, "stop", Replay::Cached);
    add<msg::Stage, runStage>(table, "stage", Replay::Checkpoint);
    add<msg::Unstage, runUnstage>(table, "unstage", Replay::Checkpoint);
    add<msg::Checkpoint, runCheckpoint>(table, "checkpoint", Replay::Never);
    add<msg::ClearCheckpoint, runClearCheckpoint>(table, "clear_checkpoint", Replay::Never);
    add<msg::Pause, runPause>(table, "pause", Replay::Never);
    add<msg::Sleep, runSleep>(table, "sleep", Replay::Cached);
    add<msg::EnterScope, runEnterScope>(table, "enter_scope", Replay::Checkpoint);
    add<msg::LeaveScope, runLeaveScope>(table, "leave_scope", Replay::Checkpoint);
    for (const Command& command : table)
        Q_ASSERT(command.run);
    return table;
}

} // namespace

const Command& commandFor(const Msg& message)
{
    static const Table table = makeTable();
    return table[message.index()];
}

} // namespace scans
