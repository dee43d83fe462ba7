#include "simulator/commandline.h"
#include "simulator/exitwatch.h"
#include "simulator/simulation.h"
#include "devices/records/serverhost.h"

#include "devices/caserver/access/accessfile.h"
#include "devices/caserver/caserver.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <future>

namespace {

constexpr int BadUsage = 2;
constexpr int Failed = 1;

void complain(const QString& message)
{
    std::fprintf(stderr, "beamdeck-sim: %s\n", qPrintable(message));
}

void printList(const simulator::Simulation& simulation)
{
    for (const simulator::ListedGroup& group : simulation.list()) {
        std::printf("# %s\n", qPrintable(group.title));
        for (const simulator::Record::Listed& row : group.rows) {
            QString type = devices::nativeTypeName(row.type);
            if (row.count > 1)
                type += QStringLiteral("[%1]").arg(row.count);
            std::printf("%-32s %-16s %s\n", qPrintable(row.name), qPrintable(type), qPrintable(row.about));
        }
    }
}

/// Runs the task on the server's thread and waits for it.
void runOn(devices::CaServer& server, const std::function<void()>& task)
{
    std::promise<void> done;
    server.post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

/// Who may do what, as the file says; and a warning when others may come and nothing keeps them from writing.
devices::Result<void> guard(devices::CaServer& server, const QString& accessFile)
{
    if (!accessFile.isEmpty()) {
        devices::Result<devices::AccessRules> rules = devices::readAccessRules(accessFile);
        if (!rules)
            return rules.error();
        server.setAccessRules(std::move(rules).value());
    }
    if (const QString warning = server.exposureWarning(); !warning.isEmpty())
        complain(warning);
    return {};
}

int serve(QCoreApplication& app, simulator::ExitWatch& watch, const simulator::Options& options)
{
    devices::CaServerOptions serverOptions;
    serverOptions.port = options.port;
    serverOptions.interfaceAddress = options.listen;
    devices::CaServer server(serverOptions);
    devices::ServerHost host(server);
    simulator::Simulation simulation(
        host, {options.prefix, options.seed, options.scale, options.rate, options.state, complain});
    if (options.list) {
        printList(simulation);
        return 0;
    }
    devices::Result<void> ready = host.problem();
    if (ready && options.dieWithParent)
        ready = watch.followParent();
    if (ready && options.parentPid > 0)
        ready = watch.followProcess(options.parentPid);
    if (ready)
        ready = guard(server, options.access);
    if (ready)
        ready = simulation.restore();
    if (ready)
        ready = server.start();
    if (!ready) {
        complain(ready.error().message);
        return Failed;
    }
    runOn(server, [&] { simulation.start(); });
    std::printf("beamdeck-sim: serving %zu PVs on %s:%u\n", server.pvs().size(), qPrintable(options.listen),
        unsigned(server.port()));
    std::fflush(stdout);
    const int status = app.exec();
    runOn(server, [&] { simulation.stop(); });
    server.stop();
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    // A parent that no longer reads is no reason to die half-way.
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("beamdeck-sim"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BEAMDECK_VERSION));
    simulator::ExitWatch watch([&app] { app.quit(); });
    const simulator::CommandLine commandLine = simulator::parseCommandLine(QCoreApplication::arguments());
    if (commandLine.options)
        return serve(app, watch, *commandLine.options);
    complain(commandLine.complaint);
    return BadUsage;
}
