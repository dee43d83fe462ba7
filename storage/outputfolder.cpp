#include "storage/outputfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QTemporaryFile>

#include <cerrno>
#include <cstring>
#include <sys/statvfs.h>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

Result<void> OutputFolder::check(const QString& folder, qint64 minimumFreeBytes)
{
    const auto refuse = [&folder](const QString& message) { return Error{ErrorCode::Io, message, folder}; };
    if (folder.isEmpty())
        return refuse(QCoreApplication::translate("storage", "No output folder is set."));
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir())
        return refuse(QCoreApplication::translate("storage", "The output folder %1 is a file.").arg(folder));
    if (!QDir().mkpath(folder))
        return refuse(QCoreApplication::translate("storage", "The output folder %1 cannot be made.").arg(folder));
    // Permissions do not tell everything (network, full, read-only mount): try.
    QTemporaryFile probe(folder + QStringLiteral("/.beamdeck-XXXXXX"));
    if (!probe.open() || probe.write(QByteArray(4096, ' ')) != 4096 || !probe.flush()) {
        return refuse(QCoreApplication::translate("storage", "The output folder %1 cannot be written: %2.")
                          .arg(folder, probe.errorString()));
    }
    probe.close();
    return room(folder, minimumFreeBytes);
}

Result<void> OutputFolder::room(const QString& folder, qint64 minimumFreeBytes)
{
    struct statvfs disk = {};
    if (::statvfs(QFile::encodeName(folder).constData(), &disk) != 0) {
        return Error{ErrorCode::Io,
            QCoreApplication::translate("storage", "The output folder %1 cannot be reached: %2.")
                .arg(folder, QString::fromLocal8Bit(std::strerror(errno))),
            folder};
    }
    const auto free = static_cast<qint64>(disk.f_bavail) * static_cast<qint64>(disk.f_frsize);
    if (free < minimumFreeBytes) {
        const QLocale locale;
        return Error{ErrorCode::Io,
            QCoreApplication::translate("storage", "The output folder %1 has %2 free, %3 are needed.")
                .arg(folder, locale.formattedDataSize(free), locale.formattedDataSize(minimumFreeBytes)),
            folder};
    }
    return {};
}

} // namespace storage
