#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

namespace storage {

/// Something that keeps the documents of runs: a file format, the catalogue. One file, and one line in consumers.cpp.
/// Thread:  the writer's, all of it.
/// Errors:  an error stops the run that is being measured; abandon() follows.
class DocumentConsumer
{
public:
    DocumentConsumer() = default;
    virtual ~DocumentConsumer() = default;
    DocumentConsumer(const DocumentConsumer&) = delete;
    DocumentConsumer& operator=(const DocumentConsumer&) = delete;

    virtual QString name() const = 0;
    virtual devices::Result<void> consume(const scans::Document& document) = 0;
    /// Hands everything consumed so far to the operating system, so that it survives this process and readers see it.
    virtual devices::Result<void> flush() { return {}; }
    /// Ends what is open as well as it can: no further document of the open runs will come.
    virtual void abandon(const devices::Error& reason) = 0;
};

} // namespace storage
