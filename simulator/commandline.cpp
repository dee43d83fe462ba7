#include "simulator/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <functional>
#include <limits>
#include <vector>

namespace simulator {

namespace {

constexpr uint MostCounters = 1000000;
constexpr double FastestRate = 1000; // Hz

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(simulator)
};

/// Takes the text, or says what is needed instead.
using Take = std::function<QString(Options&, const QString&)>;

struct Row
{
    const char* name;
    QString help;
    const char* value = ""; ///< what it is called in the help; empty: a switch
    const char* initial = "";
    Take take;
};

template <typename Number>
Take whole(Number Options::*member, Number least, Number most)
{
    return [member, least, most](Options& options, const QString& text) {
        bool ok = false;
        const qulonglong number = text.toULongLong(&ok);
        if (!ok || number < static_cast<qulonglong>(least) || number > static_cast<qulonglong>(most))
            return Texts::tr("a whole number from %1 to %2").arg(least).arg(most);
        options.*member = static_cast<Number>(number);
        return QString();
    };
}

Take text(QString Options::*member)
{
    return [member](Options& options, const QString& given) {
        options.*member = given;
        return QString();
    };
}

Take flag(bool Options::*member)
{
    return [member](Options& options, const QString&) {
        options.*member = true;
        return QString();
    };
}

QString takeRate(Options& options, const QString& text)
{
    bool ok = false;
    options.rate = text.toDouble(&ok);
    const bool good = ok && options.rate > 0 && options.rate <= FastestRate;
    return good ? QString() : Texts::tr("a number above 0 and up to %1").arg(FastestRate);
}

std::vector<Row> servingRows()
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return {
        {"port", Texts::tr("Port to serve on; 0 takes a free one."), "N", "5064",
            whole<quint16>(&Options::port, 0, 65535)},
        {"listen", Texts::tr("IPv4 address of this machine to serve on; 0.0.0.0 takes them all."), "ADDRESS",
            "127.0.0.1", text(&Options::listen)},
        {"access", Texts::tr("Who may read and write what: a YAML file with \"default\" and \"rules\"."), "FILE", "",
            text(&Options::access)},
        {"seed", Texts::tr("The same seed and the same measurements give the same numbers."), "N", "1",
            whole<quint64>(&Options::seed, 0, most)},
        {"prefix", Texts::tr("What every PV name begins with."), "P", "BD:", text(&Options::prefix)},
        {"state", Texts::tr("Keeps positions and settings in this file over restarts."), "FILE", "",
            text(&Options::state)},
        {"scale", Texts::tr("Adds N counters, scale:0 and so on, for load tests."), "N", "0",
            whole<std::size_t>(&Options::scale, 0, MostCounters)},
        {"rate", Texts::tr("Updates of each counter per second."), "R", "10", takeRate},
    };
}

std::vector<Row> processRows()
{
    return {
        {"parent-pid", Texts::tr("Ends when the process N does."), "N", "",
            whole<int>(&Options::parentPid, 1, std::numeric_limits<int>::max())},
        {"die-with-parent", Texts::tr("Ends when the program that started it does."), "", "",
            flag(&Options::dieWithParent)},
        {"list", Texts::tr("Prints every PV with type and description, then ends."), "", "", flag(&Options::list)},
    };
}

QCommandLineOption option(const Row& row)
{
    return {QString::fromUtf8(row.name), row.help, QString::fromUtf8(row.value), QString::fromUtf8(row.initial)};
}

} // namespace

CommandLine parseCommandLine(const QStringList& arguments)
{
    std::vector<Row> rows = servingRows();
    for (Row& row : processRows())
        rows.push_back(std::move(row));
    QCommandLineParser parser;
    parser.setApplicationDescription(Texts::tr("Serves a simulated beamline over Channel Access."));
    for (const Row& row : rows)
        parser.addOption(option(row));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return {{}, parser.errorText()};
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return {{}, Texts::tr("\"%1\" is no option").arg(parser.positionalArguments().constFirst())};
    Options options;
    for (const Row& row : rows) {
        const QString name = QString::fromUtf8(row.name);
        if (!parser.isSet(name) && row.initial[0] == '\0')
            continue;
        if (const QString needed = row.take(options, parser.value(name)); !needed.isEmpty())
            return {{}, Texts::tr("--%1 needs %2, not \"%3\"").arg(name, needed, parser.value(name))};
    }
    return {options, {}};
}

} // namespace simulator
