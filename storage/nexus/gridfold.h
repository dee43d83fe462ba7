#pragma once

#include "storage/hdf5/handle.h"

namespace storage {

/// Shows arrays that were measured on a grid in its shape: [slow, fast, channel…] instead of one after the other. Their plots
/// (ArrayPlot) get a virtual dataset over what stays in the order of measurement; of repeated points it shows the last one. Cells
/// where nothing was measured are NaN. Very large grids whose lines go to and fro stay as they are.
/// Errors:  h5::Failure.
void foldArraysOnGrid(hid_t file);

} // namespace storage
