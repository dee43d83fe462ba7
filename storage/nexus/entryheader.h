#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/handle.h"
#include "storage/runmetadata.h"

namespace storage {

/// What the start of a run tells: root and /entry of an empty file with title, times, program, plan, user, sample and all metadata,
/// and room for how it will have ended. Returns /entry. Errors:  h5::Failure.
h5::Handle writeEntryHeader(hid_t file, const scans::RunStart& start, const RunMetadata& about);

} // namespace storage
