#pragma once

#include "simulator/random.h"
#include "simulator/records.h"

namespace simulator {

/// What goes on around an experiment whatever it does: storage ring, shutter, vacuum, temperature, the live rate of I0.
/// Units:   mA, mbar, degC, counts/s.   Thread: its host's.
/// BD:ring:current decays and is topped up once a minute, by half a percent. Counters follow the stored current alone, not
/// that ripple, so that what they count does not depend on the time of day.
class Environment
{
public:
    Environment(Host& host, const QString& prefix, std::function<double()> incidentRate, quint64 seed);

    void start();
    void stop();

    bool shutterOpen() const { return m_records.flag("shutter"); }
    double storedCurrent() const { return m_records.number("ring:stored"); }

    RecordTable& records() { return m_records; }
    const RecordTable& records() const { return m_records; }

private:
    void updateSlow();
    void updateFast();

    Host& m_host;
    RecordTable m_records;
    const std::function<double()> m_incidentRate;
    Random m_random;
    Handle m_slow;
    Handle m_fast;
};

/// Ring current `seconds` after a top-up to `stored`.
double decayedCurrent(double stored, double seconds);

} // namespace simulator
