#include "tests/scans/fakes.h"

#include "scans/plans/spirals.h"
#include "scans/plans/stepscan.h"
#include "scans/plans/trajectory.h"

#include <QJsonDocument>
#include <QTest>

#include <numbers>
#include <set>

using namespace scans;
using namespace fakes;

/// Where points are. The devices are never moved here, so that they may live on the test's thread.
class TestTrajectoryPoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesPositions_data();
    void parsesPositions();
    void refusesPositions_data();
    void refusesPositions();
    void evenlySpaced();
    void logarithmic_data();
    void logarithmic();
    void gridIndex_data();
    void gridIndex();
    void linesAndGrids();
    void snakesOfLoops();
    void pathsAreShifted();
    void ringSpirals();
    void fermatSpirals();
    void squareSpirals_data();
    void squareSpirals();
    void thinPlanes();
    void metadataOfGrids();
    void metadataOfPaths();
    void metadataOfLists();
    void limitsAreLookedAt();

private:
    TrajectoryAxis axis(const char* name, Positions positions, bool snake = false) const
    {
        return {m_devices.at(QLatin1String(name)), std::move(positions), snake};
    }
    static QString path(const Trajectory& trajectory);

    devices::Mailbox m_mailbox;
    std::map<QString, devices::DevicePtr> m_devices{
        {QStringLiteral("x"), std::make_shared<Motor>(QStringLiteral("x"), m_mailbox)},
        {QStringLiteral("y"), std::make_shared<Motor>(QStringLiteral("y"), m_mailbox)},
        {QStringLiteral("z"), std::make_shared<Motor>(QStringLiteral("z"), m_mailbox)}};
};

/// "1,2 [0,1]; …": targets and place of each point.
QString TestTrajectoryPoints::path(const Trajectory& trajectory)
{
    QStringList points;
    Trajectory::Point point;
    for (int i = 0; i < trajectory.count(); ++i) {
        trajectory.point(i, point);
        QStringList targets;
        QStringList grid;
        for (const double target : point.targets)
            targets << QString::number(target);
        for (const int place : point.grid)
            grid << QString::number(place);
        points << QStringLiteral("%1 [%2]").arg(targets.join(QLatin1Char(',')), grid.join(QLatin1Char(',')));
    }
    return points.join(QStringLiteral("; "));
}

void TestTrajectoryPoints::parsesPositions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<double>>("expected");
    const auto row = [](const char* text, QList<double> expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << expected;
    };
    row("1", {1});
    row("0, 0.5,1e1 -2;3", {0, 0.5, 10, -2, 3});
    row("1:2:0.25", {1, 1.25, 1.5, 1.75, 2});
    row("2:1:0.5", {2, 1.5, 1});
    row("2:1:-0.5", {2, 1.5, 1});
    row("0:1:0.4", {0, 0.4, 0.8});
    row("5:5:1", {5});
    row("0 1:2:1 1", {0, 1, 2, 1});
}

void TestTrajectoryPoints::parsesPositions()
{
    QFETCH(QString, text);
    QFETCH(QList<double>, expected);
    const auto found = parsePositions(text);
    QVERIFY2(found.ok(), qPrintable(found.ok() ? QString() : found.error().message));
    QCOMPARE(QList<double>(found.value().begin(), found.value().end()), expected);
}

void TestTrajectoryPoints::refusesPositions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text) << QString::fromLatin1(message);
    };
    row("", "expected positions, such as \"0, 0.5, 1:2:0.1\"");
    row("1, b", "character 4: expected a number, found \"b\"");
    row("1 2:x:1", "character 5: expected a number, found \"x\"");
    row("nan", "character 1: expected a number, found \"nan\"");
    row("1:2", "character 1: expected from:to:step, found \"1:2\"");
    row("1:2:3:4", "character 1: expected from:to:step, found \"1:2:3:4\"");
    row("1:2:0", "character 1: expected a step that leads there, found \"1:2:0\"");
    row("1:2:-1", "character 1: expected a step that leads there, found \"1:2:-1\"");
    row("0 0:1:1e-9", "character 3: expected at most 10000000 positions, found \"0:1:1e-9\"");
}

void TestTrajectoryPoints::refusesPositions()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto found = parsePositions(text);
    QVERIFY(!found);
    QCOMPARE(found.error().message, message);
}

void TestTrajectoryPoints::evenlySpaced()
{
    QCOMPARE(evenly(0.1, 0.7, 7, 6), 0.7);
    QCOMPARE(evenly(0.1, 0.7, 7, 0), 0.1);
    QVERIFY(std::abs(evenly(0.1, 0.7, 7, 3) - 0.4) < 1e-15);
    QCOMPARE(evenly(5, -5, 3, 1), 0.0);
    QCOMPARE(evenly(3, 9, 1, 0), 3.0);
    QCOMPARE(evenly(2, 2, 5, 3), 2.0);
    QCOMPARE(Positions::even(5, -5, 3).range(), (std::pair<double, double>{-5, 5}));
}

void TestTrajectoryPoints::logarithmic_data()
{
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("stop");
    QTest::addColumn<int>("count");
    QTest::addColumn<QList<double>>("expected");
    QTest::newRow("up") << 0.01 << 100.0 << 5 << QList<double>{0.01, 0.1, 1, 10, 100};
    QTest::newRow("down") << 8.0 << 1.0 << 4 << QList<double>{8, 4, 2, 1};
    QTest::newRow("one") << 3.0 << 7.0 << 1 << QList<double>{3};
    QTest::newRow("equal ends") << 3.0 << 3.0 << 3 << QList<double>{3, 3, 3};
}

void TestTrajectoryPoints::logarithmic()
{
    QFETCH(double, start);
    QFETCH(double, stop);
    QFETCH(int, count);
    QFETCH(QList<double>, expected);
    const Positions positions = Positions::logarithmic(start, stop, count);
    QCOMPARE(positions.count(), count);
    for (int i = 0; i < count; ++i)
        QVERIFY2(std::abs(positions.at(i) / expected[i] - 1) < 1e-14, qPrintable(QString::number(positions.at(i))));
    QCOMPARE(positions.at(0), start);
    QCOMPARE(positions.at(count - 1), count > 1 ? stop : start);
}

void TestTrajectoryPoints::gridIndex_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QList<bool>>("snaked");
    QTest::addColumn<QList<int>>("expected");
    const QList<int> two{2, 3};
    const QList<int> three{2, 2, 2};
    QTest::newRow("first") << 0 << two << QList<bool>{false, true} << QList<int>{0, 0};
    QTest::newRow("end of row") << 2 << two << QList<bool>{false, true} << QList<int>{0, 2};
    QTest::newRow("back") << 3 << two << QList<bool>{false, true} << QList<int>{1, 2};
    QTest::newRow("last") << 5 << two << QList<bool>{false, true} << QList<int>{1, 0};
    QTest::newRow("no snake") << 3 << two << QList<bool>{false, false} << QList<int>{1, 0};
    QTest::newRow("3d, 2") << 2 << three << QList<bool>{false, true, true} << QList<int>{0, 1, 1};
    QTest::newRow("3d, 3") << 3 << three << QList<bool>{false, true, true} << QList<int>{0, 1, 0};
    QTest::newRow("3d, 4") << 4 << three << QList<bool>{false, true, true} << QList<int>{1, 1, 0};
    QTest::newRow("3d, 7") << 7 << three << QList<bool>{false, true, true} << QList<int>{1, 0, 0};
    QTest::newRow("1d") << 4 << QList<int>{9} << QList<bool>{false} << QList<int>{4};
}

void TestTrajectoryPoints::gridIndex()
{
    QFETCH(int, index);
    QFETCH(QList<int>, shape);
    QFETCH(QList<bool>, snaked);
    QFETCH(QList<int>, expected);
    const std::vector<int> found = gridIndexOf(
        index, std::vector<int>(shape.begin(), shape.end()), std::vector<bool>(snaked.begin(), snaked.end()));
    QCOMPARE(QList<int>(found.begin(), found.end()), expected);
}

void TestTrajectoryPoints::linesAndGrids()
{
    const Trajectory line
        = Trajectory::line({axis("x", Positions::even(0, 4, 5)), axis("y", Positions::even(10, 6, 5))});
    QCOMPARE(path(line), QStringLiteral("0,10 [0]; 1,9 [1]; 2,8 [2]; 3,7 [3]; 4,6 [4]"));
    const Trajectory grid
        = Trajectory::grid({axis("x", Positions::even(0, 1, 2)), axis("y", Positions::even(0, 2, 3), true)});
    QCOMPARE(path(grid), QStringLiteral("0,0 [0,0]; 0,1 [0,1]; 0,2 [0,2]; 1,2 [1,2]; 1,1 [1,1]; 1,0 [1,0]"));
    QCOMPARE(grid.shape(), (std::vector<int>{2, 3}));
    QCOMPARE(path(Trajectory::line({axis("x", Positions::even(3, 9, 1))})), QStringLiteral("3 [0]"));
}

void TestTrajectoryPoints::snakesOfLoops()
{
    const Trajectory outer = Trajectory::line({axis("z", Positions::list({5, 7}))});
    const Trajectory inner
        = Trajectory::line({axis("x", Positions::list({0, 1, 4})), axis("y", Positions::list({2, 2, 3}))});
    QCOMPARE(path(outer.over(inner, true)),
        QStringLiteral("5,0,2 [0,0]; 5,1,2 [0,1]; 5,4,3 [0,2]; 7,4,3 [1,2]; 7,1,2 [1,1]; 7,0,2 [1,0]"));
    QCOMPARE(path(outer.over(inner, false)),
        QStringLiteral("5,0,2 [0,0]; 5,1,2 [0,1]; 5,4,3 [0,2]; 7,0,2 [1,0]; 7,1,2 [1,1]; 7,4,3 [1,2]"));
    const Trajectory cells = Trajectory::path(
        {axis("y", Positions::list({0, 1})), axis("x", Positions::list({3, 4}))}, {1, 2}, {{0, 1}, {0, 0}});
    QCOMPARE(
        path(outer.over(cells, false)), QStringLiteral("5,0,3 [0,0,1]; 5,1,4 [0,0,0]; 7,0,3 [1,0,1]; 7,1,4 [1,0,0]"));
}

void TestTrajectoryPoints::pathsAreShifted()
{
    const Trajectory line = Trajectory::line({axis("x", Positions::even(0, 1, 2)), axis("y", Positions::list({5, 6}))});
    QCOMPARE(path(line.shifted({10, -1}).shifted({0.5, 0})), QStringLiteral("10.5,4 [0]; 11.5,5 [1]"));
    QCOMPARE(line.shifted({10, -1}).axes()[0].positions.range(), (std::pair<double, double>{10, 11}));
}

void TestTrajectoryPoints::ringSpirals()
{
    const PlanePath path = ringSpiral({4, 4}, 1, 4);
    QCOMPARE(path.x.front(), 0.0);
    QCOMPARE(path.y.front(), 0.0);
    // Ring 1 has 4 points, ring 2 has 8, of ring 3 (12) only what is within ±2.
    for (std::size_t i = 1; i < path.x.size(); ++i) {
        const double radius = std::hypot(path.x[i], path.y[i]);
        QVERIFY(std::abs(radius - std::round(radius)) < 1e-12);
        QVERIFY(std::abs(path.x[i]) <= 2.00001 && std::abs(path.y[i]) <= 2.00001);
        QCOMPARE(std::lround(radius), i <= 4 ? 1L : i <= 12 ? 2L : 3L);
    }
    QCOMPARE(path.x.size(), std::size_t{13});
    const PlanePath flat = ringSpiral({4, 2}, 1, 4, 0.5);
    QCOMPARE(flat.x.size(), path.x.size());
    QVERIFY(std::abs(flat.y[2] - 0.5) < 1e-12);
    // Leaning sides cut off corners that upright ones do not.
    const PlanePath tilted = ringSpiral({4, 4}, 1, 4, 1, std::numbers::pi / 4);
    QVERIFY(tilted.x != path.x);
    for (std::size_t i = 0; i < tilted.x.size(); ++i)
        QVERIFY(std::abs(tilted.x[i] + tilted.y[i]) <= 2.00001);
    QVERIFY(ringSpiralSize({4, 4}, 1, 4) >= double(path.x.size()));
}

void TestTrajectoryPoints::fermatSpirals()
{
    const PlanePath path = fermatSpiral({2, 2}, 0.2, 2);
    QCOMPARE(path.x.front(), 0.0);
    QVERIFY(std::abs(path.x[1] - 0.1 * std::cos(137.508 * std::numbers::pi / 180)) < 1e-12);
    QVERIFY(std::abs(path.y[4] - 0.2 * std::sin(4 * 137.508 * std::numbers::pi / 180)) < 1e-12);
    // One point for each π(dr/factor)² of the plane's 4.
    QVERIFY2(std::abs(double(path.x.size()) - 4 / (std::numbers::pi * 0.01)) < 5,
        qPrintable(QString::number(path.x.size())));
    QVERIFY(fermatSpiralSize({2, 2}, 0.2, 2) >= double(path.x.size()));
}

void TestTrajectoryPoints::squareSpirals_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rows");
    QTest::newRow("odd") << 5 << 5;
    QTest::newRow("even") << 4 << 4;
    QTest::newRow("wide") << 7 << 2;
    QTest::newRow("high") << 1 << 6;
    QTest::newRow("one") << 1 << 1;
}

void TestTrajectoryPoints::squareSpirals()
{
    QFETCH(int, columns);
    QFETCH(int, rows);
    const PlanePath path = squareSpiral({double(columns - 1), double(rows - 1)}, columns, rows);
    std::set<std::vector<int>> cells(path.cells.begin(), path.cells.end());
    QCOMPARE(cells.size(), std::size_t(columns * rows));
    QCOMPARE(path.cells.size(), cells.size());
    QCOMPARE(path.cells.front(), (std::vector<int>{(rows - 1) / 2, (columns - 1) / 2}));
    for (std::size_t i = 0; i < path.cells.size(); ++i) {
        QCOMPARE(path.y[i], path.cells[i][0] - (rows - 1) / 2.0);
        QCOMPARE(path.x[i], path.cells[i][1] - (columns - 1) / 2.0);
    }
    const bool isSquare = columns == rows;
    for (std::size_t i = 1; isSquare && i < path.x.size(); ++i)
        QVERIFY(std::abs(std::hypot(path.x[i] - path.x[i - 1], path.y[i] - path.y[i - 1]) - 1) < 1e-12);
}

void TestTrajectoryPoints::thinPlanes()
{
    QCOMPARE(ringSpiral({0, 0}, 1, 6).x, std::vector<double>{0});
    QCOMPARE(fermatSpiral({0, 0}, 1, 1).x, std::vector<double>{0});
    QCOMPARE(ringSpiral({2, 0}, 1, 4).x.size(), std::size_t{3});
}

void TestTrajectoryPoints::metadataOfGrids()
{
    StepScan scan;
    scan.trajectory
        = Trajectory::grid({axis("x", Positions::even(1, 0, 2)), axis("y", Positions::even(0, 2, 3), true)});
    const QJsonObject metadata = stepMetadata(scan);
    const QJsonObject expected = QJsonDocument::fromJson(R"({"detectors": [], "motors": ["x", "y"], "num_points": 6,
        "num_intervals": 5, "shape": [2, 3], "extents": [[0, 1], [0, 2]], "snaking": [false, true], "dwell": 0,
        "targets": [[1, 0], [0, 1, 2]],
        "hints": {"dimensions": [[["x"], "primary"], [["y"], "primary"]], "gridding": "rectilinear"}})")
                                     .object();
    QCOMPARE(metadata, expected);
}

void TestTrajectoryPoints::metadataOfPaths()
{
    StepScan scan;
    scan.trajectory = Trajectory::path({axis("x", Positions::list({0, 1, -1})), axis("y", Positions::list({0, 2, 2}))});
    QJsonObject hints = stepMetadata(scan).value(QStringLiteral("hints")).toObject();
    QCOMPARE(hints, QJsonDocument::fromJson(R"({"dimensions": [[["x"], "primary"], [["y"], "primary"]]})").object());
    QCOMPARE(stepMetadata(scan).value(QStringLiteral("shape")).toArray(), QJsonArray{3});
    scan.trajectory = Trajectory::path(
        {axis("y", Positions::list({0, 0})), axis("x", Positions::list({0, 1}))}, {1, 2}, {{0, 0}, {0, 1}});
    hints = stepMetadata(scan).value(QStringLiteral("hints")).toObject();
    QCOMPARE(hints.value(QStringLiteral("gridding")).toString(), QStringLiteral("rectilinear_nonsequential"));
    QCOMPARE(stepMetadata(scan).value(QStringLiteral("shape")).toArray(), (QJsonArray{1, 2}));
    QVERIFY(!stepMetadata(scan).contains(QStringLiteral("targets")));
}

void TestTrajectoryPoints::metadataOfLists()
{
    StepScan scan;
    scan.trajectory = Trajectory::line({axis("x", Positions::list({0, 5, 1})), axis("y", Positions::list({2, 2, 3}))});
    scan.dwellAt = [](int index) { return std::chrono::duration<double>(0.5 * (index + 1)); };
    const QJsonObject metadata = stepMetadata(scan);
    QCOMPARE(metadata.value(QStringLiteral("hints")).toObject(),
        QJsonDocument::fromJson(R"({"dimensions": [[["x", "y"], "primary"]]})").object());
    QCOMPARE(metadata.value(QStringLiteral("extents")).toArray(), (QJsonArray{QJsonArray{0, 5}, QJsonArray{2, 3}}));
    QCOMPARE(metadata.value(QStringLiteral("dwells")).toArray(), (QJsonArray{0.5, 1.0, 1.5}));
    QVERIFY(!metadata.contains(QStringLiteral("dwell")));
    // Lists in a mesh are no even grid.
    scan.trajectory = Trajectory::grid({axis("x", Positions::list({0, 5})), axis("y", Positions::list({2, 3}))});
    QVERIFY(!stepMetadata(scan).value(QStringLiteral("hints")).toObject().contains(QStringLiteral("gridding")));
}

void TestTrajectoryPoints::limitsAreLookedAt()
{
    const Trajectory list
        = Trajectory::line({axis("x", Positions::list({0, 120, -101})), axis("y", Positions::list({0, 1, 2}))});
    const std::vector<devices::Error> problems = limitProblems(list);
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].message, QStringLiteral("x = -101 is beyond 100"));
    QCOMPARE(problems[1].message, QStringLiteral("x = 120 is beyond 100"));
    QVERIFY(limitProblems(list.shifted({-10, 0})).size() == 2);
    QVERIFY(limitProblems(Trajectory::line({axis("x", Positions::list({0, 110}))}).shifted({-20})).empty());
}

QTEST_APPLESS_MAIN(TestTrajectoryPoints)
#include "tst_trajectorypoints.moc"
