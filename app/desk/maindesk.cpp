#include "app/desk/mainwindow.h"
#include "app/desk/tour.h"
#include "app/session/demosimulator.h"
#include "app/session/profileplace.h"
#include "app/session/translations.h"
#include "app/session/texts.h"
#include "devices/ca/caenvironment.h"
#include "plotting/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QStyleFactory>
#include <QTimer>

#include <cstdio>

using namespace app;

namespace {

constexpr QSize TourSize(1600, 1000);

enum ExitStatus { Failed = 1, BadUsage = 2 };

void complain(const QString& text)
{
    std::fprintf(stderr, "beamdeck: %s\n", text.toUtf8().constData());
}

void declareOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(Texts::tr("The desk from which a beamline is run."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{QStringLiteral("demo"), Texts::tr("Starts the simulated beamline and connects to it.")},
        {QStringLiteral("profile"), Texts::tr("Opens this beamline."), QStringLiteral("FILE")},
        {QStringLiteral("read-only"), Texts::tr("Refuses every write.")},
        {QStringLiteral("out"), Texts::tr("Folder for run files, catalogue and positions."), QStringLiteral("DIR")},
        {QStringLiteral("tour"), Texts::tr("Drives the demo without a person and keeps pictures."),
            QStringLiteral("DIR")},
        {QStringLiteral("ca"), Texts::tr("Sets a variable of Channel Access for this session; may be given again."),
            QStringLiteral("NAME=VALUE")}});
}

/// What cannot be opened is said on the terminal and, with a display, in a window.
int refuse(const QString& message, bool quiet)
{
    complain(message);
    if (!quiet)
        QMessageBox::critical(nullptr, Texts::tr("Beamdeck"), message);
    return Failed;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Beamdeck"));
    QApplication::setApplicationVersion(QStringLiteral(BEAMDECK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.beamdeck.Beamdeck"));
    installTranslations(application);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(plotting::uiFont());

    QCommandLineParser parser;
    declareOptions(parser);
    parser.process(application);
    const QString tourFolder = parser.value(QStringLiteral("tour"));
    const bool touring = !tourFolder.isEmpty();
    const bool demo = parser.isSet(QStringLiteral("demo")) || touring;
    if (demo == parser.isSet(QStringLiteral("profile"))) {
        complain(Texts::tr("Say which beamline: --demo, or --profile FILE (but not both)"));
        return BadUsage;
    }

    devices::caRepeaterFromProgramFolder();
    std::unique_ptr<DemoSimulator> simulator;
    if (demo) {
        auto started = DemoSimulator::start();
        if (!started)
            return refuse(started.error().message, touring);
        simulator = std::move(started).value();
        devices::caEnvironmentForLoopback(simulator->port());
    }
    const bool own = parser.isSet(QStringLiteral("profile"));
    const QString file = demo && !own ? demoProfilePath() : parser.value(QStringLiteral("profile"));
    const devices::ProfileLoad load = devices::loadProfile(file);
    QStringList problems;
    for (const devices::ProfileProblem& problem : load.problems) {
        problems << problem.toText();
        complain(problems.last());
    }
    if (!load.usable)
        return refuse(problems.join(QLatin1Char('\n')), touring);
    applyEpicsEnvironment(load.profile, demo);
    for (const QString& assignment : parser.values(QStringLiteral("ca"))) {
        if (const devices::Result<void> set = devices::setCaVariable(assignment); !set) {
            complain(set.error().message);
            return BadUsage;
        }
    }

    SessionOptions options;
    options.profile = load.profile;
    options.readOnly = parser.isSet(QStringLiteral("read-only"));
    options.outputFolder = touring ? tourFolder + QStringLiteral("/data") : parser.value(QStringLiteral("out"));
    if (!options.outputFolder.isEmpty())
        options.databaseFolder = options.outputFolder;
    auto session = Session::open(std::move(options));
    if (!session)
        return refuse(session.error().message, touring);

    Settings settings(session.value()->storage().options().databaseFolder + QStringLiteral("/desk.json"));
    const devices::Result<void> loaded = settings.load();
    int status = 0;
    {
        MainWindow window(*session.value(), settings);
        window.setWindowIcon(QIcon::fromTheme(QStringLiteral("org.beamdeck.Beamdeck")));
        if (!loaded)
            window.desk().say(loaded.error().message, widgets::Desk::Tone::Refusal);
        if (!problems.isEmpty())
            window.desk().say(problems.join(QStringLiteral(" · ")), widgets::Desk::Tone::Refusal);
        std::unique_ptr<Tour> tour;
        if (touring) {
            window.resize(TourSize); // pictures are of one size whatever the screen
            tour = std::make_unique<Tour>(window, *session.value(), tourFolder);
            QObject::connect(tour.get(), &Tour::finished, &application, &QCoreApplication::exit);
            QTimer::singleShot(0, tour.get(), &Tour::start);
        }
        window.show();
        window.setFocus(); // no control has it until the user gives it
        status = QApplication::exec();
    }
    return status;
}
