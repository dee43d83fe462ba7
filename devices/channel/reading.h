#pragma once

#include "devices/channel/value.h"

namespace devices {

enum class Severity : quint8 { None, Minor, Major, Invalid };

/// "NO_ALARM", "MINOR", "MAJOR", "INVALID".
QString severityName(Severity severity);
/// EPICS alarm status 0…21, e.g. "HIHI"; "?" beyond.
QString statusName(quint16 status);

/// One immutable value with its time and alarm. It always travels whole.
struct Reading
{
    Value value;
    Timestamp time{};
    Severity severity = Severity::None;
    quint16 status = 0;
};

} // namespace devices
