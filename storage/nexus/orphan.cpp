#include "storage/nexus/orphan.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"
#include "storage/hdf5/reserve.h"
#include "storage/nexus/closededit.h"
#include "storage/nexus/journal.h"
#include "storage/nexus/journalreader.h"
#include "storage/nexus/nexusfile.h"
#include "storage/nexus/runcompletion.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace storage {

namespace {

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
    const JournalReader written(documents.id());
    if (!written.documents().empty()
        && std::holds_alternative<scans::RunStopPtr>(std::prev(written.documents().cend())->second))
        return;
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
    if (!QFile::exists(path)) { // it was about to be made
        QFile::remove(unfinishedFile(path));
        return end;
    }
    const auto done = h5::guard(path, [&] {
        editOrphan(path, [&](hid_t file) {
            const h5::Handle entry = h5::open(file, QStringLiteral("entry"));
            if (!h5::readText(entry.id(), QStringLiteral("exit_status")).isEmpty()) {
                end = pointsOf(entry.id()); // only its closing was left
                return;
            }
            trimStreams(file);
            end = pointsOf(entry.id());
            scans::RunStop final = stop;
            if (stop.reasonCode == QLatin1String("process_ended"))
                final.time = end.lastPoint.value_or(stop.time);
            final.numEvents[QStringLiteral("primary")] = end.points;
            writeStop(entry.id(), final);
            writeStopDocument(file, final);
        });
    });
    if (!done)
        return done.error();
    h5::Reserve::giveBack(path);
    if (const auto completed = h5::guard(path, [&path] { completeRun(path); }); !completed)
        qWarning("%s", qPrintable(completed.error().message)); // nothing of the run is missing without
    return end;
}

} // namespace storage
