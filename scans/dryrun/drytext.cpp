#include "scans/dryrun/drytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace scans {

namespace {

QString moreThan(const QString& text)
{
    return QCoreApplication::translate("scans", "more than %1").arg(text);
}

QString about(const QString& text)
{
    return QCoreApplication::translate("scans", "about %1").arg(text);
}

/// The text's plural is chosen by a number that fits.
QString countText(qint64 points)
{
    const auto plural = static_cast<int>(std::min<qint64>(points, 1'000'000'000));
    return QCoreApplication::translate("scans", "%1 point(s)", nullptr, plural).arg(QLocale().toString(points));
}

QString pointsText(const DryResult& result)
{
    const QString text = countText(result.points);
    if (result.pointsKnown)
        return text;
    return result.complete ? about(text) : moreThan(text);
}

QString timeText(const DryResult& result)
{
    const QString text = durationText(result.duration);
    if (!result.complete)
        return moreThan(text);
    if (result.durationKnown)
        return about(text);
    return result.duration.count() > 0 ? QCoreApplication::translate("scans", "at least %1").arg(text)
                                       : QCoreApplication::translate("scans", "duration unknown");
}

} // namespace

QString durationText(std::chrono::duration<double> duration)
{
    if (!(duration.count() < 1e12))
        return QCoreApplication::translate("scans", "for ever");
    const auto whole = std::max<qint64>(1, std::llround(duration.count()));
    if (whole < 60)
        return QCoreApplication::translate("scans", "%1 s").arg(whole);
    if (whole < 3600)
        return QCoreApplication::translate("scans", "%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QCoreApplication::translate("scans", "%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString summaryText(const DryResult& result)
{
    QStringList parts;
    if (result.points > 0)
        parts << pointsText(result);
    parts << timeText(result);
    if (result.bytes > 0) {
        const bool known = result.complete || result.pointsKnown;
        parts << (known ? sizeText(result.bytes) : moreThan(sizeText(result.bytes)));
    }
    return parts.join(QStringLiteral(" · "));
}

QString extentText(const Extent& extent)
{
    return QCoreApplication::translate("scans", "%1: %2 to %3 %4")
        .arg(
            extent.motor, QString::number(extent.lowest, 'g', 6), QString::number(extent.highest, 'g', 6), extent.units)
        .trimmed();
}

} // namespace scans
