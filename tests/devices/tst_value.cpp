#include "devices/channel/reading.h"
#include "devices/channel/value.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>
#include <limits>

using namespace devices;

Q_DECLARE_METATYPE(devices::Value)

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

class tst_Value : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void converts_data();
    void converts();
    void equals_data();
    void equals();
    void integersStayExact();
    void doublesOfArrays();
    void textsFromBytes_data();
    void textsFromBytes();
    void times();
    void names();
};

void tst_Value::converts_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<std::size_t>("count");
    QTest::addColumn<double>("number"); // NaN: none
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("json");

    const double none = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    QTest::newRow("null") << Value() << std::size_t(0) << none << QString() << QJsonValue(QJsonValue::Null);
    QTest::newRow("double") << Value(0.1) << std::size_t(1) << 0.1 << latin("0.1") << QJsonValue(0.1);
    QTest::newRow("infinite") << Value(inf) << std::size_t(1) << inf << latin("inf") << QJsonValue(QJsonValue::Null);
    QTest::newRow("integer") << Value(qint64(-7)) << std::size_t(1) << -7.0 << latin("-7") << QJsonValue(-7);
    QTest::newRow("enum") << Value(EnumIndex{3}) << std::size_t(1) << 3.0 << latin("3") << QJsonValue(3);
    QTest::newRow("string") << Value(latin("12 mm")) << std::size_t(1) << none << latin("12 mm")
                            << QJsonValue(latin("12 mm"));
    QTest::newRow("doubles") << Value(makeArray<double>({1.5, none})) << std::size_t(2) << 1.5 << latin("1.5 nan")
                             << QJsonValue(QJsonArray({1.5, QJsonValue(QJsonValue::Null)}));
    QTest::newRow("empty array") << Value(makeArray<float>({})) << std::size_t(0) << none << QString(latin(""))
                                 << QJsonValue(QJsonArray());
    QTest::newRow("chars") << Value(makeArray<quint8>({'a', 'b', 0, 'x'})) << std::size_t(4) << 97.0 << latin("ab")
                           << QJsonValue(QJsonArray({97, 98, 0, 120}));
    QTest::newRow("strings") << Value(makeArray<QString>({latin("a"), latin("b")})) << std::size_t(2) << none
                             << latin("a b") << QJsonValue(QJsonArray({latin("a"), latin("b")}));
}

void tst_Value::converts()
{
    QFETCH(Value, value);
    QFETCH(double, number);
    QTEST(elementCount(value), "count");
    QTEST(toText(value), "text");
    QTEST(toJson(value), "json");
    QCOMPARE(toDouble(value).has_value(), !std::isnan(number));
    if (!std::isnan(number))
        QCOMPARE(*toDouble(value), number);
    QCOMPARE(isNull(value), value.index() == 0);
}

void tst_Value::equals_data()
{
    QTest::addColumn<Value>("a");
    QTest::addColumn<Value>("b");
    QTest::addColumn<bool>("same");

    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("null") << Value() << Value() << true;
    QTest::newRow("NaN") << Value(nan) << Value(nan) << true;
    QTest::newRow("type") << Value(1.0) << Value(qint64(1)) << false;
    QTest::newRow("arrays apart") << Value(makeArray<double>({1, nan})) << Value(makeArray<double>({1, nan})) << true;
    QTest::newRow("array lengths") << Value(makeArray<double>({1})) << Value(makeArray<double>({1, 2})) << false;
    QTest::newRow("array types") << Value(makeArray<qint8>({1})) << Value(makeArray<quint8>({1})) << false;
    QTest::newRow("enums") << Value(EnumIndex{1}) << Value(EnumIndex{2}) << false;
}

void tst_Value::equals()
{
    QFETCH(Value, a);
    QFETCH(Value, b);
    QTEST(equal(a, b), "same");
    QTEST(equal(b, a), "same");
}

void tst_Value::integersStayExact()
{
    const qint64 big = std::numeric_limits<qint64>::max() - 1;
    QCOMPARE(*toInteger(Value(big)), big);
    QCOMPARE(*toInteger(Value(2.9)), 2);
    QVERIFY(!toInteger(Value(1e30)));
    QVERIFY(!toInteger(Value(std::numeric_limits<double>::quiet_NaN())));
    QVERIFY(!toInteger(Value(latin("1"))));
}

void tst_Value::doublesOfArrays()
{
    QCOMPARE(toDoubles(Value(makeArray<quint16>({1, 65535}))), (std::vector<double>{1, 65535}));
    QCOMPARE(toDoubles(Value(2.5)), std::vector<double>{2.5});
    QVERIFY(toDoubles(Value(latin("2.5"))).empty());
    QVERIFY(toDoubles(Value()).empty());
}

void tst_Value::textsFromBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("mayBeCut");
    QTest::addColumn<QString>("text");

    QTest::newRow("ASCII") << QByteArray("mm") << false << latin("mm");
    QTest::newRow("UTF-8") << QByteArray("\xC2\xB5m") << false << QStringLiteral("µm");
    QTest::newRow("Latin-1") << QByteArray("\xB5m") << false << QStringLiteral("µm");
    QTest::newRow("Latin-1 that begins like UTF-8") << QByteArray("\xC5") << false << QStringLiteral("Å");
    QTest::newRow("cut UTF-8") << QByteArray("abc\xE2\x82") << true << latin("abc");
    QTest::newRow("empty") << QByteArray("") << false << latin("");
}

void tst_Value::textsFromBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, mayBeCut);
    QTEST(textFromBytes(bytes, mayBeCut), "text");
}

void tst_Value::times()
{
    const Timestamp time = fromEpochSeconds(1700000000.25);
    QCOMPARE(time.time_since_epoch().count(), qint64(1700000000250000000));
    QCOMPARE(toEpochSeconds(time), 1700000000.25);
    const QDateTime parsed = QDateTime::fromString(toIso(time), Qt::ISODateWithMs);
    QCOMPARE(parsed.toMSecsSinceEpoch(), qint64(1700000000250));
    QVERIFY(now() > time);
}

void tst_Value::names()
{
    QCOMPARE(severityName(Severity::Major), latin("MAJOR"));
    QCOMPARE(statusName(3), latin("HIHI"));
    QCOMPARE(statusName(21), latin("WRITE_ACCESS"));
    QCOMPARE(statusName(22), latin("?"));
}

QTEST_APPLESS_MAIN(tst_Value)
#include "tst_value.moc"
