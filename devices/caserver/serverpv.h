#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"
#include "devices/channel/result.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace devices {

/// What clients read with GR and CTRL types. Units are cut to 7 bytes on the wire, labels to 16 of 25 bytes.
struct PvMetadata
{
    QString units;
    int precision = 0;
    Range display;
    Range alarm;
    Range warning;
    Range control;
    QStringList labels;
};

/// Called once when a put has done all that it started; an error refuses it (NoAccess and ReadOnly as a lack of access). Calling it later makes the put asynchronous.
using PutCompletion = std::function<void(Result<void>)>;

/// Who writes.
struct ClientIdentity
{
    QString user; ///< as it says
    QString host; ///< as it says
    QString address = {}; ///< IPv4, as it is
};

/// Stands between a PV and its clients: what they see of it, and what becomes of what they write.
class PvVeil
{
public:
    virtual ~PvVeil() = default;
    /// In place of the PV's own reading; valid until the next call.
    virtual const Reading& shown(const Reading& own) = 0;
    /// False keeps these events (bits of EventMask) from clients.
    virtual bool passes(quint8 events) = 0;
    /// Calls `write` now, later or never, and sees to it that `done` is called.
    virtual void put(std::function<void(PutCompletion)> write, PutCompletion done) = 0;
};

/// One process variable of a CaServer.
/// Thread: the server's only (CaServer::post gets you there; put handlers and timers run there already).
class ServerPv
{
public:
    /// `value` has been converted to the PV's type. The handler applies it (by `set`) or not, and calls `done` now or later.
    using PutHandler
        = std::function<void(ServerPv& pv, const Value& value, const ClientIdentity& who, PutCompletion done)>;

    /// `maxCount` 1 is a scalar. The initial value decides nothing but itself; `type` is what clients are offered.
    ServerPv(QString name, NativeType type, std::size_t maxCount, Value initial, PvMetadata metadata = {});
    ~ServerPv();
    ServerPv(const ServerPv&) = delete;
    ServerPv& operator=(const ServerPv&) = delete;

    const QString& name() const;
    NativeType type() const;
    std::size_t maxCount() const;
    const Reading& reading() const;
    const Value& value() const { return reading().value; }
    const PvMetadata& metadata() const;

    /// Sets the value with the time `when` (default: now) and posts the events that the change deserves: VALUE and LOG when it
    /// differs from the last (scalars: by more than the deadband), ALARM when the alarm does.
    void set(Value value, Timestamp when = {});
    void set(Value value, Severity severity, quint16 status, Timestamp when = {});
    void setAlarm(Severity severity, quint16 status);
    void setMetadata(PvMetadata metadata);
    /// MDEL and ADEL: negative posts every set().
    void setDeadbands(double value, double archive);
    /// What clients read as class name: the type of the record that the PV belongs to.
    void setRecordType(const QString& type);
    /// Without a handler a PV takes what is written (numbers within its control limits, else ECA_PUTFAIL).
    void setPutHandler(PutHandler handler);
    /// Changes are told to every client at once.
    void setAccess(bool canRead, bool canWrite);

    /// Null for none. Clients are told what they see from now on.
    void setVeil(std::shared_ptr<PvVeil> veil);
    /// What clients see.
    const Reading& shown() const;
    /// Tells clients what they see, as after these events, past any veil.
    void announce(quint8 events);

private:
    friend class ServerPvAccess; // the server's side
    struct Private;
    const std::unique_ptr<Private> d;
};

using ServerPvPtr = std::shared_ptr<ServerPv>;

} // namespace devices
