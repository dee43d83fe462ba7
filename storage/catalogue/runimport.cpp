#include "storage/catalogue/runimport.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace storage {

using devices::Result;
using devices::Timestamp;

namespace {

/// Files without a name for their run get one that stays the same as long as the file stays where it is.
QString uidOfFile(const QString& path)
{
    const QUuid ours(QStringLiteral("{6f2f8a51-9f0e-4e57-8a58-6d1f1c0b7a11}"));
    return QUuid::createUuidV5(ours, path).toString(QUuid::WithoutBraces);
}

Timestamp startOf(const RunData& run, const QFileInfo& file)
{
    if (run.started != Timestamp{})
        return run.started;
    const QDateTime said = QDateTime::fromString(run.startTime, Qt::ISODateWithMs);
    const QDateTime time = said.isValid() ? said : file.lastModified();
    return devices::fromEpochSeconds(static_cast<double>(time.toMSecsSinceEpoch()) / 1000);
}

Timestamp endOf(const RunData& run, Timestamp started)
{
    const QDateTime said = QDateTime::fromString(run.endTime, Qt::ISODateWithMs);
    if (said.isValid())
        return devices::fromEpochSeconds(static_cast<double>(said.toMSecsSinceEpoch()) / 1000);
    const double last = run.times.empty() ? 0 : run.times.back();
    return last > 0 ? started + std::chrono::nanoseconds(static_cast<qint64>(last * 1e9)) : started;
}

int pointsOf(const RunData& run)
{
    std::size_t points = run.times.size();
    for (const RunColumn& column : run.columns)
        points = std::max(points, column.values.size());
    return static_cast<int>(points);
}

/// What the start document of a file of ours says already stays as it is.
void complete(scans::RunStart& start, const RunData& run)
{
    const auto fill = [&start](const char* key, const QJsonValue& value) {
        if (!start.metadata.contains(QLatin1String(key)))
            start.metadata.insert(QLatin1String(key), value);
    };
    if (!run.planName.isEmpty())
        fill("plan_name", run.planName);
    if (!run.title.isEmpty())
        fill("title", run.title);
    if (!run.program.isEmpty())
        fill("program", run.program);
    QJsonArray motors;
    for (const RunAxis& axis : run.axes)
        motors.append(axis.name);
    fill("motors", motors);
    fill("num_points", pointsOf(run));
}

ImportedRun toImport(const RunData& run, const QString& path)
{
    const QFileInfo file(path);
    ImportedRun imported;
    imported.file = path;
    imported.start = runStartFromJson(run.start);
    imported.start.uid = run.uid.isEmpty() ? uidOfFile(path) : run.uid;
    imported.start.scanId = run.scanId;
    imported.start.time = startOf(run, file);
    complete(imported.start, run);
    for (const RunColumn& column : run.columns)
        imported.columns << column.name;
    for (const RunPosition& position : run.positions) {
        if (position.before)
            imported.positions[position.name] = *position.before;
    }
    scans::RunStop& stop = imported.stop;
    stop.uid = uidOfFile(path + QStringLiteral("#stop"));
    stop.runStart = imported.start.uid;
    stop.time = endOf(run, imported.start.time);
    stop.exitStatus = run.exitStatus.isEmpty() ? QStringLiteral("unknown") : run.exitStatus;
    stop.reason = run.reason;
    stop.numEvents[QStringLiteral("primary")] = pointsOf(run);
    return imported;
}

} // namespace

RunImport::RunImport(Catalogue& catalogue, Read read)
    : m_catalogue(catalogue)
    , m_read(std::move(read))
{
}

QStringList RunImport::filesBelow(const QString& folder)
{
    QStringList files;
    QDirIterator below(folder,
        {QStringLiteral("*.h5"), QStringLiteral("*.hdf5"), QStringLiteral("*.nxs"), QStringLiteral("*.nx")},
        QDir::Files, QDirIterator::Subdirectories);
    while (below.hasNext())
        files << QFileInfo(below.next()).canonicalFilePath();
    files.sort();
    files.removeDuplicates();
    return files;
}

Result<bool> RunImport::add(const QString& path)
{
    const QString file = QFileInfo(path).canonicalFilePath();
    const auto known = m_catalogue.hasFile(file);
    if (!known)
        return known.error();
    if (known.value())
        return false;
    const auto run = m_read(file.isEmpty() ? path : file);
    if (!run)
        return run.error();
    return m_catalogue.import(toImport(run.value(), file));
}

} // namespace storage
