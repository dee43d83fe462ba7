// A scan point over Channel Access: put with completion to a soft positioner, then one read of a detector. Through Channel and
// written directly on libca, alternately, in one process against the same server. Prints the medians and their ratio.
#include "devices/ca/caenvironment.h"
#include "devices/ca/caprovider.h"
#include "devices/caserver/caserver.h"
#include "devices/channel/blocking.h"

#include <cadef.h>

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <semaphore>
#include <thread>

using namespace devices;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int PointsPerRound = 500;
constexpr int Rounds = 20;

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "bench_ca: %s\n", what);
    std::exit(1);
}

/// The floor: what a C program would do, with the mutex and condition that it needs to wait for a callback.
class BareClient
{
public:
    BareClient(const char* positioner, const char* detector)
    {
        ca_context_create(ca_enable_preemptive_callback);
        ca_create_channel(positioner, onConnection, this, CA_PRIORITY_DEFAULT, &m_positioner);
        ca_create_channel(detector, onConnection, this, CA_PRIORITY_DEFAULT, &m_detector);
        ca_flush_io();
        await(2);
    }
    ~BareClient()
    {
        ca_clear_channel(m_positioner);
        ca_clear_channel(m_detector);
        ca_context_destroy();
    }
    BareClient(const BareClient&) = delete;
    BareClient& operator=(const BareClient&) = delete;

    double point(double target)
    {
        ca_array_put_callback(DBR_DOUBLE, 1, m_positioner, &target, onAnswer, this);
        ca_flush_io();
        await(1);
        ca_array_get_callback(DBR_TIME_DOUBLE, 0, m_detector, onAnswer, this);
        ca_flush_io();
        await(1);
        return m_value;
    }

private:
    static void onConnection(connection_handler_args args) { static_cast<BareClient*>(ca_puser(args.chid))->wake(); }
    static void onAnswer(event_handler_args args)
    {
        auto* self = static_cast<BareClient*>(args.usr);
        if (args.status != ECA_NORMAL)
            fail("libca refused a request");
        if (args.dbr != nullptr)
            std::memcpy(
                &self->m_value, static_cast<const char*>(args.dbr) + dbr_value_offset[args.type], sizeof(double));
        self->wake();
    }
    void wake()
    {
        {
            const std::scoped_lock lock(m_mutex);
            ++m_answers;
        }
        m_arrived.notify_one();
    }
    void await(int answers)
    {
        std::unique_lock lock(m_mutex);
        if (!m_arrived.wait_for(lock, std::chrono::seconds(30), [&] { return m_answers >= answers; }))
            fail("no answer");
        m_answers = 0;
    }

    chid m_positioner = nullptr;
    chid m_detector = nullptr;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    int m_answers = 0;
    double m_value = 0;
};

/// The same through the seam, as the engine does it: one mailbox, one thread.
class ChannelClient
{
public:
    ChannelClient(ChannelPtr positioner, ChannelPtr detector)
        : m_positioner(std::move(positioner))
        , m_detector(std::move(detector))
    {
        if (!connectBlocking(*m_positioner) || !connectBlocking(*m_detector))
            fail("not connected");
    }

    double point(double target)
    {
        const Handle put = m_positioner->put(
            m_mailbox, target, PutMode::Complete, [this](const Result<void>& result) { take(result.ok()); });
        await();
        double value = 0;
        const Handle get = m_detector->get(m_mailbox, [this, &value](const Result<Reading>& result) {
            value = result ? toDouble(result.value().value).value_or(0) : 0;
            take(result.ok());
        });
        await();
        return value;
    }

private:
    void take(bool ok)
    {
        if (!ok)
            fail("a request failed");
        m_answered = true;
    }
    void await()
    {
        const auto deadline = SteadyClock::now() + std::chrono::seconds(30);
        while (!std::exchange(m_answered, false)) {
            if (!m_mailbox.waitFor(deadline))
                fail("no answer");
            m_mailbox.drain();
        }
        m_answered = false;
    }

    const ChannelPtr m_positioner;
    const ChannelPtr m_detector;
    Mailbox m_mailbox;
    bool m_answered = false;
};

template <typename Client>
double microsecondsPerPoint(Client& client)
{
    const auto start = SteadyClock::now();
    for (int i = 0; i < PointsPerRound; ++i) {
        if (client.point(i) != i)
            fail("a wrong reading");
    }
    return std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count() / PointsPerRound;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    CaServerOptions options;
    options.beaconPort = 0;
    CaServer server(options);
    const auto detector = std::make_shared<ServerPv>(QStringLiteral("b:x"), NativeType::Double, 1, 0.0);
    const auto positioner = std::make_shared<ServerPv>(QStringLiteral("b:m"), NativeType::Double, 1, 0.0);
    positioner->setPutHandler(
        [detector](ServerPv& pv, const Value& value, const ClientIdentity&, const PutCompletion& done) {
            pv.set(value);
            detector->set(value);
            done({});
        });
    if (!server.add(detector) || !server.add(positioner) || !server.start())
        fail("the server does not start");
    caEnvironmentForLoopback(server.port());
    caRepeaterFromProgramFolder();

    std::vector<double> bare;
    std::vector<double> seam;
    {
        ChannelHub hub;
        hub.addProvider(QStringLiteral("ca"), std::make_unique<CaProvider>());
        ChannelClient channels(hub.channel(QStringLiteral("b:m")).value(), hub.channel(QStringLiteral("b:x")).value());
        // Each on a thread of its own, because a thread belongs to one context; they take turns.
        std::binary_semaphore turn{0};
        std::binary_semaphore over{0};
        std::thread floor([&] {
            BareClient client("b:m", "b:x");
            for (int round = 0; round <= Rounds; ++round) {
                turn.acquire();
                bare.push_back(microsecondsPerPoint(client));
                over.release();
            }
        });
        for (int round = 0; round <= Rounds; ++round) {
            turn.release();
            over.acquire();
            seam.push_back(microsecondsPerPoint(channels));
        }
        floor.join();
        bare.erase(bare.begin()); // warming up
        seam.erase(seam.begin());
    }
    server.stop();
    std::printf("%-34s %10s %10s\n", "scan point (put complete + get)", "median/us", "best/us");
    std::printf("%-34s %10.1f %10.1f\n", "libca", median(bare), *std::min_element(bare.begin(), bare.end()));
    std::printf("%-34s %10.1f %10.1f\n", "Channel", median(seam), *std::min_element(seam.begin(), seam.end()));
    std::printf("%-34s %10.3f %10.3f\n", "ratio", median(seam) / median(bare),
        *std::min_element(seam.begin(), seam.end()) / *std::min_element(bare.begin(), bare.end()));
    return 0;
}
