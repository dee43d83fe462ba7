#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/result.h"
#include "devices/channel/value.h"

#include <QString>

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

/// Shortest text that reads back as the same double.
QString exactNumber(double value);

} // namespace devices
