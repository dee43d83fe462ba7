#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

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

class TestCaServerSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersSearches();
    void splitsLongAnswers();
    void ignoresWhatMakesNoSense();
    void searchesOnCircuit();
    void sendsBeacons();
    void announcesNewPvs();

private:
    CaServerFixture m_fixture;
};

void TestCaServerSearch::initTestCase()
{
    m_fixture.add("t:x", NativeType::Double, 1, 1.25);
    m_fixture.add("t:wave", NativeType::Double, 100000, makeArray(std::vector<double>{1, 2, 3}));
    m_fixture.start();
}

void TestCaServerSearch::answersSearches()
{
    UdpClient client;
    client.send(m_fixture.port(),
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
        QCOMPARE(found->type, m_fixture.port());
        QCOMPARE(found->count, 0U);
        QCOMPARE(found->p1, 0xFFFFFFFFU);
        QCOMPARE(found->p2, id);
        QCOMPARE(found->payload, QByteArray("\0\x0d\0\0\0\0\0\0", 8));
    }
}

void TestCaServerSearch::splitsLongAnswers()
{
    QByteArray request = versionMessage(1);
    for (quint32 id = 0; id < 60; ++id)
        request += searchMessage("t:x", id);
    UdpClient client;
    client.send(m_fixture.port(), request);
    QCOMPARE(client.receive().size(), 1024);
    QCOMPARE(client.receive().size(), 448);
}

void TestCaServerSearch::ignoresWhatMakesNoSense()
{
    UdpClient client;
    const QByteArray good = versionMessage(1) + searchMessage("t:x", 1);
    client.send(m_fixture.port(), {});
    client.send(m_fixture.port(), good.left(good.size() - 3));
    client.send(m_fixture.port(), QByteArray(500, '\xff'));
    client.send(m_fixture.port(), RawCaClient::encode({6, 5, 13, 1, 1, {}}));
    client.send(m_fixture.port(), RawCaClient::encode({6, 5, 3, 1, 1, "t:x"})); // too old
    client.send(m_fixture.port(), versionMessage(3) + searchMessage("t:absent", 1, 10));
    client.send(m_fixture.port(), RawCaClient::encode({6, 5, 13, 2, 2, "t:wave!!"})); // cut to 7 characters
    client.send(m_fixture.port(), versionMessage(42) + searchMessage("t:x", 42));
    QCOMPARE(fromBig<quint32>(client.receive(), 8), 42U); // the first answer of all
}

void TestCaServerSearch::searchesOnCircuit()
{
    RawCaClient client(m_fixture.port());
    client.sendBytes(
        versionMessage(5) + searchMessage("t:x", 3) + searchMessage("t:absent", 4) + searchMessage("t:absent", 5, 10));
    const auto found = client.next();
    QVERIFY(found);
    QCOMPARE(found->command, quint16{6});
    QCOMPARE(found->type, m_fixture.port());
    QCOMPARE(found->p1, 0xFFFFFFFFU);
    QCOMPARE(found->p2, 3U);
    QCOMPARE(found->payload.size(), 0);
    const auto absent = client.next();
    QCOMPARE(absent->command, quint16{14});
    QCOMPARE(absent->type, quint16{10});
    QCOMPARE(absent->p2, 5U);
    QVERIFY(client.silent());
}

void TestCaServerSearch::sendsBeacons()
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

void TestCaServerSearch::announcesNewPvs()
{
    UdpClient repeater;
    CaServerOptions options;
    options.beaconPort = repeater.bindAnywhere();
    CaServer server(options);
    QVERIFY(server.start().ok());
    // By then the next one is due in more than a second.
    for (int i = 0; i < 7; ++i)
        QCOMPARE(repeater.receive().size(), 16);
    UdpClient marker;
    Handle timer;
    server.post([&] {
        timer = server.after(600ms, [&] { marker.send(options.beaconPort, "mark"); });
        const auto pv = std::make_shared<ServerPv>(QStringLiteral("s:new"), NativeType::Double, 1, 0.0);
        if (!server.add(pv))
            qFatal("the PV was refused");
    });
    const QByteArray beacon = repeater.receive();
    QCOMPARE(fromBig<quint32>(beacon, 8), 7U); // and not the mark
    server.stop();
}

QTEST_GUILESS_MAIN(TestCaServerSearch)
#include "tst_caserver_search.moc"
