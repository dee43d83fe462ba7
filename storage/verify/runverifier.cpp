#include "storage/verify/runverifier.h"

#include "storage/foreign/runfiles.h"
#include "storage/hdf5/h5.h"
#include "storage/nexus/externalfile.h"
#include "storage/nexus/runreader.h"
#include "storage/nexus/runreplay.h"
#include "storage/verify/documentcount.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <limits>

namespace storage {

namespace {

/// What is wrong with a detector's file; empty = nothing.
QString problemOf(const DocumentCount::FramesOfFile& frames)
{
    const ExternalFile file(*frames.resource);
    if (!QFileInfo(file.path()).isReadable())
        return QCoreApplication::translate("storage", "The file %1 of %2 is not there or cannot be read.")
            .arg(file.path(), frames.resource->dataKey);
    if (!file.isHdf5() || frames.end <= frames.first)
        return {};
    const auto read = h5::guard(file.path(), [&] {
        file.readFrames(static_cast<hsize_t>(frames.first) * file.framesPerPoint(), 1);
        file.readFrames(static_cast<hsize_t>(frames.end) * file.framesPerPoint() - 1, 1);
    });
    return read ? QString() : read.error().message;
}

/// Who wrote it does not say what should be there.
Verification readable(const QString& address)
{
    Verification found;
    found.foreign = true;
    const auto run = RunFiles::read(address);
    if (!run)
        found.problems << run.error().message;
    else if (run.value().exitStatus == QLatin1String("fail"))
        found.problems << run.value().reason;
    else
        found.points = static_cast<int>(run.value().times.size());
    return found;
}

} // namespace

QString Verification::text() const
{
    if (!problems.isEmpty())
        return problems.join(QLatin1Char(' '));
    const QString counted = QCoreApplication::translate("storage", "%n point(s)", nullptr, points);
    if (foreign)
        return QCoreApplication::translate("storage", "of another program: readable, %1").arg(counted);
    return files == 0
        ? counted
        : QCoreApplication::translate("storage", "%1, %n file(s) of detectors", nullptr, files).arg(counted);
}

Verification RunVerifier::verify(const QString& path, const std::function<bool()>& cancelled)
{
    if (!RunReader::isOurs(path) && RunFiles::kindOf(RunFiles::fileOf(path)))
        return readable(path);
    Verification found;
    DocumentCount count;
    const auto read = RunReplay::forEach(path, [&](const scans::Document& document) -> devices::Result<void> {
        count.add(document);
        found.cancelled = cancelled && cancelled();
        if (found.cancelled)
            return devices::Error{devices::ErrorCode::Cancelled, {}, path};
        return {};
    });
    if (found.cancelled)
        return found;
    if (!read) {
        found.problems << read.error().message;
        return found;
    }
    found.points
        = static_cast<int>(std::min<qint64>(count.points(QStringLiteral("primary")), std::numeric_limits<int>::max()));
    found.problems = count.problems();
    for (const auto& [uid, frames] : count.files()) {
        ++found.files;
        if (const QString problem = problemOf(frames); !problem.isEmpty())
            found.problems << problem;
    }
    return found;
}

Verification RunVerifier::verify(const RunSummary& run, const std::function<bool()>& cancelled)
{
    Verification found;
    if (run.file.isEmpty()) {
        found.problems << QCoreApplication::translate("storage", "It has no file.");
    } else if (!QFileInfo(RunFiles::fileOf(run.file)).isReadable()) {
        found.problems
            << QCoreApplication::translate("storage", "The file %1 is not there or cannot be read.").arg(run.file);
    } else {
        found = verify(run.file, cancelled);
    }
    return found;
}

} // namespace storage
