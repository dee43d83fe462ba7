#pragma once

#include "devices/channel/result.h"
#include "devices/channel/value.h"

#include <QString>

#include <atomic>
#include <functional>

namespace devices {

/// What was asked to be written, for the write journal.
struct WriteRecord
{
    QString pv;
    Value oldValue;
    Value newValue;
    QString who;
    Timestamp time{};
    Result<void> outcome;
};

/// What holds for every channel of a program: read-only mode, who records the writes, and who hears warnings.
/// Thread:  readOnly from any thread; the functions are set before the first write and called from any thread.
class ChannelPolicy
{
public:
    std::atomic<bool> readOnly = false;
    std::function<void(const WriteRecord&)> journal;
    /// Hears of what was done, but not quite as it was asked for.
    std::function<void(const Error&)> warning;
};

} // namespace devices
