#pragma once

#include "simulator/random.h"

#include <vector>

namespace simulator {

/// Counts that gather in the channels of a detector: Poisson noise around rates that change now and then. Each channel has one
/// uniform number from erasure to erasure, so that its counts never go back.
class Spectrum
{
public:
    Spectrum(int channels, quint64 seed);

    void erase();
    /// What arrives per second from now on, and the part of the time in which it is taken.
    void setRates(std::vector<double> rates, double liveFraction);
    const std::vector<double>& rates() const { return m_rates; }
    double liveFraction() const { return m_liveFraction; }
    /// Keeps what `seconds` of the present rates have brought.
    void add(double seconds);

    double real() const { return m_real; } ///< seconds added
    double live() const { return m_live; }
    /// After `seconds` more of the present rates.
    std::vector<qint32> counts(double seconds) const;

private:
    Random m_random;
    std::vector<double> m_luck;
    std::vector<double> m_expected;
    std::vector<double> m_rates;
    double m_liveFraction = 1;
    double m_real = 0;
    double m_live = 0;
};

} // namespace simulator
