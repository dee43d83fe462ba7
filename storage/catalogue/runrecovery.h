#pragma once

#include "storage/catalogue/catalogue.h"

namespace storage {

/// Gives runs whose process is gone their end. Catalogue::recover() is what others use.
/// Thread:  the catalogue's.
/// Errors:  those of Catalogue.
class RunRecovery
{
public:
    RunRecovery(Catalogue& catalogue, const Database& database, const Catalogue::FinishFile& finishFile)
        : m_catalogue(catalogue)
        , m_database(database)
        , m_finishFile(finishFile)
    {
    }

    devices::Result<std::vector<RunSummary>> recover();

private:
    devices::Result<std::optional<RunSummary>> recoverRun(RunSummary run);

    Catalogue& m_catalogue;
    const Database& m_database;
    const Catalogue::FinishFile& m_finishFile;
};

} // namespace storage
