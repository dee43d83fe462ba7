#pragma once

#include "devices/records/recordhost.h"

namespace devices {

/// Writes the number to a PV of the same host, as an output link of a record does. `link` is its name and may end in words such
/// as "PP" and "NMS"; an empty one is no link.
/// Errors:  Disconnected when the host has no such PV; what the PV refuses is its own affair.
Result<void> writeLink(RecordHost& host, const QString& link, double number);

} // namespace devices
