#pragma once

#include "plotting/qcp.h"

namespace plotting {

/// Ticks at round local times.
class TimeTicker : public QCPAxisTicker
{
public:
    void setMaxTicks(int count) { m_maxTicks = count; }

protected:
    double getTickStep(const QCPRange& range) override;
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

private:
    double m_step = 60;
    int m_maxTicks = 6;
};

} // namespace plotting
