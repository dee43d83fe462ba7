#include "simulator/beamline.h"
#include "simulator/exitwatch.h"
#include "devices/records/serverhost.h"

#include "devices/caserver/access/accessfile.h"
#include "devices/caserver/caserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <future>
#include <optional>

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(simulator)
};

constexpr int BadUsage = 2;
constexpr int Failed = 1;

void complain(const QString& message)
{
    std::fprintf(stderr, "beamdeck-sim: %s\n", qPrintable(message));
}

struct Options
{
    quint16 port = 5064;
    quint64 seed = 1;
    QString prefix;
    QString listen;
    QString access;
    int parentPid = 0;
    bool dieWithParent = false;
    bool list = false;
};

/// Nothing when the command line makes no sense; the reason has been told.
std::optional<Options> parseOptions(const QCoreApplication& app)
{
    const QCommandLineOption port(QStringLiteral("port"), Texts::tr("Port to serve on; 0 takes a free one."),
        QStringLiteral("N"), QStringLiteral("5064"));
    const QCommandLineOption seed(QStringLiteral("seed"),
        Texts::tr("The same seed and the same measurements give the same numbers."), QStringLiteral("N"),
        QStringLiteral("1"));
    const QCommandLineOption prefix(QStringLiteral("prefix"), Texts::tr("What every PV name begins with."),
        QStringLiteral("P"), QStringLiteral("BD:"));
    const QCommandLineOption listen(QStringLiteral("listen"),
        Texts::tr("IPv4 address of this machine to serve on; 0.0.0.0 takes them all."), QStringLiteral("ADDRESS"),
        QStringLiteral("127.0.0.1"));
    const QCommandLineOption access(QStringLiteral("access"),
        Texts::tr("Who may read and write what: a YAML file with \"default\" and \"rules\"."), QStringLiteral("FILE"));
    const QCommandLineOption parentPid(
        QStringLiteral("parent-pid"), Texts::tr("Ends when the process N does."), QStringLiteral("N"));
    const QCommandLineOption dieWithParent(
        QStringLiteral("die-with-parent"), Texts::tr("Ends when the program that started it does."));
    const QCommandLineOption list(
        QStringLiteral("list"), Texts::tr("Prints every PV with type and description, then ends."));

    QCommandLineParser parser;
    parser.setApplicationDescription(Texts::tr("Serves a simulated beamline over Channel Access."));
    parser.addOptions({port, listen, access, seed, prefix, parentPid, dieWithParent, list});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(app.arguments())) {
        complain(parser.errorText());
        return std::nullopt;
    }
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();

    Options options;
    bool portOk = false;
    bool seedOk = false;
    bool pidOk = true;
    options.port = parser.value(port).toUShort(&portOk);
    options.seed = parser.value(seed).toULongLong(&seedOk);
    options.prefix = parser.value(prefix);
    options.listen = parser.value(listen);
    options.access = parser.value(access);
    if (parser.isSet(parentPid))
        options.parentPid = parser.value(parentPid).toInt(&pidOk);
    options.dieWithParent = parser.isSet(dieWithParent);
    options.list = parser.isSet(list);
    if (!portOk)
        complain(Texts::tr("--port needs a number from 0 to 65535, not \"%1\"").arg(parser.value(port)));
    else if (!seedOk)
        complain(Texts::tr("--seed needs a whole number, not \"%1\"").arg(parser.value(seed)));
    else if (!pidOk || (parser.isSet(parentPid) && options.parentPid <= 0))
        complain(Texts::tr("--parent-pid needs a process number, not \"%1\"").arg(parser.value(parentPid)));
    else if (!parser.positionalArguments().isEmpty())
        complain(Texts::tr("\"%1\" is no option").arg(parser.positionalArguments().constFirst()));
    else
        return options;
    return std::nullopt;
}

void printList(const simulator::Beamline& beamline)
{
    for (const simulator::Record::Listed& row : beamline.list()) {
        QString type = devices::nativeTypeName(row.type);
        if (row.count > 1)
            type += QStringLiteral("[%1]").arg(row.count);
        std::printf("%-32s %-16s %s\n", qPrintable(row.name), qPrintable(type), qPrintable(row.about));
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

int serve(QCoreApplication& app, simulator::ExitWatch& watch, const Options& options)
{
    devices::CaServerOptions serverOptions;
    serverOptions.port = options.port;
    serverOptions.interfaceAddress = options.listen;
    devices::CaServer server(serverOptions);
    devices::ServerHost host(server);
    simulator::Beamline beamline(host, options.prefix, options.seed);
    if (options.list) {
        printList(beamline);
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
        ready = server.start();
    if (!ready) {
        complain(ready.error().message);
        return Failed;
    }
    runOn(server, [&] { beamline.start(); });
    std::printf("beamdeck-sim: serving %zu PVs on %s:%u\n", server.pvs().size(), qPrintable(options.listen),
        unsigned(server.port()));
    std::fflush(stdout);
    const int status = app.exec();
    runOn(server, [&] { beamline.stop(); });
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
    const std::optional<Options> options = parseOptions(app);
    return options ? serve(app, watch, *options) : BadUsage;
}
