#pragma once

#include "storage/hdf5/handle.h"

#include <QString>

// Errors: Failure.
namespace storage::h5 {

/// How all files are written: in the newest format, which readers may open meanwhile.
Handle fileAccess();
/// Waits a moment for others that are opening the file right now: HDF5 locks it so long.
Handle openFile(const QString& path, unsigned flags, hid_t access);
/// Of a file that may be growing, or whose writer died.
Handle openToRead(const QString& path);

} // namespace storage::h5
