#pragma once

#include "devices/channel/result.h"
#include "devices/channel/value.h"

#include <cstddef>

namespace devices {

/// Element types of an areaDetector array, in the order of DataType_RBV.
/// Source: NDArrayBase.template, R3-10.
enum class NdType : int { Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float32, Float64 };

int bytesOf(NdType type);

/// The first `count` elements of ArrayData as what they really are: Channel Access has no unsigned types of its own.
/// Shares the payload when nothing has to change. BadValue when there are fewer elements, or they cannot be of this type.
Result<Value> asNdArray(const Value& data, NdType type, std::size_t count);

} // namespace devices
