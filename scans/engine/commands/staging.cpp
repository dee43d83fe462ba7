#include "scans/engine/commandtable.h"

namespace scans {

namespace {

constexpr std::chrono::milliseconds StageTimeout{10'000};
constexpr std::chrono::milliseconds UnstageTimeout{5000};

/// Has a group to itself, so that nothing else is waited for.
class StagingWait : public Pending
{
public:
    explicit StagingWait(std::chrono::milliseconds timeout)
        : m_wait(m_groups, {.group = EveryGroup, .timeout = timeout})
    {
    }
    StatusGroups& groups() { return m_groups; }

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override
    {
        if (!m_failure)
            return m_wait.poll(now);
        return *m_failure;
    }
    SteadyTime deadline() const override { return m_wait.deadline(); }
    QString what() const override { return m_wait.what(); }
    std::vector<devices::DevicePtr> devices() const override { return m_wait.devices(); }

    void add(const devices::StatusPtr& status, const devices::DevicePtr& device)
    {
        const devices::Result<void> added = m_groups.add(0, status, device);
        if (!added && !m_failure)
            m_failure = added.error();
    }

private:
    StatusGroups m_groups;
    GroupWait m_wait;
    std::optional<devices::Error> m_failure;
};

} // namespace

Answer runStage(RunContext& context, const msg::Stage& message)
{
    auto wait = std::make_unique<StagingWait>(StageTimeout);
    for (const devices::DevicePtr& device : *message.devices) {
        context.ledger.stage(device); // before: what is half staged has to be unstaged, too
        wait->add(device->stage(), device);
    }
    return toAnswer(PendingPtr(std::move(wait)));
}

Answer runUnstage(RunContext& context, const msg::Unstage& message)
{
    auto wait = std::make_unique<StagingWait>(UnstageTimeout);
    for (const devices::DevicePtr& device : *message.devices) {
        context.ledger.unstage(device);
        wait->add(device->unstage(), device);
    }
    return toAnswer(PendingPtr(std::move(wait)));
}

} // namespace scans
