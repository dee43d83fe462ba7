#pragma once

#include "storage/hdf5/handle.h"

#include <QByteArray>
#include <QString>

namespace storage::h5 {

/// An open dataset that can be let go and found again, because a file that others read while it grows must be closed before
/// anything new can be made in it.
class Dataset
{
public:
    Dataset() = default;
    explicit Dataset(Handle handle);

    hid_t id() const { return m_handle.id(); }
    explicit operator bool() const { return static_cast<bool>(m_handle); }
    QString path() const { return QString::fromUtf8(m_path); }
    void suspend() { m_handle.reset(); }
    void resume(hid_t file);

private:
    Handle m_handle;
    QByteArray m_path;
};

} // namespace storage::h5
