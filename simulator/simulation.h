#pragma once

#include "simulator/beamline.h"
#include "simulator/chaos/chaosgroup.h"
#include "simulator/scalerecords.h"
#include "simulator/statefile.h"

namespace simulator {

/// All that beamdeck-sim serves: the beamline, what can make it fail, records for load, and the file that outlives it.
/// Thread:  constructed and restored before the host's thread runs; start and stop on it.
class Simulation
{
public:
    struct Setup
    {
        QString prefix;
        quint64 seed = 1;
        std::size_t scaleCount = 0;
        double scaleRate = 10; ///< Hz
        QString statePath; ///< empty: nothing is kept
        std::function<void(const QString&)> complain;
    };

    Simulation(Host& host, Setup setup);

    /// What the state file has. Nonsense in it is complained of; an error is a file that cannot be read.
    Result<void> restore();
    void start();
    /// Writes the state.
    void stop();

    /// Every PV.
    std::vector<ListedGroup> list() const;

private:
    void save();

    Host& m_host;
    const std::function<void(const QString&)> m_complain;
    ChaosHost m_chaos;
    Beamline m_beamline;
    ChaosGroup m_chaosGroup;
    ScaleRecords m_scale;
    std::optional<StateFile> m_state;
    QString m_complaint; // the last of saving
    Handle m_saving;
};

} // namespace simulator
