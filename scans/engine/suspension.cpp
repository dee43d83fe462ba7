#include "scans/engine/suspension.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

namespace {

// A command that keeps failing as disconnected while no PV is missing has another fault.
constexpr int MaxFruitless = 5;
constexpr qsizetype MaxNamed = 3;

QString disconnectedText(const QStringList& missing)
{
    const qsizetype more = missing.size() - MaxNamed;
    const QString names = QStringList(missing.mid(0, MaxNamed)).join(QStringLiteral(", "));
    return more > 0 ? QCoreApplication::translate("scans", "Disconnected: %1 and %2 more").arg(names).arg(more)
                    : QCoreApplication::translate("scans", "Disconnected: %1").arg(names);
}

} // namespace

devices::Result<void> Suspension::beginLost(const devices::Error& error, quint64 checkpoints)
{
    if (m_sawMissing || checkpoints != m_checkpoints)
        m_fruitless = 0;
    if (++m_fruitless > MaxFruitless)
        return error;
    m_checkpoints = checkpoints;
    m_sawMissing = false;
    m_deviceLost = true;
    m_completeSince.reset();
    m_countdown.reset();
    m_reason = error.message;
    m_tripped = {error.message};
    return {};
}

void Suspension::beginTripped(const QStringList& reasons)
{
    m_deviceLost = false;
    m_completeSince = SteadyTime::min();
    m_countdown.reset();
    m_tripped = reasons;
    m_reason = reasons.join(QStringLiteral("; "));
}

bool Suspension::allThere(const std::vector<devices::DevicePtr>& devices, SteadyTime now)
{
    QStringList missing;
    for (const devices::DevicePtr& device : devices)
        missing += device->missing();
    if (missing.isEmpty()) {
        if (!m_completeSince)
            m_completeSince = now;
        return true;
    }
    m_completeSince.reset();
    m_sawMissing = true;
    m_deviceLost = true;
    m_tripped << disconnectedText(missing);
    return false;
}

bool Suspension::over(const std::vector<devices::DevicePtr>& devices, const SuspenderSet& suspenders, SteadyTime now)
{
    m_tripped.clear();
    const bool there = allThere(devices, now);
    m_tripped += suspenders.reasons();
    if (!m_tripped.isEmpty()) {
        m_reason = m_tripped.join(QStringLiteral("; "));
        m_countdown.reset();
        return false;
    }
    std::chrono::milliseconds wait = suspenders.remaining(now).value_or(std::chrono::milliseconds(0));
    if (there && *m_completeSince != SteadyTime::min() && now < *m_completeSince + m_settleTime)
        wait = std::max(wait, std::chrono::ceil<std::chrono::milliseconds>(*m_completeSince + m_settleTime - now));
    m_countdown = wait;
    return wait.count() == 0;
}

std::vector<SuspenderPtr> Suspension::engage(const std::vector<SuspenderPtr>& tripped)
{
    std::vector<SuspenderPtr> fresh;
    for (const SuspenderPtr& suspender : tripped) {
        if (std::find(m_engaged.begin(), m_engaged.end(), suspender) == m_engaged.end())
            fresh.push_back(suspender);
    }
    m_engaged.insert(m_engaged.end(), fresh.begin(), fresh.end());
    return fresh;
}

std::vector<SuspenderPtr> Suspension::release()
{
    std::reverse(m_engaged.begin(), m_engaged.end());
    return std::exchange(m_engaged, {});
}

} // namespace scans
