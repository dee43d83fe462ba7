#include "storage/processmark.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

namespace storage {

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Boot id and start time (field 22 of /proc/PID/stat, counted behind the command's closing bracket); empty = no process.
QString bornMark(qint64 pid)
{
    const QByteArray stat = contents(QStringLiteral("/proc/%1/stat").arg(pid));
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype state = 0;
    constexpr qsizetype startTime = 19;
    if (fields.size() <= startTime || fields.at(state) == "Z")
        return {};
    const QByteArray boot = contents(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed();
    return QString::fromLatin1(boot + ':' + fields.at(startTime));
}

} // namespace

ProcessMark ProcessMark::current()
{
    // Stays the same, and asking the kernel takes milliseconds on some machines.
    const qint64 pid = QCoreApplication::applicationPid();
    static const ProcessMark mark{QSysInfo::machineHostName(), pid, bornMark(pid)};
    return mark;
}

bool ProcessMark::mayBeAlive() const
{
    return host != QSysInfo::machineHostName() || bornMark(pid) == born;
}

QString currentUser()
{
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? QString::fromLocal8Bit(entry->pw_name) : qEnvironmentVariable("USER");
}

} // namespace storage
