#pragma once

#include "scans/documents/documents.h"
#include "storage/nexus/runreader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace storage {

/// A kind of file that holds runs. One file, and one line in runfiles.cpp.
struct RunFileKind
{
    QString id;
    QStringList suffixes; ///< without the dot; hints for file dialogs and folders only
    /// By how the file begins; at least the first 4096 bytes, if it has so many.
    bool (*recognises)(const QByteArray& beginning) = nullptr;
    /// All runs of the file; RunData::path is set by the caller for those that leave it empty.
    devices::Result<std::vector<RunData>> (*read)(const QString& path) = nullptr;
};

/// Runs in any file that can be read, those of other programs too: read only. A run is named by its file, or for files with
/// several by "FILE#KEY", as in "/data/a.spec#12.1".
///
///     auto runs = RunFiles::readAll(path);         // for a list
///     auto run = RunFiles::read(runs.value()[3].path); // one of them again
///
/// Thread:  any; blocks for the disk.
/// Errors:  Io with the path; NotSupported for files that no kind recognises; BadValue, saying what is wrong and where.
class RunFiles
{
public:
    static const std::vector<RunFileKind>& kinds();
    /// NotSupported listing the kinds.
    static devices::Result<RunFileKind> kindOf(const QString& path);
    static devices::Result<std::vector<RunData>> readAll(const QString& path);
    static devices::Result<RunData> read(const QString& address);
    /// The run's documents, or those of all runs of a file: those that it was written from, or for runs of other programs what
    /// can be made of the file. The error of `take` ends it and is returned.
    static devices::Result<void> replay(
        const QString& address, const std::function<devices::Result<void>(const scans::Document&)>& take);
    /// Without the key of a run.
    static QString fileOf(const QString& address);
};

/// All of a file of at most 1 GiB.
devices::Result<QByteArray> readWholeFile(const QString& path);
/// What every run of another program has: `identity` makes its uid, the same each time.
RunData foreignRun(const QByteArray& identity, qint64 scanId, const QString& command, const QString& program);
/// The same for the same bytes.
QString uidFrom(const QByteArray& identity);
/// When it began; nothing for a time that is not known.
void setStarted(RunData& run, const QDateTime& time);

} // namespace storage
