#pragma once

#include <hdf5.h>

namespace storage::h5 {

/// Makes every opening of a file with this access one of its own. HDF5 else joins all openings of a file within a program: a
/// reader then sees what a writer has not yet finished, keeps its file from being closed, and two readers of a growing file
/// confuse each other's chunks (1.10.8).
/// Errors:  Failure.
void readIndependently(hid_t access);

} // namespace storage::h5
