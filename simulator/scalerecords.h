#pragma once

#include "simulator/records.h"

namespace simulator {

/// Many counters, scale:0, scale:1, …, for load: each goes up by one at a rate, spread evenly over the period.
/// Units:   updates per second.   Thread: its host's.
class ScaleRecords
{
public:
    ScaleRecords(Host& host, const QString& prefix, std::size_t count, double rate);

    void start();
    void stop() { m_ticking.reset(); }
    void list(std::vector<Record::Listed>& rows) const;

private:
    void tick();

    Host& m_host;
    const double m_rate;
    std::vector<ServerPvPtr> m_pvs;
    std::size_t m_next = 0;
    double m_round = 0; // what the PVs count to at present
    double m_since = 0;
    double m_due = 0; // updates, with the part of one that is not due yet
    Handle m_ticking;
};

} // namespace simulator
