#pragma once

#include "devices/channel/result.h"

#include <QString>

namespace storage {

/// Asks a folder whether runs can be written to it, before anything moves.
/// Thread:  any; touches the disk.
/// Errors:  Io: not a folder, cannot be made, cannot be written, less than `minimumFreeBytes` free; with path and
/// numbers.
class OutputFolder
{
public:
    /// Makes the folder if need be and tries to write a file in it.
    static devices::Result<void> check(const QString& folder, qint64 minimumFreeBytes);
    /// Only looks whether it is there and has room: a few microseconds.
    static devices::Result<void> room(const QString& folder, qint64 minimumFreeBytes);
};

} // namespace storage
