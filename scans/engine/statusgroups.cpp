#include "scans/engine/statusgroups.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace scans {

using std::chrono::duration;
using std::chrono::steady_clock;

namespace {

constexpr Group Abandoned = -2;

} // namespace

devices::Result<void> StatusGroups::add(Group group, devices::StatusPtr status, const devices::DevicePtr& device)
{
    if (status->isDone())
        return status->result();
    const auto timeout = status->timeout();
    const SteadyTime deadline = timeout.count() > 0 ? steady_clock::now() + timeout : SteadyTime::max();
    m_entries.push_back({std::move(status), device, group, deadline});
    return {};
}

bool StatusGroups::busy() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const Entry& entry) { return !entry.status->isDone(); });
}

devices::Result<void> StatusGroups::unseenFailure() const
{
    for (const Entry& entry : m_entries) {
        if (entry.group != Abandoned && entry.status->isDone() && !entry.status->result())
            return entry.status->result();
    }
    return {};
}

void StatusGroups::forget(Group group)
{
    std::erase_if(m_entries, [group](const Entry& entry) { return group == EveryGroup || entry.group == group; });
}

void StatusGroups::abandon(Group group)
{
    const auto meant = [group](const Entry& entry) { return group == EveryGroup || entry.group == group; };
    std::erase_if(m_entries, [meant](const Entry& entry) { return meant(entry) && entry.status->isDone(); });
    for (Entry& entry : m_entries) {
        if (meant(entry))
            entry.group = Abandoned;
    }
}

void StatusGroups::stopBusy() const
{
    for (const Entry& entry : m_entries) {
        if (!entry.status->isDone())
            entry.device->stop();
    }
}

GroupWait::GroupWait(StatusGroups& groups, const msg::Wait& wait)
    : m_groups(groups)
    , m_wait(wait)
    , m_begun(steady_clock::now())
{
}

bool GroupWait::mine(const StatusGroups::Entry& entry) const
{
    if (m_wait.settle)
        return m_wait.group == EveryGroup || entry.group == m_wait.group;
    return entry.group != Abandoned && (m_wait.group == EveryGroup || entry.group == m_wait.group);
}

bool GroupWait::over(const StatusGroups::Entry& entry, SteadyTime now) const
{
    return m_wait.timeout.count() > 0 ? now >= m_begun + m_wait.timeout : now >= entry.deadline;
}

bool GroupWait::watched(const StatusGroups::Entry& entry) const
{
    return entry.group != Abandoned
        && std::find(m_wait.watch.begin(), m_wait.watch.end(), entry.group) != m_wait.watch.end();
}

devices::Error GroupWait::timeoutError(const StatusGroups::Entry& late, SteadyTime now) const
{
    const double waited = duration<double>(now - m_begun).count();
    return {devices::ErrorCode::Timeout,
        QCoreApplication::translate("scans", "Waited %1 s in vain for %2")
            .arg(QString::number(waited, 'f', 1), late.status->what()),
        late.device->name()};
}

std::optional<devices::Result<Reply>> GroupWait::poll(SteadyTime now)
{
    const StatusGroups::Entry* late = nullptr;
    bool busy = false;
    for (const StatusGroups::Entry& entry : m_groups.entries()) {
        const bool counts = mine(entry);
        if (!counts && !watched(entry))
            continue;
        if (!entry.status->isDone()) {
            // What is out of reach never settles.
            if (!counts || (m_wait.settle && !entry.device->missing().isEmpty()))
                continue;
            busy = true;
            if (over(entry, now))
                late = &entry;
        } else if (!entry.status->result() && !m_wait.settle) {
            devices::Error error = entry.status->result().error();
            // What else the group has begun goes on; whoever cleans up stops it and waits for its end.
            m_groups.abandon(counts ? m_wait.group : entry.group);
            return error;
        }
    }
    // The group stays: it can be waited for again.
    if (late && !m_wait.settle)
        return m_wait.errorOnTimeout ? devices::Result<Reply>(timeoutError(*late, now)) : Reply(false);
    if (busy && !late)
        return std::nullopt;
    m_groups.forget(m_wait.group);
    return Reply(true);
}

SteadyTime GroupWait::deadline() const
{
    if (m_wait.timeout.count() > 0)
        return m_begun + m_wait.timeout;
    SteadyTime first = SteadyTime::max();
    for (const StatusGroups::Entry& entry : m_groups.entries()) {
        if (mine(entry) && !entry.status->isDone())
            first = std::min(first, entry.deadline);
    }
    return first;
}

QString GroupWait::what() const
{
    QStringList parts;
    for (const StatusGroups::Entry& entry : m_groups.entries()) {
        if (mine(entry) && !entry.status->isDone())
            parts << (entry.status->what().isEmpty() ? entry.device->name() : entry.status->what());
    }
    return parts.join(QStringLiteral(", "));
}

std::vector<devices::DevicePtr> GroupWait::devices() const
{
    std::vector<devices::DevicePtr> found;
    for (const StatusGroups::Entry& entry : m_groups.entries()) {
        if (!m_wait.settle && mine(entry) && !entry.status->isDone())
            found.push_back(entry.device);
    }
    return found;
}

} // namespace scans
