#pragma once

#include "devices/kinds/device.h"
#include "scans/engine/answer.h"

#include <vector>

namespace scans {

/// What devices have been asked to do and has not been waited for yet.
class StatusGroups
{
public:
    struct Entry
    {
        devices::StatusPtr status;
        devices::DevicePtr device;
        Group group = 0;
        SteadyTime deadline; ///< as the status wants it
    };

    /// Remembers it unless it is done. The error, if it has failed already.
    devices::Result<void> add(Group group, devices::StatusPtr status, const devices::DevicePtr& device);
    const std::vector<Entry>& entries() const { return m_entries; }
    bool busy() const;
    /// The failure of something that nobody waited for.
    devices::Result<void> unseenFailure() const;
    void forget(Group group);
    /// Forgets what is done. From now on the rest can only be waited for by a Wait that settles.
    void abandon(Group group);
    void clear() { m_entries.clear(); }
    void stopBusy() const;

private:
    std::vector<Entry> m_entries;
};

/// Waits for one group, or for every one.
class GroupWait : public Pending
{
public:
    GroupWait(StatusGroups& groups, const msg::Wait& wait);

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override;
    SteadyTime deadline() const override;
    QString what() const override;
    std::vector<devices::DevicePtr> devices() const override;

private:
    bool mine(const StatusGroups::Entry& entry) const;
    bool watched(const StatusGroups::Entry& entry) const;
    devices::Error timeoutError(const StatusGroups::Entry& late, SteadyTime now) const;
    bool over(const StatusGroups::Entry& entry, SteadyTime now) const;

    StatusGroups& m_groups;
    const msg::Wait m_wait;
    const SteadyTime m_begun;
};

} // namespace scans
