#pragma once

#include "devices/caserver/filters/arrayslice.h"
#include "devices/caserver/filters/eventfilter.h"

#include <optional>
#include <string_view>
#include <vector>

namespace devices {

/// What a client asks for besides the PV, behind its name.
struct ChannelModifiers
{
    bool longString = false; ///< "$": a text as an array of characters
    std::optional<ArraySlice> slice;
    std::vector<EventFilterFactory> eventFilters;
};

/// A name as clients send it, taken apart: NAME[$][[start:increment:end]][{"filter":{…},…}], with or without a dot before
/// "[" and "{".
struct ModifiedName
{
    std::string_view name;
    ChannelModifiers modifiers;
};

/// Nothing when the name has no modifiers, or one that is not known or not well-formed.
/// Known are {"arr":{"s":0,"i":1,"e":-1}}, {"dbnd":{"d":0,"m":"abs"|"rel"}}, {"dbnd":{"abs"|"rel":0}} and {"dec":{"n":1}}.
/// Source:  the channel filters of EPICS Base 7.
std::optional<ModifiedName> parseModifiedName(std::string_view text);

} // namespace devices
