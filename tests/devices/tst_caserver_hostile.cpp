#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <random>

using namespace devices;

namespace {

QByteArray header(quint16 command, quint16 size, quint16 type, quint16 count, quint32 p1, quint32 p2)
{
    return bigEndian(command) + bigEndian(size) + bigEndian(type) + bigEndian(count) + bigEndian(p1) + bigEndian(p2);
}

QByteArray extendedHeader(quint16 command, quint16 type, quint32 p1, quint32 p2, quint32 size, quint32 count)
{
    return header(command, 0xFFFF, type, 0, p1, p2) + bigEndian(size) + bigEndian(count);
}

} // namespace

/// Bytes that no decent client sends. Each test ends with another client being served.
class TestCaServerHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void closes_data();
    void closes();
    void survivesPiecewiseBytes();
    void refusesForeignSids();
    void refusesUnknownSids();
    void refusesClaimsBeyondPayload_data();
    void refusesClaimsBeyondPayload();
    void capsReads();
    void skipsOversizedPayloads();
    void refusesUnknownTypes();
    void protectsOldClients();
    void limitsUnreadReplies();
    void limitsSubscriptionsPerChannel();
    void sendsOnlyWarnings();
    void survivesNoise();

private:
    CaServerOptions options() const
    {
        CaServerOptions result;
        result.maxMessageBytes = 1U << 20U;
        return result;
    }

    std::unique_ptr<CaServerFixture> m_fixture;
    std::unique_ptr<RawCaClient> m_decent;
    RawCaClient::Channel m_decentChannel;
};

void TestCaServerHostile::init()
{
    m_fixture = std::make_unique<CaServerFixture>(options());
    m_fixture->add("h:x", NativeType::Double, 1, 1.5);
    m_fixture->add("h:wave", NativeType::Double, 100000, makeArray(std::vector<double>(100000, 1.0)));
    m_fixture->add("h:other", NativeType::Double, 1, 0.0);
    m_fixture->add("h:text", NativeType::String, 1, QStringLiteral("text"));
    m_fixture->start();
    m_decent = std::make_unique<RawCaClient>(m_fixture->port());
    m_decentChannel = m_decent->create("h:x");
    QVERIFY(m_decentChannel.created);
}

void TestCaServerHostile::cleanup()
{
    QCOMPARE(fromBig<double>(m_decent->read(m_decentChannel, 6, 1).payload, 0), 1.5);
    m_decent.reset();
    m_fixture.reset();
}

void TestCaServerHostile::closes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("payload not a multiple of 8") << header(23, 4, 0, 0, 0, 0) + QByteArray(4, 'x');
    QTest::newRow("misaligned extended payload") << extendedHeader(19, 6, 1, 1, 12, 1) + QByteArray(12, 'x');
    QTest::newRow("size 0xFFFF with a count") << header(19, 0xFFFF, 6, 1, 1, 1);
    QTest::newRow("unknown command") << header(99, 0, 0, 0, 0, 0);
    QTest::newRow("unknown command with payload") << header(99, 8, 0, 0, 0, 0) + QByteArray(8, 'x');
    QTest::newRow("obsolete command") << header(7, 0, 0, 0, 0, 0);
    QTest::newRow("server's command") << header(22, 0, 0, 0, 1, 3);
    QTest::newRow("beacon") << header(13, 0, 13, 5064, 0, 0);
    QTest::newRow("ancient version") << header(0, 0, 0, 3, 0, 0);
    QTest::newRow("ancient channel") << header(18, 8, 0, 0, 1, 3) + QByteArray("h:x\0\0\0\0\0", 8);
}

void TestCaServerHostile::closes()
{
    QFETCH(QByteArray, bytes);
    RawCaClient client(m_fixture->port());
    client.sendBytes(bytes);
    QVERIFY(client.closedByServer());
}

void TestCaServerHostile::survivesPiecewiseBytes()
{
    RawCaClient client(m_fixture->port());
    const auto wave = client.create("h:wave");
    const QByteArray write = extendedHeader(19, 6, wave.sid, 5, 16, 2) + bigEndian(3.0) + bigEndian(4.0);
    for (const char byte : write)
        client.sendBytes(QByteArray(1, byte));
    QCOMPARE(client.next(19, 5)->p1, 1U);
    client.sendBytes(write.left(20));
}

void TestCaServerHostile::refusesForeignSids()
{
    RawCaClient client(m_fixture->port());
    QCOMPARE(client.read(m_decentChannel, 6, 1).p1, 152U);
    QCOMPARE(client.write(m_decentChannel, 6, 1, bigEndian(9.0)), 160U);
    client.send({12, 0, 0, m_decentChannel.sid, m_decentChannel.cid, {}});
    client.subscribe(m_decentChannel, 20, 1, 1, 5);
    client.send({4, 6, 1, m_decentChannel.sid, 1, bigEndian(9.0)});
    client.send({2, 20, 1, m_decentChannel.sid, 1, {}});
    QVERIFY(client.silent());
}

void TestCaServerHostile::refusesUnknownSids()
{
    RawCaClient client(m_fixture->port());
    client.send({15, 20, 0xFFFFFFFF, 0xDEADBEEF, 3, {}});
    const auto reply = client.next(15, 3);
    QVERIFY(reply);
    QCOMPARE(reply->p1, 152U);
    QVERIFY(reply->payload.size() <= 16);
    client.send({3, 20, 1, 0xDEADBEEF, 3, {}});
    client.send({12, 0, 0, 0xDEADBEEF, 3, {}});
    QVERIFY(client.silent());
}

void TestCaServerHostile::refusesClaimsBeyondPayload_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<quint16>("type");
    QTest::addColumn<quint32>("count");
    QTest::addColumn<int>("payload");
    QTest::newRow("100 doubles in 8 bytes") << QByteArray("h:wave") << quint16{6} << 100U << 8;
    QTest::newRow("four billion doubles") << QByteArray("h:wave") << quint16{6} << 0xFFFFFFFFU << 8;
    QTest::newRow("overflowing strings") << QByteArray("h:wave") << quint16{0} << 0x80000000U << 40;
    QTest::newRow("two strings in 48 bytes") << QByteArray("h:wave") << quint16{0} << 2U << 48;
    QTest::newRow("scalar without payload") << QByteArray("h:x") << quint16{6} << 1U << 0;
    QTest::newRow("string without payload") << QByteArray("h:text") << quint16{0} << 1U << 0;
    QTest::newRow("characters of a text") << QByteArray("h:text$") << quint16{4} << 100U << 8;
    QTest::newRow("acknowledge without payload") << QByteArray("h:x") << quint16{36} << 1U << 0;
}

void TestCaServerHostile::refusesClaimsBeyondPayload()
{
    QFETCH(QByteArray, name);
    QFETCH(quint16, type);
    QFETCH(quint32, count);
    QFETCH(int, payload);
    RawCaClient client(m_fixture->port());
    const auto channel = client.create(name);
    QVERIFY(channel.created);
    QCOMPARE(client.write(channel, type, count, QByteArray(payload, '1')), 176U);
    client.send({4, type, count, channel.sid, channel.cid, QByteArray(payload, '1')});
    const auto error = client.next();
    QVERIFY(error);
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p2, 176U);
}

void TestCaServerHostile::capsReads()
{
    RawCaClient client(m_fixture->port());
    const auto wave = client.create("h:wave");
    const RawMessage billions = client.read(wave, 6, 0xFFFFFFFF);
    QCOMPARE(billions.p1, 176U);
    QCOMPARE(billions.payload.size(), 0);
    QCOMPARE(client.read(wave, 6, 100001).p1, 176U);
    QCOMPARE(client.read(wave, 6, 100000).p1, 1U);
    QCOMPARE(client.read(wave, 0, 0).p1, 72U); // 4 MB of strings, over this server's limit
    QCOMPARE(client.read(client.create("h:x"), 6, 0x20000000).p1, 176U);
    client.subscribe(wave, 0, 0, 8, 5);
    const auto error = client.next();
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p2, 72U);
    QCOMPARE(fromBig<quint32>(error->payload, 12), 8U);
}

void TestCaServerHostile::skipsOversizedPayloads()
{
    RawCaClient client(m_fixture->port());
    const auto wave = client.create("h:wave");
    const quint32 size = 2U << 20U;
    client.sendBytes(extendedHeader(19, 6, wave.sid, 3, size, size / 8) + QByteArray(int(size), 'x'));
    QCOMPARE(client.next(19, 3)->p1, 72U);
    client.sendBytes(extendedHeader(4, 6, wave.sid, wave.cid, size, size / 8) + QByteArray(int(size), 'x'));
    const auto error = client.next();
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p1, wave.cid);
    QCOMPARE(error->p2, 72U);
    QCOMPARE(error->payload.left(24), extendedHeader(4, 6, wave.sid, wave.cid, size, size / 8));
    QVERIFY(client.silent());
    client.sendBytes(header(18, 2048, 0, 0, 1, 13) + QByteArray(2048, 'n'));
    QCOMPARE(client.next()->p2, 72U);
    client.sendBytes(extendedHeader(19, 6, wave.sid, 3, 0xFFFFFFF8, 1)); // and nothing follows
    QCOMPARE(client.next(19, 3)->p1, 72U);
}

void TestCaServerHostile::refusesUnknownTypes()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("h:x");
    QCOMPARE(client.read(channel, 39, 1).p1, 400U);
    QCOMPARE(client.read(channel, 0xFFFF, 1000000).p1, 400U);
    QCOMPARE(client.write(channel, 39, 1, bigEndian(1.0)), 400U);
    client.send({4, 39, 1, channel.sid, channel.cid, bigEndian(1.0)});
    QCOMPARE(client.next()->p2, 400U);
}

void TestCaServerHostile::protectsOldClients()
{
    RawCaClient client(m_fixture->port(), RawCaClient::Greeting::None);
    QVERIFY(client.next());
    client.send({0, 0, 8, 0, 0, {}});
    client.send({18, 0, 0, 1, 8, "h:wave"});
    QCOMPARE(client.next()->command, quint16{22});
    const auto created = client.next();
    QVERIFY(!created->extended);
    QCOMPARE(created->count, 0xFFFEU);
    client.send({15, 6, 0, created->p2, 4, {}});
    const auto refused = client.next();
    QCOMPARE(refused->p1, 464U);
    QVERIFY(!refused->extended);
}

void TestCaServerHostile::limitsUnreadReplies()
{
    RawCaClient client(m_fixture->port());
    const auto wave = client.create("h:wave");
    constexpr quint32 requests = 400; // of 800 kB each
    QByteArray bytes;
    for (quint32 id = 0; id < requests; ++id)
        bytes += RawCaClient::encode({15, 6, 0, wave.sid, id, {}});
    client.sendBytes(bytes);
    QVERIFY(m_decent->silent()); // others are served while the replies wait
    for (quint32 id = 0; id < requests; ++id) {
        const auto reply = client.next();
        QVERIFY(reply);
        QCOMPARE(reply->p2, id);
        QCOMPARE(reply->payload.size(), 800000);
    }
}

void TestCaServerHostile::limitsSubscriptionsPerChannel()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("h:x");
    for (quint32 id = 0; id <= 1000; ++id)
        client.subscribe(channel, 6, 1, id, 5);
    const auto error = client.next(11, 48);
    QVERIFY(error);
    QCOMPARE(fromBig<quint32>(error->payload, 12), 1000U);
}

void TestCaServerHostile::sendsOnlyWarnings()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("h:other");
    for (quint16 type = 0; type < 60; ++type) {
        for (const quint32 sid : {channel.sid, 0U}) {
            for (const quint16 command : {quint16{1}, quint16{2}, quint16{3}, quint16{4}, quint16{15}, quint16{19}})
                client.send({command, type, 1, sid, channel.cid, QByteArray("no value")});
        }
    }
    const quint32 end = 4711;
    client.send({23, 0, 0, 0, end, {}});
    int errors = 0;
    for (auto message = client.next(); message && message->command != 23; message = client.next()) {
        const bool carriesStatus = message->command == 15 || message->command == 19
            || (message->command == 1 && !message->payload.isEmpty());
        const quint32 status = message->command == 11 ? message->p2 : message->p1;
        if (message->command != 11 && !carriesStatus)
            continue;
        QVERIFY2(status == 1 || status % 8 == 0, qPrintable(QString::number(status)));
        errors += status == 1 ? 0 : 1;
    }
    QVERIFY(errors > 100);
}

void TestCaServerHostile::survivesNoise()
{
    std::mt19937 random(20261120);
    const QList<quint16> commands{0, 1, 2, 3, 4, 6, 8, 9, 10, 12, 15, 18, 19, 20, 21, 23};
    for (int round = 0; round < 60; ++round) {
        RawCaClient client(m_fixture->port());
        const auto channel = client.create("h:wave");
        QVERIFY(channel.created);
        QByteArray bytes;
        for (int i = 0; i < 50; ++i) {
            const auto pick = [&](quint32 limit) { return random() % limit; };
            const auto size = static_cast<quint16>(8 * pick(6));
            bytes += header(commands.at(pick(quint32(commands.size()))), size, static_cast<quint16>(pick(45)),
                static_cast<quint16>(pick(2000)), pick(3) == 0 ? quint32(random()) : channel.sid, quint32(random()));
            for (int k = 0; k < size; ++k)
                bytes += static_cast<char>(random());
        }
        if (round % 3 == 0)
            bytes[qsizetype(random() % quint32(bytes.size()))] = static_cast<char>(random());
        client.sendBytes(bytes);
    }
    m_fixture->onServer([this] { m_fixture->pv("h:x")->set(1.5); });
}

QTEST_GUILESS_MAIN(TestCaServerHostile)
#include "tst_caserver_hostile.moc"
