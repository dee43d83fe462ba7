#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

namespace storage {

/// Something that keeps the documents of runs: a file format, the catalogue. One file, and one line in consumers.cpp.
/// Thread:  the writer's, all of it.
/// Errors:  while nothing can be written to its disk, the writer waits and tries again. After any other error abandon() follows;
///          if the consumer is essential() the run that is being measured stops, else it goes on without it.
class DocumentConsumer
{
public:
    DocumentConsumer() = default;
    virtual ~DocumentConsumer() = default;
    DocumentConsumer(const DocumentConsumer&) = delete;
    DocumentConsumer& operator=(const DocumentConsumer&) = delete;

    virtual QString name() const = 0;
    /// False when all that it writes can be made from the run file later.
    virtual bool essential() const { return true; }
    /// After an error the same document may come again, once there is room on the disk or the folder is back.
    virtual devices::Result<void> consume(const scans::Document& document) = 0;
    /// Is what it writes to still there? Asked often; while the answer is an error, the writer waits.
    virtual devices::Result<void> ready() const { return {}; }
    /// Hands everything consumed so far to the operating system, so that it survives this process and readers see it.
    virtual devices::Result<void> flush() { return {}; }
    /// Ends what is open as well as it can: no further document of the open runs will come.
    virtual void abandon(const devices::Error& reason) = 0;
};

} // namespace storage
