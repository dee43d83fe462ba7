#pragma once

#include "storage/fileformat.h"

namespace storage {

/// One ASCII file per run as stepscan writes them, in the manner of XDI: a header of "# Family.Member: value", then a row of numbers for
/// each point. Positions after the run and its end stand behind the rows.
FileFormat xdiFormat();

} // namespace storage
