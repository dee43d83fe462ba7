#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace devices;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

double valueOf(const std::optional<RawMessage>& update)
{
    return update && update->command == 1 ? fromBig<double>(update->payload, 16) : notANumber;
}

} // namespace

class TestCaServerMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void sendsFirstAtOnce_data();
    void sendsFirstAtOnce();
    void obeysMasks_data();
    void obeysMasks();
    void obeysDeadbands();
    void tellsNothingNew();
    void followsCount();
    void cancels();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void replacesSameId();
    void keepsOrder();
    void holdsWhileOff();
    void boundsSlowClients();
    void boundsSlowArrayClients();
    void survivesCancelsWhileOff();

private:
    void set(const char* name, Value value);

    std::unique_ptr<CaServerFixture> m_fixture;
};

void TestCaServerMonitors::init()
{
    m_fixture = std::make_unique<CaServerFixture>();
    m_fixture->add("m:x", NativeType::Double, 1, 0.0);
    m_fixture->add("m:y", NativeType::Double, 1, 0.0);
    m_fixture->add("m:wave", NativeType::Double, 1000000, makeArray(std::vector<double>{1, 2, 3}));
    m_fixture->start();
}

void TestCaServerMonitors::cleanup()
{
    m_fixture.reset();
}

void TestCaServerMonitors::set(const char* name, Value value)
{
    m_fixture->onServer([&] { m_fixture->pv(name)->set(value); });
}

void TestCaServerMonitors::sendsFirstAtOnce_data()
{
    QTest::addColumn<quint16>("mask");
    QTest::newRow("value and alarm") << quint16{5};
    QTest::newRow("log") << quint16{2};
    QTest::newRow("property") << quint16{8};
    QTest::newRow("unknown bits") << quint16{0x10};
}

void TestCaServerMonitors::sendsFirstAtOnce()
{
    QFETCH(quint16, mask);
    RawCaClient client(m_fixture->port());
    client.subscribe(client.create("m:x"), 20, 1, 42, mask);
    const auto first = client.next();
    QVERIFY(first);
    QCOMPARE(first->command, quint16{1});
    QCOMPARE(first->type, quint16{20});
    QCOMPARE(first->count, 1U);
    QCOMPARE(first->p1, 1U);
    QCOMPARE(first->p2, 42U);
    QCOMPARE(first->payload.size(), 24);
}

void TestCaServerMonitors::obeysMasks_data()
{
    QTest::addColumn<quint16>("mask");
    QTest::addColumn<QByteArray>("heard"); // of v(alue within MDEL … ) see obeysMasks
    QTest::newRow("value") << quint16{1} << QByteArray("v");
    QTest::newRow("log") << quint16{2} << QByteArray("v");
    QTest::newRow("alarm") << quint16{4} << QByteArray("a");
    QTest::newRow("property") << quint16{8} << QByteArray("p");
    QTest::newRow("value, alarm") << quint16{5} << QByteArray("va");
    QTest::newRow("all") << quint16{15} << QByteArray("vap");
}

void TestCaServerMonitors::obeysMasks()
{
    QFETCH(quint16, mask);
    QFETCH(QByteArray, heard);
    RawCaClient client(m_fixture->port());
    client.subscribe(client.create("m:x"), 34, 1, 1, mask);
    QVERIFY(client.next(1, 1));
    m_fixture->onServer([this] {
        const ServerPvPtr pv = m_fixture->pv("m:x");
        pv->set(1.0);
        pv->setAlarm(Severity::Major, 3);
        PvMetadata metadata;
        metadata.precision = 4;
        pv->setMetadata(metadata);
        pv->setMetadata(metadata); // no change
    });
    for (const char kind : heard) {
        const auto update = client.next();
        QVERIFY(update);
        QCOMPARE(update->command, quint16{1});
        const int severity = fromBig<quint16>(update->payload, 2);
        const int precision = fromBig<quint16>(update->payload, 4);
        QCOMPARE(severity, kind == 'v' ? 0 : 2);
        QCOMPARE(precision, kind == 'p' ? 4 : 0);
    }
    QVERIFY(client.silent());
}

void TestCaServerMonitors::obeysDeadbands()
{
    m_fixture->onServer([this] { m_fixture->pv("m:x")->setDeadbands(1.0, 2.0); });
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("m:x");
    client.subscribe(channel, 20, 1, 1, 1);
    client.subscribe(channel, 20, 1, 2, 2);
    QVERIFY(client.next(1, 1));
    QVERIFY(client.next(1, 2));
    m_fixture->onServer([this] {
        for (const double value : {0.5, 1.0, 1.5, 2.0, 2.6, 3.0, notANumber, notANumber, 3.0})
            m_fixture->pv("m:x")->set(value);
        m_fixture->pv("m:x")->setDeadbands(-1, 100);
        m_fixture->pv("m:x")->set(3.0);
    });
    QList<double> values;
    QList<double> logs;
    for (auto update = client.next(); update && update->command == 1; update = client.next()) {
        (update->p2 == 1 ? values : logs) << valueOf(update);
        if (values.size() == 5)
            break;
    }
    QVERIFY(std::isnan(values.at(2)));
    values.removeAt(2);
    QCOMPARE(values, (QList<double>{1.5, 2.6, 3.0, 3.0}));
    QCOMPARE(logs.size(), 3);
    QCOMPARE(logs.at(0), 2.6);
    QVERIFY(client.silent());
}

void TestCaServerMonitors::tellsNothingNew()
{
    RawCaClient client(m_fixture->port());
    client.subscribe(client.create("m:x"), 20, 1, 1, 5);
    client.subscribe(client.create("m:wave"), 20, 0, 2, 5);
    QVERIFY(client.next(1, 2));
    set("m:x", 0.0);
    set("m:wave", makeArray(std::vector<double>{1, 2, 3}));
    QVERIFY(client.silent());
}

void TestCaServerMonitors::followsCount()
{
    RawCaClient client(m_fixture->port());
    const auto wave = client.create("m:wave");
    client.subscribe(wave, 20, 0, 1, 5);
    client.subscribe(wave, 20, 5, 2, 5);
    QCOMPARE(client.next(1, 1)->count, 3U);
    QCOMPARE(client.next(1, 2)->count, 5U);
    set("m:wave", makeArray(std::vector<double>{}));
    const auto empty = client.next(1, 1);
    QCOMPARE(empty->count, 0U);
    QCOMPARE(empty->payload.size(), 16);
    const auto fixed = client.next(1, 2);
    QCOMPARE(fixed->count, 5U);
    QCOMPARE(fixed->payload.mid(16), QByteArray(40, '\0'));
}

void TestCaServerMonitors::cancels()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("m:x");
    client.subscribe(channel, 20, 1, 7, 5);
    QVERIFY(client.next(1, 7));
    client.send({2, 0, 0, channel.sid, 7, {}});
    const auto confirmed = client.next();
    QVERIFY(confirmed);
    QCOMPARE(confirmed->command, quint16{1});
    QCOMPARE(confirmed->type, quint16{20});
    QCOMPARE(confirmed->count, 1U);
    QCOMPARE(confirmed->p1, channel.sid);
    QCOMPARE(confirmed->p2, 7U);
    QCOMPARE(confirmed->payload.size(), 0);
    set("m:x", 5.0);
    client.send({2, 0, 0, channel.sid, 7, {}}); // unknown by now
    QVERIFY(client.silent());
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{0});
}

void TestCaServerMonitors::refusesBadRequests_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<quint32>("count");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<quint32>("status");
    const QByteArray good = QByteArray(12, '\0') + QByteArray("\0\5\0\0", 4);
    QTest::newRow("no mask") << 20 << 1U << QByteArray(16, '\0') << 160U;
    QTest::newRow("large mask") << 20 << 1U << QByteArray(12, '\0') + QByteArray("\1\5\0\0", 4) << 160U;
    QTest::newRow("short payload") << 20 << 1U << QByteArray(8, '\0') << 160U;
    QTest::newRow("unknown type") << 39 << 1U << good << 400U;
    QTest::newRow("put type") << 35 << 1U << good << 400U;
    QTest::newRow("four billion elements") << 20 << 0xFFFFFFFFU << good << 176U;
}

void TestCaServerMonitors::refusesBadRequests()
{
    QFETCH(int, type);
    QFETCH(quint32, count);
    QFETCH(QByteArray, payload);
    QFETCH(quint32, status);
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("m:wave");
    client.send({1, static_cast<quint16>(type), count, channel.sid, 9, payload});
    const auto error = client.next();
    QVERIFY(error);
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p1, channel.cid);
    QCOMPARE(error->p2, status);
    QCOMPARE(fromBig<quint16>(error->payload, 0), quint16{1});
    QCOMPARE(fromBig<quint32>(error->payload, 12), 9U);
    QVERIFY(client.silent());
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{0});
}

void TestCaServerMonitors::replacesSameId()
{
    RawCaClient client(m_fixture->port());
    client.subscribe(client.create("m:x"), 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    client.subscribe(client.create("m:y"), 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    set("m:x", 5.0);
    QVERIFY(client.silent());
    set("m:y", 6.0);
    QCOMPARE(valueOf(client.next()), 6.0);
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{1});
}

void TestCaServerMonitors::keepsOrder()
{
    RawCaClient client(m_fixture->port());
    client.subscribe(client.create("m:x"), 20, 1, 1, 5);
    client.subscribe(client.create("m:y"), 20, 1, 2, 5);
    QVERIFY(client.next(1, 2));
    m_fixture->onServer([this] {
        for (int i = 1; i <= 1000; ++i)
            m_fixture->pv(i % 2 == 0 ? "m:x" : "m:y")->set(double(i));
    });
    for (int i = 1; i <= 1000; ++i) {
        const auto update = client.next();
        QCOMPARE(update->p2, i % 2 == 0 ? 1U : 2U);
        QCOMPARE(valueOf(update), double(i));
    }
}

void TestCaServerMonitors::holdsWhileOff()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("m:x");
    client.subscribe(channel, 20, 1, 1, 5);
    QVERIFY(client.next(1, 1));
    client.send({8, 0, 0, 0, 0, {}});
    QVERIFY(client.silent());
    for (int i = 1; i <= 1000; ++i)
        set("m:x", double(i));
    QVERIFY(client.silent());
    QCOMPARE(client.write(channel, 6, 1, bigEndian(2000.0)), 1U); // works meanwhile
    QCOMPARE(fromBig<double>(client.read(channel, 6, 1).payload, 0), 2000.0);
    client.send({9, 0, 0, 0, 0, {}});
    QCOMPARE(valueOf(client.next()), 2000.0);
    QVERIFY(client.silent());
    QCOMPARE(m_fixture->server().census().updatesReplaced, quint64{1000});
    set("m:x", 5.0);
    QCOMPARE(valueOf(client.next()), 5.0);
}

void TestCaServerMonitors::boundsSlowClients()
{
    RawCaClient slow(m_fixture->port());
    RawCaClient quick(m_fixture->port());
    slow.subscribe(slow.create("m:x"), 20, 1, 1, 5);
    quick.subscribe(quick.create("m:y"), 20, 1, 1, 5);
    QCOMPARE(valueOf(slow.next(1, 1)), 0.0);
    QVERIFY(quick.next(1, 1));
    // Far more than the sockets hold; the slow client does not read.
    constexpr int count = 600000;
    m_fixture->onServer([this] {
        for (int i = 1; i <= count; ++i)
            m_fixture->pv("m:x")->set(double(i));
        m_fixture->pv("m:y")->set(1.0);
    });
    QCOMPARE(valueOf(quick.next()), 1.0);
    QVERIFY(m_fixture->server().census().updatesReplaced > 0);
    int received = 0;
    double last = 0;
    while (last < count) {
        const auto update = slow.next();
        QVERIFY(update);
        QVERIFY(valueOf(update) > last);
        last = valueOf(update);
        ++received;
    }
    QVERIFY(received < count);
    QCOMPARE(last, double(count));
    QVERIFY(slow.silent());
}

void TestCaServerMonitors::boundsSlowArrayClients()
{
    RawCaClient slow(m_fixture->port());
    slow.subscribe(slow.create("m:wave"), 20, 0, 1, 5);
    QVERIFY(slow.next(1, 1));
    for (int i = 1; i <= 20; ++i)
        set("m:wave", makeArray(std::vector<double>(1000000, i)));
    double last = 0;
    int received = 0;
    while (last < 20) {
        const auto update = slow.next();
        QVERIFY(update);
        QCOMPARE(update->count, 1000000U);
        last = valueOf(update);
        QCOMPARE(fromBig<double>(update->payload, 16 + 8 * 999999), last); // not torn
        ++received;
    }
    QVERIFY2(received <= 3, qPrintable(QString::number(received)));
}

void TestCaServerMonitors::survivesCancelsWhileOff()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("m:x");
    client.send({8, 0, 0, 0, 0, {}});
    for (int i = 0; i < 5000; ++i) {
        client.subscribe(channel, 20, 1, 1, 5);
        client.send({2, 0, 0, channel.sid, 1, {}});
    }
    client.subscribe(channel, 20, 1, 2, 5);
    client.send({9, 0, 0, 0, 0, {}});
    QCOMPARE(valueOf(client.next(1, 2)), 0.0);
    set("m:x", 4.0);
    QCOMPARE(valueOf(client.next()), 4.0);
    QCOMPARE(m_fixture->server().census().subscriptions, std::size_t{1});
}

QTEST_GUILESS_MAIN(TestCaServerMonitors)
#include "tst_caserver_monitors.moc"
