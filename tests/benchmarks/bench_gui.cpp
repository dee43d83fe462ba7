// How long the window takes to come up, and what 1,000 PV labels at 10 Hz cost. The server is a process of its own.

#include "app/desk/mainwindow.h"
#include "app/session/demosimulator.h"
#include "app/session/profileplace.h"
#include "devices/ca/caenvironment.h"
#include "devices/ca/caprovider.h"
#include "devices/caserver/caserver.h"
#include "widgets/motorpanel.h"
#include "widgets/pvlabel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QTemporaryDir>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

constexpr int LabelCount = 1000;
constexpr int LabelColumns = 25;
constexpr std::chrono::milliseconds UpdatePeriod{100};
constexpr std::chrono::seconds MeasuredTime{10};

/// Serves the labels' PVs until its parent ends; tells its port through the pipe.
[[noreturn]] void serveLabels(int pipe)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    devices::CaServer server;
    std::vector<devices::ServerPvPtr> pvs;
    for (int i = 0; i < LabelCount; ++i) {
        devices::PvMetadata metadata;
        metadata.units = QStringLiteral("mm");
        metadata.precision = 3;
        pvs.push_back(std::make_shared<devices::ServerPv>(
            QStringLiteral("L:%1").arg(i), devices::NativeType::Double, 1, devices::Value(0.0), metadata));
        static_cast<void>(server.add(pvs.back()).ok());
    }
    const bool started = server.start().ok();
    double value = 0;
    const devices::Handle timer = server.every(UpdatePeriod, [&] {
        value += 0.137;
        for (std::size_t i = 0; i < pvs.size(); ++i)
            pvs[i]->set(devices::Value(value + static_cast<double>(i)));
    });
    const quint16 port = started ? server.port() : 0;
    if (write(pipe, &port, sizeof port) != sizeof port)
        _exit(1);
    for (;;)
        pause();
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void turnUntil(const std::function<bool()>& done)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    timer.start(1);
    loop.exec();
}

/// Milliseconds that a window with nothing in it needs, on the same display.
double emptyWindow()
{
    QElapsedTimer timer;
    timer.start();
    QMainWindow window;
    window.resize(1600, 1000);
    window.show();
    turnUntil([&] { return window.isVisible() && window.windowHandle()->isExposed(); });
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void measureWindow()
{
    auto simulator = app::DemoSimulator::start();
    if (!simulator) {
        std::printf("window: %s\n", qPrintable(simulator.error().message));
        return;
    }
    QTemporaryDir folder;
    qputenv("EPICS_CA_ADDR_LIST",
        qgetenv("EPICS_CA_ADDR_LIST") + QStringLiteral(" 127.0.0.1:%1").arg(simulator.value()->port()).toLatin1());
    const double floor = emptyWindow();
    QElapsedTimer timer;
    timer.start();
    app::SessionOptions options;
    options.profile = devices::loadProfile(app::demoProfilePath()).profile;
    options.outputFolder = folder.path();
    options.databaseFolder = folder.path();
    auto session = app::Session::open(std::move(options));
    if (!session) {
        std::printf("window: %s\n", qPrintable(session.error().message));
        return;
    }
    app::Settings settings(folder.filePath(QStringLiteral("desk.json")));
    {
        app::MainWindow window(*session.value(), settings);
        window.show();
        const widgets::PvLabel& first = window.views().motors->rows().front()->readback();
        turnUntil([&] { return first.shownText() != QStringLiteral("—"); });
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        std::printf("window open and first live value   %8.0f ms   empty window %6.0f ms   ratio %.1f\n", ms, floor,
            ms / floor);
    }
}

void measureLabels()
{
    devices::ChannelHub hub;
    hub.addProvider(QStringLiteral("ca"), std::make_unique<devices::CaProvider>());
    widgets::Desk desk(hub);
    QWidget window;
    auto* grid = new QGridLayout(&window);
    grid->setSpacing(1);
    std::vector<widgets::PvLabel*> labels;
    for (int i = 0; i < LabelCount; ++i) {
        labels.push_back(new widgets::PvLabel(desk, QStringLiteral("L:%1").arg(i)));
        grid->addWidget(labels.back(), i / LabelColumns, i % LabelColumns);
    }
    window.resize(1900, 1000);
    window.show();
    turnUntil([&] {
        return std::all_of(labels.cbegin(), labels.cend(),
            [](const auto* label) { return label->shownText() != QStringLiteral("—"); });
    });
    // The longest time for which the event loop served nobody: drain, paint and all.
    qint64 longest = 0;
    QElapsedTimer beat;
    QTimer heart;
    QObject::connect(&heart, &QTimer::timeout, [&] { longest = std::max(longest, beat.restart()); });
    heart.start(0);
    beat.start();
    const auto until = std::chrono::steady_clock::now() + MeasuredTime / 2;
    turnUntil([&] { return std::chrono::steady_clock::now() > until; });
    heart.stop();
    const auto before = desk.pump().mailbox().counters();
    const double cpu = cpuSeconds();
    QElapsedTimer wall;
    wall.start();
    QTimer::singleShot(MeasuredTime, qApp, &QCoreApplication::quit);
    QApplication::exec();
    const double seconds = static_cast<double>(wall.nsecsElapsed()) / 1e9;
    const double used = cpuSeconds() - cpu;
    const auto after = desk.pump().mailbox().counters();
    const double updates = static_cast<double>(after.delivered + after.skipped - before.delivered - before.skipped);
    std::printf("1,000 PV labels at 10 Hz           %8.1f %% of a core   %.0f updates/s   longest frame %lld ms\n",
        100 * used / seconds, updates / seconds, static_cast<long long>(longest));
}

} // namespace

int main(int argc, char* argv[])
{
    int ends[2];
    if (pipe(ends) != 0)
        return 1;
    const pid_t server = fork();
    if (server == 0)
        serveLabels(ends[1]);
    quint16 port = 0;
    if (read(ends[0], &port, sizeof port) != sizeof port || port == 0)
        return 1;
    devices::caEnvironmentForLoopback(port);
    QApplication application(argc, argv);
    measureLabels();
    measureWindow();
    kill(server, SIGKILL);
    return 0;
}
