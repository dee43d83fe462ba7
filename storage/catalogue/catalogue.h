#pragma once

#include "devices/channel/result.h"
#include "devices/channel/value.h"
#include "scans/documents/documents.h"
#include "storage/catalogue/runmarks.h"
#include "storage/catalogue/runquery.h"
#include "storage/catalogue/runsummary.h"
#include "storage/database/database.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace storage {

struct RunFilter
{
    QString text; ///< a query, see RunQuery; hidden runs are found only when it asks for them
    int limit = 200;
    std::optional<qint64> before; ///< only runs older than this RunSummary::id: the next page
    bool withHidden = false; ///< also when the query does not ask for them
};

/// A run whose file was made elsewhere.
struct ImportedRun
{
    scans::RunStart start;
    scans::RunStop stop; ///< exitStatus "unknown" if the file does not say
    std::map<QString, double> positions; ///< where things stood at its start
    QStringList columns;
    QString file;
};

/// The list of all runs, in SQLite.
///
/// Thread:  the one that opened it. Any number of threads and processes may each open the same file.
/// Errors:  Io, Timeout (locked by another program for 5 s), Refused (made by a newer program).
class Catalogue
{
public:
    static devices::Result<Catalogue> open(const QString& path);

    /// Newest first.
    devices::Result<std::vector<RunSummary>> runs(const RunFilter& filter) const;
    /// How many runs a query finds; counting ends at `most`.
    devices::Result<int> count(const QString& text = {}, int most = std::numeric_limits<int>::max()) const;
    devices::Result<RunRecord> run(const QString& uid) const;
    devices::Result<RunSummary> summary(const QString& uid) const;
    /// The one run that a person means by its scan number (the newest with it), its uid, or how its uid begins.
    devices::Result<QString> uidOf(const QString& name) const;
    /// Everything that runs have and that a query can compare, with built-in keys.
    devices::Result<QStringList> keys() const;
    /// A problem of the query that only this catalogue knows: a key that no run has.
    std::optional<QueryProblem> check(const RunQuery& query) const;
    /// Changes whenever any program has written to the file: ask again only then.
    devices::Result<qint64> dataVersion() const;

    /// Unique over restarts and processes.
    devices::Result<qint64> nextScanId();
    /// The number that the next run would get, if no other program is faster.
    devices::Result<qint64> expectedScanId() const;
    devices::Result<void> begin(const scans::RunStart& start);
    /// `open`: still to be finished by its writer, or by recover().
    devices::Result<void> setFile(const QString& uid, const QString& file, bool open);
    devices::Result<void> addDescriptor(const scans::EventDescriptor& descriptor);
    /// Where a device stood at the start: numbers of the baseline stream.
    devices::Result<void> addPositions(const QString& uid, const std::map<QString, double>& positions);
    devices::Result<void> finish(const scans::RunStop& stop);
    /// A run of this file, and all of it: an imported one whose file had no end then may have more now.
    devices::Result<bool> hasFile(const QString& file) const;
    /// False = the catalogue has this run or this file already; of one that was imported from this file, it learns what the file
    /// says now.
    devices::Result<bool> import(const ImportedRun& run);

    /// Tags, stars, comments, hiding, verification. Lives no longer than the catalogue.
    RunMarks marks() const { return RunMarks(*m_database); }
    /// All changes that `work` makes, or none of them; many at once are much faster so.
    devices::Result<void> together(const std::function<devices::Result<void>()>& work) const
    {
        return m_database->transaction(work);
    }
    /// A consistent copy, also while runs are being written.
    devices::Result<void> backup(const QString& file) const { return m_database->backup(file); }

    /// Completes a run's file after its process died; returns the points in it and the time of the last.
    struct FileEnd
    {
        int points = 0;
        std::optional<devices::Timestamp> lastPoint;
    };
    using FinishFile = std::function<devices::Result<FileEnd>(const QString& path, const scans::RunStop& stop)>;
    /// Gives every run of this host whose process is gone a stop ("process ended", fail). Runs of other hosts are left
    /// alone.
    devices::Result<std::vector<RunSummary>> recover(const FinishFile& finishFile);

private:
    explicit Catalogue(Database database);
    devices::Result<qint64> insert(const scans::RunStart& start);
    devices::Result<void> append(qint64 id, const RunValues& values);
    devices::Result<void> end(qint64 id, const scans::RunStop& stop);
    devices::Result<void> addImported(const ImportedRun& run);
    devices::Result<void> refresh(qint64 id, const ImportedRun& run);
    devices::Result<qint64> idOf(const QString& uid) const;
    devices::Result<void> change(const QString& uid, const std::function<devices::Result<void>(qint64 id)>& work);

    std::unique_ptr<Database> m_database; ///< at a place that stays when the catalogue moves
};

} // namespace storage
