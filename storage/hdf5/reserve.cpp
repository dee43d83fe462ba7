#include "storage/hdf5/reserve.h"

#include "storage/hdf5/h5.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace storage::h5 {

namespace {

constexpr qint64 margin = 8 * 1024 * 1024; ///< for chunks that have just begun, and what HDF5 keeps about its data
constexpr qint64 step = 8 * 1024 * 1024;

} // namespace

void Reserve::ensure(hid_t file, qint64 bytes)
{
    m_promised += bytes;
    if (!m_possible || m_size + m_promised + margin <= m_end)
        return;
    hsize_t size = 0;
    check(H5Fget_filesize(file, &size), "file size");
    m_size = static_cast<qint64>(size);
    m_promised = bytes;
    const qint64 needed = m_size + bytes + margin;
    if (needed <= m_end)
        return;
    void* handle = nullptr;
    check(H5Fget_vfd_handle(file, H5P_DEFAULT, &handle), "file");
    const int descriptor = *static_cast<int*>(handle);
    // Only behind what is reserved already: a tmpfs that has not enough also takes back what it gave before.
    const qint64 from = std::max(m_size, m_end);
    if (::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, from, needed + step - from) == 0) {
        m_end = needed + step;
    } else if (errno == ENOSPC || errno == EDQUOT) {
        if (::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, from, needed - from) != 0)
            throw Failure(QString::fromLocal8Bit(std::strerror(errno)));
        m_end = needed;
    } else {
        m_possible = false;
    }
}

void Reserve::giveBack(const QString& path)
{
    struct stat about = {};
    const QByteArray name = QFile::encodeName(path);
    // As long as it is: only what is reserved behind its end goes. Failing costs room on the disk and nothing else.
    if (::stat(name.constData(), &about) != 0 || ::truncate(name.constData(), about.st_size) != 0)
        qWarning("%s: %s", name.constData(), std::strerror(errno));
}

} // namespace storage::h5
