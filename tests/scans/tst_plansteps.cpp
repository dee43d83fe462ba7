#include "tests/scans/enginetests.h"

#include "scans/dryrun/dryrun.h"
#include "scans/plans/stepscan.h"

#include <QJsonDocument>
#include <QTest>

using namespace enginetests;

namespace {

QJsonObject parsed(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

Plan nothing()
{
    co_return;
}

Plan note(Log log, QString text)
{
    *log << text;
    co_return;
}

/// "0 1 2": a column of the events of a stream.
QString column(const std::deque<Document>& documents, int index, const char* stream = "primary")
{
    QStringList values;
    for (const EventPtr& event : events(documents, stream)) {
        const devices::Value& value = event->data[static_cast<std::size_t>(index)].value;
        values << QString::number(devices::toDouble(value).value_or(NAN));
    }
    return values.join(QLatin1Char(' '));
}

QJsonObject startOf(const std::deque<Document>& documents)
{
    return all<RunStartPtr>(documents).front()->metadata;
}

} // namespace

/// Step scans as the engine runs them.
class TestPlanSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data();
    void paths();
    void relativeScansCountFromWhereTheMotorIs();
    void relativeScansGoBackWithinTheRun_data();
    void relativeScansGoBackWithinTheRun();
    void relativeScansMayStay();
    void relativeTargetsAreCheckedWhereTheyAre();
    void motorsThatStayAreNotMoved();
    void dwellOfEachPoint();
    void plansAroundTheScan();
    void afterwardsAlsoWhenItFails();
    void breakpoints();
    void breakpointsFromParameters();
    void stepsOfOnesOwn();
    void movesBy();
    void estimatesRelative();
};

void TestPlanSteps::paths_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("x");
    QTest::addColumn<QString>("y");
    const auto row = [](const char* name, const char* plan, const char* parameters, const char* x, const char* y) {
        QTest::newRow(name) << QString::fromLatin1(plan) << QByteArray(parameters) << QString::fromLatin1(x)
                            << QString::fromLatin1(y);
    };
    row("descending", "scan", R"({"axes": [{"motor": "x", "start": 2, "stop": -2}], "intervals": 4})", "2 1 0 -1 -2",
        "");
    row("opposite", "scan",
        R"({"axes": [{"motor": "x", "start": 2, "stop": 0}, {"motor": "y", "start": 0, "stop": 4}], "intervals": 2})",
        "2 1 0", "0 2 4");
    row("one point", "scan", R"({"axes": [{"motor": "x", "start": 2, "stop": 5}], "intervals": 0})", "2", "");
    row("equal ends", "scan", R"({"axes": [{"motor": "x", "start": 2, "stop": 2}], "intervals": 2})", "2 2 2", "");
    row("list", "list_scan",
        R"({"axes": [{"motor": "x", "positions": [0, 5, 5, 1]}, {"motor": "y", "positions": "3 3 2:1:1"}]})", "0 5 5 1",
        "3 3 2 1");
    row("logarithmic down", "log_scan", R"({"axes": [{"motor": "x", "start": 8, "stop": 1}], "intervals": 3})",
        "8 4 2 1", "");
    row("mesh, one row", "grid_scan",
        R"({"axes": [{"motor": "x", "start": 1, "stop": 9, "intervals": 0},
                     {"motor": "y", "start": 3, "stop": 1, "intervals": 2}], "snake": true})",
        "1 1 1", "3 2 1");
    row("mesh of lists", "list_grid_scan",
        R"({"axes": [{"motor": "x", "positions": "0 7"}, {"motor": "y", "positions": "1 2 4"}], "snake": true})",
        "0 0 0 7 7 7", "1 2 4 4 2 1");
    row("loops", "scan_nd",
        R"({"axes": [{"motor": "x", "positions": "0 7", "loop": 2}, {"motor": "y", "positions": "1 2", "loop": 1}]})",
        "0 7 0 7", "1 1 2 2");
    row("x2x", "x2x_scan", R"({"axes": [{"motor": "x"}, {"motor": "y"}], "start": -1, "stop": 1, "intervals": 2})",
        "-1 0 1", "-0.5 0 0.5");
    row("spiral of no width", "spiral",
        R"({"axes": [{"motor": "x", "centre": 3, "range": 0}, {"motor": "y", "centre": 4, "range": 0}]})", "3", "4");
    row("square spiral", "spiral_square",
        R"({"axes": [{"motor": "x", "centre": 5, "range": 2, "intervals": 2},
                     {"motor": "y", "centre": 0, "range": 2, "intervals": 1}]})",
        "5 6 6 5 4 4", "-1 -1 1 1 1 -1");
}

void TestPlanSteps::paths()
{
    QFETCH(QString, plan);
    QFETCH(QByteArray, parameters);
    QFETCH(QString, x);
    QFETCH(QString, y);
    Session session;
    const auto motorX = session.motor("x");
    const auto motorY = session.motor("y");
    session.detector("d");
    QJsonObject values = parsed(parameters);
    QVERIFY(!values.isEmpty());
    values.insert(QStringLiteral("dwell"), 0);
    values.insert(QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")});
    const RunOutcome outcome = session.run(session.plan(qPrintable(plan), values));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto documents = session.documents();
    const QStringList motors = [&documents] {
        QStringList names;
        for (const QJsonValue& name : startOf(documents).value(QStringLiteral("motors")).toArray())
            names << name.toString();
        return names;
    }();
    // Each fake motor has two columns.
    QCOMPARE(column(documents, 2 * int(motors.indexOf(QStringLiteral("x")))), x);
    if (!y.isEmpty())
        QCOMPARE(column(documents, 2 * int(motors.indexOf(QStringLiteral("y")))), y);
    QCOMPARE(startOf(documents).value(QStringLiteral("num_points")).toInt(), int(events(documents).size()));
    QCOMPARE(startOf(documents).value(QStringLiteral("plan_name")).toString(), plan);
}

void TestPlanSteps::relativeScansCountFromWhereTheMotorIs()
{
    Session session;
    const auto x = session.motor("x");
    session.detector("d");
    session.onEngine([&] { x->moveByHand(10); });
    const RunOutcome outcome = session.run(session.plan("rel_scan", scanParameters(1, -1, 2)));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto documents = session.documents();
    QCOMPARE(column(documents, 0), QStringLiteral("11 10 9"));
    QCOMPARE(startOf(documents).value(QStringLiteral("extents")).toArray(), (QJsonArray{QJsonArray{9, 11}}));
    QCOMPARE(x->position().value(), 10.0);
    QCOMPARE(x->sets.load(), 4);
}

void TestPlanSteps::relativeScansGoBackWithinTheRun_data()
{
    QTest::addColumn<int>("failAt");
    QTest::addColumn<bool>("aborted");
    QTest::addColumn<QString>("status");
    QTest::newRow("success") << -1 << false << QStringLiteral("success");
    QTest::newRow("failure") << 2 << false << QStringLiteral("fail");
    QTest::newRow("abort") << -1 << true << QStringLiteral("abort");
}

void TestPlanSteps::relativeScansGoBackWithinTheRun()
{
    QFETCH(int, failAt);
    QFETCH(bool, aborted);
    QFETCH(QString, status);
    Session session;
    const auto x = session.motor("x");
    const auto d = session.detector("d");
    d->failAt = failAt;
    session.onEngine([&] { x->moveByHand(5); });
    session.engine.setBaseline({x});
    if (aborted)
        x->holdAt = 6;
    QVERIFY(session.start(session.plan("rel_scan", scanParameters(0, 2, 2))));
    if (aborted) {
        QTRY_VERIFY(x->held);
        session.engine.abort(QStringLiteral("enough"));
    }
    QCOMPARE(session.outcome().exitStatus, status);
    const auto documents = session.documents();
    // The last baseline is read where the motor was before.
    QCOMPARE(column(documents, 0, "baseline"), QStringLiteral("5 5"));
    QCOMPARE(all<RunStopPtr>(documents).size(), std::size_t{1});
    QCOMPARE(d->staged.load(), 0);
}

void TestPlanSteps::relativeScansMayStay()
{
    Session session;
    const auto x = session.motor("x");
    session.detector("d");
    QJsonObject values = scanParameters(0, 2, 2);
    values.insert(QStringLiteral("back"), false);
    QVERIFY(session.run(session.plan("rel_scan", values)).success);
    QCOMPARE(x->position().value(), 2.0);
}

void TestPlanSteps::relativeTargetsAreCheckedWhereTheyAre()
{
    Session session;
    const auto x = session.motor("x");
    session.detector("d");
    session.onEngine([&] { x->moveByHand(99); });
    const RunOutcome outcome = session.run(session.plan("rel_scan", scanParameters(0, 2, 2)));
    QCOMPARE(outcome.reason, QStringLiteral("x = 101 is beyond 100"));
    QVERIFY(session.documents().empty());
    QCOMPARE(x->sets.load(), 0);
}

void TestPlanSteps::motorsThatStayAreNotMoved()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    session.detector("d");
    const QJsonObject values = parsed(R"({"axes": [{"motor": "x", "positions": "1 1 2 2"},
        {"motor": "y", "positions": "1 2 3 4"}], "detectors": ["d"]})");
    QVERIFY(session.run(session.plan("list_scan", values)).success);
    QCOMPARE(x->sets.load(), 2);
    QCOMPARE(y->sets.load(), 4);
}

void TestPlanSteps::dwellOfEachPoint()
{
    Session session;
    const auto d = session.detector("d");
    const auto log = std::make_shared<QStringList>();
    StepScan scan;
    scan.trajectory = Trajectory::still(4);
    scan.detectors = makeDeviceList({d});
    scan.dwellAt = [](int index) { return std::chrono::duration<double>(index < 2 ? 0.5 : 1.5); };
    scan.perStep = [log, d](const Step* step) {
        return chain({[step] { return oneNdStep(step); },
            [log, d, step] {
                return note(log,
                    QStringLiteral("%1%2").arg(d->dwell.load()).arg(step->dwell ? QStringLiteral("!") : QString()));
            }});
    };
    QVERIFY(session.run([scan] { return stepScan(scan); }).success);
    QCOMPARE(*log, split("0.5! 0.5 1.5! 1.5"));
    QCOMPARE(startOf(session.documents()).value(QStringLiteral("dwells")).toArray(), (QJsonArray{0.5, 0.5, 1.5, 1.5}));
}

void TestPlanSteps::plansAroundTheScan()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    session.detector("d");
    session.engine.setBaseline({y});
    QJsonObject values = scanParameters(0, 2, 2);
    values.insert(QStringLiteral("before"), QStringLiteral("mv y 3"));
    values.insert(QStringLiteral("after"), QStringLiteral("mvr y 1.5"));
    const RunOutcome outcome = session.run(session.plan("scan", values));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto documents = session.documents();
    QCOMPARE(column(documents, 0, "baseline"), QStringLiteral("0 4.5"));
    const QJsonObject arguments = startOf(documents).value(QStringLiteral("plan_args")).toObject();
    QCOMPARE(arguments.value(QStringLiteral("before")).toString(), QStringLiteral("mv y 3"));
    QVERIFY(!arguments.contains(QStringLiteral("hook")));
}

void TestPlanSteps::afterwardsAlsoWhenItFails()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    const auto d = session.detector("d");
    d->failAt = 2;
    QJsonObject values = scanParameters(0, 2, 2);
    values.insert(QStringLiteral("after"), QStringLiteral("mv y -1"));
    QCOMPARE(session.run(session.plan("scan", values)).exitStatus, QStringLiteral("fail"));
    QCOMPARE(y->position().value(), -1.0);
}

void TestPlanSteps::breakpoints()
{
    Session session;
    const auto d = session.detector("d");
    const auto ring = session.motor("ring");
    const auto log = std::make_shared<QStringList>();
    StepScan scan;
    scan.trajectory = Trajectory::still(7);
    scan.detectors = makeDeviceList({d});
    scan.extras = makeDeviceList({ring});
    scan.breakpointEvery = 3;
    scan.atBreakpoint = [log, d, ring] {
        ring->moveByHand(d->triggers);
        return note(log, QString::number(d->triggers));
    };
    QVERIFY(session.run([scan] { return stepScan(scan); }).success);
    QCOMPARE(*log, split("3 6"));
    const auto documents = session.documents();
    QCOMPARE(column(documents, 0, "extras"), QStringLiteral("0 3 6"));
    QCOMPARE(events(documents).size(), std::size_t{7});
}

void TestPlanSteps::breakpointsFromParameters()
{
    Session session;
    session.detector("d");
    const auto y = session.motor("y");
    QJsonObject values = countParameters(5);
    values.insert(QStringLiteral("every"), 2);
    values.insert(QStringLiteral("hook"), QStringLiteral("mvr y 1"));
    values.insert(QStringLiteral("extras"), QJsonArray{QStringLiteral("y")});
    const RunOutcome outcome = session.run(session.plan("count", values));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(column(session.documents(), 0, "extras"), QStringLiteral("0 1 2"));
}

void TestPlanSteps::stepsOfOnesOwn()
{
    Session session;
    const auto x = session.motor("x");
    const auto d = session.detector("d");
    StepScan scan;
    scan.trajectory = Trajectory::line({{x, Positions::even(0, 2, 3)}});
    scan.detectors = makeDeviceList({d});
    // Two events of every point, except for the second, which is left out.
    scan.perStep = [](const Step* step) {
        if (step->index == 1)
            return nothing();
        return chain({[step] { return oneNdStep(step); },
            [step] { return triggerAndRead(step->detectors, step->readAll, step->gridIndex); }});
    };
    QVERIFY(session.run([scan] { return stepScan(scan); }).success);
    const auto documents = session.documents();
    QCOMPARE(column(documents, 0), QStringLiteral("0 0 2 2"));
    QCOMPARE(events(documents)[3]->gridIndex, std::vector<int>{2});
}

void TestPlanSteps::movesBy()
{
    Session session;
    const auto x = session.motor("x");
    session.onEngine([&] { x->moveByHand(3); });
    const QJsonObject values = parsed(R"({"axes": [{"motor": "x", "distance": -0.5}]})");
    QVERIFY(session.run(session.plan("mvr", values)).success);
    QCOMPARE(x->position().value(), 2.5);
    const RunOutcome outcome
        = session.run(session.plan("mvr", parsed(R"({"axes": [{"motor": "x", "distance": 98}]})")));
    QCOMPARE(outcome.reason, QStringLiteral("x = 100.5 is beyond 100"));
}

void TestPlanSteps::estimatesRelative()
{
    Session session;
    const auto x = session.motor("x");
    session.detector("d");
    session.onEngine([&] { x->moveByHand(98); });
    const PlanSpec* spec = findPlan(QStringLiteral("rel_scan"));
    DryResult near;
    DryResult far;
    session.onEngine([&] {
        near = dryRun(*spec, scanParameters(-1, 1, 2), session.devices());
        far = dryRun(*spec, scanParameters(-1, 3, 2), session.devices());
    });
    QVERIFY(near.problems.empty());
    // There (1 s), two steps (2 s), and back (1 s); 10 ms of each point.
    QVERIFY2(std::abs(near.duration.count() - 4.03) < 1e-9, qPrintable(QString::number(near.duration.count())));
    QCOMPARE(far.problems.size(), std::size_t{1});
    QCOMPARE(far.problems.front().message, QStringLiteral("x = 101 is beyond 100"));
}

QTEST_APPLESS_MAIN(TestPlanSteps)
#include "tst_plansteps.moc"
