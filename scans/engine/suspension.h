#pragma once

#include "scans/engine/answer.h"

#include <QString>

#include <optional>
#include <vector>

namespace scans {

/// Why a run is suspended, and when it may go on: once nothing has been missing for a while.
/// Thread:  engine's.
class Suspension
{
public:
    explicit Suspension(std::chrono::milliseconds settleTime)
        : m_settleTime(settleTime)
    {
    }

    /// Error if going on again and again has brought the plan no further.
    devices::Result<void> begin(const devices::Error& error, quint64 checkpoints);
    /// Looks at the devices; true when the run may go on.
    bool over(const std::vector<devices::DevicePtr>& devices, SteadyTime now);
    const QString& reason() const { return m_reason; }

private:
    const std::chrono::milliseconds m_settleTime;
    QString m_reason;
    std::optional<SteadyTime> m_completeSince;
    bool m_sawMissing = false;
    quint64 m_checkpoints = 0;
    int m_fruitless = 0;
};

} // namespace scans
