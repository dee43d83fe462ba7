#pragma once

#include "storage/hdf5/handle.h"

#include <cstddef>
#include <vector>

namespace storage {

/// Rows of /entry/measurement are in the order of measurement. Of points that were repeated only the last counts: for each point
/// its row; nothing when rows and points are the same.
/// Errors:  h5::Failure.
std::vector<std::size_t> rowsOfPoints(hid_t measurement, hid_t transfer = H5P_DEFAULT);

} // namespace storage
