#pragma once

#include "devices/channel/result.h"
#include "storage/catalogue/catalogue.h"

namespace storage {

/// Ends the file of a run whose process died: makes it openable by every reader again, cuts half-written points and writes how
/// the run ended. The end time is that of the last point.
/// Thread:  the writer's.
/// Errors:  Io with the path.
devices::Result<Catalogue::FileEnd> finishOrphan(const QString& path, const scans::RunStop& stop);

} // namespace storage
