#include "tests/scans/enginetests.h"

#include "devices/kinds/softpositioner.h"
#include "scans/plans/edges.h"
#include "scans/plans/xafsregions.h"

#include <QJsonDocument>
#include <QTest>

using namespace enginetests;

class TestPlansXafs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edges_data();
    void edges();
    void unknownEdges_data();
    void unknownEdges();
    void wavenumbers();
    void regions();
    void wrongRegions_data();
    void wrongRegions();
    void pointsAscend_data();
    void pointsAscend();
    void timesGrowWithK();
    void tooManyPoints();
    void scansEnergies();
    void keepsUnits();
    void wrongParameters_data();
    void wrongParameters();
};

void TestPlansXafs::edges_data()
{
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("edge");
    QTest::addColumn<double>("energy");
    const auto row = [](const char* element, const char* edge, double energy) {
        QTest::addRow("%s %s", element, edge) << QString::fromLatin1(element) << QString::fromLatin1(edge) << energy;
    };
    row("Fe", "K", 7112);
    row("Cu", "K", 8979);
    row("cu", "l3", 932.7);
    row("Pt", "L3", 11564);
    row("Au", "L3", 11919);
    row("Mo", "K", 20000);
    row("U", "L3", 17166);
    row("C", "K", 284.2);
}

void TestPlansXafs::edges()
{
    QFETCH(QString, element);
    QFETCH(QString, edge);
    QFETCH(double, energy);
    const auto found = edgeEnergy(element, edge);
    QVERIFY2(found.ok(), qPrintable(found.ok() ? QString() : found.error().message));
    QCOMPARE(found.value(), energy);
}

void TestPlansXafs::unknownEdges_data()
{
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("edge");
    QTest::addColumn<QString>("message");
    QTest::newRow("element") << QStringLiteral("Xx") << QStringLiteral("K")
                             << QStringLiteral("element: expected a symbol from H to Cf, got \"Xx\"");
    QTest::newRow("edge") << QStringLiteral("Fe") << QStringLiteral("M5")
                          << QStringLiteral("edge: expected K or L3, got \"M5\"");
    QTest::newRow("none") << QStringLiteral("H") << QStringLiteral("K")
                          << QStringLiteral("edge: H has no K edge above 50 eV");
}

void TestPlansXafs::unknownEdges()
{
    QFETCH(QString, element);
    QFETCH(QString, edge);
    QFETCH(QString, message);
    const auto found = edgeEnergy(element, edge);
    QVERIFY(!found);
    QCOMPARE(found.error().message, message);
}

void TestPlansXafs::wavenumbers()
{
    QVERIFY(std::abs(energyOfK(10) - 380.998) < 1e-9);
    QVERIFY(std::abs(kOfEnergy(energyOfK(12.5)) - 12.5) < 1e-12);
    QCOMPARE(kOfEnergy(-5), 0.0);
}

void TestPlansXafs::regions()
{
    const auto found = parseXafsRegions(QStringLiteral("-150 -20 10; -20 30 0.5 2; 30 12k 0.05k 1 5 2;"), 0.5);
    QVERIFY2(found.ok(), qPrintable(found.ok() ? QString() : found.error().message));
    const std::vector<XafsRegion>& regions = found.value();
    QCOMPARE(regions.size(), std::size_t{3});
    QCOMPARE(regions[0].from, -150.0);
    QCOMPARE(regions[0].seconds, 0.5);
    QCOMPARE(regions[1].seconds, 2.0);
    QCOMPARE(regions[1].lastSeconds, 2.0);
    QVERIFY(!regions[1].inK && regions[2].inK);
    QVERIFY(std::abs(regions[2].to - energyOfK(12)) < 1e-9);
    QCOMPARE(regions[2].lastSeconds, 5.0);
    QCOMPARE(regions[2].weight, 2.0);
}

void TestPlansXafs::wrongRegions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text) << QString::fromLatin1(message);
    };
    row("", "character 1: expected where the region begins, as in -20 or 3k, found the end of the region");
    row("-20", "character 4: expected where the region ends, as in 30 or 12k, found the end of the region");
    row("-20 x", "character 5: expected where the region ends, as in 30 or 12k, found \"x\"");
    row("-20 30", "character 7: expected a step above 0, as in 0.5 or 0.05k, found the end of the region");
    row("-20 30 0", "character 8: expected a step above 0, as in 0.5 or 0.05k, found \"0\"");
    row("30 -20 1", "character 4: expected an end above the begin, found \"-20\"");
    row("5 5 1", "character 3: expected an end above the begin, found \"5\"");
    row("-20 3k 0.1k", "character 1: expected a begin above the edge, because steps are in k, found \"-20\"");
    row("-20 30 1; 20 40 1",
        "character 11: expected a begin that is not below the end of the region before (30 eV), found \"20\"");
    row("-20 30 1 -1", "character 10: expected seconds, 0 or more, found \"-1\"");
    row("-20 30 1 1 x", "character 12: expected seconds, 0 or more, found \"x\"");
    row("-20 30 1 1 2 0", "character 14: expected the power of k, above 0, found \"0\"");
    row("-20 30 1 1 2 3 4", "character 16: expected a semicolon, found \"4\"");
    row("-20 30 1;; 30 40 1",
        "character 10: expected where the region begins, as in -20 or 3k, found the end of the region");
}

void TestPlansXafs::wrongRegions()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto found = parseXafsRegions(text, 1);
    QVERIFY(!found);
    QCOMPARE(found.error().message, message);
}

void TestPlansXafs::pointsAscend_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("usual") << QStringLiteral("-150 -20 10; -20 30 0.5; 30 12k 0.05k") << 13 + 100 + 184 + 1;
    QTest::newRow("gap") << QStringLiteral("-10 0 5; 20 30 5") << 3 + 3;
    QTest::newRow("step does not divide") << QStringLiteral("0 10 4") << 4;
    QTest::newRow("step beyond") << QStringLiteral("0 10 40") << 2;
    QTest::newRow("join in k") << QStringLiteral("0 3k 1; 3k 4k 0.5k") << 35 + 1 + 2;
}

void TestPlansXafs::pointsAscend()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    const auto regions = parseXafsRegions(text, 1);
    QVERIFY2(regions.ok(), qPrintable(regions.ok() ? QString() : regions.error().message));
    const auto points = xafsPoints(regions.value(), 7112);
    QVERIFY(points.ok());
    QCOMPARE(int(points.value().size()), count);
    for (std::size_t i = 1; i < points.value().size(); ++i)
        QVERIFY(points.value()[i].energy > points.value()[i - 1].energy + 0.01);
    QCOMPARE(points.value().front().energy, 7112 + regions.value().front().from);
    QCOMPARE(points.value().back().energy, 7112 + regions.value().back().to);
}

void TestPlansXafs::timesGrowWithK()
{
    const auto regions = parseXafsRegions(QStringLiteral("-10 0 5 0.5; 0k 10k 2.5k 1 9 2"), 1);
    QVERIFY(regions.ok());
    const auto points = xafsPoints(regions.value(), 9000);
    QVERIFY(points.ok());
    std::vector<double> seconds;
    for (const XafsPoint& point : points.value())
        seconds.push_back(point.seconds);
    // Where regions meet, the time is that of the second.
    QCOMPARE(seconds, (std::vector<double>{0.5, 0.5, 1, 1.5, 3, 5.5, 9}));
    QVERIFY(std::abs(points.value()[4].energy - 9000 - energyOfK(5)) < 1e-9);
}

void TestPlansXafs::tooManyPoints()
{
    const auto points = xafsPoints(parseXafsRegions(QStringLiteral("0 1000 1e-6"), 1).value(), 7112);
    QVERIFY(!points);
    QCOMPARE(points.error().message, QStringLiteral("1e+09 points are more than such a scan may have (1000000)"));
    QVERIFY(!xafsPoints(parseXafsRegions(QStringLiteral("-8000 1000 10"), 1).value(), 7112));
}

void TestPlansXafs::scansEnergies()
{
    Session session;
    const auto energy = std::make_shared<devices::SoftPositioner>(QStringLiteral("energy"), QStringLiteral("eV"));
    session.known.push_back(energy);
    const auto d = session.detector("d");
    QJsonObject values = QJsonDocument::fromJson(R"({"axes": [{"motor": "energy"}], "element": "Fe", "edge": "K",
        "regions": "-10 0 5 0.5; 0 4 2 1.5", "detectors": ["d"]})")
                             .object();
    const RunOutcome outcome = session.run(session.plan("xafs", values));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto documents = session.documents();
    QList<double> energies;
    for (const EventPtr& event : events(documents))
        energies << devices::toDouble(event->data[0].value).value_or(NAN);
    QCOMPARE(energies, (QList<double>{7102, 7107, 7112, 7114, 7116}));
    QCOMPARE(d->dwell.load(), 1.5);
    const QJsonObject start = all<RunStartPtr>(documents).front()->metadata;
    QCOMPARE(start.value(QStringLiteral("dwells")).toArray(), (QJsonArray{0.5, 0.5, 1.5, 1.5, 1.5}));
    const QJsonObject xafs = start.value(QStringLiteral("xafs")).toObject();
    QCOMPARE(xafs.value(QStringLiteral("e0")).toDouble(), 7112.0);
    QCOMPARE(xafs.value(QStringLiteral("element")).toString(), QStringLiteral("Fe"));
    QCOMPARE(xafs.value(QStringLiteral("regions")).toArray().size(), 2);
}

void TestPlansXafs::keepsUnits()
{
    Session session;
    const auto energy = std::make_shared<devices::SoftPositioner>(QStringLiteral("energy"), QStringLiteral("keV"));
    session.known.push_back(energy);
    session.detector("d");
    const QJsonObject values = QJsonDocument::fromJson(R"({"axes": [{"motor": "energy"}], "e0": 8000, "element": "",
        "regions": "0 10 10", "dwell": 0, "detectors": ["d"]})")
                                   .object();
    const RunOutcome outcome = session.run(session.plan("xafs", values));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QVERIFY(std::abs(energy->position().value() - 8.010) < 1e-12);
}

void TestPlansXafs::wrongParameters_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("message");
    QTest::newRow("element") << QByteArray(R"({"element": "Q"})")
                             << QStringLiteral("element: expected a symbol from H to Cf, got \"Q\"");
    QTest::newRow("regions") << QByteArray(R"({"regions": "0 1"})")
                             << QStringLiteral("regions: character 4: expected a step above 0, as in 0.5 or 0.05k, "
                                               "found the end of the region");
}

void TestPlansXafs::wrongParameters()
{
    QFETCH(QByteArray, parameters);
    QFETCH(QString, message);
    Session session;
    session.motor("energy");
    session.detector("d");
    QJsonObject values = QJsonDocument::fromJson(parameters).object();
    values.insert(QStringLiteral("axes"), QJsonArray{QJsonObject{{QStringLiteral("motor"), QStringLiteral("energy")}}});
    values.insert(QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")});
    const auto made = findPlan(QStringLiteral("xafs"))->make(values, session.devices());
    QVERIFY(!made);
    QCOMPARE(made.error().message, message);
}

QTEST_APPLESS_MAIN(TestPlansXafs)
#include "tst_plansxafs.moc"
