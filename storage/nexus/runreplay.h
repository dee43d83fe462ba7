#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

#include <QString>

#include <functional>
#include <vector>

namespace storage {

/// Reads a run file back as the documents that it was written from: all of them, in the order in which they came, with their
/// uids, times and whole values. What is exported from them is the same as what was exported while the run was measured.
/// A run that still grows, or whose program died and was not recovered yet, has no stop.
/// Thread:  any; blocks for the disk.
/// Errors:  Io with the path; NotSupported for files that keep no documents; BadValue for one that cannot be understood.
class RunReplay
{
public:
    /// Takes one document; its error ends the replay and is returned.
    using Take = std::function<devices::Result<void>(const scans::Document&)>;

    /// Holds little in memory, however long the run is.
    static devices::Result<void> forEach(const QString& path, const Take& take);
    static devices::Result<std::vector<scans::Document>> all(const QString& path);
};

} // namespace storage
