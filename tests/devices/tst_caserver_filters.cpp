#include "caserverfixture.h"
#include "rawcaclient.h"

#include "devices/caserver/filters/channelmodifiers.h"

#include <QtTest>

#include <limits>

using namespace devices;

namespace {

std::vector<double> doublesOf(const RawMessage& message, qsizetype offset = 0)
{
    std::vector<double> numbers;
    for (quint32 i = 0; i < message.count; ++i)
        numbers.push_back(fromBig<double>(message.payload, offset + 8 * qsizetype(i)));
    return numbers;
}

} // namespace

/// What clients may ask for behind a PV's name.
class TestCaServerFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void slices_data();
    void slices();
    void parsesNames_data();
    void parsesNames();
    void servesSlices_data();
    void servesSlices();
    void followsSlices();
    void slicesText();
    void refusesWritingSlices();
    void refusesNames_data();
    void refusesNames();
    void holdsBackWithinDeadband_data();
    void holdsBackWithinDeadband();
    void letsAlarmsThrough();
    void filtersEachSubscription();
    void decimates();
    void findsFilteredNames();

private:
    std::vector<double> updatesOf(const QByteArray& name, const std::vector<double>& values);

    std::unique_ptr<CaServerFixture> m_fixture;
};

void TestCaServerFilters::init()
{
    m_fixture = std::make_unique<CaServerFixture>();
    m_fixture->add("f:x", NativeType::Double, 1, 0.0);
    m_fixture->add("f:m1.VAL", NativeType::Double, 1, 0.0);
    m_fixture->add("f:m1.DESC", NativeType::String, 1, QStringLiteral("sample"));
    m_fixture->add("f:wave", NativeType::Double, 10, makeArray(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}));
    m_fixture->start();
}

void TestCaServerFilters::cleanup()
{
    m_fixture.reset();
}

void TestCaServerFilters::slices_data()
{
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("increment");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<std::size_t>("elements");
    QTest::addColumn<std::size_t>("first");
    QTest::addColumn<std::size_t>("count");
    const auto row = [](const char* name, std::array<qint64, 3> slice, std::array<std::size_t, 3> expected) {
        QTest::newRow(name) << slice[0] << slice[1] << slice[2] << expected[0] << expected[1] << expected[2];
    };
    row("all", {0, 1, -1}, {8, 0, 8});
    row("middle", {2, 1, 5}, {8, 2, 4});
    row("every third", {0, 3, -1}, {8, 0, 3});
    row("last two", {-2, 1, -1}, {8, 6, 2});
    row("beyond the end", {6, 1, 99}, {8, 6, 2});
    row("before the start", {-99, 1, 1}, {8, 0, 2});
    row("starts behind", {20, 1, -1}, {8, 8, 0});
    row("reversed", {5, 1, 2}, {8, 5, 0});
    row("empty array", {0, 1, -1}, {0, 0, 0});
    row("huge step", {1, 0xFFFFFFFF, -1}, {8, 1, 1});
}

void TestCaServerFilters::slices()
{
    QFETCH(qint64, start);
    QFETCH(qint64, increment);
    QFETCH(qint64, end);
    QFETCH(std::size_t, elements);
    const ArraySlice::Extent extent = ArraySlice{start, increment, end}.of(elements);
    QTEST(extent.first, "first");
    QTEST(extent.count, "count");
}

void TestCaServerFilters::parsesNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name"); // empty: refused
    QTest::newRow("plain") << QByteArray("x.VAL") << QByteArray();
    QTest::newRow("text") << QByteArray("x.DESC$") << QByteArray("x.DESC");
    QTest::newRow("dot") << QByteArray(R"(x.{"arr":{}})") << QByteArray("x");
    QTest::newRow("field") << QByteArray(R"(x.VAL{"arr":{"s":1}})") << QByteArray("x.VAL");
    QTest::newRow("range") << QByteArray("x.VAL[1:2:5]") << QByteArray("x.VAL");
    QTest::newRow("all three") << QByteArray(R"(x.DESC$[1:]{"dec":{"n":2}})") << QByteArray("x.DESC");
    QTest::newRow("two filters") << QByteArray(R"(x.{"arr":{},"dbnd":{"d":1}})") << QByteArray("x");
    QTest::newRow("range twice") << QByteArray(R"(x[1:]{"arr":{}})") << QByteArray();
    QTest::newRow("open range") << QByteArray("x[1:2") << QByteArray();
    QTest::newRow("no index") << QByteArray("x[]") << QByteArray();
    QTest::newRow("no increment") << QByteArray("x[0:0:5]") << QByteArray();
    QTest::newRow("four numbers") << QByteArray("x[0:1:2:3]") << QByteArray();
    QTest::newRow("trash behind") << QByteArray("x[0:1]y") << QByteArray();
}

void TestCaServerFilters::parsesNames()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    const auto parsed = parseModifiedName({text.constData(), std::size_t(text.size())});
    QCOMPARE(parsed.has_value(), !name.isEmpty());
    if (parsed)
        QCOMPARE(QByteArray(parsed->name.data(), qsizetype(parsed->name.size())), name);
}

void TestCaServerFilters::servesSlices_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<quint32>("offered");
    QTest::addColumn<std::vector<double>>("expected");
    using Numbers = std::vector<double>;
    QTest::newRow("all") << QByteArray(R"(f:wave.{"arr":{}})") << 10U << Numbers{0, 1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("middle") << QByteArray(R"(f:wave.{"arr":{"s":2,"e":4}})") << 3U << Numbers{2, 3, 4};
    QTest::newRow("every third") << QByteArray(R"(f:wave.VAL{"arr":{"i":3}})") << 4U << Numbers{0, 3, 6};
    QTest::newRow("last two") << QByteArray(R"(f:wave{"arr":{"s":-2}})") << 2U << Numbers{6, 7};
    QTest::newRow("one") << QByteArray("f:wave[3]") << 1U << Numbers{3};
    QTest::newRow("range") << QByteArray("f:wave[1:2:5]") << 3U << Numbers{1, 3, 5};
    QTest::newRow("none") << QByteArray("f:wave[9:9]") << 1U << Numbers{};
}

void TestCaServerFilters::servesSlices()
{
    QFETCH(QByteArray, name);
    QFETCH(std::vector<double>, expected);
    RawCaClient client(m_fixture->port());
    const auto channel = client.create(name);
    QVERIFY(channel.created);
    QTEST(channel.count, "offered");
    const RawMessage reply = client.read(channel, 6, 0);
    QCOMPARE(reply.p1, 1U);
    QCOMPARE(doublesOf(reply), expected);
    client.subscribe(channel, 20, 0, 7, 1);
    const auto update = client.next(1, 7);
    QVERIFY(update);
    QCOMPARE(doublesOf(*update, 16), expected);
}

void TestCaServerFilters::followsSlices()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("f:wave[-2:-1]");
    client.subscribe(channel, 6, 0, 7, 1);
    QCOMPARE(doublesOf(client.next(1, 7).value_or(RawMessage{})), (std::vector<double>{6, 7}));
    m_fixture->onServer([&] { m_fixture->pv("f:wave")->set(makeArray(std::vector<double>{9, 8, 7})); });
    QCOMPARE(doublesOf(client.next(1, 7).value_or(RawMessage{})), (std::vector<double>{8, 7}));
    // What was asked for beyond the array is zero.
    QCOMPARE(doublesOf(client.read(channel, 6, 4)), (std::vector<double>{8, 7, 0, 0}));
}

void TestCaServerFilters::slicesText()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create(R"(f:m1.DESC${"arr":{"s":1,"e":3}})");
    QVERIFY(channel.created);
    QCOMPARE(channel.type, quint16{4});
    const RawMessage reply = client.read(channel, 4, 0);
    QCOMPARE(reply.count, 3U);
    QCOMPARE(reply.payload.left(3), QByteArray("amp"));
}

void TestCaServerFilters::refusesWritingSlices()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("f:wave[1:2]");
    QCOMPARE(channel.rights, 1U);
    QCOMPARE(client.write(channel, 6, 1, bigEndian(5.0)), 376U);
    QCOMPARE(client.create("f:x.{\"dbnd\":{\"d\":1}}").rights, 3U);
}

void TestCaServerFilters::refusesNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("unknown filter") << QByteArray(R"(f:x.{"sync":{"m":"first","s":"red"}})");
    QTest::newRow("unknown member") << QByteArray(R"(f:wave.{"arr":{"x":1}})");
    QTest::newRow("wrong kind") << QByteArray(R"(f:wave.{"arr":{"s":"1"}})");
    QTest::newRow("fraction") << QByteArray(R"(f:wave.{"arr":{"s":1.5}})");
    QTest::newRow("huge") << QByteArray(R"(f:wave.{"arr":{"s":1e300}})");
    QTest::newRow("no step") << QByteArray(R"(f:wave.{"arr":{"i":0}})");
    QTest::newRow("no object") << QByteArray(R"(f:wave.{"arr":3})");
    QTest::newRow("unknown mode") << QByteArray(R"(f:x.{"dbnd":{"m":"most","d":1}})");
    QTest::newRow("none of zero") << QByteArray(R"(f:x.{"dec":{"n":0}})");
    QTest::newRow("not closed") << QByteArray(R"(f:x.{"arr":{})");
    QTest::newRow("no JSON") << QByteArray("f:x.{arr}");
    QTest::newRow("unknown PV") << QByteArray(R"(f:absent.{"arr":{}})");
    QTest::newRow("nested") << QByteArray("f:x.") + QByteArray(400, '{');
    QTest::newRow("characters of a number") << QByteArray("f:x$");
    QTest::newRow("characters of an array") << QByteArray("f:wave$");
}

void TestCaServerFilters::refusesNames()
{
    QFETCH(QByteArray, name);
    RawCaClient client(m_fixture->port());
    client.send({18, 0, 0, 9, 13, name + '\0'});
    const auto reply = client.next();
    QVERIFY(reply);
    QCOMPARE(reply->command, quint16{26});
    client.send({6, 10, 13, 3, 3, name + '\0'});
    QVERIFY(client.next(14, 3)); // nor is it found
}

/// The values that one monitor of the name delivers while f:x takes these.
std::vector<double> TestCaServerFilters::updatesOf(const QByteArray& name, const std::vector<double>& values)
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create(name);
    client.subscribe(channel, 6, 1, 7, 1);
    m_fixture->onServer([&] {
        for (const double value : values)
            m_fixture->pv("f:x")->set(value);
    });
    // Whatever was sent stands before the reply to this.
    client.send({23, 0, 0, 0, 1, {}});
    std::vector<double> seen;
    for (auto message = client.next(); message && message->command == 1; message = client.next())
        seen.push_back(fromBig<double>(message->payload, 0));
    return seen;
}

void TestCaServerFilters::holdsBackWithinDeadband_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<std::vector<double>>("values");
    QTest::addColumn<std::vector<double>>("expected");
    using Numbers = std::vector<double>;
    QTest::newRow("absolute") << QByteArray(R"(f:x.{"dbnd":{"d":1.5}})") << Numbers{1, 1.5, 1.6, 3, 3.2, 0}
                              << Numbers{0, 1.6, 3.2, 0};
    QTest::newRow("abs for short") << QByteArray(R"(f:x.{"dbnd":{"abs":1}})") << Numbers{1, 2} << Numbers{0, 2};
    QTest::newRow("percent") << QByteArray(R"(f:x.{"dbnd":{"m":"rel","d":50}})") << Numbers{10, 14, 16, 23, 25}
                             << Numbers{0, 10, 16, 25};
    QTest::newRow("percent below zero") << QByteArray(R"(f:x.{"dbnd":{"rel":50}})") << Numbers{-10, -14, -16}
                                        << Numbers{0, -10, -16};
    QTest::newRow("infinite") << QByteArray(R"(f:x.{"dbnd":{"d":5}})")
                              << Numbers{1, std::numeric_limits<double>::infinity(), 1}
                              << Numbers{0, std::numeric_limits<double>::infinity(), 1};
    QTest::newRow("no width") << QByteArray(R"(f:x.{"dbnd":{}})") << Numbers{1, 1, 2} << Numbers{0, 1, 2};
}

void TestCaServerFilters::holdsBackWithinDeadband()
{
    QFETCH(QByteArray, name);
    QFETCH(std::vector<double>, values);
    QFETCH(std::vector<double>, expected);
    QCOMPARE(updatesOf(name, values), expected);
}

void TestCaServerFilters::letsAlarmsThrough()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create(R"(f:x.{"dbnd":{"d":10}})");
    client.subscribe(channel, 20, 1, 7, 5);
    QVERIFY(client.next(1, 7));
    m_fixture->onServer([&] {
        m_fixture->pv("f:x")->set(2.0);
        m_fixture->pv("f:x")->set(3.0, Severity::Minor, 4);
        m_fixture->pv("f:x")->set(12.0, Severity::Minor, 4); // within the band around what the alarm told
    });
    const auto update = client.next(1, 7);
    QVERIFY(update);
    QCOMPARE(fromBig<quint16>(update->payload, 2), quint16{1});
    QCOMPARE(fromBig<double>(update->payload, 16), 3.0);
    QVERIFY(client.silent());
}

void TestCaServerFilters::filtersEachSubscription()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create(R"(f:x.{"dbnd":{"d":1}})");
    client.subscribe(channel, 6, 1, 7, 1);
    client.subscribe(channel, 6, 1, 8, 1);
    QVERIFY(client.next(1, 8));
    m_fixture->onServer([&] { m_fixture->pv("f:x")->set(5.0); });
    for (const quint32 id : {7U, 8U}) {
        const auto update = client.next();
        QVERIFY(update);
        QCOMPARE(update->p2, id);
    }
}

void TestCaServerFilters::decimates()
{
    QCOMPARE(updatesOf(R"(f:x.{"dec":{"n":3}})", {1, 2, 3, 4, 5, 6, 7}), (std::vector<double>{0, 3, 6}));
}

void TestCaServerFilters::findsFilteredNames()
{
    RawCaClient client(m_fixture->port());
    quint32 id = 1;
    for (const char* name : {"f:m1{\"dbnd\":{\"d\":1}}", "f:m1.{\"dbnd\":{\"d\":1}}", "f:m1.VAL{\"dbnd\":{\"d\":1}}",
             "f:x.VAL{\"dbnd\":{\"d\":1}}"}) {
        client.send({6, 10, 13, ++id, id, QByteArray(name) + '\0'});
        const auto found = client.next();
        QVERIFY2(found && found->command == 6, name);
        QVERIFY(client.create(name).created);
    }
}

QTEST_GUILESS_MAIN(TestCaServerFilters)
#include "tst_caserver_filters.moc"
