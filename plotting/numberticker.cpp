#include "plotting/numberticker.h"

#include "plotting/numbers.h"

#include <cmath>

namespace plotting {

double NumberTicker::getTickStep(const QCPRange& range)
{
    m_step = niceStep(range.size() / double(tickCount() + 1e-10));
    return m_step;
}

QString NumberTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    if (std::abs(tick) < 1e-6 * m_step)
        return m_step < 1 && m_step >= 1e-5 ? formatFixed(0, decimalsForStep(m_step)) : QStringLiteral("0");
    if (m_step >= 1e7 || m_step < 1e-5)
        return formatSignificant(tick, 1 + int(std::ceil(std::log10(std::abs(tick) / m_step) - 1e-9)));
    return formatFixed(tick, decimalsForStep(m_step));
}

} // namespace plotting
