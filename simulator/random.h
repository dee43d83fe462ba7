#pragma once

#include <QtGlobal>

namespace simulator {

/// Random numbers that are the same on every machine for the same seed and stream.
/// Source:  PCG-XSH-RR 64/32, M. E. O'Neill, HMC-CS-2014-0905.
class Random
{
public:
    explicit Random(quint64 seed, quint64 stream = 0);

    quint32 next();
    /// Above 0, below 1.
    double uniform();
    /// Mean 0, standard deviation 1.
    double gauss();

private:
    quint64 m_state = 0;
    quint64 m_increment = 1;
};

/// The x with `probability` of a normal deviate lying below it; 0 < probability < 1, good to 1e-9.
double normalQuantile(double probability);
/// The number of events which a Poisson process of this mean does not exceed with `probability`; grows with both, so that
/// one uniform number makes a noisy counter which never counts backwards.
double poissonQuantile(double probability, double mean);

} // namespace simulator
