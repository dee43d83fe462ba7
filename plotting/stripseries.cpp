#include "plotting/stripseries.h"

#include "plotting/numbers.h"

namespace plotting {

QString StripSeries::valueText(double value) const
{
    const QString number = decimals >= 0 ? formatFixed(value, decimals) : formatSignificant(value, 5);
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
}

} // namespace plotting
