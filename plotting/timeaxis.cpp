#include "plotting/timeaxis.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace plotting {

namespace {

QDateTime toLocal(double time)
{
    return QDateTime::fromMSecsSinceEpoch(qint64(std::llround(time * 1000)));
}

QString decimals(double step)
{
    return step >= 0.1 ? QStringLiteral("HH:mm:ss.z") : QStringLiteral("HH:mm:ss.zzz");
}

} // namespace

TimeAxis::TimeAxis(double windowSeconds)
    : m_window(windowSeconds)
    , m_span(windowSeconds)
{
}

void TimeAxis::setWindow(double seconds)
{
    m_window = std::clamp(seconds, shortest, longest);
    m_span = m_window;
}

void TimeAxis::advance(double now)
{
    if (m_following)
        m_to = now;
}

void TimeAxis::resume(double now)
{
    m_following = true;
    m_span = m_window;
    m_to = now;
}

void TimeAxis::zoomAt(double time, double factor)
{
    m_following = false;
    const double position = (m_to - time) / m_span;
    m_span = std::clamp(m_span * factor, shortest, longest);
    m_to = time + position * m_span;
}

void TimeAxis::pan(double seconds)
{
    m_following = false;
    m_to += seconds;
}

double timeTickStep(double span, int maxTicks)
{
    constexpr std::array steps{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0,
        600.0, 900.0, 1800.0, 3600.0, 7200.0, 10800.0, 21600.0, 43200.0, 86400.0};
    for (const double step : steps) {
        if (span / step <= std::max(1, maxTicks))
            return step;
    }
    return 86400.0 * std::ceil(span / 86400.0 / std::max(1, maxTicks));
}

QString timeLabel(double time, double step)
{
    const QDateTime local = toLocal(time);
    if (step >= 86400)
        return local.toString(QStringLiteral("d MMM"));
    if (step >= 60)
        return local.toString(QStringLiteral("HH:mm"));
    if (step >= 1)
        return local.toString(QStringLiteral("HH:mm:ss"));
    return local.toString(decimals(step));
}

QString instantLabel(double time, double today)
{
    const QDateTime local = toLocal(std::floor(time * 10) / 10);
    const bool sameDay = local.date() == toLocal(today).date();
    const QString clock = local.toString(QStringLiteral("HH:mm:ss.z"));
    return sameDay ? clock : local.toString(QStringLiteral("ddd d MMM ")) + clock;
}

QString durationLabel(double seconds)
{
    const auto text = [](const char* source, double value) {
        return QCoreApplication::translate("plotting", source).arg(QString::number(value, 'g', 3));
    };
    if (seconds < 60)
        return text(QT_TRANSLATE_NOOP("plotting", "%1 s"), seconds);
    if (seconds < 3600)
        return text(QT_TRANSLATE_NOOP("plotting", "%1 min"), seconds / 60);
    if (seconds < 2 * 86400)
        return text(QT_TRANSLATE_NOOP("plotting", "%1 h"), seconds / 3600);
    return text(QT_TRANSLATE_NOOP("plotting", "%1 d"), seconds / 86400);
}

} // namespace plotting
