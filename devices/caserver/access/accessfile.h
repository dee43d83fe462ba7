#pragma once

#include "devices/caserver/access/accessrules.h"

namespace devices {

/// Reads rules from YAML:
///     default: read                 # for those whom no rule fits: none, read or write (the default's default)
///     rules:                        # the first that fits decides
///       - {access: write, user: "op*", host: "192.168.7.*"}
///       - {access: none, pv: "BD:chaos:*"}
/// Errors:  Io when the file cannot be read, BadValue with file and line when something in it is wrong or unknown: rules
///          that are half understood protect nothing.
Result<AccessRules> readAccessRules(const QString& fileName);

} // namespace devices
