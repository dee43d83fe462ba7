#pragma once

#include "storage/foreign/runfiles.h"

namespace storage {

/// HDF5 files: run files of this program, and each NXentry with an NXdata of one or two dimensions of others.
RunFileKind nexusKind();

} // namespace storage
