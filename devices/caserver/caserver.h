#pragma once

#include "devices/caserver/access/accessrules.h"
#include "devices/caserver/serverpv.h"
#include "devices/channel/request.h"
#include "devices/channel/result.h"

#include <chrono>
#include <functional>
#include <memory>

namespace devices {

struct CaServerOptions
{
    QString interfaceAddress = QStringLiteral("127.0.0.1"); ///< IPv4; 0.0.0.0 for all
    quint16 port = 0; ///< UDP and TCP; 0 lets the system choose one that is free for both
    quint16 beaconPort = 5065; ///< of 127.0.0.1 or of the interface's broadcast address; 0 sends none
    std::size_t maxClients = 512;
    std::size_t maxChannelsPerClient = 20000;
    std::size_t maxMessageBytes = (64U << 20U) + 4096U;
    std::chrono::milliseconds stuckTimeout{60000}; ///< a client that takes nothing of what waits for it is dropped
};

/// A Channel Access server, protocol 4.13, with a thread and an event loop of its own.
/// Thread:  start, stop, post, port, setAccessRules, exposureWarning from any thread; everything else on the server's thread.
/// Errors:  Io when the address or port cannot be bound.
/// Source:  the Channel Access protocol as EPICS Base 7 speaks it.
class CaServer
{
public:
    explicit CaServer(CaServerOptions options = {});
    ~CaServer(); ///< stops

    /// PVs may be added from any thread before start(), on the server's thread afterwards. A name may be added once.
    Result<void> add(ServerPvPtr pv);
    /// `alias` answers for the same PV ("m1" for "m1.VAL").
    Result<void> addAlias(const QString& alias, const ServerPvPtr& pv);
    /// Its channels are closed with SERVER_DISCONN.
    void remove(const QString& name);
    ServerPvPtr find(const QString& name) const;
    std::vector<ServerPvPtr> pvs() const;

    /// Who may do what, from now on: clients are told when it changes what they may. Any thread, at any time.
    void setAccessRules(AccessRules rules);
    /// What a person should be told before others can reach the server: empty while it listens on this machine only, or when
    /// the access rules restrict anything.
    QString exposureWarning() const;

    Result<void> start();
    void stop(); ///< closes every circuit and joins the thread
    quint16 port() const;

    /// Runs the task on the server's thread, soon.
    void post(std::function<void()> task);
    /// Runs the task periodically on the server's thread until the handle is dropped (there, or after stop()).
    Handle every(std::chrono::nanoseconds period, std::function<void()> task);
    /// Runs the task once.
    Handle after(std::chrono::nanoseconds delay, std::function<void()> task);

    struct Census
    {
        std::size_t clients = 0;
        std::size_t channels = 0;
        std::size_t subscriptions = 0;
        quint64 updatesSent = 0;
        quint64 updatesReplaced = 0;
    };
    Census census() const; ///< any thread

private:
    struct Private;
    const std::unique_ptr<Private> d;
};

} // namespace devices
