#include "storage/nexus/orphan.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/journal.h"
#include "storage/nexus/nexusfile.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <limits>

namespace storage {

namespace {

/// A writer that died leaves its mark in the file, and the file longer than its header says. These two properties are how
/// the h5clear tool sees to that; the library has them, only not their names in its headers.
h5::Handle openMarked(const QString& path)
{
    const h5::Handle access = h5::fileAccess();
    const hbool_t yes = true;
    h5::check(H5Pset(access.id(), "clear_status_flags", &yes), "file access");
    h5::check(H5Pset(access.id(), "skip_eof_check", &yes), "file access");
    h5::Handle file(h5::check(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDWR, access.id()), "open file"));
    h5::check(H5Fincrement_filesize(file.id(), 0), "file size");
    return file;
}

void setRows(hid_t file, const QString& path, hsize_t rows)
{
    const h5::Handle dataset = h5::open(file, path);
    std::vector<hsize_t> size = h5::shapeOf(dataset.id());
    if (size.front() == rows)
        return;
    size.front() = rows;
    h5::check(H5Dset_extent(dataset.id(), size.data()), "dataset");
}

/// Every stream keeps the rows that are complete: those that have a number, which is written last.
void trimStreams(hid_t file)
{
    const QString folder = QStringLiteral("entry/documents/events");
    const h5::Handle documents = h5::open(file, QStringLiteral("entry/documents"));
    if (!h5::exists(documents.id(), QStringLiteral("events")))
        return;
    const h5::Handle events = h5::open(file, folder);
    for (const QString& name : h5::children(events.id())) {
        const h5::Handle log = h5::open(events.id(), name);
        const QStringList columns = h5::readAttributeList(log.id(), "rows");
        const hsize_t rows
            = std::min(h5::shapeOf(log.id()).front(), h5::shapeOf(h5::open(file, columns.constFirst()).id()).front());
        for (const QString& column : QStringList(folder + QLatin1Char('/') + name) + columns)
            setRows(file, column, rows);
    }
}

/// The stop becomes the last document.
void writeStopDocument(hid_t file, const scans::RunStop& stop)
{
    const h5::Handle documents = h5::open(file, QStringLiteral("entry/documents"));
    Journal journal = Journal::open(documents.id());
    journal.add(std::numeric_limits<qint64>::max() - 1, std::make_shared<const scans::RunStop>(stop));
    journal.flush();
}

Catalogue::FileEnd pointsOf(hid_t entry)
{
    Catalogue::FileEnd end;
    if (!h5::exists(entry, QStringLiteral("measurement")))
        return end;
    const h5::Handle measurement = h5::open(entry, QStringLiteral("measurement"));
    const h5::Handle numbers = h5::open(measurement.id(), QStringLiteral("seq_num"));
    const h5::Handle times = h5::open(measurement.id(), QStringLiteral("time"));
    const auto start
        = QDateTime::fromString(h5::readAttribute(times.id(), "start"), Qt::ISODateWithMs).toMSecsSinceEpoch();
    const std::vector<double> seconds = h5::readNumbers(times.id());
    for (const double number : h5::readNumbers(numbers.id()))
        end.points = std::max(end.points, static_cast<int>(number)); // repeated points count once
    if (!seconds.empty() && std::isfinite(seconds.back()))
        end.lastPoint = devices::fromEpochSeconds(static_cast<double>(start) / 1000 + seconds.back());
    return end;
}

} // namespace

devices::Result<Catalogue::FileEnd> finishOrphan(const QString& path, const scans::RunStop& stop)
{
    Catalogue::FileEnd end;
    const auto done = h5::guard(path, [&] {
        h5::Handle file = openMarked(path);
        {
            const h5::Handle entry = h5::open(file.id(), QStringLiteral("entry"));
            trimStreams(file.id());
            end = pointsOf(entry.id());
            scans::RunStop final = stop;
            if (stop.reasonCode == QLatin1String("process_ended"))
                final.time = end.lastPoint.value_or(stop.time);
            final.numEvents[QStringLiteral("primary")] = end.points;
            writeStop(entry.id(), final);
            writeStopDocument(file.id(), final);
        }
        if (!file.reset())
            throw h5::Failure(QStringLiteral("closing failed"));
    });
    if (!done)
        return done.error();
    return end;
}

} // namespace storage
