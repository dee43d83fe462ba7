#include "storage/hdf5/readdriver.h"

#include "storage/hdf5/h5.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <limits>
#include <memory>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace storage::h5 {

namespace {

/// As HDF5 wants it: what is public of it comes first.
struct ReadFile
{
    H5FD_t common = {};
    int descriptor = -1;
    haddr_t eoa = 0; ///< what HDF5 has set
};

ReadFile& of(H5FD_t* file)
{
    return *reinterpret_cast<ReadFile*>(file);
}

const ReadFile& of(const H5FD_t* file)
{
    return *reinterpret_cast<const ReadFile*>(file);
}

/// In the words of HDF5's own drivers, which lastMessage() understands.
void tell(hid_t minor, const char* what)
{
    const int error = errno;
    H5Epush2(H5E_DEFAULT, __FILE__, __func__, __LINE__, H5E_ERR_CLS, H5E_VFL, minor,
        "%s, errno = %d, error message = '%s'", what, error, std::strerror(error));
}

H5FD_t* openFile(const char* name, unsigned flags, hid_t, haddr_t)
{
    if ((flags & H5F_ACC_RDWR) != 0) {
        errno = EROFS;
        tell(H5E_CANTOPENFILE, "this driver only reads");
        return nullptr;
    }
    const int descriptor = ::open(name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        tell(H5E_CANTOPENFILE, "unable to open file");
        return nullptr;
    }
    auto file = std::make_unique<ReadFile>();
    file->descriptor = descriptor;
    return &file.release()->common;
}

herr_t closeFile(H5FD_t* file)
{
    const std::unique_ptr<ReadFile> closed(&of(file));
    if (::close(closed->descriptor) == 0)
        return 0;
    tell(H5E_CANTCLOSEFILE, "unable to close file");
    return -1;
}

int compare(const H5FD_t* a, const H5FD_t* b)
{
    if (a == b)
        return 0;
    return std::less<const H5FD_t*>()(a, b) ? -1 : 1;
}

herr_t query(const H5FD_t*, unsigned long* features)
{
    if (features != nullptr) {
        *features = H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_POSIX_COMPAT_HANDLE | H5FD_FEAT_SUPPORTS_SWMR_IO
            | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    }
    return 0;
}

haddr_t eoa(const H5FD_t* file, H5FD_mem_t)
{
    return of(file).eoa;
}

herr_t setEoa(H5FD_t* file, H5FD_mem_t, haddr_t address)
{
    of(file).eoa = address;
    return 0;
}

haddr_t eof(const H5FD_t* file, H5FD_mem_t)
{
    struct stat about = {};
    return ::fstat(of(file).descriptor, &about) == 0 ? static_cast<haddr_t>(about.st_size) : HADDR_UNDEF;
}

herr_t handle(H5FD_t* file, hid_t, void** descriptor)
{
    *descriptor = &of(file).descriptor;
    return 0;
}

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* buffer)
{
    auto* to = static_cast<char*>(buffer);
    auto at = static_cast<off_t>(address);
    while (size > 0) {
        const ssize_t got = ::pread(of(file).descriptor, to, size, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            tell(H5E_READERROR, "file read failed");
            return -1;
        }
        if (got == 0) { // behind the end of the file, but not of what HDF5 calls allocated
            std::memset(to, 0, size);
            return 0;
        }
        to += got;
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return 0;
}

herr_t write(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, std::size_t, const void*)
{
    errno = EROFS;
    tell(H5E_WRITEERROR, "this driver only reads");
    return -1;
}

/// Tells whether somebody changes the file, and does not keep anybody from it afterwards: a scan goes on writing.
herr_t lock(H5FD_t* file, hbool_t)
{
    if (::flock(of(file).descriptor, LOCK_SH | LOCK_NB) == 0) {
        ::flock(of(file).descriptor, LOCK_UN);
        return 0;
    }
    if (errno == ENOSYS)
        return 0;
    tell(H5E_CANTLOCKFILE, "unable to lock file");
    return -1;
}

herr_t unlock(H5FD_t*)
{
    return 0;
}

hid_t registered()
{
    H5FD_class_t driver = {};
    driver.name = "beamdeck-read";
    driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    driver.fc_degree = H5F_CLOSE_WEAK;
    driver.open = openFile;
    driver.close = closeFile;
    driver.cmp = compare;
    driver.query = query;
    driver.get_eoa = eoa;
    driver.set_eoa = setEoa;
    driver.get_eof = eof;
    driver.get_handle = handle;
    driver.read = read;
    driver.write = write;
    driver.lock = lock;
    driver.unlock = unlock;
    const H5FD_mem_t kinds[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
    std::memcpy(driver.fl_map, kinds, sizeof kinds);
    return H5FDregister(&driver); // which copies it
}

} // namespace

void readIndependently(hid_t access)
{
    static const hid_t driver = check(registered(), "driver");
    check(H5Pset_driver(access, driver, nullptr), "file access");
}

} // namespace storage::h5
