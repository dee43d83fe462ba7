#pragma once

#include "scans/engine/statusgroups.h"

namespace scans {

/// Waits for what some devices were asked to do. Has a group to itself, so that nothing else is waited for.
class StatusWait : public Pending
{
public:
    explicit StatusWait(std::chrono::milliseconds timeout)
        : m_wait(m_groups, {.group = EveryGroup, .timeout = timeout})
    {
    }

    void add(const devices::StatusPtr& status, const devices::DevicePtr& device)
    {
        const devices::Result<void> added = m_groups.add(0, status, device);
        if (!added && !m_failure)
            m_failure = added.error();
    }

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override
    {
        if (m_failure)
            return *m_failure;
        auto result = m_wait.poll(now);
        if (result && *result)
            return Reply();
        return result;
    }
    SteadyTime deadline() const override { return m_wait.deadline(); }
    QString what() const override { return m_wait.what(); }
    std::vector<devices::DevicePtr> devices() const override { return m_wait.devices(); }

private:
    StatusGroups m_groups;
    GroupWait m_wait;
    std::optional<devices::Error> m_failure;
};

} // namespace scans
