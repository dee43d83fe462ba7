#include "simulator/mca/spectrum.h"

namespace simulator {

Spectrum::Spectrum(int channels, quint64 seed)
    : m_random(seed, 5)
    , m_luck(static_cast<std::size_t>(channels))
    , m_expected(m_luck.size())
    , m_rates(m_luck.size())
{
    erase();
}

void Spectrum::erase()
{
    for (double& luck : m_luck)
        luck = m_random.uniform();
    std::fill(m_expected.begin(), m_expected.end(), 0);
    m_real = 0;
    m_live = 0;
}

void Spectrum::setRates(std::vector<double> rates, double liveFraction)
{
    Q_ASSERT(rates.size() == m_luck.size());
    m_rates = std::move(rates);
    m_liveFraction = liveFraction;
}

void Spectrum::add(double seconds)
{
    m_real += seconds;
    m_live += seconds * m_liveFraction;
    for (std::size_t i = 0; i < m_expected.size(); ++i)
        m_expected[i] += m_rates[i] * m_liveFraction * seconds;
}

std::vector<qint32> Spectrum::counts(double seconds) const
{
    std::vector<qint32> counts(m_luck.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i]
            = static_cast<qint32>(poissonQuantile(m_luck[i], m_expected[i] + m_rates[i] * m_liveFraction * seconds));
    return counts;
}

} // namespace simulator
