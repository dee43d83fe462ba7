#pragma once

#include "scans/engine/answer.h"
#include "scans/engine/runcontext.h"

namespace scans {

/// What an interruption means for a message.
enum class Replay : quint8 {
    Cached, ///< done again after a rewind
    Never, ///< not done again
    Checkpoint, ///< nothing before it is done again once it is done
};

struct Command
{
    const char* name = nullptr;
    Replay replay = Replay::Never;
    /// It asks something of devices: the failure policy holds for its failures.
    bool fallible = false;
    Answer (*run)(RunContext&, const Msg&) = nullptr;
};

/// The handler of a message.
const Command& commandFor(const Msg& message);

// The handlers, one file each under commands/. A new command is its struct in msg.h, a handler, and its line in the table.
Answer runNull(RunContext&, const msg::Null&);
Answer runOpenRun(RunContext&, const msg::OpenRun&);
Answer runCloseRun(RunContext&, const msg::CloseRun&);
Answer runDeclareStream(RunContext&, const msg::DeclareStream&);
Answer runCreate(RunContext&, const msg::Create&);
Answer runRead(RunContext&, const msg::Read&);
Answer runSave(RunContext&, const msg::Save&);
Answer runDrop(RunContext&, const msg::Drop&);
Answer runLocate(RunContext&, const msg::Locate&);
Answer runMonitor(RunContext&, const msg::Monitor&);
Answer runUnmonitor(RunContext&, const msg::Unmonitor&);
Answer runSet(RunContext&, const msg::Set&);
Answer runTrigger(RunContext&, const msg::Trigger&);
Answer runSetDwell(RunContext&, const msg::SetDwell&);
Answer runPrepare(RunContext&, const msg::Prepare&);
Answer runKickoff(RunContext&, const msg::Kickoff&);
Answer runComplete(RunContext&, const msg::Complete&);
Answer runCollect(RunContext&, const msg::Collect&);
Answer runConfigure(RunContext&, const msg::Configure&);
Answer runWait(RunContext&, const msg::Wait&);
Answer runWaitFor(RunContext&, const msg::WaitFor&);
Answer runStop(RunContext&, const msg::Stop&);
Answer runStage(RunContext&, const msg::Stage&);
Answer runUnstage(RunContext&, const msg::Unstage&);
Answer runCheckpoint(RunContext&, const msg::Checkpoint&);
Answer runClearCheckpoint(RunContext&, const msg::ClearCheckpoint&);
Answer runRewindable(RunContext&, const msg::Rewindable&);
Answer runPause(RunContext&, const msg::Pause&);
Answer runSleep(RunContext&, const msg::Sleep&);
Answer runNow(RunContext&, const msg::Now&);
Answer runEnterScope(RunContext&, const msg::EnterScope&);
Answer runLeaveScope(RunContext&, const msg::LeaveScope&);
Answer runSubscribe(RunContext&, const msg::Subscribe&);
Answer runUnsubscribe(RunContext&, const msg::Unsubscribe&);
Answer runInstallSuspender(RunContext&, const msg::InstallSuspender&);
Answer runRemoveSuspender(RunContext&, const msg::RemoveSuspender&);
Answer runInput(RunContext&, const msg::Input&);
Answer runOnFailure(RunContext&, const msg::OnFailure&);
Answer runUser(RunContext&, const msg::User&);

} // namespace scans
