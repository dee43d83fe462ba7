#pragma once

#include "storage/hdf5/compression.h"
#include "storage/hdf5/dataset.h"
#include "storage/nexus/itemtype.h"

#include <QString>

#include <vector>

namespace storage {

struct ColumnOptions
{
    hsize_t expectedRows = 0; ///< for which room is taken at once; 0 = not known. More may come, and fewer
    h5::Compression compression = {}; ///< of large items
};

/// One growing dataset, [rows, item…]: small items wait in memory for flush(), so that a batch costs one write.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class Column
{
public:
    Column(hid_t group, const QString& name, ItemType type, const ColumnOptions& options);

    const ItemType& type() const { return m_type; }
    h5::Dataset& dataset() { return m_dataset; }
    /// False when the column cannot hold the whole value. Writing the same row again is allowed until the next flush().
    bool write(hsize_t row, const devices::Value& value);
    /// Room for the bytes of one row, to be filled at once.
    char* slot(hsize_t row);
    /// Gives HDF5 what waits, which readers may see now or later.
    void writeWaiting();
    /// Readers see every row written so far.
    void flush();

private:
    void writeRows(hsize_t first, hsize_t count, const void* bytes);

    ItemType m_type;
    h5::Dataset m_dataset;
    hsize_t m_rows = 0; ///< extent in the file
    hsize_t m_waitingFirst = 0;
    std::vector<char> m_waiting;
    bool m_dirty = false;
};

} // namespace storage
