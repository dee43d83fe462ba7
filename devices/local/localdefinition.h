#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/result.h"
#include "devices/channel/value.h"

namespace devices {

/// What stands behind loc://, read:
///   name                            a double, 0
///   name(1.5)  name("text")         a double, a string
///   name(1, 2, 3)                   an array of doubles
///   name(long, 5)  name(double, 5)  name(string, "text")  name(array, 1, 2)
///   name(enum, "off", "on")         an enumeration; a number before the labels is its first state
struct LocalDefinition
{
    QString name;
    ChannelInfo info;
    Value initial;

    /// BadValue, saying what is wrong.
    static Result<LocalDefinition> parse(const QString& text);
};

} // namespace devices
