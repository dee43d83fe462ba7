#include "storage/nexus/column.h"

#include "storage/hdf5/h5.h"

#include <algorithm>

namespace storage {

namespace {

constexpr std::size_t waitingLimit = 64 * 1024;
constexpr hsize_t mostChunkRows = 512;
constexpr std::size_t leastCompressed = 1024; ///< bytes of an item

/// Frames by themselves, so that one is one write; small items many to a chunk, but no more than will come.
hsize_t rowsPerChunk(std::size_t itemBytes, hsize_t expectedRows)
{
    const hsize_t most = std::clamp<hsize_t>(waitingLimit / std::max<std::size_t>(itemBytes, 1), 1, mostChunkRows);
    if (expectedRows == 0)
        return most;
    const hsize_t chunks = (expectedRows + most - 1) / most;
    return (expectedRows + chunks - 1) / chunks;
}

h5::Handle makeDataset(hid_t group, const QString& name, const ItemType& type, const ColumnOptions& options)
{
    std::vector<hsize_t> size{0};
    std::vector<hsize_t> largest{H5S_UNLIMITED};
    // A compressed chunk that is written again leaves a hole as large as it was: each must be written once.
    const bool compressed = options.compression && type.bytes() >= leastCompressed && !type.shape().empty();
    std::vector<hsize_t> chunk{compressed ? 1 : rowsPerChunk(type.bytes(), options.expectedRows)};
    for (const hsize_t length : type.shape()) {
        size.push_back(length);
        largest.push_back(length);
        chunk.push_back(length);
    }
    const h5::Handle properties(h5::check(H5Pcreate(H5P_DATASET_CREATE), "column"));
    h5::check(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), "column");
    h5::check(H5Pset_fill_value(properties.id(), type.type(), type.fill()), "column");
    if (compressed)
        options.compression.apply(properties.id());
    if (type.bytes() < waitingLimit) // frames take long enough
        h5::check(H5Pset_fletcher32(properties.id()), "column");
    const h5::Handle space(
        h5::check(H5Screate_simple(static_cast<int>(size.size()), size.data(), largest.data()), "column"));
    return h5::Handle(h5::check(H5Dcreate2(group, name.toUtf8().constData(), type.type(), space.id(), H5P_DEFAULT,
                                    properties.id(), H5P_DEFAULT),
        "column"));
}

} // namespace

Column::Column(hid_t group, const QString& name, ItemType type, const ColumnOptions& options)
    : m_type(std::move(type))
    , m_dataset(makeDataset(group, name, m_type, options))
{
}

bool Column::write(hsize_t row, const devices::Value& value)
{
    const void* memory = m_type.bytes() >= waitingLimit ? m_type.direct(value) : nullptr;
    if (memory == nullptr)
        return m_type.encode(value, slot(row));
    writeWaiting();
    writeRows(row, 1, memory);
    return true;
}

char* Column::slot(hsize_t row)
{
    const std::size_t size = m_type.bytes();
    const hsize_t waiting = m_waiting.size() / size;
    const bool follows = !m_waiting.empty() && row >= m_waitingFirst && row <= m_waitingFirst + waiting;
    if (!follows || m_waiting.size() + size > waitingLimit) {
        writeWaiting();
        m_waitingFirst = row;
    }
    const std::size_t at = static_cast<std::size_t>(row - m_waitingFirst) * size;
    if (at == m_waiting.size())
        m_waiting.resize(at + size);
    return m_waiting.data() + at;
}

void Column::writeWaiting()
{
    if (m_waiting.empty())
        return;
    writeRows(m_waitingFirst, m_waiting.size() / m_type.bytes(), m_waiting.data());
    m_waiting.clear();
}

void Column::writeRows(hsize_t first, hsize_t count, const void* bytes)
{
    std::vector<hsize_t> size{std::max(m_rows, first + count)};
    std::vector<hsize_t> start{first};
    std::vector<hsize_t> block{count};
    for (const hsize_t length : m_type.shape()) {
        size.push_back(length);
        start.push_back(0);
        block.push_back(length);
    }
    m_dirty = true;
    if (size.front() > m_rows) {
        h5::check(H5Dset_extent(m_dataset.id(), size.data()), "column");
        m_rows = size.front();
    }
    const h5::Handle file(h5::check(H5Dget_space(m_dataset.id()), "column"));
    h5::check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, start.data(), nullptr, block.data(), nullptr), "column");
    const h5::Handle memory(
        h5::check(H5Screate_simple(static_cast<int>(block.size()), block.data(), nullptr), "column"));
    h5::check(H5Dwrite(m_dataset.id(), m_type.type(), memory.id(), file.id(), H5P_DEFAULT, bytes), "column");
}

void Column::flush()
{
    writeWaiting();
    if (!m_dirty)
        return;
    h5::flush(m_dataset.id());
    m_dirty = false;
}

} // namespace storage
