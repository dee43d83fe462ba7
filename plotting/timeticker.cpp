#include "plotting/timeticker.h"

#include "plotting/timeaxis.h"

#include <QDateTime>

#include <cmath>

namespace plotting {

double TimeTicker::getTickStep(const QCPRange& range)
{
    m_step = timeTickStep(range.size(), m_maxTicks);
    return m_step;
}

QVector<double> TimeTicker::createTickVector(double step, const QCPRange& range)
{
    const double zone = QDateTime::fromSecsSinceEpoch(qint64(range.lower)).offsetFromUtc();
    QVector<double> ticks;
    const double first = std::ceil((range.lower + zone) / step);
    const double last = std::floor((range.upper + zone) / step);
    for (double i = first; i <= last && ticks.size() < 1000; ++i)
        ticks.append(i * step - zone);
    return ticks;
}

QString TimeTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    return timeLabel(tick, m_step);
}

} // namespace plotting
