#pragma once

#include "plotting/qcp.h"

namespace plotting {

/// Ticks whose labels all have the same decimals and a true minus sign: −2.0, −1.5, −1.0.
class NumberTicker : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

private:
    double m_step = 1;
};

} // namespace plotting
