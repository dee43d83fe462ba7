#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/handle.h"

#include <QString>

#include <map>

namespace storage {

/// Makes the frames that detectors wrote into files of their own appear in the run file, one for each point in the order of
/// measurement: as a link to the detector's dataset if that is just it, else as a virtual dataset of its frames. Files that are no
/// HDF5 are listed. A file that cannot be read now is linked all the same.
/// Errors:  h5::Failure.
void linkFrames(hid_t file, const QString& runPath, const std::map<qint64, scans::Document>& documents);

} // namespace storage
