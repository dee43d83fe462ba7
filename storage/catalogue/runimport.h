#pragma once

#include "storage/catalogue/catalogue.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace storage {

/// Takes runs into the catalogue whose files it did not write: of every kind that RunFiles knows. The files are only read;
/// importing a folder again adds what is new there, also new scans of a SPEC file.
/// Thread:  the catalogue's; blocks for the disk, one file at a time. Other writers of the catalogue come in between.
/// Errors:  those of Catalogue and of the reader, with the file.
class RunImport
{
public:
    /// What came of a file. Nothing at all: it is none with runs.
    struct Added
    {
        int runs = 0;
        int known = 0; ///< that the catalogue had already
    };

    explicit RunImport(Catalogue& catalogue)
        : m_catalogue(catalogue)
    {
    }

    /// All files below the folder by their names, run files first: what else holds the same run says less of it.
    static QStringList filesBelow(const QString& folder);
    /// All runs of the file. An error of the file leaves none of them, one of the catalogue those before it: importing again
    /// adds the others.
    devices::Result<Added> add(const QString& path);

private:
    devices::Result<void> add(const std::vector<ImportedRun>& runs, Added& added);

    Catalogue& m_catalogue;
};

} // namespace storage
