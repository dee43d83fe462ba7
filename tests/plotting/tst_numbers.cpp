#include "plotting/autorange.h"
#include "plotting/numbers.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace plotting;

class TestNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixed_data();
    void fixed();
    void significant_data();
    void significant();
    void compact();
    void decimals_data();
    void decimals();
    void exactTextReadsBack_data();
    void exactTextReadsBack();
    void rangeIsRoundAndCalm();
    void steadyValueGetsRoom();
};

void TestNumbers::fixed_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("places");
    QTest::addColumn<QString>("text");
    QTest::addRow("minus sign") << -1.5 << 2 << QStringLiteral("−1.50");
    QTest::addRow("no negative zero") << -0.0001 << 2 << QStringLiteral("0.00");
    QTest::addRow("nan") << std::nan("") << 3 << QStringLiteral("—");
}

void TestNumbers::fixed()
{
    QFETCH(double, value);
    QFETCH(int, places);
    QTEST(formatFixed(value, places), "text");
}

void TestNumbers::significant_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::addRow("zero") << 0.0 << QStringLiteral("0");
    QTest::addRow("ring") << 399.8123 << QStringLiteral("399.81");
    QTest::addRow("counts") << 102651.0 << QStringLiteral("102651");
    QTest::addRow("vacuum") << 2.3456e-9 << QStringLiteral("2.3456e−09");
    QTest::addRow("infinite") << -std::numeric_limits<double>::infinity() << QStringLiteral("−inf");
}

void TestNumbers::significant()
{
    QFETCH(double, value);
    QTEST(formatSignificant(value), "text");
}

void TestNumbers::compact()
{
    QCOMPARE(formatCompact(74.0), QStringLiteral("74"));
    QCOMPARE(formatCompact(-0.25), QStringLiteral("−0.25"));
}

void TestNumbers::decimals_data()
{
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("places");
    QTest::addRow("50") << 50.0 << 0;
    QTest::addRow("0.5") << 0.5 << 1;
    QTest::addRow("0.02") << 0.02 << 2;
    QTest::addRow("0.25") << 0.25 << 2;
    QTest::addRow("1e-5") << 1e-5 << 5;
    QTest::addRow("nonsense") << -1.0 << 0;
}

void TestNumbers::decimals()
{
    QFETCH(double, step);
    QTEST(decimalsForStep(step), "places");
}

void TestNumbers::exactTextReadsBack_data()
{
    QTest::addColumn<double>("value");
    QTest::addRow("third") << 1.0 / 3.0;
    QTest::addRow("tenth") << 0.1;
    QTest::addRow("tiny") << -4.9e-324;
    QTest::addRow("big") << 1.7976931348623157e308;
}

void TestNumbers::exactTextReadsBack()
{
    QFETCH(double, value);
    QCOMPARE(exactText(value).toDouble(), value);
}

void TestNumbers::rangeIsRoundAndCalm()
{
    AutoRange range;
    range.include(0.13, 0.97);
    QCOMPARE(range.range(), std::pair(0.0, 1.0));
    range.include(0.2, 0.8);
    QCOMPARE(range.range(), std::pair(0.0, 1.0));
    range.include(0.2, 1.3);
    QVERIFY(range.range().second >= 1.3);
    range.include(0.4, 0.5);
    QVERIFY(range.range().second - range.range().first < 0.3);
}

void TestNumbers::steadyValueGetsRoom()
{
    for (const double value : {0.0, 5.0, -400.0}) {
        AutoRange range;
        range.include(value, value);
        QVERIFY(range.range().first < value);
        QVERIFY(range.range().second > value);
    }
}

QTEST_APPLESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
