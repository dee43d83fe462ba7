#include "scans/engine/suspenderset.h"

#include <QTest>

using namespace scans;
using namespace std::chrono_literals;
using devices::Reading;
using devices::Value;

namespace {

using Condition = SuspenderCondition;

Reading reading(double value, devices::Severity severity = devices::Severity::None)
{
    return {Value(value), devices::now(), severity, 0};
}

SuspenderPtr made(Condition condition, std::chrono::milliseconds settle = 0ms)
{
    SuspenderSpec spec;
    spec.name = QStringLiteral("current");
    spec.pv = QStringLiteral("BD:ring");
    spec.condition = std::move(condition);
    spec.settle = settle;
    return std::make_shared<Suspender>(std::move(spec));
}

} // namespace

class TestSuspender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conditions_data();
    void conditions();
    void unknownAndInvalidTrip();
    void lossIsNoReasonForTheSecondThreshold();
    void settles();
    void setIsWellWhenAllAre();
};

void TestSuspender::conditions_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QString>("tripped");
    QTest::newRow("floor") << 0 << QList<double>{20, 10, 9.9, 10, NAN} << QStringLiteral("--x-x");
    QTest::newRow("floor with resume") << 1 << QList<double>{12, 9, 12, 15, 12, 10} << QStringLiteral("-xx---");
    QTest::newRow("ceiling") << 2 << QList<double>{1, 5, 5.1, 5} << QStringLiteral("--x-");
    QTest::newRow("ceiling with resume") << 3 << QList<double>{4.5, 6, 4.5, 4, 4.5} << QStringLiteral("-xx--");
    QTest::newRow("outside band") << 4 << QList<double>{1, 2, 3, 0.9, 3.1, 2} << QStringLiteral("---xx-");
    QTest::newRow("high") << 5 << QList<double>{0, 1, 0} << QStringLiteral("-x-");
    QTest::newRow("low") << 6 << QList<double>{1, 0, 1} << QStringLiteral("-x-");
    QTest::newRow("changed") << 7 << QList<double>{3, 4, 3} << QStringLiteral("-xx");
    QTest::newRow("changed, may resume") << 8 << QList<double>{3, 4, 3} << QStringLiteral("-x-");
    QTest::newRow("not as expected") << 9 << QList<double>{3, 7, 3} << QStringLiteral("x-x");
}

void TestSuspender::conditions()
{
    QFETCH(int, kind);
    QFETCH(QList<double>, values);
    QFETCH(QString, tripped);
    const std::vector<Condition> all{Condition::floor(10), Condition::floor(10, 15), Condition::ceiling(5),
        Condition::ceiling(5, 4), Condition::outsideBand(1, 3), Condition::high(), Condition::low(),
        Condition::changed(), Condition::changed({}, true), Condition::changed(QStringLiteral("7"), true)};
    const SuspenderPtr suspender = made(all[std::size_t(kind)]);
    QString seen;
    for (const double value : values) {
        suspender->update(reading(value));
        seen += suspender->tripped() ? QLatin1Char('x') : QLatin1Char('-');
    }
    QCOMPARE(seen, tripped);
}

void TestSuspender::unknownAndInvalidTrip()
{
    const SuspenderPtr suspender = made(Condition::floor(10));
    QVERIFY(suspender->tripped());
    QCOMPARE(suspender->reason(), QStringLiteral("current: BD:ring is disconnected"));
    suspender->update(reading(20));
    QVERIFY(!suspender->tripped());
    suspender->update(reading(20, devices::Severity::Invalid));
    QCOMPARE(suspender->reason(), QStringLiteral("current: 20 is not valid"));
    suspender->update({Value(QStringLiteral("beam")), {}, devices::Severity::None, 0});
    QCOMPARE(suspender->reason(), QStringLiteral("current: beam is no number"));
    suspender->update(reading(3.25));
    QCOMPARE(suspender->reason(), QStringLiteral("current: 3.25 is below 10"));
    suspender->lost();
    QVERIFY(suspender->tripped());
}

void TestSuspender::lossIsNoReasonForTheSecondThreshold()
{
    const SuspenderPtr suspender = made(Condition::floor(10, 50));
    suspender->update(reading(20));
    suspender->lost();
    suspender->update(reading(20));
    QVERIFY(suspender->tripped() == false);
    suspender->update(reading(5));
    suspender->update(reading(20));
    QVERIFY(suspender->tripped());
}

void TestSuspender::settles()
{
    const SuspenderPtr suspender = made(Condition::low(), 1h);
    const SteadyTime now = std::chrono::steady_clock::now();
    // What was never bad need not settle.
    suspender->update(reading(1));
    QCOMPARE(*suspender->remaining(now), 0ms);
    suspender->update(reading(0));
    QVERIFY(!suspender->remaining(now));
    suspender->update(reading(1));
    const auto remaining = suspender->remaining(std::chrono::steady_clock::now());
    QVERIFY(remaining && *remaining > 30min && *remaining <= 1h);
    QCOMPARE(*suspender->remaining(now + 2h), 0ms);
}

void TestSuspender::setIsWellWhenAllAre()
{
    SuspenderSet set;
    QVERIFY(!set.tripped());
    const SuspenderPtr a = made(Condition::low());
    const SuspenderPtr b = made(Condition::high());
    set.add(a);
    set.add(b);
    set.add(a);
    QCOMPARE(set.allTripped().size(), std::size_t{2});
    a->update(reading(1));
    QVERIFY(set.tripped());
    QVERIFY(!set.remaining(std::chrono::steady_clock::now()));
    QCOMPARE(set.reasons(), QStringList{QStringLiteral("current: BD:ring is disconnected")});
    b->update(reading(0));
    QVERIFY(!set.tripped());
    QCOMPARE(*set.remaining(std::chrono::steady_clock::now()), 0ms);
    b->update(reading(1));
    set.remove(b);
    QVERIFY(!set.tripped());
}

QTEST_GUILESS_MAIN(TestSuspender)
#include "tst_suspender.moc"
