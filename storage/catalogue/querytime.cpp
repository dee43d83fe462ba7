#include "storage/catalogue/querytime.h"

#include <QRegularExpression>

#include <array>

namespace storage {

namespace {

TimeSpan between(const QDateTime& from, const QDateTime& to)
{
    return {from.toMSecsSinceEpoch(), to.toMSecsSinceEpoch()};
}

TimeSpan wholeDay(const QDate& day)
{
    return between(day.startOfDay(), day.addDays(1).startOfDay());
}

std::optional<TimeSpan> age(const QString& text, const QDateTime& now)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,6})(min|h|d|w)$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    const QString unit = match.captured(2);
    const qint64 seconds = unit == QLatin1String("min") ? 60
        : unit == QLatin1String("h")                    ? 3600
        : unit == QLatin1String("d")                    ? 86400
                                                        : 7 * 86400;
    const QDateTime moment = now.addSecs(-match.captured(1).toLongLong() * seconds);
    return between(moment, moment);
}

/// A time of day lasts as long as its last figure says.
std::optional<TimeSpan> moment(const QString& text)
{
    struct Form
    {
        const char* format;
        int milliseconds;
    };
    constexpr std::array<Form, 6> forms{
        {{"yyyy-MM-ddTHH:mm", 60'000}, {"yyyy-MM-ddTHH:mm:ss", 1000}, {"yyyy-MM-dd HH:mm", 60'000},
            {"yyyy-MM-dd HH:mm:ss", 1000}, {"yyyy-MM-ddTHH:mmt", 60'000}, {"yyyy-MM-ddTHH:mm:sst", 1000}}};
    QString upper = text.toUpper();
    if (upper.endsWith(QLatin1Char('Z')))
        upper.replace(upper.size() - 1, 1, QStringLiteral("UTC"));
    for (const Form& form : forms) {
        const QDateTime begin = QDateTime::fromString(upper, QLatin1String(form.format));
        if (begin.isValid())
            return between(begin, begin.addMSecs(form.milliseconds));
    }
    const QDateTime exact = QDateTime::fromString(text, Qt::ISODateWithMs);
    return exact.isValid() && text.size() > 10 ? std::optional(between(exact, exact.addSecs(1))) : std::nullopt;
}

} // namespace

std::optional<TimeSpan> timeSpan(const QString& text, const QDateTime& now)
{
    const QString word = text.toCaseFolded();
    if (word == QLatin1String("now"))
        return between(now, now);
    if (word == QLatin1String("today"))
        return wholeDay(now.date());
    if (word == QLatin1String("yesterday"))
        return wholeDay(now.date().addDays(-1));
    if (auto found = age(word, now))
        return found;
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == 10)
        return wholeDay(day);
    if (const QDate month = QDate::fromString(text, QStringLiteral("yyyy-MM")); month.isValid())
        return between(month.startOfDay(), month.addMonths(1).startOfDay());
    if (const QTime time = QTime::fromString(text, QStringLiteral("HH:mm")); time.isValid())
        return between(QDateTime(now.date(), time), QDateTime(now.date(), time.addSecs(60)));
    return moment(text);
}

} // namespace storage
