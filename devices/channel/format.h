#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/result.h"
#include "devices/channel/value.h"

#include <QString>

#include <optional>

namespace devices {

/// Text for people: floats with the channel's precision (a value too small or large for it in exponent form), enums by label,
/// CHAR arrays as text when `longString`, other arrays as "[1024] 1, 2, 3, …". No units.
QString format(const Value& value, const ChannelInfo& info, bool longString = false);

/// Reads what a person typed for this channel; enums by label or number, numbers finite. Errors say what was expected.
Result<Value> parse(const QString& text, const ChannelInfo& info);

/// The value as this channel takes it: texts are parsed unless the channel takes texts, everything else is passed on.
Result<Value> suitedTo(const Value& value, const ChannelInfo& info);

/// LimitViolation with both numbers and the unit when a number lies outside the channel's control limits; low = high = 0 and
/// absent limits mean none. Non-finite numbers are BadValue.
Result<void> checkControlLimits(const Value& value, const ChannelInfo& info);

/// The value with its texts cut to what the channel takes, between two characters; nothing when they fit as they are.
std::optional<Value> withTextsCut(const Value& value, const ChannelInfo& info);

/// Refused, with both values, when what was read back is not what the channel makes of what was written: enumerations are compared by
/// state, floats as such, whole arrays element by element.
Result<void> checkReadBack(const Value& written, const Value& readBack, const ChannelInfo& info);

/// Shortest text that reads back as the same double.
QString exactNumber(double value);

} // namespace devices
