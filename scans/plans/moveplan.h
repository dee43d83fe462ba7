#pragma once

#include "scans/plans/planspec.h"

namespace scans {

/// A plan that moves motors, each by its value of the parameter `target`, and does nothing else.
void defineMovePlan(PlanSpec& spec, const PlanParameter& target, bool relative);

} // namespace scans
