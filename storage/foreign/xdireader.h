#pragma once

#include "storage/foreign/runfiles.h"

namespace storage {

/// Text in columns with a header of "# Family.Member: value": stepscan, XDI.
RunFileKind xdiKind();

} // namespace storage
