#include "storage/tiff/wholefile.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace storage {

devices::Result<void> writeWhole(const QString& path, const QByteArray& bytes, bool replace)
{
    const QString unfinished = path + QStringLiteral(".part");
    const auto refuse = [&](const QString& why) {
        QFile::remove(unfinished);
        return devices::Error{devices::ErrorCode::Io,
            QCoreApplication::translate("storage", "%1 cannot be written: %2").arg(path, why), path};
    };
    QFile file(unfinished);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)
        || file.write(bytes) != bytes.size())
        return refuse(file.errorString());
    file.close();
    if (replace && std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(path).constData()) != 0)
        return refuse(QString::fromLocal8Bit(std::strerror(errno)));
    if (!replace && !file.rename(path))
        return refuse(file.errorString());
    return {};
}

} // namespace storage
