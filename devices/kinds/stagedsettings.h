#pragma once

#include "devices/channel/channel.h"
#include "devices/kinds/devicecontext.h"
#include "devices/kinds/status.h"

#include <optional>
#include <vector>

namespace devices {

/// A PV that staging changes, or (without a value) that it only remembers.
struct StagedSetting
{
    ChannelPtr channel;
    std::optional<Value> value;
    PutMode restoreMode = PutMode::Complete; ///< Forget for what would not end, such as a free-running acquisition
};

/// Remembers settings, changes them in order, and puts them back in reverse order.
///
/// Thread:  the mailbox's. Destruction cancels what is under way and restores nothing.
/// Errors:  a setting that fails ends apply(), which then restores what it had changed; restore() goes on after a failure and
///          reports the first.
class StagedSettings
{
public:
    explicit StagedSettings(DeviceContext context);

    /// Done at once when applied already.
    StatusPtr apply(const QString& what, std::vector<StagedSetting> settings);
    /// Done at once when nothing is applied. Cancels an apply() that is under way.
    StatusPtr restore(const QString& what);
    bool applied() const { return !m_entries.empty(); }

private:
    struct Entry
    {
        StagedSetting setting;
        Value original;
        bool touched = false;
    };

    void remember(std::vector<Reading> readings);
    void applyFrom(std::size_t index);
    void applyFailed(const Error& error);
    void restoreNext();
    void finishRestoring();

    const DeviceContext m_context;
    std::vector<Entry> m_entries;
    StatusPtr m_applying;
    StatusPtr m_restoring;
    std::optional<Error> m_firstError;
    Handle m_request;
};

} // namespace devices
