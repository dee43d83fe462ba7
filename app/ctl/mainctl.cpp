#include "app/ctl/exportcommand.h"
#include "app/ctl/interrupt.h"
#include "app/ctl/output.h"
#include "app/ctl/pvcommands.h"
#include "app/ctl/runscommand.h"
#include "app/ctl/scancommand.h"
#include "app/ctl/verifycommand.h"
#include "app/session/demosimulator.h"
#include "app/session/profileplace.h"
#include "app/session/session.h"
#include "app/session/translations.h"
#include "app/session/texts.h"
#include "devices/ca/caenvironment.h"
#include "devices/ca/caprovider.h"
#include "devices/calc/calcprovider.h"
#include "devices/local/localprovider.h"
#include "scans/plans/speccommand.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <functional>
#include <map>

using namespace app;

namespace {

/// What was asked for on the command line.
struct Request
{
    QCommandLineParser parser;
    QStringList words; // after the command
    std::chrono::milliseconds timeout{5000};
    devices::Profile profile;
    bool hasProfile = false;
};

using Command = std::function<int(const Request&, const Output&)>;

int withHub(const Request& request, const Output& output, const std::function<int(PvCommands&)>& run)
{
    devices::ChannelHub hub;
    hub.policy().warning = [&output](const devices::Error& warning) { output.error(warning.message); };
    hub.addProvider(QStringLiteral("ca"), std::make_unique<devices::CaProvider>());
    hub.addProvider(QStringLiteral("loc"), std::make_unique<devices::LocalProvider>());
    hub.addProvider(QStringLiteral("calc"), std::make_unique<devices::CalcProvider>(hub));
    PvCommands commands(hub, output, request.timeout);
    return run(commands);
}

int usage(const Output& output, const QString& message)
{
    output.error(message);
    return BadUsage;
}

int runGet(const Request& request, const Output& output)
{
    if (request.words.isEmpty())
        return usage(output, Texts::tr("get needs at least one PV name"));
    return withHub(request, output, [&](PvCommands& commands) { return commands.get(request.words); });
}

int runPut(const Request& request, const Output& output)
{
    if (request.words.size() != 2)
        return usage(output, Texts::tr("put needs a PV name and a value"));
    devices::PutMode mode = devices::PutMode::Forget;
    if (request.parser.isSet(QStringLiteral("verify")))
        mode = devices::PutMode::Verify;
    else if (request.parser.isSet(QStringLiteral("wait")))
        mode = devices::PutMode::Complete;
    return withHub(
        request, output, [&](PvCommands& commands) { return commands.put(request.words[0], request.words[1], mode); });
}

int runInfo(const Request& request, const Output& output)
{
    if (request.words.isEmpty())
        return usage(output, Texts::tr("info needs at least one PV name"));
    return withHub(request, output, [&](PvCommands& commands) { return commands.info(request.words); });
}

int runDiagnose(const Request& request, const Output& output)
{
    QStringList pvs = request.words;
    for (const devices::PvGroup& group : request.profile.pvGroups) {
        for (const devices::PvEntry& entry : group.pvs)
            pvs << entry.pv;
    }
    bool isNumber = false;
    const double seconds = request.parser.value(QStringLiteral("seconds")).toDouble(&isNumber);
    if (!isNumber || !(seconds > 0) || seconds > 3600)
        return usage(output, Texts::tr("--seconds needs a number greater than 0"));
    return withHub(request, output, [&](PvCommands& commands) { return commands.diagnose(pvs, seconds); });
}

int runMonitor(const Request& request, const Output& output)
{
    if (request.words.isEmpty())
        return usage(output, Texts::tr("monitor needs at least one PV name"));
    bool isNumber = false;
    const int count = request.parser.value(QStringLiteral("count")).toInt(&isNumber);
    if (!isNumber || count < 0)
        return usage(output, Texts::tr("--count needs a whole number, 0 or more"));
    return withHub(request, output, [&](PvCommands& commands) { return commands.monitor(request.words, count); });
}

const std::map<QString, scans::FailurePolicy::Then>& failureWords()
{
    using Then = scans::FailurePolicy::Then;
    static const std::map<QString, Then> words{{QStringLiteral("fail"), Then::Throw},
        {QStringLiteral("skip"), Then::Skip}, {QStringLiteral("hold"), Then::Hold},
        {QStringLiteral("abort"), Then::Abort}};
    return words;
}

devices::Result<scans::FailurePolicy> policyOf(const QCommandLineParser& parser)
{
    const auto wrong = [](const QString& text) {
        return devices::Error{devices::ErrorCode::BadValue, text, QString()};
    };
    bool isNumber = false;
    scans::FailurePolicy policy;
    policy.retries = parser.value(QStringLiteral("retries")).toInt(&isNumber);
    if (!isNumber || policy.retries < 0)
        return wrong(Texts::tr("--retries needs a whole number, 0 or more"));
    const auto then = failureWords().find(parser.value(QStringLiteral("on-failure")));
    if (then == failureWords().end())
        return wrong(Texts::tr("--on-failure is one of: fail, skip, hold, abort"));
    policy.then = then->second;
    return policy;
}

int runScan(const Request& request, const Output& output)
{
    if (request.words.isEmpty())
        return usage(output, Texts::tr("scan needs a command, as in: scan \"ascan sx -2 2 40 0.05\""));
    const auto policy = policyOf(request.parser);
    if (!policy)
        return usage(output, policy.error().message);
    if (!request.hasProfile)
        return usage(output, Texts::tr("scan needs to know the beamline: --demo, or --profile FILE"));
    SessionOptions options;
    options.profile = request.profile;
    options.outputFolder = request.parser.value(QStringLiteral("out"));
    if (!options.outputFolder.isEmpty())
        options.databaseFolder = options.outputFolder;
    auto session = Session::open(std::move(options));
    if (!session) {
        output.error(session.error());
        return Failed;
    }
    for (const QString& problem : session.value()->problems())
        output.error(problem);
    return ScanCommand(
        *session.value(), output, request.timeout, {request.parser.isSet(QStringLiteral("dry-run")), policy.value()})
        .run(request.words.join(QLatin1Char(' ')));
}

int runRuns(const Request& request, const Output& output)
{
    bool isNumber = false;
    const int limit = request.parser.value(QStringLiteral("limit")).toInt(&isNumber);
    if (!isNumber || limit < 0)
        return usage(output, Texts::tr("--limit needs a whole number, 0 for all"));
    const QString out = request.parser.value(QStringLiteral("out"));
    const QString folder = out.isEmpty() ? defaultDatabaseFolder() : out;
    auto catalogue = QDir().mkpath(folder)
        ? storage::Catalogue::open(QDir(folder).filePath(QStringLiteral("catalogue.sqlite")))
        : devices::Result<storage::Catalogue>(
            devices::Error{devices::ErrorCode::Io, Texts::tr("The folder %1 cannot be made.").arg(folder), folder});
    if (!catalogue) {
        output.error(catalogue.error());
        return Failed;
    }
    return RunsCommand(catalogue.value(), output).run(request.words, limit);
}

int runVerify(const Request& request, const Output& output)
{
    const bool all = request.parser.isSet(QStringLiteral("all"));
    if (all != request.words.isEmpty())
        return usage(output, Texts::tr("verify needs runs (number, uid or file), or --all"));
    const QString folder = request.parser.value(QStringLiteral("out"));
    VerifyCommand command(folder.isEmpty() ? defaultDatabaseFolder() : folder, output);
    return all ? command.runAll() : command.run(request.words);
}

int runExport(const Request& request, const Output& output)
{
    if (request.words.isEmpty() || !request.parser.isSet(QStringLiteral("format")))
        return usage(output, Texts::tr("export needs runs and --format, as in: export 42 --format csv"));
    const QString folder = request.parser.value(QStringLiteral("catalogue"));
    ExportCommand command(
        {request.parser.value(QStringLiteral("format")), request.parser.value(QStringLiteral("out")),
            folder.isEmpty() ? defaultDatabaseFolder() : folder, request.parser.isSet(QStringLiteral("dry-run")),
            request.parser.isSet(QStringLiteral("overwrite"))},
        output);
    return command.run(request.words);
}

int runCommands(const Request&, const Output& output)
{
    for (const QString& usage : scans::commandUsages())
        output.line(usage);
    return Success;
}

const std::map<QString, Command>& commands()
{
    static const std::map<QString, Command> table{{QStringLiteral("get"), runGet}, {QStringLiteral("put"), runPut},
        {QStringLiteral("monitor"), runMonitor}, {QStringLiteral("diagnose"), runDiagnose},
        {QStringLiteral("info"), runInfo}, {QStringLiteral("scan"), runScan}, {QStringLiteral("runs"), runRuns},
        {QStringLiteral("verify"), runVerify}, {QStringLiteral("export"), runExport},
        {QStringLiteral("commands"), runCommands}};
    return table;
}

void declareOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(Texts::tr(
        "Beamdeck without a display: PVs and scans from the command line.\n\n"
        "  get PV…          prints values\n"
        "  put PV VALUE     writes, then prints what is there\n"
        "  monitor PV…      prints every change\n"
        "  info PV…         prints type, limits, units, access, host\n"
        "  diagnose PV…     watches PVs (and the profile's groups), then prints servers, rates, what is\n"
        "                   missing, and the variables of Channel Access\n"
        "  scan \"COMMAND\"   runs ascan, dscan, mesh, ct, mv, any plan by its name …; prints wa, wm\n"
        "  export RUN…      writes stored runs to files: export 42 --format csv --out \"out/{scan_id}.csv\"; RUN is a\n"
        "                   number, a uid or a run file\n"
        "  commands         lists what scan takes\n"
        "  runs list QUERY  finds runs, as in: runs list \"plan:mesh energy>7.1 since:yesterday\"; also show, tag,\n"
        "                   star, comment, hide, import FOLDER, backup FILE\n"
        "  verify RUN…      looks whether runs (number, uid or file) are whole; --all: every run"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {{QStringLiteral("demo"), Texts::tr("Starts the simulated beamline for as long as the command runs.")},
            {QStringLiteral("profile"), Texts::tr("The beamline's profile."), QStringLiteral("FILE")},
            {QStringLiteral("out"), Texts::tr("Folder for run files and catalogue; export: names of the files."),
                QStringLiteral("DIR")},
            {QStringLiteral("timeout"), Texts::tr("Seconds to wait for an answer."), QStringLiteral("S"),
                QStringLiteral("5")},
            {QStringLiteral("wait"), Texts::tr("put: waits until what it started has ended.")},
            {QStringLiteral("verify"), Texts::tr("put: waits, reads back, and fails if it is not what was written.")},
            {QStringLiteral("ca"), Texts::tr("Sets a variable of Channel Access for this run; may be given again."),
                QStringLiteral("NAME=VALUE")},
            {QStringLiteral("seconds"), Texts::tr("diagnose: how long."), QStringLiteral("S"), QStringLiteral("2")},
            {QStringLiteral("count"), Texts::tr("monitor: ends after N updates."), QStringLiteral("N"),
                QStringLiteral("0")},
            {QStringLiteral("dry-run"),
                Texts::tr("scan: tells what would be done, and moves nothing; export: tells names.")},
            {QStringLiteral("on-failure"),
                Texts::tr("scan: when a step fails: fail, skip (leave it out), hold (and ask), abort."),
                QStringLiteral("WHAT"), QStringLiteral("fail")},
            {QStringLiteral("retries"), Texts::tr("scan: tries a failed step so often again before that."),
                QStringLiteral("N"), QStringLiteral("0")},
            {QStringLiteral("format"), Texts::tr("export: csv, tsv, jsonl, spec, xdi, tiff, tiff-stack."),
                QStringLiteral("NAME")},
            {QStringLiteral("catalogue"), Texts::tr("export: folder of the catalogue that knows the runs."),
                QStringLiteral("DIR")},
            {QStringLiteral("overwrite"), Texts::tr("export: replaces files that exist.")},
            {QStringLiteral("limit"), Texts::tr("runs list: at most N runs, 0 for all."), QStringLiteral("N"),
                QStringLiteral("100")},
            {QStringLiteral("all"), Texts::tr("verify: every run.")},
            {QStringLiteral("json"), Texts::tr("Prints one JSON object a line.")}});
    parser.addPositionalArgument(QStringLiteral("command"), Texts::tr("What to do; see above."));
    // A target of -2 is no option.
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
}

/// Numbers such as -2 and parts of queries such as -tag:bad must not be taken for options: they are hidden behind "--".
QStringList protectNumbers(const QStringList& arguments)
{
    const auto isWord = [](const QString& text) {
        const bool oneDash = text.startsWith(QLatin1Char('-')) && !text.startsWith(QLatin1String("--"));
        return !text.startsWith(QLatin1Char('-')) || (oneDash && (text.size() > 2 || text.back().isDigit()));
    };
    QStringList options;
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const bool takesValue = QStringList{QStringLiteral("--profile"), QStringLiteral("--out"),
            QStringLiteral("--timeout"), QStringLiteral("--count"), QStringLiteral("--ca"), QStringLiteral("--seconds"),
            QStringLiteral("--on-failure"), QStringLiteral("--retries"), QStringLiteral("--format"),
            QStringLiteral("--catalogue"), QStringLiteral("--limit")}
                                    .contains(arguments[i]);
        if (arguments[i] == QLatin1String("--"))
            return options + arguments.mid(i, 1) + words + arguments.mid(i + 1);
        if (i > 0 && isWord(arguments[i]))
            words << arguments[i];
        else
            options << arguments[i];
        if (takesValue && i + 1 < arguments.size())
            options << arguments[++i];
    }
    return options + QStringList{QStringLiteral("--")} + words;
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Beamdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BEAMDECK_VERSION));
    installTranslations(application);
    Interrupt::install();

    Request request;
    declareOptions(request.parser);
    const bool parsed = request.parser.parse(protectNumbers(application.arguments()));
    const Output output(request.parser.isSet(QStringLiteral("json")));
    if (!parsed)
        return usage(output, request.parser.errorText());
    if (request.parser.isSet(QStringLiteral("version")))
        request.parser.showVersion();
    if (request.parser.isSet(QStringLiteral("help")))
        request.parser.showHelp();
    request.words = request.parser.positionalArguments();
    const auto command = request.words.isEmpty() ? commands().cend() : commands().find(request.words.takeFirst());
    if (command == commands().cend())
        return usage(output,
            Texts::tr("The command is one of: get, put, monitor, info, diagnose, scan, runs, export, verify, commands "
                      "(--help "
                      "tells more)"));
    bool isNumber = false;
    const double seconds = request.parser.value(QStringLiteral("timeout")).toDouble(&isNumber);
    if (!isNumber || !(seconds > 0) || seconds > 86400)
        return usage(output, Texts::tr("--timeout needs seconds greater than 0"));
    request.timeout = std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));

    devices::caRepeaterFromProgramFolder();
    std::unique_ptr<DemoSimulator> simulator;
    const bool demo = request.parser.isSet(QStringLiteral("demo"));
    if (demo) {
        auto started = DemoSimulator::start();
        if (!started) {
            output.error(started.error());
            return Failed;
        }
        simulator = std::move(started).value();
        devices::caEnvironmentForLoopback(simulator->port());
    }
    const bool own = request.parser.isSet(QStringLiteral("profile"));
    const QString file = demo && !own ? demoProfilePath() : request.parser.value(QStringLiteral("profile"));
    if (!file.isEmpty()) {
        const devices::ProfileLoad load = devices::loadProfile(file);
        for (const devices::ProfileProblem& problem : load.problems)
            output.error(problem.toText());
        if (!load.usable)
            return BadUsage;
        request.profile = load.profile;
        request.hasProfile = true;
        applyEpicsEnvironment(load.profile, demo);
    }
    for (const QString& assignment : request.parser.values(QStringLiteral("ca"))) {
        if (const devices::Result<void> set = devices::setCaVariable(assignment); !set)
            return usage(output, set.error().message);
    }
    return command->second(request, output);
}
