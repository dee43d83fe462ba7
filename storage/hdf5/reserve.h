#pragma once

#include "storage/hdf5/handle.h"

#include <QString>

namespace storage::h5 {

/// Room on the disk behind the end of a growing file, taken before it is needed: HDF5 cannot go on with a file after a write
/// that failed for a full disk, so that none may fail. Where the file system cannot do that, it does nothing.
/// Errors:  Failure when there is no room; the file is untouched.
class Reserve
{
public:
    /// Before `bytes` of data are written, and what HDF5 writes beside them.
    void ensure(hid_t file, qint64 bytes);
    /// When the file is closed: gives back what was not used.
    static void giveBack(const QString& path);

private:
    qint64 m_end = 0; ///< reserved up to here
    qint64 m_promised = 0; ///< written since the size of the file was looked up
    qint64 m_size = 0;
    bool m_possible = true;
};

} // namespace storage::h5
