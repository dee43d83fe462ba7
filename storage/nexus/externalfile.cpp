#include "storage/nexus/externalfile.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace storage {

namespace {

constexpr int mostStepsUp = 3; ///< files farther apart hardly move together

} // namespace

ExternalFile::ExternalFile(const scans::StreamResource& resource)
    : m_path(resource.uri.contains(QLatin1String("://")) ? QUrl(resource.uri).path() : resource.uri)
    , m_dataset(resource.parameters.value(QLatin1String("dataset")).toString(QStringLiteral("/entry/data/data")))
    , m_hdf5(resource.mimetype.contains(QLatin1String("hdf5"), Qt::CaseInsensitive))
    , m_framesPerPoint(
          static_cast<hsize_t>(std::max(resource.parameters.value(QLatin1String("frame_per_point")).toInt(1), 1)))
{
}

QString ExternalFile::pathFrom(const QString& folder) const
{
    const QString relative = QDir(folder).relativeFilePath(m_path);
    return QFileInfo(m_path).isAbsolute() && relative.count(QLatin1String("../")) > mostStepsUp ? m_path : relative;
}

ExternalFile::Layout ExternalFile::layout() const
{
    const h5::Handle file = h5::openToRead(m_path);
    const h5::Handle data = h5::open(file.id(), m_dataset);
    Layout layout{h5::Handle(h5::check(H5Dget_type(data.id()), "frames")), h5::shapeOf(data.id())};
    if (layout.shape.empty())
        throw h5::Failure(QStringLiteral("%1 has no frames").arg(m_dataset));
    return layout;
}

bool ExternalFile::isVirtual(hid_t group, const QString& name)
{
    const h5::Handle dataset = h5::open(group, name);
    if (H5Iget_type(dataset.id()) != H5I_DATASET)
        return false;
    const h5::Handle properties(h5::check(H5Dget_create_plist(dataset.id()), "frames"));
    return H5Pget_layout(properties.id()) == H5D_VIRTUAL;
}

ExternalFile::Frames ExternalFile::readFrames(hsize_t first, hsize_t count) const
{
    const h5::Handle file = h5::openToRead(m_path);
    const h5::Handle data = h5::open(file.id(), m_dataset);
    Frames frames;
    frames.shape = h5::shapeOf(data.id());
    if (frames.shape.empty() || first + count > frames.shape.front())
        throw h5::Failure(QStringLiteral("%1 has no frame %2").arg(m_dataset).arg(first + count - 1));
    std::vector<hsize_t> start(frames.shape.size(), 0);
    start.front() = first;
    frames.shape.front() = count;
    const h5::Handle type(h5::check(H5Dget_type(data.id()), "frame"));
    frames.type = h5::Handle(h5::check(H5Tget_native_type(type.id(), H5T_DIR_DEFAULT), "frame"));
    std::size_t bytes = H5Tget_size(frames.type.id());
    for (const hsize_t length : frames.shape)
        bytes *= length;
    frames.pixels.resize(bytes);
    const h5::Handle space(h5::check(H5Dget_space(data.id()), "frame"));
    const hsize_t* shape = frames.shape.data();
    h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, shape, nullptr), "frame");
    const h5::Handle memory(
        h5::check(H5Screate_simple(static_cast<int>(frames.shape.size()), shape, nullptr), "frame"));
    h5::check(
        H5Dread(data.id(), frames.type.id(), memory.id(), space.id(), H5P_DEFAULT, frames.pixels.data()), "frame");
    return frames;
}

} // namespace storage
