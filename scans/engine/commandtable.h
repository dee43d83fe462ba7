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
    Answer (*run)(RunContext&, const Msg&) = nullptr;
};

/// The handler of a message.
const Command& commandFor(const Msg& message);

// The handlers, one file each under commands/. A new command is its struct in msg.h, a handler, and its line in the table.
Answer runNull(RunContext&, const msg::Null&);
Answer runOpenRun(RunContext&, const msg::OpenRun&);
Answer runCloseRun(RunContext&, const msg::CloseRun&);
Answer runCreate(RunContext&, const msg::Create&);
Answer runRead(RunContext&, const msg::Read&);
Answer runSave(RunContext&, const msg::Save&);
Answer runDrop(RunContext&, const msg::Drop&);
Answer runSet(RunContext&, const msg::Set&);
Answer runTrigger(RunContext&, const msg::Trigger&);
Answer runSetDwell(RunContext&, const msg::SetDwell&);
Answer runWait(RunContext&, const msg::Wait&);
Answer runStop(RunContext&, const msg::Stop&);
Answer runStage(RunContext&, const msg::Stage&);
Answer runUnstage(RunContext&, const msg::Unstage&);
Answer runCheckpoint(RunContext&, const msg::Checkpoint&);
Answer runClearCheckpoint(RunContext&, const msg::ClearCheckpoint&);
Answer runPause(RunContext&, const msg::Pause&);
Answer runSleep(RunContext&, const msg::Sleep&);
Answer runEnterScope(RunContext&, const msg::EnterScope&);
Answer runLeaveScope(RunContext&, const msg::LeaveScope&);

} // namespace scans
