#pragma once

#include "app/ctl/output.h"
#include "storage/catalogue/catalogue.h"

#include <QString>
#include <QStringList>

namespace app {

/// Looks whether runs are whole, prints what it finds, and says so in the catalogue.
class VerifyCommand
{
public:
    /// `databaseFolder`: where the catalogue is.
    VerifyCommand(QString databaseFolder, const Output& output);

    /// Runs by number, uid, the beginning of a uid, or the path of a file (FILE#KEY for one of several in it). Failed if one is not whole.
    int run(const QStringList& names);
    int runAll();

private:
    bool verifyFile(const QString& path) const;
    bool verifyRun(const storage::Catalogue& catalogue, const storage::RunSummary& run) const;
    void print(const QString& name, const QString& file, bool good, const QString& text) const;

    const QString m_cataloguePath;
    const Output& m_output;
};

} // namespace app
