#include "fakehost.h"

#include "simulator/mca/fluorescence.h"
#include "simulator/mca/mcarecord.h"

#include <QTest>

#include <numeric>

using namespace simulator;

namespace {

constexpr int Channels = 100;

double total(const std::vector<double>& rates, double from, double to) // eV
{
    const auto at
        = [&](double energy) { return rates.begin() + static_cast<std::ptrdiff_t>(energy / EnergyPerChannel); };
    return std::accumulate(at(from), at(to), 0.0);
}

} // namespace

class TestMca : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsUntil_data();
    void countsUntil();
    void commandsBesideTheRecord_data();
    void commandsBesideTheRecord();
    void stopsAndGoesOn();
    void erases();
    void rateMayChange();
    void neverCountsBack();
    void sumsRegions_data();
    void sumsRegions();
    void regionsAreLimited();
    void usesFewerChannels();
    void calibrates();
    void sameSeedSameSpectrum();
    void linesFollowTheSample_data();
    void linesFollowTheSample();
    void noBeamNoPhotons();

private:
    struct Bench
    {
        FakeHost host;
        std::vector<double> rates = std::vector<double>(Channels, 100);
        double liveFraction = 0.8;
        bool changed = true;
        McaRecord mca;

        explicit Bench(quint64 seed = 1)
            : mca(
                host, QStringLiteral("mca1"), QStringLiteral("test"), Channels,
                [this]() -> std::optional<McaRecord::Arriving> {
                    if (!std::exchange(changed, false))
                        return std::nullopt;
                    return McaRecord::Arriving{rates, liveFraction};
                },
                seed)
        {
        }
        FakeHost::Put put(const char* field, double value)
        {
            return host.put(QStringLiteral("mca1.") + QString::fromUtf8(field), value);
        }
        double number(const char* field) const
        {
            return host.number(QStringLiteral("mca1.") + QString::fromUtf8(field));
        }
        std::vector<double> counts() const { return devices::toDoubles(host.pv(QStringLiteral("mca1")).value()); }
        double sum() const
        {
            const std::vector<double> all = counts();
            return std::accumulate(all.begin(), all.end(), 0.0);
        }
    };
};

void TestMca::countsUntil_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("seconds"); // 8000 counts a second are taken
    QTest::addColumn<double>("tolerance");
    QTest::newRow("real time") << "PRTM" << 2.0 << 2.0 << 1e-9;
    QTest::newRow("live time") << "PLTM" << 2.0 << 2.5 << 1e-9;
    QTest::newRow("counts") << "PCT" << 16000.0 << 2.0 << 0.15; // looked at ten times a second
}

void TestMca::countsUntil()
{
    QFETCH(QString, preset);
    QFETCH(double, value);
    QFETCH(double, seconds);
    QFETCH(double, tolerance);
    Bench bench;
    bench.put(qPrintable(preset), value);
    const auto acquire = bench.put("ERST", 1);
    QCOMPARE(bench.number("ACQG"), 1.0);
    bench.host.advance(1.01);
    QVERIFY(!acquire.done());
    QVERIFY(std::abs(bench.number("ERTM") - 1) < 0.11);
    QVERIFY(bench.sum() > 6000); // shown on the way
    QVERIFY(std::abs(bench.number("IDTIM") - 20) < 1e-9);
    bench.host.advance(5);
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("ACQG"), 0.0);
    QVERIFY(std::abs(bench.number("ERTM") - seconds) <= tolerance);
    QVERIFY(std::abs(bench.number("ELTM") - 0.8 * seconds) <= tolerance);
    QVERIFY(std::abs(bench.number("DTIM") - 20) < 1e-9);
    QCOMPARE(bench.number("IDTIM"), 0.0);
    QVERIFY(std::abs(bench.sum() - 8000 * bench.number("ERTM")) < 5 * std::sqrt(8000 * seconds));
    QCOMPARE(bench.number("ACT"), bench.sum());
    QVERIFY(!bench.host.text(QStringLiteral("mca1.STIM")).isEmpty());
}

void TestMca::commandsBesideTheRecord_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("stop");
    QTest::newRow("fields") << "mca1.ERST"
                            << "mca1.STOP";
    QTest::newRow("records") << "mca1EraseStart"
                             << "mca1Stop";
    QTest::newRow("start alone") << "mca1Start"
                                 << "mca1Stop";
}

void TestMca::commandsBesideTheRecord()
{
    QFETCH(QString, start);
    QFETCH(QString, stop);
    Bench bench;
    const auto acquire = bench.host.put(start, 1.0);
    bench.host.advance(3);
    QVERIFY(!acquire.done());
    bench.host.put(stop, 1.0);
    QVERIFY(acquire.ok());
    QVERIFY(std::abs(bench.number("ERTM") - 3) < 1e-6);
    bench.host.put(QStringLiteral("mca1Erase"), 1.0);
    QCOMPARE(bench.sum(), 0.0);
    bench.host.put(start, 1.0);
    bench.host.advance(0.25);
    QCOMPARE(bench.sum(), 0.0); // not shown yet
    bench.host.put(QStringLiteral("mca1Read"), 1.0);
    QVERIFY(bench.sum() > 1000);
}

void TestMca::stopsAndGoesOn()
{
    Bench bench;
    bench.put("PRTM", 4);
    bench.put("ERST", 1);
    bench.host.advance(1);
    bench.put("STOP", 1);
    const double sum = bench.sum();
    bench.host.advance(10);
    QCOMPARE(bench.sum(), sum);
    const auto acquire = bench.put("STRT", 1);
    bench.host.advance(2.5);
    QVERIFY(!acquire.done());
    bench.host.advance(1);
    QVERIFY(acquire.ok());
    QVERIFY(std::abs(bench.number("ERTM") - 4) < 1e-9);
    QVERIFY(bench.sum() > 3 * sum);
    const auto again = bench.put("STRT", 1); // there already
    bench.host.advance(0.01);
    QVERIFY(again.ok());
    QVERIFY(std::abs(bench.number("ERTM") - 4) < 1e-9);
}

void TestMca::erases()
{
    Bench bench;
    bench.put("PRTM", 2);
    const auto acquire = bench.put("ERST", 1);
    bench.host.advance(1.5);
    bench.put("ERAS", 1); // while it counts
    QCOMPARE(bench.number("ERTM"), 0.0);
    QCOMPARE(bench.sum(), 0.0);
    bench.host.advance(1.5);
    QVERIFY(!acquire.done());
    bench.host.advance(1);
    QVERIFY(acquire.ok());
    QVERIFY(std::abs(bench.number("ERTM") - 2) < 1e-9);
    bench.put("ERAS", 1);
    QCOMPARE(bench.sum(), 0.0);
    QCOMPARE(bench.number("ELTM"), 0.0);
}

void TestMca::rateMayChange()
{
    Bench bench;
    bench.put("PLTM", 3);
    bench.put("ERST", 1);
    bench.host.advance(1.25); // 1 s alive
    std::fill(bench.rates.begin(), bench.rates.end(), 0);
    bench.rates[7] = 1e4;
    bench.liveFraction = 1;
    bench.changed = true;
    bench.host.advance(5);
    QCOMPARE(bench.number("ACQG"), 0.0);
    QVERIFY(std::abs(bench.number("ELTM") - 3) < 1e-9);
    const double real = bench.number("ERTM");
    QVERIFY(real > 3.24 && real < 3.3); // the change is seen at the next tenth of a second
    const std::vector<double> counts = bench.counts();
    QVERIFY(std::abs(counts[7] - 2e4) < 2000);
    QVERIFY(std::abs(counts[8] - 80) < 60);
}

void TestMca::neverCountsBack()
{
    Bench bench;
    bench.put("ERST", 1);
    std::vector<double> before = bench.counts();
    for (int i = 0; i < 20; ++i) {
        bench.host.advance(0.5);
        const std::vector<double> now = bench.counts();
        for (std::size_t channel = 0; channel < now.size(); ++channel)
            QVERIFY(now[channel] >= before[channel]);
        before = now;
    }
}

void TestMca::sumsRegions_data()
{
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::addColumn<int>("background");
    QTest::addColumn<int>("channels"); // of 100 counts per second
    QTest::addColumn<bool>("net"); // near 0
    QTest::newRow("unused") << -1 << -1 << -1 << 0 << true;
    QTest::newRow("turned round") << 30 << 20 << -1 << 0 << true;
    QTest::newRow("one channel") << 5 << 5 << -1 << 1 << false;
    QTest::newRow("all counts") << 20 << 29 << -1 << 10 << false;
    QTest::newRow("above the background") << 20 << 29 << 10 << 10 << true;
    QTest::newRow("at the edge") << 0 << 9 << 5 << 10 << true;
    QTest::newRow("everything") << 0 << 99 << 5 << 100 << false;
}

void TestMca::sumsRegions()
{
    QFETCH(int, low);
    QFETCH(int, high);
    QFETCH(int, background);
    QFETCH(int, channels);
    QFETCH(bool, net);
    Bench bench;
    bench.put("PRTM", 10);
    bench.put("R3LO", low);
    bench.put("R3HI", high);
    bench.put("R3BG", background);
    bench.put("ERST", 1);
    bench.host.advance(11);
    const double expected = 800.0 * channels;
    QVERIFY(std::abs(bench.number("R3") - expected) <= 6 * std::sqrt(expected));
    const double netExpected = net ? 0 : expected;
    QVERIFY2(std::abs(bench.number("R3N") - netExpected) <= 10 * std::sqrt(expected),
        qPrintable(QString::number(bench.number("R3N"))));
    if (low >= 0 && low <= high) {
        const std::vector<double> counts = bench.counts();
        QCOMPARE(bench.number("R3"), std::accumulate(counts.begin() + low, counts.begin() + high + 1, 0.0));
    }
    QCOMPARE(bench.number("R4"), 0.0);
}

void TestMca::regionsAreLimited()
{
    Bench bench;
    bench.put("R0LO", -7);
    bench.put("R0HI", 5000);
    QCOMPARE(bench.number("R0LO"), -1.0);
    QCOMPARE(bench.number("R0HI"), 99.0);
    bench.host.put(QStringLiteral("mca1.R31NM"), QStringLiteral("Fe Ka"));
    QCOMPARE(bench.host.text(QStringLiteral("mca1.R31NM")), QStringLiteral("Fe Ka"));
    bench.put("R0LO", 0);
    bench.put("R0HI", 9);
    bench.put("R0IP", 1);
    bench.put("R0P", 1600); // 800 a second
    const auto acquire = bench.put("ERST", 1);
    bench.host.advance(1.5);
    QVERIFY(!acquire.done());
    bench.host.advance(2);
    QVERIFY(acquire.ok());
    QVERIFY(bench.number("R0") >= 1600);
}

void TestMca::usesFewerChannels()
{
    Bench bench;
    bench.put("NUSE", 16);
    QCOMPARE(bench.counts().size(), std::size_t(16));
    QCOMPARE(bench.number("NORD"), 16.0);
    bench.put("NUSE", 1e6);
    QCOMPARE(bench.number("NUSE"), 100.0);
    bench.put("NUSE", 0);
    QCOMPARE(bench.number("NUSE"), 1.0);
    QCOMPARE(bench.number("NMAX"), 100.0);
}

void TestMca::calibrates()
{
    Bench bench;
    QCOMPARE(bench.number("CALS"), 0.01);
    QCOMPARE(bench.host.text(QStringLiteral("mca1.EGU")), QStringLiteral("keV"));
    bench.put("CALO", -0.1);
    bench.put("CALQ", 1e-7);
    bench.put("TTH", 45);
    QCOMPARE(bench.number("CALO"), -0.1);
    QCOMPARE(bench.number("CALQ"), 1e-7);
    QCOMPARE(bench.number("TTH"), 45.0);
    QCOMPARE(bench.host.text(QStringLiteral("mca1.RTYP")), QStringLiteral("mca"));
}

void TestMca::sameSeedSameSpectrum()
{
    const auto spectrum = [](quint64 seed, double pause) {
        Bench bench(seed);
        bench.put("PRTM", 1);
        bench.host.advance(pause);
        bench.put("ERST", 1);
        bench.host.advance(2);
        return bench.counts();
    };
    QCOMPARE(spectrum(1, 0), spectrum(1, 0.37));
    QVERIFY(spectrum(1, 0) != spectrum(2, 0));
}

void TestMca::linesFollowTheSample_data()
{
    QTest::addColumn<double>("energy");
    QTest::addColumn<double>("sx");
    QTest::addColumn<double>("sy");
    QTest::addColumn<double>("iron"); // counts per second
    QTest::addColumn<double>("calcium");
    QTest::addColumn<double>("copper");
    const double onF = -0.75;
    const double ground = 0.95;
    QTest::newRow("iron above its edge") << 7200.0 << onF << 0.0 << 14000.0 << 85.0 << 0.0;
    QTest::newRow("iron below its edge") << 7000.0 << onF << 0.0 << 70.0 << 90.0 << 0.0;
    QTest::newRow("beside the letters") << 7200.0 << ground << 0.0 << 280.0 << 430.0 << 0.0;
    QTest::newRow("copper above its edge") << 9500.0 << ground << 0.0 << 130.0 << 200.0 << 88.0;
}

void TestMca::linesFollowTheSample()
{
    QFETCH(double, energy);
    QFETCH(double, sx);
    QFETCH(double, sy);
    QFETCH(double, iron);
    QFETCH(double, calcium);
    QFETCH(double, copper);
    BeamlineState state;
    state.energy = energy;
    state.theta = braggAngle(energy);
    state.sx = sx;
    state.sy = sy;
    const std::vector<double> rates = fluorescenceRates(state);
    const double floor = 102000 * 2e-7; // of each channel
    const auto near = [&](double line, double expected) {
        const double found = total(rates, line - 200, line + 200) - 40 * floor;
        return std::abs(found - expected) < 0.15 * expected + 3;
    };
    QVERIFY(near(6404, iron));
    QVERIFY(near(3692, calcium));
    QVERIFY(near(8048, copper));
    QCOMPARE(rates.back(), 0.0); // above the beam's energy
}

void TestMca::noBeamNoPhotons()
{
    BeamlineState state;
    state.shutterOpen = false;
    const std::vector<double> rates = fluorescenceRates(state);
    QCOMPARE(rates.size(), std::size_t(SpectrumChannels));
    QCOMPARE(std::accumulate(rates.begin(), rates.end(), 0.0), 0.0);
    QCOMPARE(liveFraction(0), 1.0);
    QVERIFY(std::abs(liveFraction(1e5) - 0.905) < 0.001);
    QVERIFY(std::abs(lineWidth(5900) * 2.355 - 141) < 1);
}

QTEST_APPLESS_MAIN(TestMca)
#include "tst_mca.moc"
