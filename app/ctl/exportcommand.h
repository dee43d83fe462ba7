#pragma once

#include "app/ctl/output.h"
#include "devices/channel/result.h"
#include "storage/consumers.h"

#include <QString>
#include <QStringList>

namespace app {

/// Writes stored runs to files of another format, the same as if they had been written while the runs were measured. Prints the
/// paths of the files. What is exported is never written to.
class ExportCommand
{
public:
    struct Wish
    {
        QString format;
        QString out; ///< template with a folder in front; empty = that of the format
        QString catalogueFolder; ///< where runs are found by number and uid
        bool dryRun = false;
        bool overwrite = false;
    };

    ExportCommand(Wish wish, const Output& output)
        : m_wish(std::move(wish))
        , m_output(output)
    {
    }

    /// Each of `runs` is the path of a run file, a scan number, or a uid or its beginning.
    int run(const QStringList& runs);

private:
    devices::Result<QStringList> filesOf(const QStringList& runs) const;
    devices::Result<QString> fileOf(const QString& run) const;
    devices::Result<void> exportAll(storage::DocumentConsumer& consumer, const QStringList& files) const;
    devices::Result<void> exportFile(storage::DocumentConsumer& consumer, const QString& path) const;
    void tell(const QString& path) const;

    const Wish m_wish;
    const Output& m_output;
};

} // namespace app
