#include "storage/nexus/closededit.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <linux/fs.h>
#include <sys/ioctl.h>

namespace storage {

namespace {

constexpr qint64 largestCopy = 256 * 1024 * 1024;

/// A writer that died leaves its mark in the file, and the file longer than its header says. These two properties are how
/// the h5clear tool sees to that; the library has them, only not their names in its headers.
h5::Handle openMarked(const QString& path)
{
    const h5::Handle access = h5::fileAccess();
    const hbool_t yes = true;
    h5::check(H5Pset(access.id(), "clear_status_flags", &yes), "file access");
    h5::check(H5Pset(access.id(), "skip_eof_check", &yes), "file access");
    h5::Handle file = h5::openFile(path, H5F_ACC_RDWR, access.id());
    h5::check(H5Fincrement_filesize(file.id(), 0), "file size");
    return file;
}

h5::Handle openPlain(const QString& path)
{
    const h5::Handle access = h5::fileAccess();
    return h5::openFile(path, H5F_ACC_RDWR, access.id());
}

using Open = h5::Handle (*)(const QString&);

void changeIn(const QString& path, Open open, const std::function<void(hid_t)>& change)
{
    h5::Handle file = open(path);
    change(file.id());
    if (!file.reset())
        throw h5::Failure(QStringLiteral("closing failed"));
}

/// A copy that shares its blocks with the file takes neither time nor room; most file systems cannot do that.
bool sharedCopy(const QString& path, QFile& copy)
{
    QFile source(path);
    return source.open(QIODevice::ReadOnly) && copy.open(QIODevice::WriteOnly)
        && ::ioctl(copy.handle(), FICLONE, source.handle()) == 0;
}

void edit(const QString& path, Open open, const std::function<void(hid_t)>& change)
{
    QFile copy(editedCopy(path));
    copy.remove(); // of a program that died
    const bool large = QFileInfo(path).size() > largestCopy;
    const bool copied = large ? sharedCopy(path, copy) : QFile::copy(path, copy.fileName());
    copy.close();
    if (!copied) {
        copy.remove();
        if (large)
            return changeIn(path, open, change);
        throw h5::Failure(QStringLiteral("%1 cannot be made").arg(copy.fileName()));
    }
    try {
        changeIn(copy.fileName(), open, change);
        if (std::rename(QFile::encodeName(copy.fileName()).constData(), QFile::encodeName(path).constData()) != 0)
            throw h5::Failure(QString::fromLocal8Bit(std::strerror(errno)));
    } catch (const h5::Failure&) {
        copy.remove();
        throw;
    }
}

} // namespace

QString editedCopy(const QString& path)
{
    return path + QStringLiteral(".edit");
}

void editClosed(const QString& path, const std::function<void(hid_t file)>& change)
{
    edit(path, openPlain, change);
}

void editOrphan(const QString& path, const std::function<void(hid_t file)>& change)
{
    edit(path, openMarked, change);
}

} // namespace storage
