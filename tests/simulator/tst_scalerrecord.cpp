#include "fakehost.h"

#include "simulator/scalercalcs.h"

#include <QTest>

using namespace simulator;

class TestScalerRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsForThePresetTime();
    void isReproducible();
    void neverCountsBackwards();
    void stopsEarly();
    void presetsAndTimeAgree();
    void countsToAMonitor();
    void followsChangingRates();
    void delays();
    void autoCounts();
    void noTimeNoCounts();
    void recordFields();
    void hasUpTo64Channels();
    void directionFollowsGate();
    void writesToLinks();
    void missingLinkIsAnAlarm();
    void calculates();
    void refusesWrongCalculations();

private:
    struct Bench
    {
        FakeHost host;
        std::vector<double> rates{0, 1e5, 200, 0};
        ScalerRecord scaler;
        explicit Bench(quint64 seed = 1)
            : scaler(
                host, QStringLiteral("s"), QStringLiteral("Scaler"),
                {QStringLiteral("clock"), QStringLiteral("I0"), QStringLiteral("I1"), QStringLiteral("off")},
                [this] { return rates; }, seed)
        {
        }
        double number(const char* name) const { return host.number(QStringLiteral("s.") + QString::fromUtf8(name)); }
        FakeHost::Put put(const char* name, double value)
        {
            return host.put(QStringLiteral("s.") + QString::fromUtf8(name), value);
        }
    };
};

void TestScalerRecord::countsForThePresetTime()
{
    Bench bench;
    bench.put("TP", 0.5);
    const auto count = bench.put("CNT", 1);
    QCOMPARE(bench.number("CNT"), 1.0);
    bench.host.advance(0.45);
    QVERIFY(!count.done());
    QVERIFY(bench.number("S2") > 3e4);
    bench.host.advance(0.1);
    QVERIFY(count.ok());
    QCOMPARE(bench.number("CNT"), 0.0);
    QCOMPARE(bench.number("S1"), 5e6);
    QCOMPARE(bench.number("T"), 0.5);
    QVERIFY(std::abs(bench.number("S2") - 5e4) < 5 * std::sqrt(5e4));
    QVERIFY(std::abs(bench.number("S3") - 100) < 50);
    QCOMPARE(bench.number("S4"), 0.0);
}

void TestScalerRecord::isReproducible()
{
    const auto series = [](quint64 seed, double pause) {
        Bench bench(seed);
        std::vector<double> counts;
        for (int i = 0; i < 10; ++i) {
            bench.put("TP", 0.1 + 0.01 * i);
            bench.put("CNT", 1);
            bench.host.advance(0.3 + pause);
            counts.push_back(bench.number("S2"));
            counts.push_back(bench.number("S3"));
        }
        return counts;
    };
    QCOMPARE(series(1, 0), series(1, 0.123));
    QVERIFY(series(1, 0) != series(2, 0));
}

void TestScalerRecord::neverCountsBackwards()
{
    Bench bench;
    bench.put("RATE", 50);
    bench.put("CNT", 1);
    double last = 0;
    while (bench.number("CNT") != 0) {
        bench.host.advance(0.01);
        QVERIFY(bench.number("S3") >= last);
        last = bench.number("S3");
    }
}

void TestScalerRecord::stopsEarly()
{
    Bench bench;
    bench.put("TP", 100);
    const auto count = bench.put("CNT", 1);
    bench.host.advance(2);
    bench.put("CNT", 0);
    QVERIFY(count.ok());
    QCOMPARE(bench.number("T"), 2.0);
    QVERIFY(std::abs(bench.number("S2") - 2e5) < 5 * std::sqrt(2e5));
    bench.host.advance(200);
    QCOMPARE(bench.number("T"), 2.0);
}

void TestScalerRecord::presetsAndTimeAgree()
{
    Bench bench;
    bench.put("TP", 2);
    QCOMPARE(bench.number("PR1"), 2e7);
    bench.put("PR1", 5e6);
    QCOMPARE(bench.number("TP"), 0.5);
    bench.put("G2", 1);
    QCOMPARE(bench.number("PR2"), 1000.0);
    bench.put("TP", -1);
    QCOMPARE(bench.number("TP"), 0.0);
}

void TestScalerRecord::countsToAMonitor()
{
    Bench bench;
    bench.put("TP", 100);
    bench.put("PR2", 50000);
    QCOMPARE(bench.number("G2"), 1.0);
    const auto count = bench.put("CNT", 1);
    bench.host.advance(1);
    QVERIFY(count.ok());
    QCOMPARE(bench.number("S2"), 50000.0);
    QVERIFY(std::abs(bench.number("T") - 0.5) < 0.05);
}

void TestScalerRecord::followsChangingRates()
{
    Bench bench;
    bench.put("TP", 2);
    bench.put("RATE", 10);
    bench.put("CNT", 1);
    bench.host.advance(1);
    bench.rates[1] = 0;
    bench.host.advance(2);
    QVERIFY(std::abs(bench.number("S2") - 1e5) < 1.2e4); // the change is seen at the next update
}

void TestScalerRecord::delays()
{
    Bench bench;
    bench.put("DLY", 0.5);
    bench.put("TP", 0.5);
    const auto count = bench.put("CNT", 1);
    bench.host.advance(0.4);
    QCOMPARE(bench.number("SS"), 1.0);
    QCOMPARE(bench.number("S1"), 0.0);
    bench.host.advance(0.55);
    QVERIFY(!count.done());
    bench.host.advance(0.1);
    QVERIFY(count.ok());
    bench.put("CNT", 1);
    bench.host.advance(0.1);
    bench.put("CNT", 0);
    QCOMPARE(bench.number("SS"), 0.0);
}

void TestScalerRecord::autoCounts()
{
    Bench bench;
    bench.put("TP1", 0.2);
    bench.put("CONT", 1);
    QCOMPARE(bench.number("SS"), 2.0);
    QCOMPARE(bench.number("CNT"), 0.0);
    bench.host.advance(1.5);
    QCOMPARE(bench.number("SS"), 2.0);
    bench.put("TP", 1);
    const auto count = bench.put("CNT", 1);
    bench.host.advance(0.9);
    QVERIFY(!count.done());
    bench.host.advance(0.15);
    QVERIFY(count.ok());
    bench.put("CONT", 0);
    QCOMPARE(bench.number("SS"), 0.0);

    Bench quiet; // what is counted on request does not depend on what AutoCount has shown before
    quiet.put("TP", 1);
    quiet.put("CNT", 1);
    quiet.host.advance(2);
    Bench busy;
    busy.put("CONT", 1);
    busy.host.advance(10);
    busy.put("CONT", 0);
    busy.put("TP", 1);
    busy.put("CNT", 1);
    busy.host.advance(2);
    QCOMPARE(busy.number("S2"), quiet.number("S2"));
}

void TestScalerRecord::noTimeNoCounts()
{
    Bench bench;
    bench.put("TP", 0);
    const auto count = bench.put("CNT", 1);
    bench.host.advance(0.001);
    QVERIFY(count.ok());
    QCOMPARE(bench.number("S2"), 0.0);
}

void TestScalerRecord::recordFields()
{
    Bench bench;
    for (const char* name :
        {"VAL", "T", "FREQ", "TP1", "RAT1", "NCH", "US", "EGU", "PREC", "D1", "G4", "PR4", "NM4", "S4"})
        QVERIFY2(bench.host.has(QStringLiteral("s.") + QString::fromUtf8(name)), name);
    QCOMPARE(bench.host.text(QStringLiteral("s.RTYP")), QStringLiteral("scaler"));
    QCOMPARE(bench.host.text(QStringLiteral("s.NM2")), QStringLiteral("I0"));
    QCOMPARE(bench.number("NCH"), 4.0);
    QCOMPARE(bench.number("FREQ"), 1e7);
}

void TestScalerRecord::hasUpTo64Channels()
{
    FakeHost host;
    QStringList names;
    std::vector<double> rates;
    for (int i = 1; i <= 64; ++i) {
        names << QStringLiteral("ch%1").arg(i);
        rates.push_back(1000.0 * i);
    }
    ScalerRecord scaler(
        host, QStringLiteral("s"), QString(), names, [&rates] { return rates; }, 1);
    QCOMPARE(host.number(QStringLiteral("s.NCH")), 64.0);
    host.put(QStringLiteral("s.TP"), 1.0);
    host.put(QStringLiteral("s.CNT"), 1.0);
    host.advance(2);
    QVERIFY(std::abs(host.number(QStringLiteral("s.S64")) - 64000) < 1500);
    QCOMPARE(scaler.counts().size(), std::size_t(64));
    QCOMPARE(host.text(QStringLiteral("s.NM64")), QStringLiteral("ch64"));
}

void TestScalerRecord::directionFollowsGate()
{
    Bench bench;
    QCOMPARE(bench.number("D1"), 1.0);
    QCOMPARE(bench.number("D2"), 0.0);
    bench.put("G2", 1);
    QCOMPARE(bench.number("D2"), 1.0);
    bench.put("G2", 0);
    QCOMPARE(bench.number("D2"), 0.0);
    bench.put("PR3", 100);
    QCOMPARE(bench.number("D3"), 1.0);
}

void TestScalerRecord::writesToLinks()
{
    Bench bench;
    RecordTable lamps(bench.host, QStringLiteral("lamp:"));
    lamps.add({
        {"asked", "longout", qint64(0), "", "", 0, {}, lamps.store("asked"), {}, {}},
        {"counting", "ao", 0.0, "", "", 0, {}, lamps.store("counting"), {}, {}},
    });
    bench.host.put(QStringLiteral("s.COUTP"), QStringLiteral("lamp:asked"));
    bench.host.put(QStringLiteral("s.COUT"), QStringLiteral("lamp:counting PP NMS"));
    bench.put("DLY", 0.5);
    bench.put("TP", 1);
    bench.host.watch({QStringLiteral("lamp:asked"), QStringLiteral("lamp:counting")});
    bench.put("CNT", 1);
    QCOMPARE(bench.host.log().join(u' '), QStringLiteral("lamp:asked=1"));
    bench.host.advance(1);
    QCOMPARE(bench.host.log().join(u' '), QStringLiteral("lamp:asked=1 lamp:counting=1"));
    bench.host.advance(1);
    QCOMPARE(bench.host.log().join(u' '), QStringLiteral("lamp:asked=1 lamp:counting=1 lamp:asked=0 lamp:counting=0"));
    bench.put("CONT", 1); // counts by itself, which concerns nobody
    bench.host.advance(5);
    QCOMPARE(bench.host.log().size(), qsizetype(4));
}

void TestScalerRecord::missingLinkIsAnAlarm()
{
    Bench bench;
    bench.host.put(QStringLiteral("s.COUT"), QStringLiteral("nowhere"));
    bench.put("TP", 0.1);
    const auto count = bench.put("CNT", 1);
    QCOMPARE(bench.number("SEVR"), 3.0);
    bench.host.advance(1);
    QVERIFY(count.ok());
    bench.host.put(QStringLiteral("s.COUT"), QString());
    bench.put("CNT", 1);
    QCOMPARE(bench.number("SEVR"), 0.0);
}

void TestScalerRecord::calculates()
{
    Bench bench;
    ScalerCalcs calcs(bench.host, bench.scaler, {QStringLiteral("C/B"), QStringLiteral("1/D")});
    const auto calc = [&bench](int i) { return bench.host.number(QStringLiteral("s_calc%1").arg(i)); };
    bench.put("TP", 1);
    const auto count = bench.put("CNT", 1);
    bench.host.advance(0.5);
    QCOMPARE(bench.host.number(QStringLiteral("s_calc1.B")), 0.0);
    bench.host.advance(1);
    QVERIFY(count.ok());
    QCOMPARE(calc(1), bench.number("S3") / bench.number("S2"));
    QCOMPARE(bench.host.number(QStringLiteral("s_calc1.B")), bench.number("S2"));
    QCOMPARE(bench.host.number(QStringLiteral("s_calc2.SEVR")), 3.0);
    QCOMPARE(calc(8), 0.0);

    bench.host.put(QStringLiteral("s_calc8.CALC"), QStringLiteral("a + b > 1 ? 5 : 6"));
    QCOMPARE(calc(8), 5.0);
    bench.host.put(QStringLiteral("s_calcEnable"), 0.0);
    const double before = calc(1);
    bench.put("CNT", 1);
    bench.host.advance(2);
    QCOMPARE(calc(1), before);
    bench.host.put(QStringLiteral("s_calcEnable"), 1.0);
    QCOMPARE(calc(1), bench.number("S3") / bench.number("S2"));
}

void TestScalerRecord::refusesWrongCalculations()
{
    Bench bench;
    ScalerCalcs calcs(bench.host, bench.scaler, {QStringLiteral("C/B")});
    for (const char* wrong : {"C/", "nonsense(A)", "Z", "E+1"}) { // the scaler has four channels
        const auto put = bench.host.put(QStringLiteral("s_calc1.CALC"), QString::fromUtf8(wrong));
        QVERIFY2(put.done() && !put.ok(), wrong);
        QVERIFY(put.outcome->value().error().message.contains(QStringLiteral("s_calc1.CALC")));
    }
    QCOMPARE(bench.host.text(QStringLiteral("s_calc1.CALC")), QStringLiteral("C/B"));
}

QTEST_APPLESS_MAIN(TestScalerRecord)
#include "tst_scalerrecord.moc"
