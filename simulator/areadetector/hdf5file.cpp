#include "simulator/areadetector/hdf5file.h"

#include "simulator/areadetector/pixels.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <array>

namespace simulator {

namespace {

constexpr hsize_t ColumnChunk = 256; // frames

hid_t memoryType(PixelType type)
{
    const std::array types{H5T_NATIVE_INT8, H5T_NATIVE_UINT8, H5T_NATIVE_INT16, H5T_NATIVE_UINT16, H5T_NATIVE_INT32,
        H5T_NATIVE_UINT32, H5T_NATIVE_INT64, H5T_NATIVE_UINT64, H5T_NATIVE_FLOAT, H5T_NATIVE_DOUBLE};
    return types[static_cast<std::size_t>(type)];
}

/// Frames, rows, columns and, where there are any, colours.
std::vector<hsize_t> shapeOf(const Frame& frame, hsize_t frames)
{
    std::vector<hsize_t> shape{frames, static_cast<hsize_t>(frame.height), static_cast<hsize_t>(frame.width)};
    if (frame.colors() > 1)
        shape.push_back(static_cast<hsize_t>(frame.colors()));
    return shape;
}

void writeText(hid_t object, const char* name, const char* text)
{
    const H5Id type(H5Tcopy(H5T_C_S1), "text type");
    h5Check(H5Tset_size(type, std::strlen(text) + 1), "text type");
    const H5Id space(H5Screate(H5S_SCALAR), "attribute");
    const H5Id attribute(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), "attribute");
    h5Check(H5Awrite(attribute, type, text), "attribute");
}

H5Id makeGroup(hid_t parent, const char* name, const char* nxClass)
{
    H5Id group(H5Gcreate2(parent, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), "group");
    writeText(group, "NX_class", nxClass);
    return group;
}

H5Id makeGrowing(hid_t parent, const char* name, hid_t type, hid_t creation, const std::vector<hsize_t>& chunk)
{
    std::vector<hsize_t> now = chunk;
    std::vector<hsize_t> most = chunk;
    now.front() = 0;
    most.front() = H5S_UNLIMITED;
    const auto rank = static_cast<int>(chunk.size());
    h5Check(H5Pset_chunk(creation, rank, chunk.data()), "chunks");
    const H5Id space(H5Screate_simple(rank, now.data(), most.data()), "shape");
    return {H5Dcreate2(parent, name, type, space, H5P_DEFAULT, creation, H5P_DEFAULT), "dataset"};
}

/// Writes `pixels` as number `index` of the first dimension.
void writeAt(hid_t data, hid_t type, const std::vector<hsize_t>& slab, hsize_t index, const void* pixels)
{
    std::vector<hsize_t> shape = slab;
    shape.front() = index + 1;
    h5Check(H5Dset_extent(data, shape.data()), "grow");
    std::vector<hsize_t> start(slab.size(), 0);
    start.front() = index;
    const auto rank = static_cast<int>(slab.size());
    const H5Id memory(H5Screate_simple(rank, slab.data(), nullptr), "shape");
    const H5Id file(H5Dget_space(data), "shape");
    h5Check(H5Sselect_hyperslab(file, H5S_SELECT_SET, start.data(), nullptr, slab.data(), nullptr), "select");
    h5Check(H5Dwrite(data, type, memory, file, H5P_DEFAULT, pixels), "write");
}

struct ColumnKind
{
    const char* name;
    const char* about;
    hid_t type;
    double (*number)(const Frame&);
};

std::array<ColumnKind, 5> columnKinds()
{
    return {{
        {"NDArrayUniqueId", "The unique ID of the NDArray", H5T_NATIVE_INT32,
            [](const Frame& frame) { return double(frame.uniqueId); }},
        {"NDArrayTimeStamp", "The timestamp of the NDArray as float64", H5T_NATIVE_DOUBLE,
            [](const Frame& frame) { return sinceEpicsEpoch(frame.time); }},
        {"NDArrayEpicsTSSec", "The NDArray EPICS timestamp seconds past epoch", H5T_NATIVE_UINT32,
            [](const Frame& frame) { return double(toEpicsTime(frame.time).seconds); }},
        {"NDArrayEpicsTSnSec", "The NDArray EPICS timestamp nanoseconds", H5T_NATIVE_UINT32,
            [](const Frame& frame) { return double(toEpicsTime(frame.time).nanoseconds); }},
        {"ColorMode", "Color mode", H5T_NATIVE_INT32, [](const Frame& frame) { return double(frame.color); }},
    }};
}

} // namespace

Hdf5File::Hdf5File(Options options)
    : m_options(options)
{
}

Hdf5File::~Hdf5File() = default;

Result<void> Hdf5File::guarded(void (Hdf5File::*work)(const Frame&), const Frame& frame)
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); // of this thread
    try {
        (this->*work)(frame);
        return {};
    } catch (const H5Failure& failure) {
        return Error{
            ErrorCode::Io, QStringLiteral("%1: %2").arg(m_path, QString::fromLocal8Bit(failure.what())), m_path};
    }
}

Result<void> Hdf5File::open(const QString& path, const Frame& like)
{
    m_path = path;
    if (QFileInfo::exists(path)) // HDF5 would refuse it as well, but in other words
        return Error{
            ErrorCode::Io, QStringLiteral("%1: %2").arg(path, QString::fromLocal8Bit(std::strerror(EEXIST))), path};
    m_layout = like;
    m_layout.pixels = {};
    return guarded(&Hdf5File::create, like);
}

void Hdf5File::create(const Frame& like)
{
    const H5Id access(H5Pcreate(H5P_FILE_ACCESS), "file access");
    if (m_options.swmr)
        h5Check(H5Pset_libver_bounds(access, H5F_LIBVER_LATEST, H5F_LIBVER_LATEST), "file access");
    m_file = H5Id(H5Fcreate(QFile::encodeName(m_path).constData(), H5F_ACC_EXCL, H5P_DEFAULT, access), "create");
    writeText(m_file, "default", "entry");
    writeText(m_file, "creator", "Beamdeck " BEAMDECK_VERSION);
    const H5Id entry = makeGroup(m_file, "entry", "NXentry");
    writeText(entry, "default", "data");
    const H5Id instrument = makeGroup(entry, "instrument", "NXinstrument");
    const H5Id detector = makeGroup(instrument, "detector", "NXdetector");
    const H5Id attributes = makeGroup(instrument, "NDAttributes", "NXcollection");
    makeData(detector, like);
    makeColumns(attributes);
    const H5Id data = makeGroup(entry, "data", "NXdata");
    writeText(data, "signal", "data");
    h5Check(H5Lcreate_hard(detector, "data", data, "data", H5P_DEFAULT, H5P_DEFAULT), "link");
}

void Hdf5File::makeData(hid_t detector, const Frame& like)
{
    const H5Id creation(H5Pcreate(H5P_DATASET_CREATE), "dataset");
    h5Check(H5Pset_fill_time(creation, H5D_FILL_TIME_NEVER), "dataset");
    if (m_options.zlibLevel > 0)
        h5Check(H5Pset_deflate(creation, static_cast<unsigned>(m_options.zlibLevel)), "compression");
    m_data = makeGrowing(detector, "data", memoryType(like.type), creation, shapeOf(like, 1));
    writeText(m_data, "target", "/entry/instrument/detector/data");
}

void Hdf5File::makeColumns(hid_t group)
{
    for (const ColumnKind& kind : columnKinds()) {
        const H5Id creation(H5Pcreate(H5P_DATASET_CREATE), "dataset");
        Column column{makeGrowing(group, kind.name, kind.type, creation, {ColumnChunk}), kind.number};
        writeText(column.data, "NDAttrName", kind.name);
        writeText(column.data, "NDAttrDescription", kind.about);
        writeText(column.data, "NDAttrSourceType", "NDAttrSourceDriver");
        m_columns.push_back(std::move(column));
    }
}

Result<void> Hdf5File::write(const Frame& frame)
{
    if (!frame.sameLayout(m_layout))
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("simulator", "%1: images of another size or type do not fit into this file")
                .arg(m_path),
            m_path};
    return guarded(&Hdf5File::append, frame);
}

void Hdf5File::append(const Frame& frame)
{
    if (m_options.swmr && m_frames == 0)
        h5Check(H5Fstart_swmr_write(m_file), "SWMR");
    withPixels<int>(frame.pixels, [&](const auto& pixels) {
        writeAt(m_data, memoryType(frame.type), shapeOf(frame, 1), m_frames, pixels.data());
        return 0;
    });
    for (const Column& column : m_columns) {
        const double number = column.number(frame);
        writeAt(column.data, H5T_NATIVE_DOUBLE, {1}, m_frames, &number);
    }
    ++m_frames;
    if (!m_options.swmr)
        return;
    for (const Column& column : m_columns)
        h5Check(H5Dflush(column.data), "flush");
    h5Check(H5Dflush(m_data), "flush"); // last: whoever sees a frame finds its numbers
}

Result<void> Hdf5File::close()
{
    return guarded(&Hdf5File::closeAll, {});
}

void Hdf5File::closeAll(const Frame& /*unused*/)
{
    for (Column& column : m_columns)
        column.data.close("close");
    m_columns.clear();
    m_data.close("close");
    m_file.close("close");
}

} // namespace simulator
