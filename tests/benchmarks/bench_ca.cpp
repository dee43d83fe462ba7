// Round trips over Channel Access: a get, a put with completion, a put that nobody answers with a get behind it, and a scan point (put with completion to a
// soft positioner, then one read of a detector). Through Channel and written directly on libca, alternately, in one process
// against the same server. Prints the medians and their ratio.
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

    void putAndWait(double target)
    {
        ca_array_put_callback(DBR_DOUBLE, 1, m_positioner, &target, onAnswer, this);
        ca_flush_io();
        await(1);
    }
    void put(double target)
    {
        ca_array_put(DBR_DOUBLE, 1, m_positioner, &target);
        ca_flush_io();
    }
    double get()
    {
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

    void putAndWait(double target)
    {
        const Handle put = m_positioner->put(
            m_mailbox, target, PutMode::Complete, [this](const Result<void>& result) { take(result.ok()); });
        await();
    }
    void put(double target)
    {
        const Handle put = m_positioner->put(
            m_mailbox, target, PutMode::Forget, [this](const Result<void>& result) { take(result.ok()); });
        await();
    }
    double get()
    {
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

struct Work
{
    const char* name;
    /// One round of it, with either client.
    template <typename Client>
    static void get(Client& client, int)
    {
        client.get();
    }
    template <typename Client>
    static void putAndWait(Client& client, int i)
    {
        client.putAndWait(i);
    }
    template <typename Client>
    static void put(Client& client, int i)
    {
        client.put(i);
        client.get();
    }
    template <typename Client>
    static void point(Client& client, int i)
    {
        client.putAndWait(i);
        if (client.get() != i)
            fail("a wrong reading");
    }
    void (*bare)(BareClient&, int);
    void (*seam)(ChannelClient&, int);
};

constexpr Work Works[] = {
    {"get", Work::get<BareClient>, Work::get<ChannelClient>},
    {"put without completion, get", Work::put<BareClient>, Work::put<ChannelClient>},
    {"put with completion", Work::putAndWait<BareClient>, Work::putAndWait<ChannelClient>},
    {"scan point: put with completion, get", Work::point<BareClient>, Work::point<ChannelClient>},
};

template <typename Client>
double microseconds(void (*work)(Client&, int), Client& client)
{
    const auto start = SteadyClock::now();
    for (int i = 0; i < PointsPerRound; ++i)
        work(client, i);
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

    std::vector<std::vector<double>> bare(std::size(Works));
    std::vector<std::vector<double>> seam(std::size(Works));
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
                for (std::size_t work = 0; work < std::size(Works); ++work) {
                    turn.acquire();
                    bare[work].push_back(microseconds(Works[work].bare, client));
                    over.release();
                }
            }
        });
        for (int round = 0; round <= Rounds; ++round) {
            for (std::size_t work = 0; work < std::size(Works); ++work) {
                turn.release();
                over.acquire();
                seam[work].push_back(microseconds(Works[work].seam, channels));
            }
        }
        floor.join();
    }
    server.stop();
    std::printf("%-40s %12s %12s %8s\n", "medians in us", "Channel", "libca", "ratio");
    for (std::size_t work = 0; work < std::size(Works); ++work) {
        bare[work].erase(bare[work].begin()); // warming up
        seam[work].erase(seam[work].begin());
        const double figure = median(seam[work]);
        const double least = median(bare[work]);
        std::printf("%-40s %12.1f %12.1f %8.2f\n", Works[work].name, figure, least, figure / least);
    }
    return 0;
}
