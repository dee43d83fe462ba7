#include "fakehost.h"

#include "simulator/scalerecords.h"

#include <QTest>

using namespace simulator;

class TestScaleRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void updatesAtTheRate_data();
    void updatesAtTheRate();
    void spreadsEvenly();
    void stops();
};

void TestScaleRecords::updatesAtTheRate_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("rate");
    QTest::newRow("many, fast") << 1000 << 10.0;
    QTest::newRow("few, slow") << 3 << 0.5;
    QTest::newRow("one, fast") << 1 << 50.0;
    QTest::newRow("none") << 0 << 10.0;
}

void TestScaleRecords::updatesAtTheRate()
{
    QFETCH(int, count);
    QFETCH(double, rate);
    FakeHost host;
    ScaleRecords records(host, QStringLiteral("BD:"), static_cast<std::size_t>(count), rate);
    records.start();
    host.advance(20);
    for (int i = 0; i < count; ++i) {
        const double counted = host.number(QStringLiteral("BD:scale:%1").arg(i));
        QVERIFY2(std::abs(counted - 20 * rate) <= 1, qPrintable(QString::number(counted)));
    }
    std::vector<Record::Listed> rows;
    records.list(rows);
    QCOMPARE(rows.size(), static_cast<std::size_t>(count));
}

void TestScaleRecords::spreadsEvenly()
{
    FakeHost host;
    ScaleRecords records(host, QStringLiteral("BD:"), 1000, 1);
    QStringList names;
    for (int i = 0; i < 1000; ++i)
        names << QStringLiteral("BD:scale:%1").arg(i);
    host.watch(names);
    records.start();
    qsizetype before = 0;
    for (int i = 0; i < 10; ++i) {
        host.advance(0.1);
        const qsizetype events = host.log().size() - before;
        QVERIFY2(std::abs(events - 100) <= 10, qPrintable(QString::number(events)));
        before = host.log().size();
    }
}

void TestScaleRecords::stops()
{
    FakeHost host;
    ScaleRecords records(host, QStringLiteral("BD:"), 10, 10);
    records.start();
    host.advance(1);
    records.stop();
    const double counted = host.number(QStringLiteral("BD:scale:0"));
    host.advance(1);
    QCOMPARE(host.number(QStringLiteral("BD:scale:0")), counted);
}

QTEST_APPLESS_MAIN(TestScaleRecords)
#include "tst_scalerecords.moc"
