#pragma once

#include "devices/channel/result.h"
#include "devices/channel/value.h"
#include "scans/documents/documents.h"
#include "storage/database/database.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace storage {

/// One line of the list of runs.
struct RunSummary
{
    QString uid;
    qint64 scanId = 0;
    QString planName;
    QString title;
    devices::Timestamp started{};
    std::optional<devices::Timestamp> stopped;
    QString exitStatus; ///< success, abort, fail; empty while it runs
    QString reason;
    QString reasonCode; ///< "process_ended" = found unfinished after a crash
    int pointsPlanned = 0; ///< 0 = unknown
    int pointsDone = 0; ///< valid once stopped
    QStringList motors;
    QStringList detectors;
    QString sample;
    QString user;
    QString file;

    bool running() const { return exitStatus.isEmpty(); }
};

struct RunRecord
{
    RunSummary summary;
    QJsonObject start;
    QJsonArray descriptors;
    QJsonObject stop; ///< empty while it runs
};

struct RunFilter
{
    QString text; ///< every word must occur somewhere in the run's metadata, upper or lower case
    int limit = 200;
    int offset = 0;
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
    devices::Result<int> count(const QString& text = {}) const;
    devices::Result<RunRecord> run(const QString& uid) const;
    /// Changes whenever any program has written to the file: ask again only then.
    devices::Result<qint64> dataVersion() const;

    /// Unique over restarts and processes.
    devices::Result<qint64> nextScanId();
    devices::Result<void> begin(const scans::RunStart& start);
    /// `open`: still to be finished by its writer, or by recover().
    devices::Result<void> setFile(const QString& uid, const QString& file, bool open);
    devices::Result<void> addDescriptor(const scans::EventDescriptor& descriptor);
    devices::Result<void> finish(const scans::RunStop& stop);

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
    devices::Result<std::optional<RunSummary>> recoverRun(RunSummary run, const FinishFile& finishFile);

    Database m_database;
};

} // namespace storage
