#pragma once

#include "scans/engine/endings.h"
#include "scans/engine/interruptions.h"

namespace scans {

/// Decides what becomes of a message that has failed.
/// Thread:  engine's.
class Failures
{
public:
    Failures(EngineStatus& status, Interruptions& interruptions, Endings& endings);

    void heed(PlanRun& run);

private:
    bool followsPolicy(PlanRun& run, const devices::Error& error);
    static bool mayRetry(PlanRun& run);

    EngineStatus& m_status;
    Interruptions& m_interruptions;
    Endings& m_endings;
};

} // namespace scans
