#pragma once

#include "app/ctl/output.h"
#include "app/session/session.h"
#include "scans/plans/speccommand.h"

namespace app {

/// Runs one SPEC-like line and prints it live; "wa" and "wm" print positions. Ctrl-C pauses, a second aborts, Enter resumes.
/// The last line printed is the path of the run's file.
class ScanCommand
{
public:
    ScanCommand(Session& session, const Output& output, std::chrono::milliseconds timeout);

    int run(const QString& line);

private:
    devices::Result<scans::PlanFactory> build(const scans::ParsedCommand& command, int& exitStatus);
    void obeyInterrupts();
    int finish(const QString& runUid);

    Session& m_session;
    const Output& m_output;
    const std::chrono::milliseconds m_timeout;
    int m_interrupts = 0;
    bool m_paused = false;
};

} // namespace app
