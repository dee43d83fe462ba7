#pragma once

#include "devices/kinds/status.h"

namespace devices {

/// Done when all are. After a failure `failed` is called once, to stop the others; the first error is told when all have ended.
/// Progress is that of the slowest; the time-out the longest of them.
StatusPtr joined(const QString& what, const std::vector<StatusPtr>& all, std::function<void()> failed = {});

} // namespace devices
