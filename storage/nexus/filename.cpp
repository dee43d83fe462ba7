#include "storage/nexus/filename.h"

#include "storage/runmetadata.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

QString safe(QString value)
{
    static const QRegularExpression unwanted(QStringLiteral("[^\\p{L}\\p{N}_+-]+"));
    return value.replace(unwanted, QStringLiteral("_"));
}

QHash<QString, QString> valuesOf(const scans::RunStart& start)
{
    const RunMetadata about(start);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(start.time.time_since_epoch()).count();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms);
    return {
        {QStringLiteral("date"), time.toString(QStringLiteral("yyyy-MM-dd"))},
        {QStringLiteral("time"), time.toString(QStringLiteral("HHmmss"))},
        {QStringLiteral("scan_id"), QString::number(start.scanId)},
        {QStringLiteral("plan_name"), about.planName.isEmpty() ? QStringLiteral("run") : about.planName},
        {QStringLiteral("uid"), start.uid},
        {QStringLiteral("uid8"), start.uid.left(8)},
        {QStringLiteral("sample"), about.sample},
        {QStringLiteral("user"), about.user},
    };
}

} // namespace

Result<void> FileName::check(const QString& pattern)
{
    const auto expanded = expand(pattern, {});
    return expanded ? Result<void>() : expanded.error();
}

Result<QString> FileName::expand(const QString& pattern, const scans::RunStart& start)
{
    static const QRegularExpression field(QStringLiteral("\\{(\\w*)(?::0?(\\d)d)?\\}"));
    const QHash<QString, QString> values = valuesOf(start);
    QString name;
    qsizetype end = 0;
    auto matches = field.globalMatch(pattern);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const auto value = values.constFind(match.captured(1));
        if (value == values.constEnd()) {
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate(
                    "storage", "The file name template \"%1\" has the unknown key %2; known are: %3.")
                    .arg(pattern, match.captured(0), QStringList(values.keys()).join(QStringLiteral(", "))),
                pattern};
        }
        name += pattern.mid(end, match.capturedStart() - end);
        name += safe(*value).rightJustified(match.captured(2).toInt(), QLatin1Char('0'));
        end = match.capturedEnd();
    }
    return name + pattern.mid(end);
}

QString FileName::unused(const QString& path)
{
    const QFileInfo info(path);
    QString candidate = path;
    for (int n = 2; QFileInfo::exists(candidate); ++n) {
        candidate = QStringLiteral("%1/%2-%3.%4").arg(info.path(), info.completeBaseName()).arg(n).arg(info.suffix());
    }
    return candidate;
}

} // namespace storage
