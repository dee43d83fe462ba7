#pragma once

#include "scans/engine/runcontext.h"
#include "scans/plans/plan.h"

namespace scans {

/// What follows every plan, however it ended: motors stopped, scopes cleaned up (not after a halt), devices unstaged, the run
/// closed. Each step is tried, whatever became of the one before; every wait in it is bounded.
/// `context` has to outlive the plan.
Plan exitPlan(RunContext* context, bool halted);

} // namespace scans
