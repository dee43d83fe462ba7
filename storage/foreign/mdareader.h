#pragma once

#include "storage/foreign/runfiles.h"

namespace storage {

/// Files of the sscan record (saveData), 1-D to 4-D. Points of inner scans follow each other; the columns of outer scans are repeated
/// for each of them. What the scan had not reached is left out.
RunFileKind mdaKind();

} // namespace storage
