#include "devices/caserver/caserver.h"

#include "devices/caserver/beaconsender.h"
#include "devices/caserver/clientlistener.h"
#include "devices/caserver/searchresponder.h"
#include "devices/caserver/servercontext.h"
#include "devices/caserver/serversockets.h"

#include <QCoreApplication>

#include <pthread.h>

#include <thread>

namespace devices {

namespace {

/// What exists between start and stop.
struct RunningServer
{
    RunningServer(ServerContext& context, ServerSockets opened)
        : sockets(std::move(opened))
        , searches(context.loop, context.directory, sockets)
        , clients(context, sockets.tcp)
    {
        const auto address = parseAddress(context.options.interfaceAddress);
        if (context.options.beaconPort != 0 && address)
            beacons.emplace(context.loop, *address, context.options.beaconPort, sockets.port);
    }

    const ServerSockets sockets;
    SearchResponder searches;
    ClientListener clients;
    std::optional<BeaconSender> beacons;
};

} // namespace

struct CaServer::Private
{
    explicit Private(CaServerOptions options)
        : context{std::move(options)}
    {
    }

    ServerContext context;
    std::unique_ptr<RunningServer> running;
    std::atomic<quint16> port = 0;
    std::atomic<bool> restricted = false;
    std::thread thread;
};

CaServer::CaServer(CaServerOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

CaServer::~CaServer()
{
    stop();
}

Result<void> CaServer::add(ServerPvPtr pv)
{
    return addAlias(pv->name(), pv);
}

Result<void> CaServer::addAlias(const QString& alias, const ServerPvPtr& pv)
{
    const Result<void> added = d->context.directory.add(alias, pv);
    if (added && d->running && d->running->beacons)
        d->running->beacons->restart();
    return added;
}

void CaServer::remove(const QString& name)
{
    const ServerPvPtr pv = find(name);
    if (!pv)
        return;
    d->context.directory.remove(pv);
    ServerPvAccess::tellRemoved(*pv);
}

ServerPvPtr CaServer::find(const QString& name) const
{
    return d->context.directory.find(name);
}

std::vector<ServerPvPtr> CaServer::pvs() const
{
    return d->context.directory.pvs();
}

void CaServer::setAccessRules(AccessRules rules)
{
    d->restricted = rules.restricting();
    post([this, rules = std::make_shared<const AccessRules>(std::move(rules))] {
        d->context.rules = rules;
        d->running->clients.applyRules();
    });
}

QString CaServer::exposureWarning() const
{
    const QString& address = d->context.options.interfaceAddress;
    const auto parsed = parseAddress(address);
    if (d->restricted || !parsed || isLoopback(*parsed))
        return {};
    return QCoreApplication::translate(
        "devices", "The server listens on %1 and has no access rules: whoever reaches it can write all of its PVs.")
        .arg(address);
}

Result<void> CaServer::start()
{
    Q_ASSERT(!d->thread.joinable());
    Result<ServerSockets> opened = ServerSockets::open(d->context.options.interfaceAddress, d->context.options.port);
    if (!opened)
        return opened.error();
    d->port = opened.value().port;
    d->context.port = opened.value().port;
    d->running = std::make_unique<RunningServer>(d->context, std::move(opened).value());
    d->context.loop.setTurnEnd([this] { d->running->clients.endTurn(); });
    d->thread = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), "caserver");
        d->context.loop.run();
    });
    return {};
}

void CaServer::stop()
{
    if (!d->thread.joinable())
        return;
    Q_ASSERT(d->thread.get_id() != std::this_thread::get_id());
    d->context.loop.quit();
    d->thread.join();
    d->context.loop.setTurnEnd({});
    d->context.touched.clear();
    d->running.reset();
}

quint16 CaServer::port() const
{
    return d->port;
}

void CaServer::post(std::function<void()> task)
{
    d->context.loop.post(std::move(task));
}

Handle CaServer::every(std::chrono::nanoseconds period, std::function<void()> task)
{
    Q_ASSERT(period > std::chrono::nanoseconds::zero());
    return d->context.loop.timers().add(TimerQueue::Clock::now() + period, period, std::move(task));
}

Handle CaServer::after(std::chrono::nanoseconds delay, std::function<void()> task)
{
    return d->context.loop.timers().add(TimerQueue::Clock::now() + delay, {}, std::move(task));
}

CaServer::Census CaServer::census() const
{
    const ServerContext& context = d->context;
    Census census;
    census.clients = context.clients.value();
    census.channels = context.channels.value();
    census.subscriptions = context.subscriptions.value();
    census.updatesSent = context.updatesSent.value();
    census.updatesReplaced = context.updatesReplaced.value();
    return census;
}

} // namespace devices
