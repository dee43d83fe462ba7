#pragma once

#include "devices/caserver/filters/channelmodifiers.h"
#include "devices/caserver/serverpv.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace devices {

/// What a name asked for by a client stands for.
struct ResolvedPv
{
    ServerPvPtr pv;
    ChannelModifiers modifiers;
};

/// The PVs of a server by name.
class PvDirectory
{
public:
    /// BadValue when the name is no name or taken.
    Result<void> add(const QString& name, const ServerPvPtr& pv);
    /// Forgets every name of the PV.
    void remove(const ServerPvPtr& pv);
    ServerPvPtr find(const QString& name) const;
    /// "X" stands for "X.VAL" and the reverse when there is only one. No PV when a modifier is unknown or does not suit it.
    ResolvedPv resolve(std::string_view name) const;
    const std::vector<ServerPvPtr>& pvs() const { return m_pvs; }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    ServerPvPtr exact(std::string_view name) const;
    ServerPvPtr withField(std::string_view name) const;

    std::unordered_map<std::string, ServerPvPtr, Hash, std::equal_to<>> m_byName;
    std::vector<ServerPvPtr> m_pvs; // in the order they were added
};

} // namespace devices
