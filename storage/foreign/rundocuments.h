#pragma once

#include "scans/documents/documents.h"
#include "storage/nexus/runreader.h"

#include <functional>

namespace storage {

/// A run whose file keeps no documents, as the documents that this program would have made of it.
/// Thread:  any.
class RunDocuments
{
public:
    using Take = std::function<devices::Result<void>(const scans::Document&)>;

    /// Adds to the start what lists, plots and writers ask of it, as far as the file says it: motors, shape, points. What it
    /// says already stays.
    static void complete(RunData& run);
    static scans::RunStart start(const RunData& run);
    /// exitStatus "unknown" if the file does not say.
    static scans::RunStop stop(const RunData& run);
    /// Points with numbers and texts; its error ends it and is returned. The same uids each time.
    static devices::Result<void> forEach(const RunData& run, const Take& take);
};

} // namespace storage
