#include "storage/text/specfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

Result<SpecTail> SpecTail::read(const QString& path)
{
    SpecTail tail;
    QFile file(path);
    if (!file.exists())
        return tail;
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, QStringLiteral("%1: %2").arg(path, file.errorString()), path};
    bool inMotors = false;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (tail.empty && !line.startsWith("#F ") && !line.startsWith("#S ") && !line.startsWith("#E ")) {
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("storage", "%1 is no SPEC file, so nothing is appended to it.").arg(path),
                path};
        }
        tail.empty = false;
        tail.endsLine = line.endsWith('\n');
        if (line.startsWith("#E "))
            tail.epoch = line.mid(3).trimmed().toLongLong();
        const bool isMotors = line.startsWith("#O");
        if (isMotors && !inMotors)
            tail.motors.clear();
        inMotors = isMotors;
        if (isMotors && line.contains(' '))
            tail.motors << QString::fromUtf8(line.mid(line.indexOf(' ') + 1).trimmed())
                               .split(QStringLiteral("  "), Qt::SkipEmptyParts);
    }
    return tail;
}

QByteArray specDate(devices::Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    const QLocale c = QLocale::c();
    const QString day = QString::number(local.date().day()).rightJustified(2);
    return QStringLiteral("%1 %2 %3")
        .arg(c.toString(local, QStringLiteral("ddd MMM")), day, c.toString(local, QStringLiteral("HH:mm:ss yyyy")))
        .toLatin1();
}

} // namespace storage
