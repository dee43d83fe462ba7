// Ten thousand channels: connecting, a hundred thousand updates a second, clearing; and arrays of 8 MB. Through Channel and written
// directly on libca, one after the other, against the same server in a process of its own. Prints figure, floor and ratio.
#include "bareclient.h"
#include "scalarserver.h"

#include "devices/ca/caprovider.h"
#include "devices/channel/blocking.h"

#include <sys/resource.h>

#include <deque>
#include <functional>
#include <thread>

using namespace devices;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int Channels = 10'000;
constexpr int Rate = 10;
constexpr std::chrono::seconds Measured{5};
constexpr std::chrono::milliseconds DisplayPeriod{33};

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "bench_channels: %s\n", what);
    std::exit(1);
}

double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + 1e-6 * double(time.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Figures
{
    double connect = 0; ///< s
    double updates = 0; ///< per second
    double cpuPerUpdate = 0; ///< µs
    double clear = 0; ///< s
};

void print(const char* what, double figure, double floor, const char* unit)
{
    std::printf("%-44s %10.3f %10.3f %-8s %6.2f\n", what, figure, floor, unit, figure / floor);
    std::fflush(stdout);
}

/// Runs `turn` until the time is over; the processor time of one update.
Figures measureUpdates(const std::function<quint64()>& received, const std::function<void()>& turn)
{
    const double cpu = cpuSeconds();
    const quint64 before = received();
    const auto start = SteadyClock::now();
    while (SteadyClock::now() < start + Measured)
        turn();
    const double updates = double(received() - before);
    Figures figures;
    figures.updates = updates / secondsSince(start);
    figures.cpuPerUpdate = 1e6 * (cpuSeconds() - cpu) / updates;
    return figures;
}

/// A hub of its own on libca, and the PV that makes the server count.
class Client
{
public:
    Client()
    {
        m_hub.addProvider(QStringLiteral("ca"), std::make_unique<CaProvider>());
        m_run = open("b:run");
        if (!connectBlocking(*m_run))
            fail("the server does not answer");
    }
    ChannelPtr open(const char* name) { return m_hub.channel(QString::fromLatin1(name)).value(); }
    void run(bool on)
    {
        if (!putBlocking(*m_run, qint64{on}))
            fail("b:run was not written");
    }
    ChannelHub& hub() { return m_hub; }

private:
    ChannelHub m_hub;
    ChannelPtr m_run;
};

void onThread(const std::function<void()>& task)
{
    std::thread(task).join(); // a thread belongs to one context of libca
}

Figures bareScalars(const std::vector<QByteArray>& names)
{
    Figures figures;
    Client control;
    onThread([&] {
        auto client = std::make_unique<BareClient>();
        auto start = SteadyClock::now();
        client->connectAndRead(names);
        const double connect = secondsSince(start);
        client->monitor();
        control.run(true);
        std::this_thread::sleep_for(std::chrono::seconds(1)); // the measurement begins in full swing
        figures = measureUpdates([&] { return client->updates(); }, [] { std::this_thread::sleep_for(DisplayPeriod); });
        figures.connect = connect;
        control.run(false);
        start = SteadyClock::now();
        client->clear();
        client.reset();
        figures.clear = secondsSince(start);
    });
    return figures;
}

/// One subscriber's view of a PV.
struct Seen
{
    double last = -1;
    quint64 updates = 0;
    quint64 gaps = 0;
};

struct Scalars
{
    Figures figures;
    std::vector<Seen> seen;
    Mailbox::Counters counters;
};

/// `woken`: the reader drains as soon as something comes, else with the display's period.
Scalars seamScalars(const std::vector<QByteArray>& names, Delivery delivery, bool woken)
{
    Scalars result;
    result.seen.resize(names.size());
    Client control;
    auto client = std::make_unique<Client>();
    auto mailbox = std::make_unique<Mailbox>();
    std::vector<Handle> handles;
    std::size_t known = 0;
    auto start = SteadyClock::now();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto take = [&seen = result.seen[i], &known](const Reading& reading) {
            const double value = std::get<double>(reading.value);
            known += seen.updates == 0 ? 1 : 0;
            seen.gaps += seen.updates > 0 && value != seen.last + 1 ? 1 : 0;
            seen.last = value;
            ++seen.updates;
        };
        const ChannelPtr channel = client->open(names[i].constData());
        handles.push_back(channel->subscribe(*mailbox, delivery, {take, {}, {}}));
    }
    while (known < names.size()) {
        mailbox->waitFor(SteadyClock::now() + std::chrono::seconds(1));
        mailbox->drain();
    }
    const double connect = secondsSince(start);
    control.run(true);
    const auto receivedNow = [&] {
        quint64 updates = 0;
        for (const ServerFigures& server : client->hub().servers())
            updates += server.updates;
        return updates;
    };
    const auto turn = [&] {
        if (woken)
            mailbox->waitFor(SteadyClock::now() + DisplayPeriod);
        else
            std::this_thread::sleep_for(DisplayPeriod);
        mailbox->drain();
    };
    for (const auto warm = SteadyClock::now(); secondsSince(warm) < 1;)
        turn();
    result.figures = measureUpdates(receivedNow, turn);
    result.figures.connect = connect;
    control.run(false);
    quint64 before = 0;
    do { // until nothing comes any more
        before = receivedNow();
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        mailbox->drain();
    } while (receivedNow() != before);
    result.counters = mailbox->counters();
    start = SteadyClock::now();
    handles.clear();
    client.reset();
    result.figures.clear = secondsSince(start);
    return result;
}

/// Those whose last value is not the one that all have in the end, and what was left out on the way.
void checkSeen(const char* what, const std::vector<Seen>& seen, bool every)
{
    double newest = 0;
    for (const Seen& each : seen)
        newest = std::max(newest, each.last);
    quint64 wrong = 0;
    quint64 gaps = 0;
    for (const Seen& each : seen) {
        wrong += each.last != newest ? 1 : 0;
        gaps += each.gaps;
    }
    std::printf("    %s: %llu PVs with a wrong last value, %llu gaps%s\n", what, static_cast<unsigned long long>(wrong),
        static_cast<unsigned long long>(gaps), every ? "" : " (allowed)");
}

void measureScalars()
{
    std::vector<QByteArray> names;
    for (int i = 0; i < Channels; ++i)
        names.push_back("b:" + QByteArray::number(i));
    const Figures floor = bareScalars(names);
    const Scalars latest = seamScalars(names, Delivery::Latest, false);
    const Scalars every = seamScalars(names, Delivery::Every, false);
    const Scalars prompt = seamScalars(names, Delivery::Every, true);
    std::printf("%-44s %10s %10s %-8s %6s\n", "", "Channel", "libca", "", "ratio");
    print("10,000 channels: connect, first value", latest.figures.connect, floor.connect, "s");
    print("Latest, drained at 30 Hz: received", latest.figures.updates, floor.updates, "1/s");
    print("Latest, drained at 30 Hz: processor time", latest.figures.cpuPerUpdate, floor.cpuPerUpdate, "us");
    checkSeen("Latest", latest.seen, false);
    print("Every, drained at 30 Hz: received", every.figures.updates, floor.updates, "1/s");
    print("Every, drained at 30 Hz: processor time", every.figures.cpuPerUpdate, floor.cpuPerUpdate, "us");
    checkSeen("Every", every.seen, true);
    print("Every, reader woken by each: processor time", prompt.figures.cpuPerUpdate, floor.cpuPerUpdate, "us");
    checkSeen("Every", prompt.seen, true);
    print("10,000 channels: clear and end the context", latest.figures.clear, floor.clear, "s");
}

double framesPerSecond(const std::function<quint64()>& frames)
{
    const quint64 before = frames();
    const auto start = SteadyClock::now();
    std::this_thread::sleep_for(Measured);
    return double(frames() - before) / secondsSince(start);
}

void measureArrays()
{
    Client control;
    const ChannelPtr filming = control.open("b:frames");
    if (!putBlocking(*filming, qint64{1}))
        fail("b:frames was not written");
    double bare = 0;
    double bareCpu = 0;
    onThread([&] {
        BareClient client;
        client.monitorChars("b:array");
        const double cpu = cpuSeconds();
        bare = framesPerSecond([&] { return client.updates(); });
        bareCpu = (cpuSeconds() - cpu) / (bare * double(Measured.count()));
        client.clear();
    });
    Client client;
    Mailbox mailbox;
    std::atomic<bool> stop = false;
    std::atomic<quint64> frames = 0;
    double cpuPerFrame = 0;
    double rate = 0;
    std::thread reader([&] {
        const auto take = [&](const Reading& reading) {
            if (elementCount(reading.value) != ScalarServer::ArrayBytes)
                fail("an array of another length");
            ++frames;
        };
        const Handle handle = client.open("b:array")->subscribe(mailbox, Delivery::Every, {take, {}, {}});
        while (!stop) {
            mailbox.waitFor(SteadyClock::now() + DisplayPeriod);
            mailbox.drain();
        }
    });
    const double cpu = cpuSeconds();
    rate = framesPerSecond([&] { return frames.load(); });
    cpuPerFrame = (cpuSeconds() - cpu) / (rate * double(Measured.count()));
    stop = true;
    reader.join();
    print("8 MB arrays", rate, bare, "1/s");
    print("8 MB arrays: processor time", 1e3 * cpuPerFrame, 1e3 * bareCpu, "ms");
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QLatin1String(ScalarServer::Argument))
        return ScalarServer::serve(arguments[2].toInt(), arguments[3].toInt());
    ScalarServer server;
    if (!server.start(Channels, Rate))
        fail("the server does not start");
    const QString only = arguments.value(1); // "scalars", "arrays" or nothing
    if (only != QLatin1String("arrays"))
        measureScalars();
    if (only != QLatin1String("scalars"))
        measureArrays();
    return 0;
}
