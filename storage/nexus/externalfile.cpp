#include "storage/nexus/externalfile.h"

#include "storage/hdf5/h5.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace storage {

namespace {

constexpr int mostStepsUp = 3; ///< files farther apart hardly move together

} // namespace

ExternalFile::ExternalFile(const scans::StreamResource& resource)
    : m_path(resource.uri.contains(QLatin1String("://")) ? QUrl(resource.uri).path() : resource.uri)
    , m_dataset(resource.parameters.value(QLatin1String("dataset")).toString(QStringLiteral("/entry/data/data")))
    , m_hdf5(resource.mimetype.contains(QLatin1String("hdf5"), Qt::CaseInsensitive))
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

void ExternalFile::readFrame(hsize_t frame) const
{
    const h5::Handle file = h5::openToRead(m_path);
    const h5::Handle data = h5::open(file.id(), m_dataset);
    std::vector<hsize_t> count = h5::shapeOf(data.id());
    if (count.empty() || frame >= count.front())
        throw h5::Failure(QStringLiteral("%1 has no frame %2").arg(m_dataset).arg(frame));
    std::vector<hsize_t> start(count.size(), 0);
    start.front() = frame;
    count.front() = 1;
    const h5::Handle type(h5::check(H5Dget_type(data.id()), "frame"));
    std::size_t bytes = H5Tget_size(type.id());
    for (const hsize_t length : count)
        bytes *= length;
    std::vector<char> pixels(bytes);
    const h5::Handle space(h5::check(H5Dget_space(data.id()), "frame"));
    h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), "frame");
    const h5::Handle memory(
        h5::check(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), "frame"));
    h5::check(H5Dread(data.id(), type.id(), memory.id(), space.id(), H5P_DEFAULT, pixels.data()), "frame");
}

} // namespace storage
