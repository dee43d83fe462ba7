#include "storage/nexus/orphan.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/nexusfile.h"

#include <QDateTime>
#include <QFile>

#include <cmath>

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

/// Every growing dataset of the group gets as many rows as there are complete points.
void trim(hid_t entry, const QString& groupName, hsize_t rows)
{
    if (!h5::exists(entry, groupName))
        return;
    const h5::Handle group = h5::open(entry, groupName);
    for (const QString& name : h5::children(group.id())) {
        const h5::Handle child = h5::open(group.id(), name);
        if (H5Iget_type(child.id()) == H5I_GROUP) {
            trim(group.id(), name, rows);
            continue;
        }
        const h5::Handle space(h5::check(H5Dget_space(child.id()), "dataset"));
        std::vector<hsize_t> size = h5::shapeOf(child.id());
        std::vector<hsize_t> largest(size.size());
        if (size.empty() || H5Sget_simple_extent_dims(space.id(), nullptr, largest.data()) < 0)
            continue;
        if (largest.front() != H5S_UNLIMITED || size.front() == rows)
            continue;
        size.front() = rows;
        h5::check(H5Dset_extent(child.id(), size.data()), "dataset");
    }
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
    end.points = static_cast<int>(h5::shapeOf(numbers.id()).front());
    if (end.points > 0 && seconds.size() >= static_cast<std::size_t>(end.points)) {
        const double last = seconds[static_cast<std::size_t>(end.points) - 1];
        if (std::isfinite(last))
            end.lastPoint = devices::fromEpochSeconds(static_cast<double>(start) / 1000 + last);
    }
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
            end = pointsOf(entry.id());
            for (const char* group : {"measurement", "instrument"})
                trim(entry.id(), QString::fromLatin1(group), static_cast<hsize_t>(end.points));
            scans::RunStop final = stop;
            if (stop.reasonCode == QLatin1String("process_ended"))
                final.time = end.lastPoint.value_or(stop.time);
            writeStop(entry.id(), final);
        }
        if (!file.reset())
            throw h5::Failure(QStringLiteral("closing failed"));
    });
    if (!done)
        return done.error();
    return end;
}

} // namespace storage
