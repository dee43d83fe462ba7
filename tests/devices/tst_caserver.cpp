#include "rawcaclient.h"

#include "devices/caserver/caserver.h"

#include <QtTest>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>

using namespace devices;
using namespace std::chrono_literals;

namespace {

class UdpClient
{
public:
    UdpClient()
        : m_socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
    }
    ~UdpClient() { ::close(m_socket); }
    UdpClient(const UdpClient&) = delete;
    UdpClient& operator=(const UdpClient&) = delete;

    quint16 bindAnywhere()
    {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof(address);
        ::bind(m_socket, reinterpret_cast<const sockaddr*>(&address), size);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        return ntohs(address.sin_port);
    }

    void send(quint16 port, const QByteArray& bytes)
    {
        const sockaddr_in to = loopback(port);
        ::sendto(m_socket, bytes.constData(), static_cast<std::size_t>(bytes.size()), 0,
            reinterpret_cast<const sockaddr*>(&to), sizeof(to));
    }

    QByteArray receive(int timeoutMs = 10000)
    {
        pollfd poll{m_socket, POLLIN, 0};
        if (::poll(&poll, 1, timeoutMs) <= 0)
            return {};
        QByteArray bytes(65536, '\0');
        const ssize_t size = ::recv(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        return bytes.left(std::max<ssize_t>(size, 0));
    }

private:
    static sockaddr_in loopback(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }

    int m_socket;
};

QByteArray versionMessage(quint32 sequence)
{
    return RawCaClient::encode({0, 1, 13, sequence, 0, {}});
}

QByteArray searchMessage(const QByteArray& name, quint32 id, quint16 flag = 5)
{
    return RawCaClient::encode({6, flag, 13, id, id, name + '\0'});
}

} // namespace

class TestCaServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void greetsAtOnce();
    void answersSearches();
    void splitsLongAnswers();
    void ignoresWhatMakesNoSense();
    void searchesOnCircuit();
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
    void sendsBeacons();
    void refusesTakenPort();
    void startsAgain();
    void runsTimers();
    void refusesNamesTwice();

private:
    ServerPvPtr add(const QString& name, NativeType type, std::size_t count, Value value);
    /// Runs on the server's thread and waits for it.
    void onServer(const std::function<void()>& task);

    std::unique_ptr<CaServer> m_server;
};

void TestCaServer::init()
{
    CaServerOptions options;
    options.beaconPort = 0;
    m_server = std::make_unique<CaServer>(options);
    add(QStringLiteral("t:x"), NativeType::Double, 1, 1.25);
    add(QStringLiteral("t:wave"), NativeType::Double, 100000, makeArray(std::vector<double>{1, 2, 3}));
    add(QStringLiteral("t:m1.VAL"), NativeType::Double, 1, 7.0);
    add(QStringLiteral("t:name"), NativeType::String, 1, QStringLiteral("sample"));
    const Result<void> started = m_server->start();
    QVERIFY2(started.ok(), qPrintable(started.error().message));
    QVERIFY(m_server->port() != 0);
}

void TestCaServer::cleanup()
{
    m_server.reset();
}

ServerPvPtr TestCaServer::add(const QString& name, NativeType type, std::size_t count, Value value)
{
    auto pv = std::make_shared<ServerPv>(name, type, count, std::move(value));
    const Result<void> added = m_server->add(pv);
    if (!added)
        qFatal("%s", qPrintable(added.error().message));
    return pv;
}

void TestCaServer::onServer(const std::function<void()>& task)
{
    std::promise<void> done;
    m_server->post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

void TestCaServer::greetsAtOnce()
{
    RawCaClient client(m_server->port(), RawCaClient::Greeting::None);
    const auto greeting = client.next();
    QVERIFY(greeting);
    QCOMPARE(greeting->command, quint16{0});
    QCOMPARE(greeting->type, quint16{0});
    QCOMPARE(greeting->count, 13U);
    QCOMPARE(greeting->p1, 0U);
    client.send({0, 3, 13, 0, 0, {}});
    QVERIFY(client.silent()); // no second version
}

void TestCaServer::answersSearches()
{
    UdpClient client;
    client.send(m_server->port(),
        versionMessage(77) + searchMessage("t:x", 5) + searchMessage("t:absent", 6, 10) + searchMessage("t:wave", 9));
    QByteArray reply = client.receive();
    QCOMPARE(reply.size(), 16 + 2 * 24);
    const auto version = RawCaClient::decode(reply);
    QCOMPARE(version->command, quint16{0});
    QCOMPARE(version->type, quint16{1});
    QCOMPARE(version->count, 13U);
    QCOMPARE(version->p1, 77U);
    for (const quint32 id : {5U, 9U}) {
        const auto found = RawCaClient::decode(reply);
        QCOMPARE(found->command, quint16{6});
        QCOMPARE(found->type, m_server->port());
        QCOMPARE(found->count, 0U);
        QCOMPARE(found->p1, 0xFFFFFFFFU);
        QCOMPARE(found->p2, id);
        QCOMPARE(found->payload, QByteArray("\0\x0d\0\0\0\0\0\0", 8));
    }
}

void TestCaServer::splitsLongAnswers()
{
    QByteArray request = versionMessage(1);
    for (quint32 id = 0; id < 60; ++id)
        request += searchMessage("t:x", id);
    UdpClient client;
    client.send(m_server->port(), request);
    QCOMPARE(client.receive().size(), 1024);
    QCOMPARE(client.receive().size(), 448);
}

void TestCaServer::ignoresWhatMakesNoSense()
{
    UdpClient client;
    const QByteArray good = versionMessage(1) + searchMessage("t:x", 1);
    client.send(m_server->port(), {});
    client.send(m_server->port(), good.left(good.size() - 3));
    client.send(m_server->port(), QByteArray(500, '\xff'));
    client.send(m_server->port(), RawCaClient::encode({6, 5, 13, 1, 1, {}}));
    client.send(m_server->port(), RawCaClient::encode({6, 5, 3, 1, 1, "t:x"})); // too old
    client.send(m_server->port(), versionMessage(3) + searchMessage("t:absent", 1, 10));
    client.send(m_server->port(), RawCaClient::encode({6, 5, 13, 2, 2, "t:wave!!"})); // cut to 7 characters
    client.send(m_server->port(), versionMessage(42) + searchMessage("t:x", 42));
    QCOMPARE(fromBig<quint32>(client.receive(), 8), 42U); // the first answer of all
}

void TestCaServer::searchesOnCircuit()
{
    RawCaClient client(m_server->port());
    client.sendBytes(
        versionMessage(5) + searchMessage("t:x", 3) + searchMessage("t:absent", 4) + searchMessage("t:absent", 5, 10));
    const auto found = client.next();
    QVERIFY(found);
    QCOMPARE(found->command, quint16{6});
    QCOMPARE(found->type, m_server->port());
    QCOMPARE(found->p1, 0xFFFFFFFFU);
    QCOMPARE(found->p2, 3U);
    QCOMPARE(found->payload.size(), 0);
    const auto absent = client.next();
    QCOMPARE(absent->command, quint16{14});
    QCOMPARE(absent->type, quint16{10});
    QCOMPARE(absent->p2, 5U);
    QVERIFY(client.silent());
}

void TestCaServer::createsWithRightsFirst()
{
    RawCaClient client(m_server->port());
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
    QTRY_COMPARE(m_server->census().channels, std::size_t{3});
}

void TestCaServer::refusesUnknownNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("unknown") << QByteArray("t:absent");
    QTest::newRow("field") << QByteArray("t:x.EGU");
    QTest::newRow("not a text") << QByteArray("t:x$");
    QTest::newRow("filter") << QByteArray("t:x.{\"arr\":{}}");
    QTest::newRow("control character") << QByteArray("t:\x01");
    QTest::newRow("format") << QByteArray("%s%n%x");
    QTest::newRow("long") << QByteArray(900, 'a');
}

void TestCaServer::refusesUnknownNames()
{
    QFETCH(QByteArray, name);
    RawCaClient client(m_server->port());
    client.send({18, 0, 0, 9, 13, name + '\0'});
    const auto reply = client.next();
    QVERIFY(reply);
    QCOMPARE(reply->command, quint16{26});
    QCOMPARE(reply->p1, 9U);
    QVERIFY(client.create("t:x").created);
}

void TestCaServer::knowsValField()
{
    RawCaClient client(m_server->port());
    QVERIFY(client.create("t:x.VAL").created);
    const auto motor = client.create("t:m1");
    QVERIFY(motor.created);
    QCOMPARE(fromBig<double>(client.read(motor, 6, 1).payload, 0), 7.0);
    QVERIFY(client.create("t:name.VAL$").created);
}

void TestCaServer::echoes()
{
    RawCaClient client(m_server->port());
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
    RawCaClient client(m_server->port());
    const auto channel = client.create("t:x");
    client.subscribe(channel, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    client.send({12, 0, 0, channel.sid, channel.cid, {}});
    const auto cleared = client.next();
    QCOMPARE(cleared->command, quint16{12});
    QCOMPARE(cleared->p1, channel.sid);
    QCOMPARE(cleared->p2, channel.cid);
    onServer([this] { m_server->find(QStringLiteral("t:x"))->set(99.0); });
    client.send({12, 0, 0, channel.sid, channel.cid, {}});
    QVERIFY(client.silent());
    QCOMPARE(m_server->census().channels, std::size_t{0});
    QCOMPARE(m_server->census().subscriptions, std::size_t{0});
}

void TestCaServer::disconnectsRemovedPvs()
{
    RawCaClient client(m_server->port());
    const auto gone = client.create("t:x");
    const auto stays = client.create("t:name");
    client.subscribe(gone, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    onServer([this] {
        const ServerPvPtr pv = m_server->find(QStringLiteral("t:x"));
        m_server->remove(QStringLiteral("t:x"));
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

    onServer([this] { add(QStringLiteral("t:x"), NativeType::Long, 1, qint64{4}); });
    QCOMPARE(client.create("t:x").type, quint16{5});
}

void TestCaServer::tellsWhoWrites()
{
    ClientIdentity heard;
    onServer([&] {
        m_server->find(QStringLiteral("t:x"))
            ->setPutHandler([&heard](ServerPv&, const Value&, const ClientIdentity& who, const PutCompletion& done) {
                heard = who;
                done({});
            });
    });
    RawCaClient client(m_server->port());
    const auto channel = client.create("t:x");
    client.send({20, 0, 0, 0, 0, "mallory"}); // too late
    QCOMPARE(client.write(channel, 6, 1, bigEndian(1.0)), 1U);
    onServer([] {});
    QCOMPARE(heard.user, QStringLiteral("tester"));
    QCOMPARE(heard.host, QStringLiteral("bench"));
}

void TestCaServer::changesAccess()
{
    RawCaClient client(m_server->port());
    const auto channel = client.create("t:x");
    client.subscribe(channel, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    onServer([this] { m_server->find(QStringLiteral("t:x"))->setAccess(true, false); });
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

    onServer([this] { m_server->find(QStringLiteral("t:x"))->setAccess(false, false); });
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
        clients.push_back(std::make_unique<RawCaClient>(m_server->port()));
        const auto channel = clients.back()->create("t:x");
        QVERIFY(channel.created);
        clients.back()->subscribe(channel, 20, 1, 1, 5);
        QVERIFY(clients.back()->next(1, 1));
    }
    QCOMPARE(m_server->census().clients, std::size_t{count});
    onServer([this] { m_server->find(QStringLiteral("t:x"))->set(2.5); });
    for (const auto& client : clients)
        QCOMPARE(fromBig<double>(client->next(1, 1)->payload, 16), 2.5);
    clients.clear();
    QTRY_COMPARE(m_server->census().clients, std::size_t{0});
    QCOMPARE(m_server->census().subscriptions, std::size_t{0});
}

void TestCaServer::limitsClientsAndChannels()
{
    CaServerOptions options;
    options.beaconPort = 0;
    options.maxClients = 2;
    options.maxChannelsPerClient = 3;
    m_server = std::make_unique<CaServer>(options);
    add(QStringLiteral("t:x"), NativeType::Double, 1, 1.25);
    QVERIFY(m_server->start().ok());
    RawCaClient first(m_server->port());
    RawCaClient second(m_server->port());
    RawCaClient third(m_server->port(), RawCaClient::Greeting::None);
    QVERIFY(third.closedByServer());
    for (int i = 0; i < 3; ++i)
        QVERIFY(first.create("t:x").created);
    first.send({18, 0, 0, 9, 13, "t:x"});
    QCOMPARE(first.next()->command, quint16{26});
    QVERIFY(second.create("t:x").created);
}

void TestCaServer::sendsBeacons()
{
    UdpClient repeater;
    CaServerOptions options;
    options.beaconPort = repeater.bindAnywhere();
    CaServer server(options);
    QVERIFY(server.start().ok());
    for (quint32 counter = 0; counter < 3; ++counter) {
        const QByteArray beacon = repeater.receive();
        QCOMPARE(beacon.size(), 16);
        QCOMPARE(fromBig<quint16>(beacon, 0), quint16{13});
        QCOMPARE(fromBig<quint16>(beacon, 4), quint16{13});
        QCOMPARE(fromBig<quint16>(beacon, 6), server.port());
        QCOMPARE(fromBig<quint32>(beacon, 8), counter);
        QCOMPARE(fromBig<quint32>(beacon, 12), 0U);
    }
}

void TestCaServer::refusesTakenPort()
{
    CaServerOptions options;
    options.port = m_server->port();
    CaServer second(options);
    const Result<void> started = second.start();
    QVERIFY(!started.ok());
    QCOMPARE(started.error().code, ErrorCode::Io);
    QVERIFY(started.error().message.contains(QString::number(m_server->port())));

    options.port = 0;
    options.interfaceAddress = QStringLiteral("beamline");
    CaServer nowhere(options);
    QCOMPARE(nowhere.start().error().code, ErrorCode::Io);
}

void TestCaServer::startsAgain()
{
    RawCaClient client(m_server->port());
    QVERIFY(client.create("t:x").created);
    m_server->stop();
    QVERIFY(client.closedByServer());
    QCOMPARE(m_server->census().clients, std::size_t{0});
    QVERIFY(m_server->start().ok());
    RawCaClient again(m_server->port());
    QVERIFY(again.create("t:x").created);
}

void TestCaServer::runsTimers()
{
    std::atomic<int> periodic = 0;
    std::atomic<int> once = 0;
    std::atomic<int> never = 0;
    Handle every;
    Handle after;
    onServer([&] {
        every = m_server->every(2ms, [&] {
            if (++periodic == 3)
                every.reset(); // within its own task
        });
        after = m_server->after(1ms, [&] { ++once; });
        const Handle dropped = m_server->after(1ms, [&] { ++never; });
    });
    QTRY_COMPARE(periodic.load(), 3);
    std::atomic<bool> later = false;
    Handle last;
    onServer([&] { last = m_server->after(20ms, [&] { later = true; }); });
    QTRY_VERIFY(later.load());
    QCOMPARE(periodic.load(), 3);
    QCOMPARE(once.load(), 1);
    QCOMPARE(never.load(), 0);
    m_server.reset(); // handles may outlive it
}

void TestCaServer::refusesNamesTwice()
{
    const auto pv = std::make_shared<ServerPv>(QStringLiteral("t:y"), NativeType::Double, 1, 0.0);
    onServer([&] {
        QVERIFY(m_server->add(pv).ok());
        QCOMPARE(m_server->add(pv).error().code, ErrorCode::BadValue);
        QVERIFY(m_server->addAlias(QStringLiteral("t:z"), pv).ok());
        QVERIFY(!m_server->addAlias(QStringLiteral("t:x"), pv).ok());
        QVERIFY(!m_server->addAlias(QString(), pv).ok());
    });
    RawCaClient client(m_server->port());
    QVERIFY(client.create("t:z").created);
    onServer([&] { m_server->remove(QStringLiteral("t:y")); });
    QCOMPARE(client.next()->command, quint16{27});
}

QTEST_GUILESS_MAIN(TestCaServer)
#include "tst_caserver.moc"
