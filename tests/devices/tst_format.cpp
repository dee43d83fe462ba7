#include "devices/channel/format.h"

#include <QTest>

#include <limits>

using namespace devices;

Q_DECLARE_METATYPE(devices::Value)
Q_DECLARE_METATYPE(devices::ChannelInfo)
Q_DECLARE_METATYPE(devices::ErrorCode)

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

static ChannelInfo infoOf(NativeType type, std::optional<int> precision = {}, std::size_t count = 1)
{
    ChannelInfo info;
    info.name = latin("X:pv");
    info.type = type;
    info.count = count;
    info.precision = precision;
    return info;
}

static ChannelInfo states()
{
    ChannelInfo info = infoOf(NativeType::Enum);
    info.labels = {latin("Off"), latin("On"), latin("0")};
    return info;
}

class tst_Format : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void longStrings();
    void parses_data();
    void parses();
    void refusesText_data();
    void refusesText();
    void suits();
    void limits_data();
    void limits();
    void limitErrorHasNumbersAndUnit();
    void exactNumbersReadBack();
};

void tst_Format::formats_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<ChannelInfo>("info");
    QTest::addColumn<QString>("text");

    const auto p3 = infoOf(NativeType::Double, 3);
    const auto p0 = infoOf(NativeType::Double, 0);
    const double inf = std::numeric_limits<double>::infinity();
    QTest::newRow("null") << Value() << p3 << QString();
    QTest::newRow("precision 3") << Value(1.23456) << p3 << latin("1.235");
    QTest::newRow("precision 0") << Value(2.0) << p0 << latin("2");
    QTest::newRow("zero") << Value(0.0) << p3 << latin("0.000");
    QTest::newRow("too small for it") << Value(1.5e-6) << p3 << latin("1.500e-06");
    QTest::newRow("too large for it") << Value(2e13) << p3 << latin("2.000e+13");
    QTest::newRow("no precision") << Value(1.0 / 3) << infoOf(NativeType::Double) << latin("0.333333");
    QTest::newRow("absurd precision") << Value(3.4) << infoOf(NativeType::Double, -3) << latin("3");
    QTest::newRow("NaN") << Value(std::numeric_limits<double>::quiet_NaN()) << p3 << latin("NaN");
    QTest::newRow("infinite") << Value(-inf) << p3 << QStringLiteral("−∞");
    QTest::newRow("integer") << Value(qint64(1234567890123)) << infoOf(NativeType::Long) << latin("1234567890123");
    QTest::newRow("label") << Value(EnumIndex{1}) << states() << latin("On");
    QTest::newRow("no label") << Value(EnumIndex{7}) << states() << latin("7");
    QTest::newRow("string") << Value(latin("abc")) << infoOf(NativeType::String) << latin("abc");
    QTest::newRow("short array") << Value(makeArray<double>({1, 2.5})) << p3 << latin("[2] 1, 2.5");
    QTest::newRow("long array") << Value(makeArray<qint32>({1, 2, 3, 4, 5, 6})) << p3
                                << QStringLiteral("[6] 1, 2, 3, 4, 5, …");
    QTest::newRow("strings") << Value(makeArray<QString>({latin("a"), latin("b")})) << p3 << latin("[2] a, b");
}

void tst_Format::formats()
{
    QFETCH(Value, value);
    QFETCH(ChannelInfo, info);
    QTEST(format(value, info), "text");
}

void tst_Format::longStrings()
{
    const Value chars(makeArray<quint8>({'h', 'i', 0}));
    const auto info = infoOf(NativeType::Char, {}, 256);
    QCOMPARE(format(chars, info, true), latin("hi"));
    QCOMPARE(format(chars, info, false), latin("[3] 104, 105, 0"));
}

void tst_Format::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ChannelInfo>("info");
    QTest::addColumn<Value>("value");

    const auto number = infoOf(NativeType::Double);
    QTest::newRow("number") << latin(" 1.5e-3 ") << number << Value(1.5e-3);
    QTest::newRow("integer") << latin("-5") << infoOf(NativeType::Long) << Value(qint64(-5));
    QTest::newRow("integer as float") << latin("5.0") << infoOf(NativeType::Short) << Value(qint64(5));
    QTest::newRow("label") << latin("On") << states() << Value(EnumIndex{1});
    QTest::newRow("index") << latin("1") << states() << Value(EnumIndex{1});
    QTest::newRow("label before index") << latin("0") << states() << Value(EnumIndex{2});
    QTest::newRow("string keeps blanks") << latin(" a ") << infoOf(NativeType::String) << Value(latin(" a "));
    QTest::newRow("char scalar") << latin("7") << infoOf(NativeType::Char) << Value(qint64(7));
    QTest::newRow("long string") << latin("hi") << infoOf(NativeType::Char, {}, 10)
                                 << Value(makeArray<quint8>({'h', 'i', 0}));
}

void tst_Format::parses()
{
    QFETCH(QString, text);
    QFETCH(ChannelInfo, info);
    QFETCH(Value, value);
    const Result<Value> result = parse(text, info);
    QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().message));
    QVERIFY2(equal(result.value(), value), qPrintable(toText(result.value())));
}

void tst_Format::refusesText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ChannelInfo>("info");
    QTest::addColumn<QString>("said");

    const auto number = infoOf(NativeType::Double);
    QTest::newRow("words") << latin("abc") << number << latin("abc");
    QTest::newRow("empty") << latin("") << number << latin("X:pv");
    QTest::newRow("NaN") << latin("nan") << number << latin("nan");
    QTest::newRow("infinite") << latin("inf") << number << latin("inf");
    QTest::newRow("overflow") << latin("1e999") << number << latin("1e999");
    QTest::newRow("trailing unit") << latin("1 mm") << number << latin("1 mm");
    QTest::newRow("German comma") << latin("1,5") << number << latin("1,5");
    QTest::newRow("fraction") << latin("1.5") << infoOf(NativeType::Long) << latin("whole numbers");
    QTest::newRow("no such state") << latin("Open") << states() << latin("Off, On");
    QTest::newRow("no such index") << latin("3") << states() << latin("Off, On");
}

void tst_Format::refusesText()
{
    QFETCH(QString, text);
    QFETCH(ChannelInfo, info);
    QFETCH(QString, said);
    const Result<Value> result = parse(text, info);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::BadValue);
    QCOMPARE(result.error().source, latin("X:pv"));
    QVERIFY2(result.error().message.contains(said), qPrintable(result.error().message));
}

void tst_Format::suits()
{
    QVERIFY(equal(suitedTo(Value(latin("2")), infoOf(NativeType::Double)).value(), Value(2.0)));
    QVERIFY(equal(suitedTo(Value(latin("2")), infoOf(NativeType::String)).value(), Value(latin("2"))));
    QVERIFY(equal(suitedTo(Value(qint64(2)), infoOf(NativeType::Double)).value(), Value(qint64(2))));
    QVERIFY(!suitedTo(Value(latin("x")), infoOf(NativeType::Double)));
}

void tst_Format::limits_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<ErrorCode>("code");

    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto limit = ErrorCode::LimitViolation;
    QTest::newRow("inside") << Value(1.0) << -1.0 << 1.0 << true << limit;
    QTest::newRow("above") << Value(1.0000001) << -1.0 << 1.0 << false << limit;
    QTest::newRow("below") << Value(qint64(-2)) << -1.0 << 1.0 << false << limit;
    QTest::newRow("0, 0 is none") << Value(1e9) << 0.0 << 0.0 << true << limit;
    QTest::newRow("absent") << Value(1e9) << nan << nan << true << limit;
    QTest::newRow("NaN") << Value(nan) << 0.0 << 0.0 << false << ErrorCode::BadValue;
    QTest::newRow("enum") << Value(EnumIndex{5}) << 0.0 << 1.0 << true << limit;
    QTest::newRow("string") << Value(latin("5")) << 0.0 << 1.0 << true << limit;
}

void tst_Format::limits()
{
    QFETCH(Value, value);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, allowed);
    auto info = infoOf(NativeType::Double);
    info.control = {low, high};
    const Result<void> result = checkControlLimits(value, info);
    QCOMPARE(result.ok(), allowed);
    if (!allowed)
        QTEST(result.error().code, "code");
}

void tst_Format::limitErrorHasNumbersAndUnit()
{
    auto info = infoOf(NativeType::Double);
    info.control = {-2, 12.5};
    info.units = latin("mm");
    const Result<void> result = checkControlLimits(Value(13.25), info);
    QVERIFY(!result.ok());
    for (const char* part : {"X:pv", "13.25 mm", "12.5 mm", "high"})
        QVERIFY2(result.error().message.contains(latin(part)), qPrintable(result.error().message));
}

void tst_Format::exactNumbersReadBack()
{
    for (const double number : {0.1, 1.0 / 3, 1e300, 5e-324, -123456.789})
        QCOMPARE(exactNumber(number).toDouble(), number);
}

QTEST_APPLESS_MAIN(tst_Format)
#include "tst_format.moc"
