#pragma once

#include "storage/foreign/runfiles.h"

namespace storage {

/// SPEC files: every scan is a run, "FILE#NUMBER.ORDER". Scans of which something cannot be understood have exit status "fail" and the
/// line as their reason; spectra are described, not loaded.
RunFileKind specKind();

} // namespace storage
