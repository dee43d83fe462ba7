#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <sys/resource.h>

using namespace devices;
using namespace std::chrono_literals;

namespace {

constexpr int manyClients = 500;
constexpr std::size_t waveElements = 1000000;

// Server and clients live in one process here: two descriptors for each circuit.
bool allowDescriptors(rlim_t wanted)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return false;
    if (limit.rlim_cur >= wanted)
        return true;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    return limit.rlim_cur == wanted && ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

} // namespace

/// Many clients, and clients that do not read.
class TestCaServerLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void servesManyClientsAndClosesThem();
    void stuckClientDelaysNobody();
    void dropsStuckClients();
    void keepsClientsThatReadSlowly();
    void takesNoMoreThanPvHolds();

private:
    void start(CaServerOptions options = {});
    void setWave(double value);

    std::unique_ptr<CaServerFixture> m_fixture;
};

void TestCaServerLoad::initTestCase()
{
    QVERIFY2(allowDescriptors(2 * manyClients + 100), "too few file descriptors are allowed");
}

void TestCaServerLoad::init()
{
    start();
}

void TestCaServerLoad::cleanup()
{
    m_fixture.reset();
}

void TestCaServerLoad::start(CaServerOptions options)
{
    m_fixture = std::make_unique<CaServerFixture>(std::move(options));
    m_fixture->add("l:x", NativeType::Double, 1, 0.0);
    m_fixture->add("l:wave", NativeType::Double, waveElements, makeArray(std::vector<double>(waveElements, 0)));
    m_fixture->start();
}

void TestCaServerLoad::setWave(double value)
{
    const Value wave = makeArray(std::vector<double>(waveElements, value));
    m_fixture->onServer([&] { m_fixture->pv("l:wave")->set(wave); });
}

void TestCaServerLoad::servesManyClientsAndClosesThem()
{
    std::vector<std::unique_ptr<RawCaClient>> clients;
    for (int i = 0; i < manyClients; ++i) {
        clients.push_back(std::make_unique<RawCaClient>(m_fixture->port()));
        const auto channel = clients.back()->create("l:x");
        QVERIFY(channel.created);
        clients.back()->subscribe(channel, 20, 1, 1, 5);
        QVERIFY(clients.back()->next(1, 1));
    }
    QCOMPARE(m_fixture->server().census().clients, std::size_t{manyClients});
    for (double value = 1; value <= 3; ++value) {
        m_fixture->onServer([&] { m_fixture->pv("l:x")->set(value); });
        for (const auto& client : clients)
            QCOMPARE(fromBig<double>(client->next(1, 1).value_or(RawMessage{}).payload, 16), value);
    }
    m_fixture->server().stop();
    for (const auto& client : clients)
        QVERIFY(client->closedByServer());
    QCOMPARE(m_fixture->server().census().clients, std::size_t{0});
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{0});
}

void TestCaServerLoad::stuckClientDelaysNobody()
{
    constexpr int batches = 20;
    constexpr int perBatch = 100;
    RawCaClient stuck(m_fixture->port());
    stuck.subscribe(stuck.create("l:wave"), 20, 0, 1, 5); // and never reads again
    stuck.subscribe(stuck.create("l:x"), 20, 1, 2, 5);
    RawCaClient reader(m_fixture->port());
    reader.subscribe(reader.create("l:x"), 20, 1, 1, 5);
    QVERIFY(reader.next(1, 1));
    double expected = 0;
    for (int batch = 0; batch < batches; ++batch) {
        setWave(batch);
        m_fixture->onServer([&] {
            for (int i = 1; i <= perBatch; ++i)
                m_fixture->pv("l:x")->set(expected + i);
        });
        for (int i = 0; i < perBatch; ++i)
            QCOMPARE(fromBig<double>(reader.next(1, 1).value_or(RawMessage{}).payload, 16), ++expected);
    }
    QCOMPARE(m_fixture->server().census().clients, std::size_t{2});
    // What it missed is lost, but for the newest.
    double last = -1;
    while (last < expected)
        last = fromBig<double>(stuck.next(1, 2).value_or(RawMessage{}).payload, 16);
    QCOMPARE(last, expected);
}

void TestCaServerLoad::dropsStuckClients()
{
    CaServerOptions options;
    options.stuckTimeout = 200ms;
    start(options);
    RawCaClient stuck(m_fixture->port());
    stuck.subscribe(stuck.create("l:wave"), 20, 0, 1, 5);
    RawCaClient idle(m_fixture->port());
    const auto channel = idle.create("l:x");
    QTRY_COMPARE(m_fixture->server().census().clients, std::size_t{1});
    QVERIFY(stuck.closedByServer());
    QCOMPARE(idle.read(channel, 6, 1).p1, 1U);
}

void TestCaServerLoad::keepsClientsThatReadSlowly()
{
    RawCaClient slow(m_fixture->port());
    slow.subscribe(slow.create("l:wave"), 20, 0, 1, 5);
    QVERIFY(slow.next(1, 1));
    for (double value = 1; value <= 5; ++value)
        setWave(value);
    double last = 0;
    while (last < 5) {
        const auto update = slow.next(1, 1);
        QVERIFY(update);
        last = fromBig<double>(update->payload, 16);
    }
    QCOMPARE(m_fixture->server().census().clients, std::size_t{1});
}

void TestCaServerLoad::takesNoMoreThanPvHolds()
{
    RawCaClient client(m_fixture->port());
    const auto scalar = client.create("l:x");
    const auto wave = client.create("l:wave");
    const QByteArray large(8 * 100000, '\0');
    QCOMPARE(client.write(scalar, 6, 100000, large), 72U); // refused by its header; the bytes are passed over
    QCOMPARE(client.write(wave, 6, 100000, large), 1U);
    client.send({4, 6, 100000, 12345, 12345, large}); // a channel that is gone
    QVERIFY(client.silent());
}

QTEST_GUILESS_MAIN(TestCaServerLoad)
#include "tst_caserver_load.moc"
