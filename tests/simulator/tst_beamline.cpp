#include "fakehost.h"

#include "simulator/beamline.h"

#include <QSet>
#include <QTest>

using namespace simulator;

class TestBeamline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void motorsHaveNames();
    void listsEveryPvOnce();
    void thetaFollowsEnergy();
    void thetaMovesAlone();
    void countsFollowTheBeam();
    void scanFindsTheSample();
    void sameSeedSameNumbers();
    void ringDecays();
    void alarmsRing();
    void disabledMotor();
};

namespace {

double countOnce(FakeHost& host, const char* channel, double seconds)
{
    host.put(QStringLiteral("BD:scaler1.TP"), seconds);
    host.put(QStringLiteral("BD:scaler1.CNT"), 1.0);
    host.advance(seconds + 0.01);
    return host.number(QStringLiteral("BD:scaler1.") + QString::fromUtf8(channel));
}

const auto Prefix = QStringLiteral("BD:");

} // namespace

void TestBeamline::motorsHaveNames()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    QStringList names;
    for (int i = 1; i <= 8; ++i)
        names << host.text(QStringLiteral("BD:m%1.DESC").arg(i));
    QCOMPARE(names.join(u' '), QStringLiteral("energy theta sx sy sz slit_gap slit_center filter"));
    QCOMPARE(host.number(QStringLiteral("BD:m1.RBV")), 7112.0);
    QCOMPARE(host.number(QStringLiteral("BD:shutter")), 1.0);
}

void TestBeamline::listsEveryPvOnce()
{
    FakeHost host;
    const Beamline beamline(host, QStringLiteral("X:"), 1);
    QSet<QString> names;
    for (const ListedGroup& group : beamline.list()) {
        QVERIFY(!group.title.isEmpty());
        for (const Record::Listed& row : group.rows) {
            QVERIFY2(!names.contains(row.name), qPrintable(row.name));
            names.insert(row.name);
            QVERIFY2(host.has(row.name), qPrintable(row.name));
            QVERIFY2(row.name.startsWith(QStringLiteral("X:")), qPrintable(row.name));
            QVERIFY2(!row.about.isEmpty(), qPrintable(row.name));
        }
    }
    QVERIFY(names.size() > 1000);
}

void TestBeamline::thetaFollowsEnergy()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    const double before = incidentRate(beamline.state());
    const auto move = host.put(QStringLiteral("BD:m1"), 7312.0);
    host.advance(0.5);
    QCOMPARE(host.number(QStringLiteral("BD:m2.DMOV")), 0.0);
    QVERIFY(std::abs(incidentRate(beamline.state()) / before - 1) < 1e-3); // stays on the reflection on the way
    host.advance(1);
    QVERIFY(move.ok());
    QCOMPARE(host.number(QStringLiteral("BD:m2.DMOV")), 1.0);
    QVERIFY(std::abs(host.number(QStringLiteral("BD:m2.RBV")) - braggAngle(7312)) < 1e-4);
    QVERIFY(std::abs(incidentRate(beamline.state()) / before - 1) < 1e-3);
}

void TestBeamline::thetaMovesAlone()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    const double rate = incidentRate(beamline.state());
    const auto move = host.put(QStringLiteral("BD:m2"), 16.16);
    host.advance(1);
    QVERIFY(move.ok());
    QCOMPARE(host.number(QStringLiteral("BD:m1.RBV")), 7112.0);
    QVERIFY(incidentRate(beamline.state()) < 0.3 * rate);
    host.put(QStringLiteral("BD:m1"), 7500.0);
    host.advance(0.5);
    host.put(QStringLiteral("BD:m2"), 20.0); // while it is carried along: the order counts
    host.advance(5);
    QCOMPARE(host.number(QStringLiteral("BD:m2.RBV")), 20.0);
    QCOMPARE(host.number(QStringLiteral("BD:m2.DMOV")), 1.0);
}

void TestBeamline::countsFollowTheBeam()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    QVERIFY(std::abs(countOnce(host, "S2", 1) - 102000) < 2000);
    host.put(QStringLiteral("BD:ring:stored"), 100.0);
    QVERIFY(std::abs(countOnce(host, "S2", 1) - 25500) < 1000);
    host.put(QStringLiteral("BD:shutter"), 0.0);
    QVERIFY(countOnce(host, "S2", 1) < 20);
}

void TestBeamline::scanFindsTheSample()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    double sum = 0;
    double moment = 0;
    for (int i = 0; i <= 40; ++i) {
        host.put(QStringLiteral("BD:m3"), -1.688 + 0.1 * i);
        host.advance(2);
        const double ratio = countOnce(host, "S3", 0.5) / host.number(QStringLiteral("BD:scaler1.S2")) - 0.05;
        sum += ratio;
        moment += ratio * host.number(QStringLiteral("BD:m3.RBV"));
    }
    QVERIFY2(std::abs(moment / sum - 0.312) < 0.01, qPrintable(QString::number(moment / sum)));
}

void TestBeamline::sameSeedSameNumbers()
{
    const auto series = [](quint64 seed, double pause, bool running) {
        FakeHost host;
        Beamline beamline(host, Prefix, seed);
        if (running)
            beamline.start();
        host.put(QStringLiteral("BD:cam1:SizeX"), 8.0);
        host.put(QStringLiteral("BD:cam1:SizeY"), 8.0);
        std::vector<double> counts;
        for (int i = 0; i < 5; ++i) {
            host.put(QStringLiteral("BD:m3"), 0.1 * i);
            host.advance(1 + pause);
            counts.push_back(countOnce(host, "S3", 0.2));
            counts.push_back(host.number(QStringLiteral("BD:scaler1.S4")));
        }
        return counts;
    };
    QCOMPARE(series(1, 0, false), series(1, 0.77, true));
    QVERIFY(series(1, 0, false) != series(2, 0, false));
}

void TestBeamline::ringDecays()
{
    QCOMPARE(decayedCurrent(400, 0), 400.0);
    QVERIFY(decayedCurrent(400, 59) < 398.1);
    QVERIFY(decayedCurrent(400, 61) > 399.9);
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    beamline.environment().start();
    host.advance(2);
    const double first = host.number(QStringLiteral("BD:ring:current"));
    QVERIFY(first > 395 && first < 405);
    host.watch({QStringLiteral("BD:ring:current"), QStringLiteral("BD:hutch:temperature")});
    host.advance(2);
    QVERIFY(host.log().size() > 20);
    beamline.environment().stop();
    const qsizetype updates = host.log().size();
    host.advance(2);
    QCOMPARE(host.log().size(), updates);
}

void TestBeamline::alarmsRing()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    beamline.environment().start();
    const devices::ServerPv& current = host.pv(QStringLiteral("BD:ring:current"));
    host.advance(1);
    QCOMPARE(current.reading().severity, Severity::None);
    QCOMPARE(current.metadata().alarm.low, 200.0);
    QCOMPARE(current.metadata().warning.low, 350.0);
    host.put(QStringLiteral("BD:ring:stored"), 300.0);
    host.advance(1);
    QCOMPARE(current.reading().severity, Severity::Minor);
    QCOMPARE(current.reading().status, quint16(6)); // LOW
    host.put(QStringLiteral("BD:ring:stored"), 0.0);
    host.advance(1);
    QCOMPARE(current.reading().severity, Severity::Major);
    QCOMPARE(host.text(QStringLiteral("BD:ring:current.SEVR")), QStringLiteral("2"));
    host.put(QStringLiteral("BD:vacuum.HIHI"), 1e-10);
    QCOMPARE(host.pv(QStringLiteral("BD:vacuum")).reading().severity, Severity::Major);
}

void TestBeamline::disabledMotor()
{
    FakeHost host;
    Beamline beamline(host, Prefix, 1);
    host.put(QStringLiteral("BD:m3_able"), 1.0);
    const auto refused = host.put(QStringLiteral("BD:m3"), 1.0);
    QVERIFY(refused.done() && !refused.ok());
    host.put(QStringLiteral("BD:m3_able"), 0.0);
    QVERIFY(!host.put(QStringLiteral("BD:m3"), 1.0).done());
}

QTEST_APPLESS_MAIN(TestBeamline)
#include "tst_beamline.moc"
