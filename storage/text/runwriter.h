#pragma once

#include "storage/documentconsumer.h"

namespace storage {

/// Writes the documents of one run, the first of which it was made with.
/// Thread:  the writer's.
/// Errors:  after an error the same document may come again.
class RunWriter
{
public:
    RunWriter() = default;
    virtual ~RunWriter() = default;
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;

    virtual devices::Result<void> take(const scans::EventDescriptorPtr&) { return {}; }
    virtual devices::Result<void> take(const scans::EventPtr& event) = 0;
    virtual devices::Result<void> take(const scans::StreamResourcePtr&) { return {}; }
    virtual devices::Result<void> take(const scans::StreamDatumPtr&) { return {}; }
    /// The last one.
    virtual devices::Result<void> take(const scans::RunStopPtr& stop) = 0;
    virtual devices::Result<void> flush() { return {}; }
    /// Are its files still there?
    virtual devices::Result<void> ready() const { return {}; }
};

} // namespace storage
