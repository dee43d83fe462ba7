#pragma once

#include "storage/catalogue/catalogue.h"
#include "storage/nexus/runreader.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace storage {

/// Takes runs into the catalogue whose files it did not write. The files are only read; importing a folder again adds what is
/// new there.
/// Thread:  the catalogue's; blocks for the disk, one file at a time.
/// Errors:  those of Catalogue and of the reader, with the file.
class RunImport
{
public:
    using Read = std::function<devices::Result<RunData>(const QString& path)>;

    explicit RunImport(Catalogue& catalogue, Read read = RunReader::read);

    /// All run files below the folder, in the order of their names.
    static QStringList filesBelow(const QString& folder);
    /// False = the catalogue has it already.
    devices::Result<bool> add(const QString& path);

private:
    Catalogue& m_catalogue;
    const Read m_read;
};

} // namespace storage
