#pragma once

#include "storage/catalogue/catalogue.h"
#include "storage/consumers.h"
#include "storage/nexus/runreader.h"
#include "storage/positions/positionsstore.h"
#include "storage/writerthread.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace storage {

struct StorageOptions
{
    QString outputFolder; ///< where run files go
    QString databaseFolder; ///< catalogue.sqlite and positions.sqlite
    QString fileNameTemplate = QStringLiteral("{date}/{scan_id:05d}_{plan_name}_{uid8}.h5");
    /// Of frames and other large arrays in the run file: a method of h5::Compression and its level. A mistake is told by preflight,
    /// also that it is not installed.
    QString compression = {};
    std::optional<double> compressionLevel = {};
    /// Written besides the run file. A mistake in one is told by preflight.
    std::vector<FileOutput> files = {};
    /// Columns of the primary stream that a run with this metadata will have, if they can be known; on the engine's thread.
    std::function<std::optional<QStringList>(const QJsonObject& metadata)> columnsOf = {};
    qint64 minimumFreeBytes = 100 * 1024 * 1024; ///< to begin a run
    qint64 reservedBytes = 32 * 1024 * 1024; ///< with less than this free, the writer waits
    std::size_t queueCapacity = 4096; ///< documents that may wait for the writer
    std::size_t queueBytes = std::size_t{256} * 1024 * 1024; ///< and their memory, about
    std::chrono::milliseconds flushPeriod{100}; ///< under load, files are brought up to date this often …
    int flushDocuments = 0; ///< … and after so many documents; 0 = does not matter
};

/// All that a program keeps on disk: run files, the catalogue of runs, positions of instruments.
///
///     auto opened = Storage::open(options);            // recovers runs whose process died
///     if (!opened) return fail(opened.error().message);
///     std::unique_ptr<Storage> storage = std::move(opened).value();
///     engineOptions.preflight.push_back([s = storage.get()](const QJsonObject& md) { return s->preflight(md); });
///     engineOptions.nextScanId = [s = storage.get()] { return s->nextScanId(); };
///     scans::RunEngine engine(engineOptions);          // destroy before storage
///     engine.subscribe(storage->documentQueue());
///     storage->setWriterListener([](const WriterStatus& w) { … hop to your thread … });
///     auto newestFirst = storage->catalogue().runs({.text = QStringLiteral("mesh sx"), .limit = 100});
///     auto run = RunReader::read(newestFirst.value().front().file); // also while it grows
///     storage->positions().savePosition(QStringLiteral("Sample stage"), QStringLiteral("centre"), values, user, note);
///
/// Thread:  preflight, nextScanId and documentQueue: any. catalogue() and positions(): the thread that opened the
/// storage; other
///          threads open a Catalogue or PositionsStore of their own on the same file (SQLite in WAL mode serves all at
///          once).
/// Owns:    the writer thread; the destructor writes everything that waits, then joins.
/// Errors:  Io with the path; a database from a newer program is Refused and left as it is.
class Storage
{
public:
    static devices::Result<std::unique_ptr<Storage>> open(StorageOptions options);
    ~Storage();
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;

    const StorageOptions& options() const;
    QString cataloguePath() const;
    QString positionsPath() const;

    /// Lossless; for RunEngine::subscribe().
    scans::DocumentQueuePtr documentQueue() const;
    /// For RunEngine::Options::preflight: can a run be written now?
    devices::Result<void> preflight(const QJsonObject& metadata);
    /// The files that runs with this metadata would be written to, one after the other; what is not known yet stands as "<key>".
    /// Errors:  those of templates that preflight() would tell.
    devices::Result<QStringList> expectedFiles(const std::vector<QJsonObject>& runs);
    /// For RunEngine::Options::nextScanId: unique over restarts and processes; 0 if the catalogue cannot be written.
    qint64 nextScanId();

    Catalogue& catalogue();
    PositionsStore& positions();
    /// Runs that were found unfinished when the storage was opened, now marked so.
    const std::vector<RunSummary>& recovered() const;

    /// Called on the writer's thread at each change.
    void setWriterListener(std::function<void(const WriterStatus&)> listener);
    /// Waits until every document pushed so far is in the files, flushed.
    devices::Result<void> drain(std::chrono::milliseconds timeout);
    /// Waits until every run that is complete by now was looked at, and the catalogue says what was found.
    bool awaitVerification(std::chrono::milliseconds timeout);

private:
    struct Private;
    devices::Result<std::vector<NameTemplate>> names(const QJsonObject& metadata) const;
    explicit Storage(std::unique_ptr<Private> parts);
    const std::unique_ptr<Private> d;
};

} // namespace storage
