#include "storage/outputfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>
#include <QTemporaryFile>

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
    const qint64 free = QStorageInfo(folder).bytesAvailable();
    if (free >= 0 && free < minimumFreeBytes) {
        const QLocale locale;
        return refuse(QCoreApplication::translate("storage", "The output folder %1 has %2 free, %3 are needed.")
                          .arg(folder, locale.formattedDataSize(free), locale.formattedDataSize(minimumFreeBytes)));
    }
    return {};
}

} // namespace storage
