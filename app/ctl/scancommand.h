#pragma once

#include "app/ctl/output.h"
#include "app/session/session.h"
#include "scans/dryrun/dryresult.h"
#include "scans/plans/speccommand.h"

namespace app {

/// Runs one SPEC-like line and prints it live; "wa" and "wm" print positions. Ctrl-C pauses, a second aborts, Enter resumes;
/// questions are asked at the terminal, and what to do about failures that hold the scan.
/// The last line printed is the path of the run's file.
class ScanCommand
{
public:
    struct Wish
    {
        bool dryRun = false; ///< only tells what would be done
        scans::FailurePolicy policy = {};
    };

    ScanCommand(Session& session, const Output& output, std::chrono::milliseconds timeout, Wish wish);

    int run(const QString& line);

private:
    devices::Result<void> connect(const scans::ParsedCommand& command, int& exitStatus);
    scans::DryResult foresee(const scans::ParsedCommand& command);
    devices::Result<scans::PlanFactory> build(const scans::ParsedCommand& command);
    int dryRun(const scans::ParsedCommand& command, const QString& line);
    int execute(const scans::PlanFactory& plan, const scans::ParsedCommand& command, const QString& line);
    int finish(const QString& runUid);

    Session& m_session;
    const Output& m_output;
    const std::chrono::milliseconds m_timeout;
    const Wish m_wish;
};

} // namespace app
