#include "simulator/random.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace simulator {

namespace {

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x)
{
    double sum = 0;
    for (const double coefficient : coefficients)
        sum = sum * x + coefficient;
    return sum;
}

// P. J. Acklam's rational approximation, relative error 1.15e-9.
constexpr std::array CentreNumerator{-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
constexpr std::array CentreDenominator{-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
    6.680131188771972e+01, -1.328068155288572e+01, 1.0};
constexpr std::array TailNumerator{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
    -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
constexpr std::array TailDenominator{
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1.0};

double lowerTail(double probability)
{
    const double q = std::sqrt(-2 * std::log(probability));
    return polynomial(TailNumerator, q) / polynomial(TailDenominator, q);
}

} // namespace

Random::Random(quint64 seed, quint64 stream)
    : m_increment((stream << 1U) | 1U)
{
    next();
    m_state += seed;
    next();
}

quint32 Random::next()
{
    const quint64 old = m_state;
    m_state = old * 6364136223846793005ULL + m_increment;
    const auto shifted = static_cast<quint32>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<quint32>(old >> 59U);
    return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
}

double Random::uniform()
{
    return (next() + 0.5) / 4294967296.0;
}

double Random::gauss()
{
    return normalQuantile(uniform());
}

double normalQuantile(double probability)
{
    constexpr double tail = 0.02425;
    if (probability < tail)
        return lowerTail(probability);
    if (probability > 1 - tail)
        return -lowerTail(1 - probability);
    const double q = probability - 0.5;
    return q * polynomial(CentreNumerator, q * q) / polynomial(CentreDenominator, q * q);
}

double poissonQuantile(double probability, double mean)
{
    if (!(mean > 0))
        return 0;
    constexpr double exactBelow = 400;
    if (mean > exactBelow) { // Cornish-Fisher expansion
        const double z = normalQuantile(probability);
        const double sigma = std::sqrt(mean);
        return std::max(0.0, std::floor(mean + z * sigma + (z * z - 1) / 6 + (z - z * z * z) / (72 * sigma) + 0.5));
    }
    double term = std::exp(-mean);
    double sum = term;
    double events = 0;
    while (sum < probability && term > 0) {
        events += 1;
        term *= mean / events;
        sum += term;
    }
    return events;
}

} // namespace simulator
