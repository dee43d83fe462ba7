#pragma once

#include "devices/caserver/valueencoder.h"

namespace devices {

/// Writes what stands before the first value of a DBR type: alarm, time stamp, units, limits, labels. Nothing for plain types.
void encodeMetadata(const WireLayout& layout, const PvSnapshot& pv, char* to);

} // namespace devices
