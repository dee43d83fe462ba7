#include "storage/foreign/runfiles.h"

#include "storage/foreign/mdareader.h"
#include "storage/foreign/nexusreader.h"
#include "storage/foreign/rundocuments.h"
#include "storage/foreign/specreader.h"
#include "storage/foreign/xdireader.h"
#include "storage/nexus/runreplay.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

Error noSuchRun(const QString& address)
{
    return {ErrorCode::BadValue, QCoreApplication::translate("storage", "There is no run %1 in its file.").arg(address),
        address};
}

} // namespace

const std::vector<RunFileKind>& RunFiles::kinds()
{
    static const std::vector<RunFileKind> all{
        nexusKind(),
        mdaKind(),
        xdiKind(),
        specKind(),
    };
    return all;
}

Result<RunFileKind> RunFiles::kindOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, QStringLiteral("%1: %2").arg(path, file.errorString()), path};
    const QByteArray beginning = file.read(4096);
    QStringList known;
    for (const RunFileKind& kind : kinds()) {
        if (kind.recognises(beginning))
            return kind;
        known << kind.id;
    }
    return Error{ErrorCode::NotSupported,
        QCoreApplication::translate("storage", "%1 is no file with runs of a known kind (%2).")
            .arg(path, known.join(QStringLiteral(", "))),
        path};
}

Result<std::vector<RunData>> RunFiles::readAll(const QString& path)
{
    const auto kind = kindOf(path);
    if (!kind)
        return kind.error();
    auto runs = kind.value().read(path);
    if (!runs)
        return runs;
    for (RunData& run : runs.value()) {
        if (run.path.isEmpty())
            run.path = path;
        if (run.foreign)
            RunDocuments::complete(run);
    }
    return runs;
}

QString RunFiles::fileOf(const QString& address)
{
    const qsizetype hash = address.lastIndexOf(QLatin1Char('#'));
    return hash < 0 || QFileInfo::exists(address) ? address : address.left(hash);
}

Result<RunData> RunFiles::read(const QString& address)
{
    const QString file = fileOf(address);
    auto runs = readAll(file);
    if (!runs)
        return runs.error();
    const auto found = std::find_if(runs.value().begin(), runs.value().end(),
        [&](const RunData& run) { return address == file || run.path == address; });
    if (found != runs.value().end())
        return std::move(*found);
    return noSuchRun(address);
}

Result<void> RunFiles::replay(const QString& address, const std::function<Result<void>(const scans::Document&)>& take)
{
    if (fileOf(address) == address && RunReader::isOurs(address))
        return RunReplay::forEach(address, take);
    const QString file = fileOf(address);
    const auto runs = readAll(file);
    if (!runs)
        return runs.error();
    bool found = false;
    Result<void> done;
    for (const RunData& run : runs.value()) {
        const bool wanted = address == file || run.path == address;
        found = found || wanted;
        if (done && wanted)
            done = RunDocuments::forEach(run, take);
    }
    return found ? done : noSuchRun(address);
}

Result<QByteArray> readWholeFile(const QString& path)
{
    constexpr qint64 largest = qint64{1} << 30;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, QStringLiteral("%1: %2").arg(path, file.errorString()), path};
    if (file.size() > largest) {
        return Error{ErrorCode::NotSupported,
            QCoreApplication::translate("storage", "%1 is larger than 1 GiB.").arg(path), path};
    }
    return file.readAll();
}

QString uidFrom(const QByteArray& identity)
{
    return QUuid::createUuidV5(QUuid(), identity).toString(QUuid::WithoutBraces);
}

RunData foreignRun(const QByteArray& identity, qint64 scanId, const QString& command, const QString& program)
{
    RunData run;
    run.foreign = true;
    run.uid = uidFrom(identity);
    run.scanId = scanId;
    run.planName = command.section(QLatin1Char(' '), 0, 0, QString::SectionSkipEmpty);
    run.title = command;
    run.program = program;
    run.exitStatus = QStringLiteral("success");
    run.start = {{QStringLiteral("uid"), run.uid}, {QStringLiteral("scan_id"), scanId},
        {QStringLiteral("plan_name"), run.planName}, {QStringLiteral("command"), command},
        {QStringLiteral("program"), program}, {QStringLiteral("time"), 0}};
    return run;
}

void setStarted(RunData& run, const QDateTime& time)
{
    if (!time.isValid())
        return;
    run.started = devices::Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
    run.startTime = devices::toIso(run.started);
    run.start.insert(QStringLiteral("time"), devices::toEpochSeconds(run.started));
}

} // namespace storage
