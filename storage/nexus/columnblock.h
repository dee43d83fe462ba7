#pragma once

#include "devices/channel/value.h"
#include "storage/hdf5/handle.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace storage {

/// Some consecutive rows of a growing dataset, and the way from their bytes to devices::Value: what ItemType wrote.
/// Thread:  any.
/// Errors:  h5::Failure.
class ColumnBlock
{
public:
    /// `checked`: whether checksums are looked at; see h5::unchecked().
    ColumnBlock(hid_t file, const QString& path, QStringList choices, bool checked);

    std::size_t rowBytes() const { return m_elements * m_elementBytes; }
    void load(hsize_t first, hsize_t count);
    const char* bytes(hsize_t row) const { return m_bytes.data() + (row - m_first) * rowBytes(); }
    /// `alternative`: what of devices::Value it was.
    devices::Value value(hsize_t row, std::size_t alternative) const;

private:
    QString textAt(const char* bytes) const;
    double numberAt(const char* bytes) const;
    qint64 integerAt(const char* bytes) const;

    h5::Handle m_dataset;
    h5::Handle m_transfer;
    h5::Handle m_type; ///< in memory
    H5T_class_t m_class = H5T_NO_CLASS;
    std::vector<hsize_t> m_item;
    std::size_t m_elements = 1;
    std::size_t m_elementBytes = 0;
    QStringList m_choices;
    hsize_t m_first = 0;
    std::vector<char> m_bytes;
};

} // namespace storage
