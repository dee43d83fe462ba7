#include "tests/storage/smalldisk.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/mount.h>

namespace testruns {

namespace {

bool mountTmpfs(const QByteArray& folder, unsigned long flags, const char* size)
{
    const QByteArray options = QByteArrayLiteral("size=") + size;
    return ::mount("tmpfs", folder.constData(), "tmpfs", flags, options.constData()) == 0;
}

} // namespace

SmallDisk::SmallDisk(const QString& folder, const char* size)
    : m_folder(folder)
{
    QDir().mkpath(folder);
    m_mounted = mountTmpfs(name(), 0, size);
}

SmallDisk::~SmallDisk()
{
    if (m_mounted)
        ::umount2(name().constData(), MNT_DETACH);
}

bool SmallDisk::resize(const char* size) const
{
    return mountTmpfs(name(), MS_REMOUNT, size);
}

QByteArray SmallDisk::name() const
{
    return QFile::encodeName(m_folder);
}

void fillUp(const QString& path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    for (qsizetype size = 1024 * 1024; size >= 1024; size /= 4) {
        const QByteArray block(size, 'x');
        while (file.write(block) == size) { }
    }
}

} // namespace testruns
