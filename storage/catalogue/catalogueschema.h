#pragma once

#include "storage/database/database.h"

namespace storage {

/// The database of runs in its newest form; older ones are brought forward.
///
/// A run's row number is the time of its start in milliseconds since 1970, moved on while it is taken: the order of rows is the
/// order of time, and every index ends in it, so that the newest come first without sorting.
/// Errors:  those of Database::open.
devices::Result<Database> openCatalogueDatabase(const QString& path);

/// A row number for a run that started then.
devices::Result<qint64> freeRunId(const Database& database, qint64 startedNs);

} // namespace storage
