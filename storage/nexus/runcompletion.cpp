#include "storage/nexus/runcompletion.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"
#include "storage/nexus/closededit.h"
#include "storage/nexus/framelinks.h"
#include "storage/nexus/gridfold.h"
#include "storage/nexus/journalreader.h"
#include "storage/nexus/pointrows.h"

#include <cstring>

namespace storage {

namespace {

/// A column of the plot becomes a copy with these rows.
void replaceByRows(hid_t data, const QString& name, const std::vector<std::size_t>& rows)
{
    const h5::Handle source = h5::open(data, name);
    const QByteArray link = name.toUtf8();
    const h5::Handle type(h5::check(H5Dget_type(source.id()), "plot"));
    const std::size_t item = H5Tget_size(type.id());
    std::vector<char> all(h5::shapeOf(source.id()).front() * item);
    h5::check(H5Dread(source.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data()), "plot");
    std::vector<char> picked;
    for (const std::size_t row : rows)
        picked.insert(picked.end(), all.cbegin() + static_cast<std::ptrdiff_t>(row * item),
            all.cbegin() + static_cast<std::ptrdiff_t>((row + 1) * item));
    h5::check(H5Ldelete(data, link.constData(), H5P_DEFAULT), "plot");
    h5::check(H5Ocopy(source.id(), ".", data, link.constData(), H5P_DEFAULT, H5P_DEFAULT), "plot"); // attributes too
    const h5::Handle copy = h5::open(data, name);
    const hsize_t count = rows.size();
    h5::check(H5Dset_extent(copy.id(), &count), "plot");
    h5::check(H5Dwrite(copy.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, picked.data()), "plot");
}

void showLastOfRepeated(hid_t file)
{
    for (const char* group : {"entry/measurement", "entry/data"}) {
        if (!h5::exists(file, QString::fromLatin1(group)))
            return;
    }
    const std::vector<std::size_t> rows = rowsOfPoints(h5::open(file, QStringLiteral("entry/measurement")).id());
    const h5::Handle data = h5::open(file, QStringLiteral("entry/data"));
    if (rows.empty() || h5::readAttributeList(data.id(), "axes").size() != 1)
        return; // grids show the last already
    const std::vector<hsize_t> measured = h5::shapeOf(h5::open(file, QStringLiteral("entry/measurement/seq_num")).id());
    for (const QString& name : h5::children(data.id())) {
        if (h5::shapeOf(h5::open(data.id(), name).id()) == measured) // else it is such a copy already
            replaceByRows(data.id(), name, rows);
    }
}

} // namespace

void completeRun(const QString& path)
{
    editClosed(path, [&path](hid_t file) {
        showLastOfRepeated(file);
        const JournalReader journal(h5::open(file, QStringLiteral("entry/documents")).id());
        std::vector<scans::Document> documents;
        for (const auto& [number, document] : journal.documents())
            documents.push_back(document);
        linkFrames(file, path, documents);
        foldArraysOnGrid(file);
    });
}

} // namespace storage
