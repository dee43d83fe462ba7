#pragma once

#include "devices/caserver/valueencoder.h"

#include <optional>

namespace devices {

/// What a put carries, converted to the PV's type. No value with Normal: nothing to write (no elements for a scalar).
struct DecodedValue
{
    CaStatus status = CaStatus::Normal;
    std::optional<Value> value;
};

/// Converts the payload of a put. Arrays keep the element type that the PV holds now (unsigned, signed). Elements beyond the
/// PV's are dropped; numbers that its type cannot hold, unknown states and texts that are no number are PutFailed; a count
/// larger than the payload is BadCount.
DecodedValue decodeValue(quint16 type, std::size_t count, std::span<const char> payload, const PvSnapshot& pv);

} // namespace devices
