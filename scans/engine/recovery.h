#pragma once

#include "scans/engine/runcontext.h"

#include <vector>

namespace scans {

/// What has to be done before an interrupted plan goes on, because people and restarted servers change things meanwhile: motors
/// back to where the plan had left them (but for those that the replay moves anyway), dwells again, and with `restage` also the
/// staging of what is staged.
std::vector<Msg> recoveryMessages(const RunContext& context, bool restage);

} // namespace scans
