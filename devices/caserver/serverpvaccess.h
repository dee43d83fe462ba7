#pragma once

#include "devices/caserver/filters/channelmodifiers.h"
#include "devices/caserver/serverpv.h"
#include "devices/caserver/valueencoder.h"

namespace devices {

/// Hears what happens to a PV. No observer may be added or removed while it is called, but for removed().
class PvObserver
{
public:
    virtual ~PvObserver() = default;
    virtual void posted(quint8 events) = 0; ///< bits of EventMask
    virtual void accessChanged() = 0;
    virtual void removed() = 0; ///< from the server
};

/// What the server does with PVs beyond their public interface.
class ServerPvAccess
{
public:
    static PvSnapshot snapshot(const ServerPv& pv, const Reading& reading, const ChannelModifiers& modifiers);
    static bool canRead(const ServerPv& pv);
    static bool canWrite(const ServerPv& pv);
    /// Gives the value to the put handler, or takes it; a veil may come in between.
    static void put(ServerPv& pv, const Value& value, const ClientIdentity& who, PutCompletion done);
    /// What acknowledging changes is posted as a change of alarm.
    static void acknowledgeTransients(ServerPv& pv, bool on);
    static void acknowledgeSeverity(ServerPv& pv, quint16 severity);

    static void addObserver(ServerPv& pv, PvObserver* observer);
    static void removeObserver(ServerPv& pv, PvObserver* observer);
    static void tellRemoved(ServerPv& pv);

private:
    static void write(ServerPv& pv, const Value& value, const ClientIdentity& who, PutCompletion done);
};

} // namespace devices
