#include "storage/hdf5/openfile.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/readdriver.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace storage::h5 {

namespace {

constexpr unsigned readAttempts = 25;
constexpr int lockAttempts = 100;
constexpr std::chrono::milliseconds lockPeriod{5};

} // namespace

Handle fileAccess()
{
    Handle access(check(H5Pcreate(H5P_FILE_ACCESS), "file access"));
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_LATEST, H5F_LIBVER_LATEST), "file access");
    return access;
}

Handle openFile(const QString& path, unsigned flags, hid_t access)
{
    const QByteArray name = QFile::encodeName(path);
    const QString locked = QString::fromLocal8Bit(std::strerror(EAGAIN));
    for (int attempt = 1;; ++attempt) {
        try {
            return Handle(check(H5Fopen(name.constData(), flags, access), "open file"));
        } catch (const Failure& failure) {
            if (attempt == lockAttempts || !QString::fromUtf8(failure.what()).endsWith(locked))
                throw;
        }
        std::this_thread::sleep_for(lockPeriod);
    }
}

Handle openToRead(const QString& path)
{
    const Handle access = fileAccess();
    // While a writer is at work something may be half written, so HDF5 reads again, after twice the time at each attempt, from
    // 1 ns on. By default a hundred times: what is damaged for good would take for ever.
    check(H5Pset_metadata_read_attempts(access.id(), readAttempts), "file access");
    const Handle older(check(H5Pcreate(H5P_FILE_ACCESS), "file access"));
    for (const hid_t each : {access.id(), older.id()})
        readIndependently(each);
    try {
        // As SWMR reader first: that works on finished files, on growing ones and after the writer died.
        return openFile(path, H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, access.id());
    } catch (const Failure&) {
        return openFile(path, H5F_ACC_RDONLY, older.id());
    }
}

} // namespace storage::h5
