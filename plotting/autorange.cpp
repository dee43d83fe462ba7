#include "plotting/autorange.h"

#include "plotting/numbers.h"

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

constexpr double shrinkBelow = 0.55;
/// A steady value is not blown up beyond this part of itself.
constexpr double leastRelativeSpan = 1e-5;

} // namespace

void AutoRange::include(double low, double high)
{
    const double size = std::max(std::abs(low), std::abs(high));
    double span = high - low;
    if (span <= leastRelativeSpan * size || span <= 0) {
        span = size > 0 ? 0.01 * size : 1.0;
        low -= span / 2;
        high += span / 2;
    }
    const double step = niceStep(span / 5);
    const double niceLow = std::floor(low / step + 1e-9) * step;
    const double niceHigh = std::ceil(high / step - 1e-9) * step;
    const bool fits = m_known && low >= m_low && high <= m_high;
    if (fits && niceHigh - niceLow > shrinkBelow * (m_high - m_low))
        return;
    m_low = niceLow;
    m_high = niceHigh;
    m_step = step;
    m_known = true;
}

} // namespace plotting
