#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace devices;
using namespace std::chrono_literals;

namespace {

constexpr quint32 putFailed = 160;

PvMetadata states()
{
    PvMetadata metadata;
    metadata.labels = {QStringLiteral("Idle"), QStringLiteral("Busy"), QStringLiteral("2"), QStringLiteral("Done")};
    return metadata;
}

Value stringsOf(std::vector<QString> texts)
{
    return makeArray(std::move(texts));
}

} // namespace

class TestCaServerPuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void converts_data();
    void converts();
    void writesInOrder();
    void writesLargeArrays();
    void takesExtendedHeaders();
    void keepsUnsigned();
    void checksControlLimits();
    void reportsFailedWrites();
    void completesLate();
    void queuesPerChannel();
    void plainPutOvertakes();
    void failsDroppedCompletions();
    void forgetsClosedChannels();
    void mayRemoveItself();
    void takesWritesOfClientsThatLeave();

private:
    Value valueOf(const char* name);

    std::unique_ptr<CaServerFixture> m_fixture;
    std::vector<PutCompletion> m_pending; // on the server's thread
};

void TestCaServerPuts::init()
{
    m_fixture = std::make_unique<CaServerFixture>();
    m_fixture->add("p:double", NativeType::Double, 1, 0.5);
    m_fixture->add("p:float", NativeType::Float, 1, 0.5);
    m_fixture->add("p:long", NativeType::Long, 1, qint64{5});
    m_fixture->add("p:short", NativeType::Short, 1, qint64{5});
    m_fixture->add("p:char", NativeType::Char, 1, qint64{5});
    m_fixture->add("p:enum", NativeType::Enum, 1, EnumIndex{0}, states());
    m_fixture->add("p:text", NativeType::String, 1, QStringLiteral("before"));
    m_fixture->add("p:wave", NativeType::Double, 10, makeArray(std::vector<double>{1, 2}));
    m_fixture->add("p:large", NativeType::Double, 1000000, makeArray(std::vector<double>{}));
    m_fixture->add("p:texts", NativeType::String, 3, stringsOf({}));
    m_fixture->add("p:u16", NativeType::Short, 10, makeArray(std::vector<quint16>{1}));
    const ServerPvPtr slow = m_fixture->add("p:slow", NativeType::Double, 1, 0.0);
    slow->setPutHandler([this](ServerPv& pv, const Value& value, const ClientIdentity&, const PutCompletion& done) {
        pv.set(value);
        m_pending.push_back(done);
    });
    m_fixture->start();
}

void TestCaServerPuts::cleanup()
{
    m_fixture.reset();
    m_pending.clear();
}

Value TestCaServerPuts::valueOf(const char* name)
{
    Value value;
    m_fixture->onServer([&] { value = m_fixture->pv(name)->value(); });
    return value;
}

void TestCaServerPuts::converts_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QJsonValue>("expected"); // undefined: refused
    const QJsonValue refused(QJsonValue::Undefined);
    const auto real = [](double number) { return bigEndian(number); };
    const auto row
        = [](const char* title, const char* name, int type, const QByteArray& payload, const QJsonValue& expected,
              int count = 1) { QTest::newRow(title) << QByteArray(name) << type << count << payload << expected; };

    row("double", "p:double", 6, real(2.5), 2.5);
    row("float to double", "p:double", 2, bigEndian(1.25F), 1.25);
    row("text to double", "p:double", 0, " 7 ", 7.0);
    row("text with unit", "p:double", 0, "1 mm", 1.0);
    row("empty text", "p:double", 0, QByteArray(8, '\0'), 0.0);
    row("overflowing text", "p:double", 0, "1e999", refused);
    row("text is no number", "p:double", 0, "abc", refused);
    row("nan", "p:double", 0, "nan", QJsonValue());
    row("double to float", "p:float", 6, real(0.1), double(0.1F));
    row("text to long", "p:long", 0, "12.7", 12);
    row("hexadecimal text", "p:long", 0, "0x10", 0);
    row("leading zero", "p:long", 0, "010", 10);
    row("exponent to long", "p:long", 0, "1e2", 1);
    row("double to long", "p:long", 6, real(-3.7), -3);
    row("too large for long", "p:long", 6, real(3e9), refused);
    row("nan to long", "p:long", 6, real(std::numeric_limits<double>::quiet_NaN()), refused);
    row("long to short", "p:short", 5, bigEndian<qint32>(-300), -300);
    row("too large for short", "p:short", 5, bigEndian<qint32>(70000), refused);
    row("short to char", "p:char", 1, bigEndian<qint16>(200), 200);
    row("too large for char", "p:char", 1, bigEndian<qint16>(300), refused);
    row("label", "p:enum", 0, "Done", 3);
    row("label before index", "p:enum", 0, "2", 2);
    row("index as text", "p:enum", 0, "1", 1);
    row("index too large", "p:enum", 0, "17", refused);
    row("label with blank", "p:enum", 0, " Idle", refused);
    row("no label", "p:enum", 0, "xx", refused);
    row("state", "p:enum", 3, bigEndian<quint16>(1), 1);
    row("state too large", "p:enum", 3, bigEndian<quint16>(20), refused);
    row("negative state", "p:enum", 5, bigEndian<qint32>(-1), refused);
    row("short text", "p:text", 0, "hi", QStringLiteral("hi"));
    row("text without end", "p:text", 0, QByteArray(48, 'x'), QString(40, QLatin1Char('x')));
    row("double to text", "p:text", 6, real(1.25), QStringLiteral("1.250000"));
    row("long to text", "p:text", 5, bigEndian<qint32>(-4), QStringLiteral("-4"));
    row("characters to long string", "p:text$", 4, QByteArray(100, 'y'), QString(100, QLatin1Char('y')), 100);
    row("no elements for a scalar", "p:double", 6, {}, 0.5, 0);
    row("two elements for a scalar", "p:double", 6, real(3) + real(4), 3.0, 2);
    row("array", "p:wave", 6, real(3) + real(4), QJsonArray{3, 4}, 2);
    row("empty array", "p:wave", 6, {}, QJsonArray(), 0);
    row("one element", "p:wave", 5, bigEndian<qint32>(9), QJsonArray{9});
    row("longer than the array", "p:wave", 4, QByteArray(20, '\1'), QJsonArray{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 20);
    row("texts", "p:texts", 0, QByteArray("a").leftJustified(40, '\0') + QByteArray("b").leftJustified(40, '\0'),
        QJsonArray{QStringLiteral("a"), QStringLiteral("b")}, 2);
    row("numbers as texts", "p:texts", 5, bigEndian<qint32>(1) + bigEndian<qint32>(2),
        QJsonArray{QStringLiteral("1"), QStringLiteral("2")}, 2);
    row("one text of many wrong", "p:wave", 0,
        QByteArray("1").leftJustified(40, '\0') + QByteArray("b").leftJustified(40, '\0'), refused, 2);
    row("status type", "p:double", 13, QByteArray(16, '\0'), refused);
    row("time type", "p:double", 20, QByteArray(24, '\0'), refused);
}

void TestCaServerPuts::converts()
{
    QFETCH(QByteArray, name);
    QFETCH(int, type);
    QFETCH(int, count);
    QFETCH(QByteArray, payload);
    QFETCH(QJsonValue, expected);
    const QByteArray pv = name.endsWith('$') ? name.chopped(1) : name;
    const QJsonValue before = toJson(valueOf(pv.constData()));
    RawCaClient client(m_fixture->port());
    const quint32 status
        = client.write(client.create(name), static_cast<quint16>(type), static_cast<quint32>(count), payload);
    QCOMPARE(status, expected.isUndefined() ? putFailed : 1U);
    QCOMPARE(toJson(valueOf(pv.constData())), expected.isUndefined() ? before : expected);
}

void TestCaServerPuts::writesInOrder()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:double");
    client.send({4, 6, 1, channel.sid, channel.cid, bigEndian(1.0)});
    client.send({4, 6, 1, channel.sid, channel.cid, bigEndian(2.0)});
    QCOMPARE(fromBig<double>(client.read(channel, 6, 1).payload, 0), 2.0);
    QVERIFY(client.silent()); // no reply to either
}

void TestCaServerPuts::writesLargeArrays()
{
    QByteArray bytes;
    for (int i = 0; i < 1000000; ++i)
        bytes += bigEndian(i / 7.0);
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:large");
    QCOMPARE(client.write(channel, 6, 1000000, bytes), 1U);
    QCOMPARE(client.read(channel, 6, 0).payload, bytes);
}

void TestCaServerPuts::takesExtendedHeaders()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:wave");
    client.send({19, 6, 2, channel.sid, 77, bigEndian(5.0) + bigEndian(6.0)}, RawCaClient::HeaderForm::Extended);
    QCOMPARE(client.next(19, 77)->p1, 1U);
    QCOMPARE(toJson(valueOf("p:wave")), QJsonValue(QJsonArray{5, 6}));
}

void TestCaServerPuts::keepsUnsigned()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:u16");
    QCOMPARE(client.write(channel, 1, 2, bigEndian<quint16>(60000) + bigEndian<quint16>(2)), 1U);
    const Value value = valueOf("p:u16");
    QVERIFY(std::holds_alternative<ArrayPtr<quint16>>(value));
    QCOMPARE(toJson(value), QJsonValue(QJsonArray{60000, 2}));
    QCOMPARE(client.write(channel, 5, 1, bigEndian<qint32>(65535)), 1U);
    QCOMPARE(client.write(channel, 5, 1, bigEndian<qint32>(65536)), putFailed);
}

void TestCaServerPuts::checksControlLimits()
{
    m_fixture->onServer([this] {
        PvMetadata metadata;
        metadata.control = {-5, 5};
        m_fixture->pv("p:double")->setMetadata(metadata);
        m_fixture->pv("p:wave")->setMetadata(metadata);
    });
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:double");
    QCOMPARE(client.write(channel, 6, 1, bigEndian(5.0)), 1U);
    QCOMPARE(client.write(channel, 6, 1, bigEndian(5.01)), putFailed);
    QCOMPARE(client.write(channel, 0, 1, "nan"), putFailed);
    QCOMPARE(client.write(client.create("p:wave"), 6, 2, bigEndian(1.0) + bigEndian(-6.0)), putFailed);
    QCOMPARE(toJson(valueOf("p:double")), QJsonValue(5.0));
}

void TestCaServerPuts::reportsFailedWrites()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:enum");
    client.send({4, 0, 1, channel.sid, channel.cid, "nonsense"});
    const auto refused = client.next();
    QVERIFY(refused);
    QCOMPARE(refused->command, quint16{11});
    QCOMPARE(refused->p1, channel.cid);
    QCOMPARE(refused->p2, putFailed);
    QCOMPARE(fromBig<quint16>(refused->payload, 0), quint16{4});
    QCOMPARE(fromBig<quint32>(refused->payload, 12), channel.cid);

    m_fixture->onServer([this] {
        m_fixture->pv("p:long")->setPutHandler(
            [](ServerPv&, const Value&, const ClientIdentity&, const PutCompletion& done) {
                done(Error{ErrorCode::LimitViolation, QStringLiteral("past the limit of 4"), {}});
            });
    });
    const auto handled = client.create("p:long");
    client.send({4, 5, 1, handled.sid, handled.cid, bigEndian<qint32>(5)});
    const auto error = client.next();
    QCOMPARE(error->p2, putFailed);
    QVERIFY(error->payload.contains("past the limit of 4"));
    QCOMPARE(client.write(handled, 5, 1, bigEndian<qint32>(5)), putFailed);

    m_fixture->onServer([this] {
        m_fixture->pv("p:long")->setPutHandler(
            [](ServerPv&, const Value&, const ClientIdentity& who, const PutCompletion& done) {
                done(Error{ErrorCode::NoAccess, QStringLiteral("%1 may not").arg(who.user), {}});
            });
    });
    QCOMPARE(client.write(handled, 5, 1, bigEndian<qint32>(5)), 376U);
}

void TestCaServerPuts::completesLate()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:slow");
    client.send({19, 6, 1, channel.sid, 7, bigEndian(3.0)});
    QVERIFY(client.silent()); // an ECHO is answered, the put is not
    QCOMPARE(fromBig<double>(client.read(channel, 6, 1).payload, 0), 3.0);
    m_fixture->onServer([this] { m_pending.at(0)({}); });
    const auto done = client.next();
    QVERIFY(done);
    QCOMPARE(done->command, quint16{19});
    QCOMPARE(done->type, quint16{6});
    QCOMPARE(done->count, 1U);
    QCOMPARE(done->p1, 1U);
    QCOMPARE(done->p2, 7U);
    m_fixture->onServer([this] { m_pending.at(0)({}); }); // a second time means nothing
    QVERIFY(client.silent());
}

void TestCaServerPuts::queuesPerChannel()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:slow");
    for (quint32 id = 1; id <= 3; ++id)
        client.send({19, 6, 1, channel.sid, id, bigEndian(double(id))});
    QVERIFY(client.silent());
    for (quint32 id = 1; id <= 3; ++id) {
        m_fixture->onServer([&] {
            QCOMPARE(m_pending.size(), std::size_t{id}); // only after the one before
            QCOMPARE(m_fixture->pv("p:slow")->value(), Value(double(id)));
            const PutCompletion done = m_pending.back();
            done({});
        });
        const auto reply = client.next();
        QVERIFY(reply);
        QCOMPARE(reply->p2, id);
    }
}

void TestCaServerPuts::plainPutOvertakes()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:slow");
    client.send({19, 6, 1, channel.sid, 1, bigEndian(1.0)});
    client.send({19, 6, 1, channel.sid, 2, bigEndian(2.0)});
    client.send({4, 6, 1, channel.sid, channel.cid, bigEndian(9.0)});
    QVERIFY(client.silent());
    QCOMPARE(toJson(valueOf("p:slow")), QJsonValue(9.0));
}

void TestCaServerPuts::failsDroppedCompletions()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:slow");
    client.send({19, 6, 1, channel.sid, 1, bigEndian(1.0)});
    QVERIFY(client.silent());
    m_fixture->onServer([this] { m_pending.clear(); });
    QCOMPARE(client.next()->p1, putFailed);
}

void TestCaServerPuts::forgetsClosedChannels()
{
    {
        RawCaClient client(m_fixture->port());
        const auto channel = client.create("p:slow");
        client.send({19, 6, 1, channel.sid, 1, bigEndian(1.0)});
        client.send({19, 6, 1, channel.sid, 2, bigEndian(2.0)});
        client.send({12, 0, 0, channel.sid, channel.cid, {}});
        QCOMPARE(client.next()->command, quint16{12});
        m_fixture->onServer([this] { m_pending.at(0)({}); });
        QVERIFY(client.silent());
        client.send({19, 6, 1, client.create("p:slow").sid, 3, bigEndian(3.0)});
        QVERIFY(client.silent());
    }
    QTRY_COMPARE(m_fixture->server().census().clients, std::size_t{0});
    m_fixture->onServer([this] {
        QCOMPARE(m_pending.size(), std::size_t{2});
        m_pending.at(1)({});
    });
    RawCaClient other(m_fixture->port());
    QVERIFY(other.create("p:slow").created);
}

void TestCaServerPuts::mayRemoveItself()
{
    m_fixture->onServer([this] {
        m_fixture->pv("p:long")->setPutHandler(
            [this](ServerPv& pv, const Value&, const ClientIdentity&, const PutCompletion& done) {
                m_fixture->server().remove(pv.name());
                done({});
            });
    });
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("p:long");
    client.send({19, 5, 1, channel.sid, 1, bigEndian<qint32>(1)});
    const auto gone = client.next();
    QVERIFY(gone);
    QCOMPARE(gone->command, quint16{27});
    QVERIFY(client.silent());
}

void TestCaServerPuts::takesWritesOfClientsThatLeave()
{
    for (int i = 1; i <= 20; ++i) {
        {
            RawCaClient client(m_fixture->port());
            const auto channel = client.create("p:double");
            client.send({23, 0, 0, 0, 0, {}}); // its unread reply makes the close a reset
            client.send({4, 6, 1, channel.sid, channel.cid, bigEndian(double(i))});
        }
        QTRY_COMPARE(m_fixture->server().census().clients, std::size_t{0});
        QCOMPARE(toJson(valueOf("p:double")), QJsonValue(double(i)));
    }
}

QTEST_GUILESS_MAIN(TestCaServerPuts)
#include "tst_caserver_puts.moc"
