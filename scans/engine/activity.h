#pragma once

#include "scans/engine/answer.h"
#include "scans/engine/runcontext.h"

#include <QString>

namespace scans {

/// "point 27 of 41 · waiting for sx to reach 0.700 mm". `pending` is what the plan waits for, if anything.
QString activityText(const RunContext& context, const Pending* pending, bool cleaningUp);

} // namespace scans
