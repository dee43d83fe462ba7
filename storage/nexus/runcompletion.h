#pragma once

#include <QString>

namespace storage {

/// What can be added to a run file only when nobody writes to it any more: links to the frames that detectors wrote, the
/// default plot without the first tries of repeated points (the columns keep them, in the order of measurement), and arrays in
/// the shape of the grid on which they were measured.
/// Thread:  the writer's.
/// Errors:  h5::Failure; the file is as it was.
void completeRun(const QString& path);

} // namespace storage
