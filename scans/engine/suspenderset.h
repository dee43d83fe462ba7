#pragma once

#include "scans/engine/suspender.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace scans {

/// All suspenders as one condition: a plan may run while none is tripped.
/// Thread:  engine's.
class SuspenderSet
{
public:
    void add(const SuspenderPtr& suspender)
    {
        remove(suspender);
        m_suspenders.push_back(suspender);
    }
    bool contains(const SuspenderPtr& suspender) const
    {
        return std::find(m_suspenders.begin(), m_suspenders.end(), suspender) != m_suspenders.end();
    }
    void remove(const SuspenderPtr& suspender) { std::erase(m_suspenders, suspender); }
    void clear() { m_suspenders.clear(); }

    bool tripped() const
    {
        return std::any_of(m_suspenders.begin(), m_suspenders.end(), [](const auto& each) { return each->tripped(); });
    }
    /// One is tripped, or was since seen(), be it between two looks: what was measured meanwhile is spoiled.
    bool haveTripped() const
    {
        return std::any_of(
            m_suspenders.begin(), m_suspenders.end(), [](const auto& each) { return each->hasTripped(); });
    }
    void seen() const
    {
        for (const SuspenderPtr& each : m_suspenders)
            each->seen();
    }
    /// Of those that haveTripped().
    QStringList complaints() const
    {
        QStringList found;
        for (const SuspenderPtr& each : m_suspenders) {
            if (each->hasTripped())
                found << each->reason();
        }
        return found;
    }
    std::vector<SuspenderPtr> allTripped() const
    {
        std::vector<SuspenderPtr> found;
        std::copy_if(m_suspenders.begin(), m_suspenders.end(), std::back_inserter(found),
            [](const auto& each) { return each->tripped(); });
        return found;
    }
    QStringList reasons() const
    {
        QStringList found;
        for (const SuspenderPtr& each : m_suspenders) {
            if (each->tripped())
                found << each->reason();
        }
        return found;
    }
    /// Until all have settled; nothing while one is tripped.
    std::optional<std::chrono::milliseconds> remaining(SteadyTime now) const
    {
        std::chrono::milliseconds longest{0};
        for (const SuspenderPtr& each : m_suspenders) {
            const auto remaining = each->remaining(now);
            if (!remaining)
                return std::nullopt;
            longest = std::max(longest, *remaining);
        }
        return longest;
    }

private:
    std::vector<SuspenderPtr> m_suspenders;
};

} // namespace scans
