#pragma once

#include "scans/engine/answer.h"
#include "scans/engine/suspenderset.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace scans {

/// Why a run is suspended, and when it may go on: once no PV has been missing for a while and no suspender is tripped.
/// Thread:  engine's.
class Suspension
{
public:
    explicit Suspension(std::chrono::milliseconds settleTime)
        : m_settleTime(settleTime)
    {
    }

    /// A device was lost. Error if going on again and again has brought the plan no further.
    devices::Result<void> beginLost(const devices::Error& error, quint64 checkpoints);
    /// A suspender has tripped.
    void beginTripped(const QStringList& reasons);
    /// Looks at everything; true when the run may go on.
    bool over(const std::vector<devices::DevicePtr>& devices, const SuspenderSet& suspenders, SteadyTime now);

    const QString& reason() const { return m_reason; }
    /// What keeps the run from going on, one by one.
    const QStringList& tripped() const { return m_tripped; }
    /// Until it goes on, if all stays well.
    std::optional<std::chrono::milliseconds> countdown() const { return m_countdown; }
    /// A device was lost since it began.
    bool deviceLost() const { return m_deviceLost; }

    /// Suspenders that have interrupted the run and whose plans are to be done around it; each is answered once.
    std::vector<SuspenderPtr> engage(const std::vector<SuspenderPtr>& tripped);
    /// Those, last first; forgotten by it.
    std::vector<SuspenderPtr> release();
    void forget() { m_engaged.clear(); }

private:
    bool allThere(const std::vector<devices::DevicePtr>& devices, SteadyTime now);

    const std::chrono::milliseconds m_settleTime;
    QString m_reason;
    QStringList m_tripped;
    std::optional<std::chrono::milliseconds> m_countdown;
    std::optional<SteadyTime> m_completeSince;
    std::vector<SuspenderPtr> m_engaged;
    bool m_deviceLost = false;
    bool m_sawMissing = false;
    quint64 m_checkpoints = 0;
    int m_fruitless = 0;
};

} // namespace scans
