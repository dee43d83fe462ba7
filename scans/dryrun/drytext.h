#pragma once

#include "scans/dryrun/dryresult.h"

namespace scans {

/// "1 min 54 s"
QString durationText(std::chrono::duration<double> duration);
/// "86 MB"
QString sizeText(qint64 bytes);
/// "41 points · about 1 min 54 s · 86 MB", or how much of it is known.
QString summaryText(const DryResult& result);
/// "sx: -2 to 2 mm"
QString extentText(const Extent& extent);

} // namespace scans
