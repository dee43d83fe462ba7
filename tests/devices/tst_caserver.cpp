#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <atomic>

using namespace devices;
using namespace std::chrono_literals;

class TestCaServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void greetsAtOnce();
    void createsWithRightsFirst();
    void refusesUnknownNames_data();
    void refusesUnknownNames();
    void knowsValField();
    void echoes();
    void clearsChannels();
    void disconnectsRemovedPvs();
    void tellsWhoWrites();
    void changesAccess();
    void servesManyClients();
    void limitsClientsAndChannels();
    void refusesTakenPort();
    void startsAgain();
    void runsTimers();
    void refusesNamesTwice();

private:
    std::unique_ptr<CaServerFixture> m_fixture;
};

void TestCaServer::init()
{
    m_fixture = std::make_unique<CaServerFixture>();
    m_fixture->add("t:x", NativeType::Double, 1, 1.25);
    m_fixture->add("t:wave", NativeType::Double, 100000, makeArray(std::vector<double>{1, 2, 3}));
    m_fixture->add("t:m1.VAL", NativeType::Double, 1, 7.0);
    m_fixture->add("t:name", NativeType::String, 1, QStringLiteral("sample"));
    m_fixture->start();
}

void TestCaServer::cleanup()
{
    m_fixture.reset();
}

void TestCaServer::greetsAtOnce()
{
    RawCaClient client(m_fixture->port(), RawCaClient::Greeting::None);
    const auto greeting = client.next();
    QVERIFY(greeting);
    QCOMPARE(greeting->command, quint16{0});
    QCOMPARE(greeting->type, quint16{0});
    QCOMPARE(greeting->count, 13U);
    QCOMPARE(greeting->p1, 0U);
    client.send({0, 3, 13, 0, 0, {}});
    QVERIFY(client.silent()); // no second version
}

void TestCaServer::createsWithRightsFirst()
{
    RawCaClient client(m_fixture->port());
    const auto scalar = client.create("t:x");
    QVERIFY(scalar.created);
    QCOMPARE(scalar.type, quint16{6});
    QCOMPARE(scalar.count, 1U);
    QCOMPARE(scalar.rights, 3U);
    const auto wave = client.create("t:wave");
    QVERIFY(wave.created);
    QCOMPARE(wave.count, 100000U); // in an extended header
    QVERIFY(wave.sid != scalar.sid);
    const auto text = client.create("t:name$");
    QVERIFY(text.created);
    QCOMPARE(text.type, quint16{4});
    QVERIFY(text.count > 40);
    QTRY_COMPARE(m_fixture->server().census().channels, std::size_t{3});
}

void TestCaServer::refusesUnknownNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("unknown") << QByteArray("t:absent");
    QTest::newRow("field") << QByteArray("t:x.EGU");
    QTest::newRow("not a text") << QByteArray("t:x$");
    QTest::newRow("filter") << QByteArray("t:x.{\"unknown\":{}}");
    QTest::newRow("control character") << QByteArray("t:\x01");
    QTest::newRow("format") << QByteArray("%s%n%x");
    QTest::newRow("long") << QByteArray(900, 'a');
}

void TestCaServer::refusesUnknownNames()
{
    QFETCH(QByteArray, name);
    RawCaClient client(m_fixture->port());
    client.send({18, 0, 0, 9, 13, name + '\0'});
    const auto reply = client.next();
    QVERIFY(reply);
    QCOMPARE(reply->command, quint16{26});
    QCOMPARE(reply->p1, 9U);
    QVERIFY(client.create("t:x").created);
}

void TestCaServer::knowsValField()
{
    RawCaClient client(m_fixture->port());
    QVERIFY(client.create("t:x.VAL").created);
    const auto motor = client.create("t:m1");
    QVERIFY(motor.created);
    QCOMPARE(fromBig<double>(client.read(motor, 6, 1).payload, 0), 7.0);
    QVERIFY(client.create("t:name.VAL$").created);
}

void TestCaServer::echoes()
{
    RawCaClient client(m_fixture->port());
    client.send({23, 4, 5, 6, 7, "12345678"});
    const auto echo = client.next();
    QVERIFY(echo);
    QCOMPARE(echo->command, quint16{23});
    QCOMPARE(echo->type, quint16{4});
    QCOMPARE(echo->count, 5U);
    QCOMPARE(echo->p1, 6U);
    QCOMPARE(echo->p2, 7U);
    QCOMPARE(echo->payload, QByteArray("12345678"));
    client.send({10, 1, 2, 3, 4, {}});
    QCOMPARE(client.next()->command, quint16{10});
}

void TestCaServer::clearsChannels()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("t:x");
    client.subscribe(channel, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    client.send({12, 0, 0, channel.sid, channel.cid, {}});
    const auto cleared = client.next();
    QCOMPARE(cleared->command, quint16{12});
    QCOMPARE(cleared->p1, channel.sid);
    QCOMPARE(cleared->p2, channel.cid);
    m_fixture->onServer([this] { m_fixture->pv("t:x")->set(99.0); });
    client.send({12, 0, 0, channel.sid, channel.cid, {}});
    QVERIFY(client.silent());
    QCOMPARE(m_fixture->server().census().channels, std::size_t{0});
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{0});
}

void TestCaServer::disconnectsRemovedPvs()
{
    RawCaClient client(m_fixture->port());
    const auto gone = client.create("t:x");
    const auto stays = client.create("t:name");
    client.subscribe(gone, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    m_fixture->onServer([this] {
        const ServerPvPtr pv = m_fixture->pv("t:x");
        m_fixture->server().remove(QStringLiteral("t:x"));
        pv->set(5.0);
    });
    const auto told = client.next();
    QVERIFY(told);
    QCOMPARE(told->command, quint16{27});
    QCOMPARE(told->p1, gone.cid);
    QVERIFY(client.silent());
    QCOMPARE(client.read(gone, 6, 1).p1, 152U);
    QCOMPARE(client.write(gone, 6, 1, bigEndian(1.0)), 160U);
    QCOMPARE(client.read(stays, 0, 1).p1, 1U);
    client.send({18, 0, 0, 9, 13, "t:x"});
    QCOMPARE(client.next()->command, quint16{26});

    m_fixture->onServer([this] { m_fixture->add("t:x", NativeType::Long, 1, qint64{4}); });
    QCOMPARE(client.create("t:x").type, quint16{5});
}

void TestCaServer::tellsWhoWrites()
{
    ClientIdentity heard;
    m_fixture->onServer([&] {
        m_fixture->pv("t:x")->setPutHandler(
            [&heard](ServerPv&, const Value&, const ClientIdentity& who, const PutCompletion& done) {
                heard = who;
                done({});
            });
    });
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("t:x");
    client.send({20, 0, 0, 0, 0, "mallory"}); // too late
    QCOMPARE(client.write(channel, 6, 1, bigEndian(1.0)), 1U);
    m_fixture->onServer([] {});
    QCOMPARE(heard.user, QStringLiteral("tester"));
    QCOMPARE(heard.host, QStringLiteral("bench"));
}

void TestCaServer::changesAccess()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("t:x");
    client.subscribe(channel, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    m_fixture->onServer([this] { m_fixture->pv("t:x")->setAccess(true, false); });
    const auto rights = client.next();
    QCOMPARE(rights->command, quint16{22});
    QCOMPARE(rights->p1, channel.cid);
    QCOMPARE(rights->p2, 1U);
    QCOMPARE(client.next()->p1, 1U); // one more update
    QCOMPARE(client.write(channel, 6, 1, bigEndian(3.0)), 376U);
    client.send({4, 6, 1, channel.sid, channel.cid, bigEndian(3.0)});
    const auto error = client.next();
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p1, channel.cid);
    QCOMPARE(error->p2, 376U);
    QCOMPARE(fromBig<quint16>(error->payload, 0), quint16{4});

    m_fixture->onServer([this] { m_fixture->pv("t:x")->setAccess(false, false); });
    QCOMPARE(client.next()->command, quint16{22});
    const auto denied = client.next();
    QCOMPARE(denied->command, quint16{1});
    QCOMPARE(denied->p1, 368U);
    QCOMPARE(denied->payload, QByteArray(24, '\0'));
    const RawMessage read = client.read(channel, 20, 1);
    QCOMPARE(read.p1, 368U);
    QCOMPARE(read.payload, QByteArray(24, '\0'));
}

void TestCaServer::servesManyClients()
{
    constexpr int count = 50;
    std::vector<std::unique_ptr<RawCaClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawCaClient>(m_fixture->port()));
        const auto channel = clients.back()->create("t:x");
        QVERIFY(channel.created);
        clients.back()->subscribe(channel, 20, 1, 1, 5);
        QVERIFY(clients.back()->next(1, 1));
    }
    QCOMPARE(m_fixture->server().census().clients, std::size_t{count});
    m_fixture->onServer([this] { m_fixture->pv("t:x")->set(2.5); });
    for (const auto& client : clients)
        QCOMPARE(fromBig<double>(client->next(1, 1)->payload, 16), 2.5);
    clients.clear();
    QTRY_COMPARE(m_fixture->server().census().clients, std::size_t{0});
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{0});
}

void TestCaServer::limitsClientsAndChannels()
{
    CaServerOptions options;
    options.maxClients = 2;
    options.maxChannelsPerClient = 3;
    m_fixture = std::make_unique<CaServerFixture>(options);
    m_fixture->add("t:x", NativeType::Double, 1, 1.25);
    m_fixture->start();
    RawCaClient first(m_fixture->port());
    RawCaClient second(m_fixture->port());
    RawCaClient third(m_fixture->port(), RawCaClient::Greeting::None);
    QVERIFY(third.closedByServer());
    for (int i = 0; i < 3; ++i)
        QVERIFY(first.create("t:x").created);
    first.send({18, 0, 0, 9, 13, "t:x"});
    QCOMPARE(first.next()->command, quint16{26});
    QVERIFY(second.create("t:x").created);
}

void TestCaServer::refusesTakenPort()
{
    CaServerOptions options;
    options.port = m_fixture->port();
    CaServer second(options);
    const Result<void> started = second.start();
    QVERIFY(!started.ok());
    QCOMPARE(started.error().code, ErrorCode::Io);
    QVERIFY(started.error().message.contains(QString::number(m_fixture->port())));

    options.port = 0;
    options.interfaceAddress = QStringLiteral("beamline");
    CaServer nowhere(options);
    QCOMPARE(nowhere.start().error().code, ErrorCode::Io);
}

void TestCaServer::startsAgain()
{
    RawCaClient client(m_fixture->port());
    QVERIFY(client.create("t:x").created);
    m_fixture->server().stop();
    QVERIFY(client.closedByServer());
    QCOMPARE(m_fixture->server().census().clients, std::size_t{0});
    QVERIFY(m_fixture->server().start().ok());
    RawCaClient again(m_fixture->port());
    QVERIFY(again.create("t:x").created);
}

void TestCaServer::runsTimers()
{
    std::atomic<int> periodic = 0;
    std::atomic<int> once = 0;
    std::atomic<int> never = 0;
    Handle every;
    Handle after;
    m_fixture->onServer([&] {
        every = m_fixture->server().every(2ms, [&] {
            if (++periodic == 3)
                every.reset(); // within its own task
        });
        after = m_fixture->server().after(1ms, [&] { ++once; });
        const Handle dropped = m_fixture->server().after(1ms, [&] { ++never; });
    });
    QTRY_COMPARE(periodic.load(), 3);
    std::atomic<bool> later = false;
    Handle last;
    m_fixture->onServer([&] { last = m_fixture->server().after(20ms, [&] { later = true; }); });
    QTRY_VERIFY(later.load());
    QCOMPARE(periodic.load(), 3);
    QCOMPARE(once.load(), 1);
    QCOMPARE(never.load(), 0);
    m_fixture.reset(); // handles may outlive it
}

void TestCaServer::refusesNamesTwice()
{
    const auto pv = std::make_shared<ServerPv>(QStringLiteral("t:y"), NativeType::Double, 1, 0.0);
    m_fixture->onServer([&] {
        QVERIFY(m_fixture->server().add(pv).ok());
        QCOMPARE(m_fixture->server().add(pv).error().code, ErrorCode::BadValue);
        QVERIFY(m_fixture->server().addAlias(QStringLiteral("t:z"), pv).ok());
        QVERIFY(!m_fixture->server().addAlias(QStringLiteral("t:x"), pv).ok());
        QVERIFY(!m_fixture->server().addAlias(QString(), pv).ok());
    });
    RawCaClient client(m_fixture->port());
    QVERIFY(client.create("t:z").created);
    m_fixture->onServer([&] { m_fixture->server().remove(QStringLiteral("t:y")); });
    QCOMPARE(client.next()->command, quint16{27});
}

QTEST_GUILESS_MAIN(TestCaServer)
#include "tst_caserver.moc"
