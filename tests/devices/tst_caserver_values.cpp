#include "caserverfixture.h"
#include "rawcaclient.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace devices;
using namespace std::chrono_literals;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

Timestamp stampOfTests()
{
    // 1000000000 s and 5 ns after 1990-01-01.
    return Timestamp(std::chrono::seconds(631152000LL + 1000000000LL) + 5ns);
}

PvMetadata richMetadata()
{
    PvMetadata metadata;
    metadata.units = QStringLiteral("µm/sec²x"); // longer than 7 bytes
    metadata.precision = 3;
    metadata.display = {-10, 10};
    metadata.alarm = {-9, 9};
    metadata.warning = {-8, 8};
    metadata.control = {-5, 5};
    return metadata;
}

PvMetadata withPrecision(int precision)
{
    PvMetadata metadata;
    metadata.precision = precision;
    return metadata;
}

PvMetadata withLabels(QStringList labels)
{
    PvMetadata metadata;
    metadata.labels = std::move(labels);
    return metadata;
}

template <typename T>
QList<double> numbersAt(const QByteArray& bytes, qsizetype offset, int count)
{
    QList<double> numbers;
    for (int i = 0; i < count; ++i)
        numbers << static_cast<double>(fromBig<T>(bytes, offset + i * qsizetype(sizeof(T))));
    return numbers;
}

} // namespace

class TestCaServerValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOutEveryType_data();
    void laysOutEveryType();
    void tellsMetadata();
    void tellsMissingLimits();
    void tellsStates();
    void tellsAcknowledgement();
    void postsAcknowledgement();
    void tellsRecordType();
    void convertsForReaders_data();
    void convertsForReaders();
    void writesNumbersAsText_data();
    void writesNumbersAsText();
    void readsAnyCount();
    void readsLargeArrays();
    void reinterpretsUnsigned();
    void readsLongStrings();
    void readsUndefined();
    void answersObsoleteRead();
};

void TestCaServerValues::laysOutEveryType_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("bytes"); // of one element, before padding
    QTest::addColumn<int>("valueAt");
    const std::array<const char*, 7> bases{"STRING", "SHORT", "FLOAT", "ENUM", "CHAR", "LONG", "DOUBLE"};
    const std::array<const char*, 5> classes{"plain", "STS", "TIME", "GR", "CTRL"};
    const std::array<std::pair<int, int>, 35> rows{{
        {40, 0}, {2, 0}, {4, 0}, {2, 0}, {1, 0}, {4, 0}, {8, 0}, //
        {44, 4}, {6, 4}, {8, 4}, {6, 4}, {6, 5}, {8, 4}, {16, 8}, //
        {52, 12}, {16, 14}, {16, 12}, {16, 14}, {16, 15}, {16, 12}, {24, 16}, //
        {44, 4}, {26, 24}, {44, 40}, {424, 422}, {20, 19}, {40, 36}, {72, 64}, //
        {44, 4}, {30, 28}, {52, 48}, {424, 422}, {22, 21}, {48, 44}, {88, 80}, //
    }};
    for (std::size_t type = 0; type < rows.size(); ++type)
        QTest::addRow("%s %s", classes.at(type / 7), bases.at(type % 7))
            << int(type) << rows.at(type).first << rows.at(type).second;
    QTest::newRow("STSACK_STRING") << 37 << 48 << 8;
}

void TestCaServerValues::laysOutEveryType()
{
    QFETCH(int, type);
    QFETCH(int, bytes);
    QFETCH(int, valueAt);
    CaServerFixture fixture;
    fixture.add("v:x", NativeType::Double, 1, 0.0, richMetadata())->set(7.0, Severity::Minor, 4, stampOfTests());
    fixture.start();
    RawCaClient client(fixture.port());
    const RawMessage reply = client.read(client.create("v:x"), static_cast<quint16>(type), 1);
    QCOMPARE(reply.p1, 1U);
    QCOMPARE(int(reply.type), type);
    QCOMPARE(reply.count, 1U);
    QCOMPARE(reply.payload.size(), (bytes + 7) / 8 * 8);

    const QByteArray value = reply.payload.mid(valueAt, bytes - valueAt);
    const std::array<QByteArray, 7> expected{QByteArray("7.000").leftJustified(40, '\0'), bigEndian<qint16>(7),
        bigEndian<float>(7), bigEndian<quint16>(7), bigEndian<quint8>(7), bigEndian<qint32>(7), bigEndian<double>(7)};
    QCOMPARE(value, type == 37 ? expected.at(0) : expected.at(static_cast<std::size_t>(type) % 7));
    QCOMPARE(reply.payload.mid(bytes), QByteArray(reply.payload.size() - bytes, '\0'));
    if (type >= 7) {
        QCOMPARE(fromBig<quint16>(reply.payload, 0), quint16{4});
        QCOMPARE(fromBig<quint16>(reply.payload, 2), quint16{1});
    }
    if (type >= 14 && type <= 20) {
        QCOMPARE(fromBig<quint32>(reply.payload, 4), 1000000000U);
        QCOMPARE(fromBig<quint32>(reply.payload, 8), 5U);
        QCOMPARE(reply.payload.mid(12, valueAt - 12), QByteArray(valueAt - 12, '\0'));
    }
}

void TestCaServerValues::tellsMetadata()
{
    CaServerFixture fixture;
    fixture.add("v:x", NativeType::Double, 1, 1.5, richMetadata());
    fixture.start();
    RawCaClient client(fixture.port());
    const auto channel = client.create("v:x");
    const QList<double> limits{10, -10, 9, 8, -8, -9, 5, -5};
    const QByteArray units = QStringLiteral("µm/sec").toUtf8() + '\0';

    const QByteArray doubles = client.read(channel, 34, 1).payload;
    QCOMPARE(fromBig<qint16>(doubles, 4), qint16{3});
    QCOMPARE(doubles.mid(8, 8), units);
    QCOMPARE(numbersAt<double>(doubles, 16, 8), limits);
    const QByteArray floats = client.read(channel, 23, 1).payload;
    QCOMPARE(floats.mid(8, 8), units);
    QCOMPARE(numbersAt<float>(floats, 16, 6), limits.first(6));
    QCOMPARE(fromBig<float>(floats, 40), 1.5F);
    QCOMPARE(numbersAt<qint32>(client.read(channel, 33, 1).payload, 12, 8), limits);
    QCOMPARE(numbersAt<qint16>(client.read(channel, 22, 1).payload, 12, 6), limits.first(6));
    const QByteArray chars = client.read(channel, 32, 1).payload;
    QCOMPARE(chars.mid(4, 8), units);
    QCOMPARE(numbersAt<quint8>(chars, 12, 8), (QList<double>{10, 0, 9, 8, 0, 0, 5, 0}));
    QCOMPARE(client.read(channel, 31, 1).payload.mid(0, 422), QByteArray(422, '\0')); // no states
    QCOMPARE(client.read(channel, 38, 1).payload.size(), 40);
    QCOMPARE(client.read(channel, 35, 1).p1, 152U);
}

void TestCaServerValues::tellsMissingLimits()
{
    CaServerFixture fixture;
    fixture.add("v:x", NativeType::Double, 1, 1.5);
    fixture.start();
    RawCaClient client(fixture.port());
    const auto channel = client.create("v:x");
    const QByteArray doubles = client.read(channel, 34, 1).payload;
    const QList<double> limits = numbersAt<double>(doubles, 16, 8);
    for (const int i : {0, 1, 6, 7})
        QCOMPARE(limits.at(i), 0.0);
    for (const int i : {2, 3, 4, 5})
        QVERIFY(std::isnan(limits.at(i)));
    QCOMPARE(numbersAt<qint32>(client.read(channel, 33, 1).payload, 12, 8), QList<double>(8, 0.0));
}

void TestCaServerValues::tellsStates()
{
    QStringList labels{QStringLiteral("Idle"), QString(), QString(40, QLatin1Char('x'))};
    CaServerFixture fixture;
    fixture.add("v:few", NativeType::Enum, 1, EnumIndex{2}, withLabels(labels));
    for (int i = 0; i < 20; ++i)
        labels << QStringLiteral("more");
    fixture.add("v:many", NativeType::Enum, 1, EnumIndex{0}, withLabels(labels));
    fixture.start();
    RawCaClient client(fixture.port());
    const QByteArray few = client.read(client.create("v:few"), 31, 1).payload;
    QCOMPARE(fromBig<quint16>(few, 4), quint16{3});
    QCOMPARE(few.mid(6, 26), QByteArray("Idle").leftJustified(26, '\0'));
    QCOMPARE(few.mid(32, 26), QByteArray(26, '\0'));
    QCOMPARE(few.mid(58, 26), QByteArray(25, 'x') + '\0');
    QCOMPARE(fromBig<quint16>(few, 422), quint16{2});
    QCOMPARE(fromBig<quint16>(client.read(client.create("v:many"), 24, 1).payload, 4), quint16{16});
}

void TestCaServerValues::tellsAcknowledgement()
{
    CaServerFixture fixture;
    const ServerPvPtr pv = fixture.add("v:x", NativeType::Double, 1, 1.5);
    fixture.start();
    RawCaClient client(fixture.port());
    const auto channel = client.create("v:x");
    const auto acknowledged = [&] { return fromBig<quint16>(client.read(channel, 37, 1).payload, 6); };
    fixture.onServer([&] {
        pv->setAlarm(Severity::Major, 3);
        pv->setAlarm(Severity::None, 0);
    });
    QCOMPARE(acknowledged(), quint16{2}); // the transient alarm is remembered
    QCOMPARE(client.write(channel, 36, 1, bigEndian<quint16>(1)), 1U);
    QCOMPARE(acknowledged(), quint16{2});
    QCOMPARE(client.write(channel, 36, 1, bigEndian<quint16>(2)), 1U);
    QCOMPARE(acknowledged(), quint16{0});
    QCOMPARE(client.write(channel, 35, 1, bigEndian<quint16>(0)), 1U);
    QCOMPARE(fromBig<quint16>(client.read(channel, 37, 1).payload, 4), quint16{0});
}

void TestCaServerValues::postsAcknowledgement()
{
    CaServerFixture fixture;
    const ServerPvPtr pv = fixture.add("v:x", NativeType::Double, 1, 1.5);
    fixture.start();
    RawCaClient client(fixture.port());
    RawCaClient watcher(fixture.port());
    const auto channel = client.create("v:x");
    watcher.subscribe(watcher.create("v:x"), 37, 1, 7, 4);
    const auto update = [&watcher] {
        const auto message = watcher.next(1, 7).value_or(RawMessage{});
        return std::array<int, 2>{fromBig<quint16>(message.payload, 4), fromBig<quint16>(message.payload, 6)};
    };
    using State = std::array<int, 2>;
    QCOMPARE(update(), (State{1, 0}));
    fixture.onServer([&] { pv->setAlarm(Severity::Major, 3); });
    QCOMPARE(update(), (State{1, 2}));
    QCOMPARE(client.write(channel, 36, 1, bigEndian<quint16>(2)), 1U);
    QCOMPARE(update(), (State{1, 0}));
    QCOMPARE(client.write(channel, 36, 1, bigEndian<quint16>(2)), 1U); // nothing left to acknowledge
    fixture.onServer([&] { pv->setAlarm(Severity::Minor, 4); });
    QCOMPARE(update(), (State{1, 1}));
    client.send({4, 35, 1, channel.sid, channel.cid, bigEndian<quint16>(0)});
    QCOMPARE(update(), (State{0, 1}));
    fixture.onServer([&] { pv->setAlarm(Severity::None, 0); }); // takes the alarm with it now
    QCOMPARE(update(), (State{0, 0}));
}

void TestCaServerValues::tellsRecordType()
{
    CaServerFixture fixture;
    fixture.add("v:x", NativeType::Double, 1, 1.5);
    fixture.add("v:y", NativeType::Double, 1, 1.5)->setRecordType(QStringLiteral("ai"));
    fixture.start();
    RawCaClient client(fixture.port());
    QCOMPARE(client.read(client.create("v:x"), 38, 1).payload, QByteArray("beamdeck").leftJustified(40, '\0'));
    QCOMPARE(client.read(client.create("v:y"), 38, 1).payload, QByteArray("ai").leftJustified(40, '\0'));
}

void TestCaServerValues::convertsForReaders_data()
{
    QTest::addColumn<int>("nativeType");
    QTest::addColumn<double>("number"); // or
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("expected");
    const int real = int(NativeType::Double);
    const int whole = int(NativeType::Long);
    const int string = int(NativeType::String);
    QTest::newRow("low bits of a short") << real << 70000.6 << QString() << 1 << bigEndian<qint16>(4464);
    QTest::newRow("low bits of a char") << real << 70000.6 << QString() << 4 << bigEndian<quint8>(112);
    QTest::newRow("negative to enum") << real << -3.7 << QString() << 3 << bigEndian<quint16>(65533);
    QTest::newRow("negative to char") << real << -3.7 << QString() << 4 << bigEndian<quint8>(253);
    QTest::newRow("too large") << real << 1e30 << QString() << 5 << bigEndian<qint32>(2147483647);
    QTest::newRow("too small") << real << -inf << QString() << 5 << bigEndian<qint32>(-2147483647 - 1);
    QTest::newRow("no number") << real << notANumber << QString() << 5 << bigEndian<qint32>(0);
    QTest::newRow("long to double") << whole << -42.0 << QString() << 6 << bigEndian<double>(-42);
    QTest::newRow("long to string") << whole << -42.0 << QString() << 0 << QByteArray("-42").leftJustified(40, '\0');
    QTest::newRow("text to double") << string << notANumber << QStringLiteral(" 12.5 mm") << 6
                                    << bigEndian<double>(12.5);
    QTest::newRow("text to long") << string << notANumber << QStringLiteral("-7") << 5 << bigEndian<qint32>(-7);
    QTest::newRow("text is no number") << string << notANumber << QStringLiteral("write me") << 6 << QByteArray();
    QTest::newRow("long text") << string << notANumber << QString(QStringLiteral("abcdefghij")).repeated(5) << 0
                               << QByteArray("abcdefghij").repeated(5).left(39) + '\0';
    QTest::newRow("not cut within a character")
        << string << notANumber << QString(38, QLatin1Char('a')) + QStringLiteral("µ") << 0
        << QByteArray(38, 'a') + QByteArray(2, '\0');
}

void TestCaServerValues::convertsForReaders()
{
    QFETCH(int, nativeType);
    QFETCH(double, number);
    QFETCH(QString, text);
    QFETCH(int, type);
    QFETCH(QByteArray, expected);
    CaServerFixture fixture;
    fixture.add("v:x", static_cast<NativeType>(nativeType), 1, text.isNull() ? Value(number) : Value(text));
    fixture.start();
    RawCaClient client(fixture.port());
    const RawMessage reply = client.read(client.create("v:x"), static_cast<quint16>(type), 1);
    QCOMPARE(reply.p1, expected.isEmpty() ? 152U : 1U);
    if (expected.isEmpty())
        expected = QByteArray(reply.payload.size(), '\0');
    QCOMPARE(reply.payload.left(expected.size()), expected);
}

void TestCaServerValues::writesNumbersAsText_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<int>("precision");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("two decimals") << -3.7 << 2 << QByteArray("-3.70");
    QTest::newRow("none") << 1234.56 << 0 << QByteArray("1235");
    QTest::newRow("exponent") << 1.5 << 15 << QByteArray(" 1.500000000000000e+00");
    QTest::newRow("huge") << 1e30 << 2 << QByteArray(" 1.00e+30");
    QTest::newRow("above 1e7") << 12345678.123456 << 6 << QByteArray("12345678.123");
    QTest::newRow("nan") << notANumber << 2 << QByteArray("nan");
    QTest::newRow("inf") << inf << 3 << QByteArray("       inf");
    QTest::newRow("widest") << -1.0 / 3 << 40 << QByteArray("-3.33333333333333315e-01");
}

void TestCaServerValues::writesNumbersAsText()
{
    QFETCH(double, number);
    QFETCH(int, precision);
    QFETCH(QByteArray, expected);
    CaServerFixture fixture;
    fixture.add("v:x", NativeType::Double, 1, number, withPrecision(precision));
    fixture.start();
    RawCaClient client(fixture.port());
    QCOMPARE(client.read(client.create("v:x"), 0, 1).payload, expected.leftJustified(40, '\0'));
}

void TestCaServerValues::readsAnyCount()
{
    CaServerFixture fixture;
    fixture.add("v:wave", NativeType::Long, 10, makeArray(std::vector<qint32>{1, 2, 3}));
    fixture.add("v:empty", NativeType::Long, 10, makeArray(std::vector<qint32>{}));
    fixture.add("v:x", NativeType::Double, 1, 2.0);
    fixture.add("v:states", NativeType::Enum, 3, makeArray(std::vector<quint16>{1, 0, 7}),
        withLabels({QStringLiteral("off"), QStringLiteral("on")}));
    fixture.start();
    RawCaClient client(fixture.port());
    const auto wave = client.create("v:wave");
    const RawMessage all = client.read(wave, 5, 0);
    QCOMPARE(all.count, 3U);
    QCOMPARE(all.payload.size(), 16);
    QCOMPARE(numbersAt<qint32>(all.payload, 0, 4), (QList<double>{1, 2, 3, 0}));
    const RawMessage more = client.read(wave, 5, 12); // more than there can be
    QCOMPARE(more.count, 12U);
    QCOMPARE(numbersAt<qint32>(more.payload, 0, 12).mid(2, 2), (QList<double>{3, 0}));
    QCOMPARE(client.read(wave, 20, 2).payload.size(), 32);
    const RawMessage nothing = client.read(client.create("v:empty"), 19, 0);
    QCOMPARE(nothing.count, 0U);
    QCOMPARE(nothing.payload.size(), 16);
    QCOMPARE(client.read(client.create("v:x"), 6, 3).payload, bigEndian<double>(2) + QByteArray(16, '\0'));
    const QByteArray states = client.read(client.create("v:states"), 0, 3).payload;
    QCOMPARE(states.mid(0, 3), QByteArray("on\0", 3));
    QCOMPARE(states.mid(80, 14), QByteArray("Illegal_Value\0", 14));
}

void TestCaServerValues::readsLargeArrays()
{
    std::vector<double> million(1000000);
    for (std::size_t i = 0; i < million.size(); ++i)
        million[i] = static_cast<double>(i) / 3;
    CaServerFixture fixture;
    fixture.add("v:wave", NativeType::Double, million.size(), makeArray(million));
    fixture.start();
    RawCaClient client(fixture.port());
    const auto wave = client.create("v:wave");
    const RawMessage reply = client.read(wave, 20, 0);
    QVERIFY(reply.extended);
    QCOMPARE(reply.count, 1000000U);
    QCOMPARE(reply.payload.size(), 16 + 8000000);
    QCOMPARE(fromBig<double>(reply.payload, 16 + 8 * 999999), million.back());
    const RawMessage again = client.read(wave, 20, 1);
    QVERIFY(!again.extended);
}

void TestCaServerValues::reinterpretsUnsigned()
{
    CaServerFixture fixture;
    fixture.add("v:u16", NativeType::Short, 3, makeArray(std::vector<quint16>{1, 40000, 65535}));
    fixture.add("v:u32", NativeType::Long, 2, makeArray(std::vector<quint32>{1, 4000000000U}));
    fixture.add("v:i8", NativeType::Char, 2, makeArray(std::vector<qint8>{-1, 5}));
    fixture.start();
    RawCaClient client(fixture.port());
    const auto u16 = client.create("v:u16");
    QCOMPARE(u16.type, quint16{1});
    QCOMPARE(numbersAt<quint16>(client.read(u16, 1, 3).payload, 0, 3), (QList<double>{1, 40000, 65535}));
    QCOMPARE(numbersAt<double>(client.read(u16, 6, 3).payload, 0, 3), (QList<double>{1, 40000, 65535}));
    QCOMPARE(numbersAt<quint32>(client.read(client.create("v:u32"), 5, 2).payload, 0, 2), (QList<double>{1, 4e9}));
    QCOMPARE(numbersAt<quint8>(client.read(client.create("v:i8"), 4, 2).payload, 0, 2), (QList<double>{255, 5}));
}

void TestCaServerValues::readsLongStrings()
{
    const QString text = QString(QStringLiteral("long text ")).repeated(10);
    CaServerFixture fixture;
    fixture.add("v:text", NativeType::String, 1, text);
    fixture.add("v:path", NativeType::Char, 256, QStringLiteral("/data"));
    fixture.start();
    RawCaClient client(fixture.port());
    const RawMessage all = client.read(client.create("v:text$"), 4, 0);
    QCOMPARE(all.count, 101U);
    QCOMPARE(all.payload.left(101), text.toLatin1() + '\0');
    const auto path = client.create("v:path");
    QCOMPARE(path.count, 256U);
    QCOMPARE(client.read(path, 18, 0).count, 6U);
    QCOMPARE(client.read(path, 4, 3).payload.left(3), QByteArray("/da"));
    QCOMPARE(client.read(path, 0, 2).payload.left(3), QByteArray("47\0", 3)); // numbers, not characters
}

void TestCaServerValues::readsUndefined()
{
    CaServerFixture fixture;
    fixture.add("v:x", NativeType::Double, 1, Value());
    fixture.start();
    RawCaClient client(fixture.port());
    const auto channel = client.create("v:x");
    const QByteArray bytes = client.read(channel, 20, 0).payload;
    QCOMPARE(bytes.size(), 24);
    QCOMPARE(fromBig<quint16>(bytes, 0), quint16{17});
    QCOMPARE(fromBig<quint16>(bytes, 2), quint16{3});
    QCOMPARE(bytes.mid(4), QByteArray(20, '\0'));
    fixture.onServer([&] { fixture.pv("v:x")->set(1.0); });
    QCOMPARE(fromBig<quint32>(client.read(channel, 20, 0).payload, 0), 0U); // defined now
}

void TestCaServerValues::answersObsoleteRead()
{
    CaServerFixture fixture;
    fixture.add("v:text", NativeType::String, 1, QStringLiteral("short"));
    fixture.start();
    RawCaClient client(fixture.port());
    const auto channel = client.create("v:text");
    client.send({3, 0, 1, channel.sid, 55, {}});
    const auto reply = client.next();
    QCOMPARE(reply->command, quint16{3});
    QCOMPARE(reply->p1, channel.cid);
    QCOMPARE(reply->p2, 55U);
    QCOMPARE(reply->payload, QByteArray("short\0\0\0", 8));
    client.send({3, 6, 1, channel.sid, 56, {}});
    const auto error = client.next();
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p2, 152U);
    QCOMPARE(fromBig<quint32>(error->payload, 12), 56U);
}

QTEST_GUILESS_MAIN(TestCaServerValues)
#include "tst_caserver_values.moc"
