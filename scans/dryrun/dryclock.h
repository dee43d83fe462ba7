#pragma once

#include "scans/engine/msgtypes.h"

#include <algorithm>
#include <map>

namespace scans {

/// The time of a dry run, and when what was started together will have ended.
/// Units:   seconds since its begin.
class DryClock
{
public:
    const double* now() const { return &m_now; }
    void pass(double seconds) { m_now += std::max(0.0, seconds); }
    void start(Group group, double until) { m_ends[group] = std::max(m_ends[group], until); }
    /// Waits for the group, or all; not longer than `timeout` if that is above 0. False after a time-out.
    bool wait(Group group, double timeout)
    {
        const double end = endOf(group);
        if (timeout > 0 && end > m_now + timeout) {
            m_now += timeout;
            return false;
        }
        m_now = std::max(m_now, end);
        if (group == EveryGroup)
            m_ends.clear();
        else
            m_ends.erase(group);
        return true;
    }

private:
    double endOf(Group group) const
    {
        double end = m_now;
        for (const auto& [started, until] : m_ends) {
            if (group == EveryGroup || group == started)
                end = std::max(end, until);
        }
        return end;
    }

    double m_now = 0;
    std::map<Group, double> m_ends;
};

} // namespace scans
