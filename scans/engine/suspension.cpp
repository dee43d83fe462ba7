#include "scans/engine/suspension.h"

#include <QCoreApplication>
#include <QStringList>

namespace scans {

namespace {

// A command that keeps failing as disconnected while no PV is missing has another fault.
constexpr int MaxFruitless = 5;
constexpr qsizetype MaxNamed = 3;

} // namespace

devices::Result<void> Suspension::begin(const devices::Error& error, quint64 checkpoints)
{
    if (m_sawMissing || checkpoints != m_checkpoints)
        m_fruitless = 0;
    if (++m_fruitless > MaxFruitless)
        return error;
    m_checkpoints = checkpoints;
    m_sawMissing = false;
    m_completeSince.reset();
    m_reason = error.message;
    return {};
}

bool Suspension::over(const std::vector<devices::DevicePtr>& devices, SteadyTime now)
{
    QStringList missing;
    for (const devices::DevicePtr& device : devices)
        missing += device->missing();
    if (missing.isEmpty()) {
        if (!m_completeSince)
            m_completeSince = now;
        return now >= *m_completeSince + m_settleTime;
    }
    m_completeSince.reset();
    m_sawMissing = true;
    const qsizetype more = missing.size() - MaxNamed;
    const QString names = QStringList(missing.mid(0, MaxNamed)).join(QStringLiteral(", "));
    m_reason = more > 0 ? QCoreApplication::translate("scans", "Disconnected: %1 and %2 more").arg(names).arg(more)
                        : QCoreApplication::translate("scans", "Disconnected: %1").arg(names);
    return false;
}

} // namespace scans
