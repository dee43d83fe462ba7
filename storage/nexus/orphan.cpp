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
#include <map>

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

/// Gives the chunks that may have been in the making their sums, so that they can be read.
void healTail(hid_t file, const QString& path)
{
    constexpr hsize_t mostRows = 16 * 1024; ///< that may wait for a flush
    constexpr hsize_t mostBytes = 64 * 1024 * 1024;
    const h5::Handle dataset = h5::open(file, path);
    const h5::Handle type(h5::check(H5Dget_type(dataset.id()), "dataset"));
    std::vector<hsize_t> count = h5::shapeOf(dataset.id());
    hsize_t rowBytes = H5Tget_size(type.id());
    for (std::size_t i = 1; i < count.size(); ++i)
        rowBytes *= count[i];
    const hsize_t longest = std::clamp<hsize_t>(mostBytes / std::max<hsize_t>(rowBytes, 1), 1, mostRows);
    std::vector<hsize_t> start(count.size(), 0);
    start.front() = count.front() - std::min(count.front(), longest);
    count.front() -= start.front();
    const h5::Handle properties(h5::check(H5Dget_create_plist(dataset.id()), "dataset"));
    if (count.front() == 0 || H5Pget_layout(properties.id()) != H5D_CHUNKED || H5Pget_nfilters(properties.id()) == 0)
        return;
    const h5::Handle space(h5::check(H5Dget_space(dataset.id()), "dataset"));
    const auto rank = static_cast<int>(count.size());
    h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), "dataset");
    const h5::Handle memory(h5::check(H5Screate_simple(rank, count.data(), nullptr), "dataset"));
    std::vector<char> rows(count.front() * rowBytes);
    if (H5Dread(dataset.id(), type.id(), memory.id(), space.id(), H5P_DEFAULT, rows.data()) >= 0)
        return;
    const h5::Handle transfer = h5::unchecked();
    if (H5Dread(dataset.id(), type.id(), memory.id(), space.id(), transfer.id(), rows.data()) < 0)
        return; // not only its sum is wrong; who reads it will say so
    h5::check(H5Dwrite(dataset.id(), type.id(), memory.id(), space.id(), transfer.id(), rows.data()), "write");
    h5::flush(dataset.id());
}

/// Every stream keeps the rows that are complete: those that have a number, which is written last. Returns how many.
std::map<QString, int> trimStreams(hid_t file)
{
    std::map<QString, int> kept;
    const QString folder = QStringLiteral("entry/documents/events");
    const h5::Handle documents = h5::open(file, QStringLiteral("entry/documents"));
    if (!h5::exists(documents.id(), QStringLiteral("events")))
        return kept;
    const h5::Handle events = h5::open(file, folder);
    for (const QString& name : h5::children(events.id())) {
        const h5::Handle log = h5::open(events.id(), name);
        const QStringList columns = h5::readAttributeList(log.id(), "rows");
        const hsize_t rows
            = std::min(h5::shapeOf(log.id()).front(), h5::shapeOf(h5::open(file, columns.constFirst()).id()).front());
        for (const QString& column : QStringList(folder + QLatin1Char('/') + name) + columns) {
            healTail(file, column);
            setRows(file, column, rows);
        }
        if (rows > 0)
            kept[h5::readAttribute(log.id(), "stream")] = static_cast<int>(rows);
    }
    return kept;
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
            scans::RunStop final = stop;
            for (const auto& [stream, events] : trimStreams(file))
                final.numEvents[stream] = events;
            end = pointsOf(entry.id());
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
