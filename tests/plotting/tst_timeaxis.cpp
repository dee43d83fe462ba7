#include "plotting/timeaxis.h"

#include <QDateTime>
#include <QTest>

using namespace plotting;

class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsNow();
    void zoomHoldsTheInstant();
    void zoomHasLimits();
    void panStandsStill();
    void tickSteps_data();
    void tickSteps();
    void labels();
    void durations();
};

void TestTimeAxis::followsNow()
{
    TimeAxis axis(60);
    axis.advance(1000);
    QCOMPARE(axis.from(), 940.0);
    axis.pause();
    axis.advance(2000);
    QCOMPARE(axis.to(), 1000.0);
    axis.resume(3000);
    QCOMPARE(axis.to(), 3000.0);
    QVERIFY(axis.isFollowing());
}

void TestTimeAxis::zoomHoldsTheInstant()
{
    TimeAxis axis(100);
    axis.advance(1000);
    axis.zoomAt(925, 0.5);
    QVERIFY(!axis.isFollowing());
    QCOMPARE(axis.span(), 50.0);
    QCOMPARE((925 - axis.from()) / axis.span(), 0.25);
    QCOMPARE(axis.window(), 100.0);
    axis.resume(2000);
    QCOMPARE(axis.span(), 100.0);
}

void TestTimeAxis::zoomHasLimits()
{
    TimeAxis axis(100);
    axis.zoomAt(0, 1e-9);
    QCOMPARE(axis.span(), TimeAxis::shortest);
    axis.zoomAt(0, 1e12);
    QCOMPARE(axis.span(), TimeAxis::longest);
}

void TestTimeAxis::panStandsStill()
{
    TimeAxis axis(100);
    axis.advance(1000);
    axis.pan(-30);
    axis.advance(1100);
    QCOMPARE(axis.to(), 970.0);
}

void TestTimeAxis::tickSteps_data()
{
    QTest::addColumn<double>("span");
    QTest::addColumn<int>("ticks");
    QTest::addColumn<double>("step");
    QTest::addRow("1 min") << 60.0 << 6 << 10.0;
    QTest::addRow("5 min") << 300.0 << 6 << 60.0;
    QTest::addRow("30 min") << 1800.0 << 6 << 300.0;
    QTest::addRow("30 min, narrow") << 1800.0 << 3 << 600.0;
    QTest::addRow("2 h") << 7200.0 << 6 << 1800.0;
    QTest::addRow("a week") << 7 * 86400.0 << 7 << 86400.0;
    QTest::addRow("a month") << 30 * 86400.0 << 6 << 5 * 86400.0;
}

void TestTimeAxis::tickSteps()
{
    QFETCH(double, span);
    QFETCH(int, ticks);
    QTEST(timeTickStep(span, ticks), "step");
}

void TestTimeAxis::labels()
{
    const double time = double(QDateTime(QDate(2024, 3, 5), QTime(14, 42, 7)).toSecsSinceEpoch()) + 0.3;
    QCOMPARE(timeLabel(time, 300), QStringLiteral("14:42"));
    QCOMPARE(timeLabel(time, 10), QStringLiteral("14:42:07"));
    QCOMPARE(timeLabel(time, 0.1), QStringLiteral("14:42:07.3"));
    QCOMPARE(instantLabel(time, time), QStringLiteral("14:42:07.3"));
    QVERIFY(instantLabel(time, time + 3 * 86400).contains(QStringLiteral("5")));
    QVERIFY(instantLabel(time, time + 3 * 86400).size() > 12);
}

void TestTimeAxis::durations()
{
    QCOMPARE(durationLabel(60), QStringLiteral("1 min"));
    QCOMPARE(durationLabel(1800), QStringLiteral("30 min"));
    QCOMPARE(durationLabel(7200), QStringLiteral("2 h"));
    QCOMPARE(durationLabel(10), QStringLiteral("10 s"));
}

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_timeaxis.moc"
