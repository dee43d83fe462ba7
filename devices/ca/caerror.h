#pragma once

#include "devices/channel/result.h"

namespace devices {

/// A failed request to read or write `name`, from libca's status (ECA_…).
Error caReadError(long status, const QString& name);
Error caWriteError(long status, const QString& name);

} // namespace devices
