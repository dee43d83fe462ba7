#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/handle.h"

#include <QString>

#include <vector>

namespace storage {

// Frames that detectors wrote into files of their own appear in the run file. `documents`: descriptors, stream resources and stream
// data, in their order; others do not matter. Errors:  h5::Failure.

/// When the run file is made: a link to the whole dataset of each detector whose file is known by then, though it may hold more
/// frames than the run has points, or none yet.
void beginFrameLinks(hid_t file, const QString& runPath, const std::vector<scans::Document>& documents);

/// When nobody writes any more: instead of that one frame for each point in the order of measurement, as a link to the detector's
/// dataset if that is just it, else as a virtual dataset of its frames. Files that are no HDF5 are listed. A file that cannot be
/// read now is linked all the same. It may be repeated.
void linkFrames(hid_t file, const QString& runPath, const std::vector<scans::Document>& documents);

} // namespace storage
