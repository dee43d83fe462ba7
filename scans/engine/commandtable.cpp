#include "scans/engine/commandtable.h"

#include <array>

namespace scans {

namespace {

using Table = std::array<Command, std::variant_size_v<Msg>>;

constexpr bool Devices = true; // what it asks for can fail through no fault of the plan

template <typename M, Answer (*Handler)(RunContext&, const M&)>
void add(Table& table, const char* name, Replay replay, bool fallible = false)
{
    const auto call
        = [](RunContext& context, const Msg& message) -> Answer { return Handler(context, *std::get_if<M>(&message)); };
    table.at(Msg(M()).index()) = {name, replay, fallible, call};
}

Table makeTable()
{
    Table table{};
    add<msg::Null, runNull>(table, "null", Replay::Cached);
    add<msg::OpenRun, runOpenRun>(table, "open_run", Replay::Checkpoint);
    add<msg::CloseRun, runCloseRun>(table, "close_run", Replay::Checkpoint);
    add<msg::DeclareStream, runDeclareStream>(table, "declare_stream", Replay::Checkpoint);
    add<msg::Create, runCreate>(table, "create", Replay::Cached);
    add<msg::Read, runRead>(table, "read", Replay::Cached, Devices);
    add<msg::Save, runSave>(table, "save", Replay::Cached);
    add<msg::Drop, runDrop>(table, "drop", Replay::Cached);
    add<msg::Locate, runLocate>(table, "locate", Replay::Cached, Devices);
    add<msg::Monitor, runMonitor>(table, "monitor", Replay::Checkpoint);
    add<msg::Unmonitor, runUnmonitor>(table, "unmonitor", Replay::Checkpoint);
    add<msg::Set, runSet>(table, "set", Replay::Cached, Devices);
    add<msg::Trigger, runTrigger>(table, "trigger", Replay::Cached, Devices);
    add<msg::SetDwell, runSetDwell>(table, "set_dwell", Replay::Cached, Devices);
    add<msg::Prepare, runPrepare>(table, "prepare", Replay::Cached, Devices);
    add<msg::Kickoff, runKickoff>(table, "kickoff", Replay::Cached, Devices);
    add<msg::Complete, runComplete>(table, "complete", Replay::Cached, Devices);
    add<msg::Collect, runCollect>(table, "collect", Replay::Checkpoint);
    add<msg::Configure, runConfigure>(table, "configure", Replay::Cached, Devices);
    add<msg::Wait, runWait>(table, "wait", Replay::Cached, Devices);
    add<msg::WaitFor, runWaitFor>(table, "wait_for", Replay::Cached, Devices);
    add<msg::Stop, runStop>(table, "stop", Replay::Cached);
    add<msg::Stage, runStage>(table, "stage", Replay::Checkpoint, Devices);
    add<msg::Unstage, runUnstage>(table, "unstage", Replay::Checkpoint, Devices);
    add<msg::Checkpoint, runCheckpoint>(table, "checkpoint", Replay::Never);
    add<msg::ClearCheckpoint, runClearCheckpoint>(table, "clear_checkpoint", Replay::Never);
    add<msg::Rewindable, runRewindable>(table, "rewindable", Replay::Never);
    add<msg::Pause, runPause>(table, "pause", Replay::Never);
    add<msg::Sleep, runSleep>(table, "sleep", Replay::Cached);
    add<msg::Now, runNow>(table, "now", Replay::Cached);
    add<msg::EnterScope, runEnterScope>(table, "enter_scope", Replay::Checkpoint);
    add<msg::LeaveScope, runLeaveScope>(table, "leave_scope", Replay::Checkpoint);
    add<msg::Subscribe, runSubscribe>(table, "subscribe", Replay::Checkpoint);
    add<msg::Unsubscribe, runUnsubscribe>(table, "unsubscribe", Replay::Checkpoint);
    add<msg::InstallSuspender, runInstallSuspender>(table, "install_suspender", Replay::Never);
    add<msg::RemoveSuspender, runRemoveSuspender>(table, "remove_suspender", Replay::Never);
    add<msg::Input, runInput>(table, "input", Replay::Cached);
    add<msg::OnFailure, runOnFailure>(table, "on_failure", Replay::Never);
    add<msg::User, runUser>(table, "user", Replay::Cached, Devices);
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
