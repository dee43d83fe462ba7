#include "simulator/physics.h"
#include "simulator/random.h"

#include <QTest>

#include <cmath>

using namespace simulator;

class TestPhysics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bragg();
    void startGivesNominalRate();
    void nothingPasses_data();
    void nothingPasses();
    void transmissionPeaksAtTheSample();
    void knifeEdgeIsHalfWay();
    void edgeStandsAtIron();
    void spectrumHasStructure();
    void mapShowsLetters();
    void spotFollowsMotors();
    void randomIsReproducible();
    void poisson_data();
    void poisson();
    void poissonNeverCountsBackwards();
};

void TestPhysics::bragg()
{
    QVERIFY(std::abs(braggAngle(7112) - 16.1404) < 1e-3);
    for (const double energy : {4000.0, 7112.0, 20000.0})
        QVERIFY(std::abs(braggEnergy(braggAngle(energy)) - energy) < 1e-6);
}

void TestPhysics::startGivesNominalRate()
{
    BeamlineState state;
    state.theta = braggAngle(state.energy);
    QVERIFY(std::abs(incidentRate(state) - 102000) < 1);
    state.storedCurrent = 200;
    QVERIFY(std::abs(incidentRate(state) - 51000) < 1);
    state.filter = 1;
    QVERIFY(std::abs(incidentRate(state) - 25500) < 1);
}

void TestPhysics::nothingPasses_data()
{
    QTest::addColumn<int>("obstacle");
    QTest::newRow("shutter") << 0;
    QTest::newRow("no current") << 1;
    QTest::newRow("slit closed") << 2;
    QTest::newRow("crystal turned away") << 3;
}

void TestPhysics::nothingPasses()
{
    QFETCH(int, obstacle);
    BeamlineState state;
    state.theta = braggAngle(state.energy);
    if (obstacle == 0)
        state.shutterOpen = false;
    else if (obstacle == 1)
        state.storedCurrent = 0;
    else if (obstacle == 2)
        state.slitGap = 0;
    else
        state.theta += 0.2;
    QVERIFY(incidentRate(state) < 1);
    const auto rates = scalerRates(state);
    QVERIFY(std::abs(rates[I0] - rates[Dark]) < 1);
    QVERIFY(rates[Dark] > 0);
    QVERIFY(beamSpot(state).peak < 10);
}

void TestPhysics::transmissionPeaksAtTheSample()
{
    BeamlineState state;
    state.theta = braggAngle(state.energy);
    double sum = 0;
    double moment = 0;
    double second = 0;
    double highest = 0;
    for (double sx = -2; sx <= 2.6; sx += 0.01) {
        state.sx = sx;
        const auto rates = scalerRates(state);
        const double ratio = rates[I1] / rates[I0];
        highest = std::max(highest, ratio);
        sum += ratio - 0.05;
        moment += (ratio - 0.05) * sx;
        second += (ratio - 0.05) * sx * sx;
    }
    const double centre = moment / sum;
    QVERIFY(std::abs(centre - 0.312) < 0.002);
    QVERIFY(std::abs(std::sqrt(second / sum - centre * centre) - 0.42) < 0.005);
    QVERIFY(std::abs(highest - 1) < 0.01);
}

void TestPhysics::knifeEdgeIsHalfWay()
{
    BeamlineState state;
    state.theta = braggAngle(state.energy);
    const auto open = [&](double sx) {
        state.sx = sx;
        const auto rates = scalerRates(state);
        return rates[Knife] / rates[I0];
    };
    QVERIFY(open(-2) < 0.001);
    QVERIFY(std::abs(open(-0.5) - 0.5) < 0.001);
    QVERIFY(open(1) > 0.999);
}

void TestPhysics::edgeStandsAtIron()
{
    double steepest = 0;
    double at = 0;
    for (double energy = 7000; energy < 7300; energy += 0.5) {
        const double slope = foilAbsorption(energy + 0.25) - foilAbsorption(energy - 0.25);
        if (slope > steepest) {
            steepest = slope;
            at = energy;
        }
    }
    QVERIFY2(std::abs(at - 7112) <= 1, qPrintable(QString::number(at)));
    QVERIFY(foilAbsorption(7300) - foilAbsorption(7050) > 0.9);
}

void TestPhysics::spectrumHasStructure()
{
    // The oscillations turn round several times above the edge, and nothing ever becomes negative.
    int turns = 0;
    double slope = 0;
    for (double energy = 7140; energy < 7700; energy += 1) {
        const double next = foilAbsorption(energy + 1) - foilAbsorption(energy) + 4e-4;
        turns += slope * next < 0;
        slope = next;
    }
    QVERIFY2(turns >= 5 && turns < 40, qPrintable(QString::number(turns)));
    for (double energy = 4000; energy <= 20000; energy += 1)
        QVERIFY(foilAbsorption(energy) > 0 && foilAbsorption(energy) < 5);
}

void TestPhysics::mapShowsLetters()
{
    QCOMPARE(ironMap(5, 5), 0.0);
    QVERIFY(ironMap(-0.7, 0.3) > 0.9); // stem of the F
    QVERIFY(ironMap(-0.4, 0.7) > 0.9); // its top bar
    QVERIFY(ironMap(0.4, -0.2) > 0.9); // bar of the e
    QVERIFY(ironMap(-0.1, -0.5) < 0.1); // between them
    QVERIFY(ironMap(0.4, 0.7) < 0.1); // above the e
    QCOMPARE(ironMap(std::nan(""), 0), 0.0);
}

void TestPhysics::spotFollowsMotors()
{
    BeamlineState state;
    state.theta = braggAngle(state.energy);
    const BeamSpot rest = beamSpot(state);
    QVERIFY(std::abs(rest.centreX - 512) < 1e-6 && std::abs(rest.centreY - 512) < 1e-6);
    state.slitCenter = 0.1;
    QVERIFY(beamSpot(state).centreX > rest.centreX + 10);
    state.slitCenter = 0;
    state.theta += 0.01;
    QVERIFY(std::abs(beamSpot(state).centreY - rest.centreY) > 5);
    state.theta = braggAngle(state.energy);
    state.slitGap = 1;
    QVERIFY(beamSpot(state).sigmaX > 2 * rest.sigmaX);
    state.sx = 1;
    QVERIFY(beamSpot(state).shadowX > rest.shadowX + 100);
}

void TestPhysics::randomIsReproducible()
{
    Random first(7);
    Random second(7);
    Random other(8);
    Random stream(7, 1);
    int different = 0;
    for (int i = 0; i < 100; ++i) {
        const quint32 number = first.next();
        QCOMPARE(second.next(), number);
        different += (other.next() != number) + (stream.next() != number);
    }
    QVERIFY(different > 190);
}

void TestPhysics::poisson_data()
{
    QTest::addColumn<double>("mean");
    QTest::newRow("few") << 0.5;
    QTest::newRow("exact") << 60.0;
    QTest::newRow("approximate") << 600.0;
    QTest::newRow("many") << 1e5;
}

void TestPhysics::poisson()
{
    QFETCH(double, mean);
    Random random(1);
    const int samples = 20000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < samples; ++i) {
        const double deviation = poissonQuantile(random.uniform(), mean) - mean;
        sum += deviation;
        squares += deviation * deviation;
    }
    const double error = std::sqrt(mean / samples);
    QVERIFY2(std::abs(sum / samples) < 5 * error, qPrintable(QString::number(sum / samples / error)));
    QVERIFY(std::abs(squares / samples / mean - 1) < 0.06);
}

void TestPhysics::poissonNeverCountsBackwards()
{
    for (const double luck : {1e-9, 0.02, 0.5, 0.99, 1 - 1e-9}) {
        double last = 0;
        for (double mean = 0; mean < 600; mean += 0.25) {
            const double counts = poissonQuantile(luck, mean);
            QVERIFY2(counts >= last, qPrintable(QStringLiteral("%1 %2").arg(luck).arg(mean)));
            last = counts;
        }
    }
    QCOMPARE(poissonQuantile(0.5, 0), 0.0);
    QCOMPARE(poissonQuantile(0.5, std::nan("")), 0.0);
}

QTEST_APPLESS_MAIN(TestPhysics)
#include "tst_physics.moc"
