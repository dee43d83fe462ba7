#include "storage/hdf5/dataset.h"

#include "storage/hdf5/h5.h"

namespace storage::h5 {

Dataset::Dataset(Handle handle)
    : m_handle(std::move(handle))
{
    const ssize_t length = H5Iget_name(m_handle.id(), nullptr, 0);
    m_path.resize(std::max<ssize_t>(length, 0));
    if (length > 0)
        H5Iget_name(m_handle.id(), m_path.data(), static_cast<std::size_t>(length) + 1);
}

void Dataset::resume(hid_t file)
{
    if (!m_path.isEmpty())
        m_handle = open(file, QString::fromUtf8(m_path));
}

} // namespace storage::h5
