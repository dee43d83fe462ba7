#include "tests/scans/fakes.h"

#include "scans/dryrun/dryrun.h"

#include <QJsonDocument>
#include <QTest>

using namespace scans;
using namespace fakes;

namespace {

QJsonObject parsed(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

/// The devices are never moved here, so that they may live on the test's thread.
class TestPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void catalogueIsComplete();
    void wrongParameters_data();
    void wrongParameters();
    void defaultsAreFilledIn();
    void estimates_data();
    void estimates();
    void hugeGridsAreRefused();

private:
    devices::Mailbox m_mailbox;
    std::map<QString, devices::DevicePtr> m_devices;
    PlanDevices m_known;
};

void TestPlans::initTestCase()
{
    for (const char* name : {"x", "y"})
        m_devices[QLatin1String(name)] = std::make_shared<Motor>(QLatin1String(name), m_mailbox);
    m_devices[QStringLiteral("d")] = std::make_shared<Detector>(QStringLiteral("d"), m_mailbox);
    m_devices[QStringLiteral("soft")] = std::make_shared<devices::SoftPositioner>(QStringLiteral("soft"));
    m_known.find = [this](const QString& name) -> devices::Result<devices::DevicePtr> {
        const auto found = m_devices.find(name);
        if (found == m_devices.end())
            return devices::Error{devices::ErrorCode::BadValue, QStringLiteral("There is no %1").arg(name), name};
        return found->second;
    };
}

void TestPlans::catalogueIsComplete()
{
    QStringList ids;
    for (const PlanSpec& spec : plansCatalog()) {
        ids << spec.id;
        QVERIFY(!spec.title.isEmpty());
        QVERIFY(!spec.help.isEmpty());
        QVERIFY(spec.make);
        QVERIFY(spec.minAxes <= spec.maxAxes);
        QCOMPARE(spec.axis.empty(), spec.maxAxes == 0);
    }
    QCOMPARE(ids,
        split("scan grid_scan count mv mvr rel_scan rel_grid_scan list_scan rel_list_scan list_grid_scan "
              "rel_list_grid_scan "
              "log_scan rel_log_scan scan_nd x2x_scan spiral rel_spiral spiral_fermat rel_spiral_fermat spiral_square "
              "rel_spiral_square adaptive_scan rel_adaptive_scan tune_centroid tweak ramp xafs"));
    QVERIFY(!findPlan(QStringLiteral("dance")));
}

void TestPlans::wrongParameters_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* plan, const char* parameters, const char* message) {
        QTest::newRow(name) << QString::fromLatin1(plan) << QByteArray(parameters) << QString::fromLatin1(message);
    };
    row("no axes", "scan", R"({"detectors": ["d"]})", "axes: expected 1 to 8 axes, got 0");
    row("too many axes", "grid_scan", R"({"axes": [1, 2, 3, 4, 5]})", "axes: expected 2 to 4 axes, got 5");
    row("no motor", "scan", R"({"axes": [{"start": 1}]})", "axes[0].motor: expected the name of a motor, got nothing");
    row("unknown motor", "scan", R"({"axes": [{"motor": "z"}]})", "axes[0].motor: There is no z");
    row("not movable", "scan", R"({"axes": [{"motor": "d"}]})", "axes[0].motor: d cannot be moved");
    row("no start", "scan", R"({"axes": [{"motor": "x"}]})", "axes[0].start: expected a number, got nothing");
    row("text", "scan", R"({"axes": [{"motor": "x", "start": "a"}]})", "axes[0].start: expected a number, got \"a\"");
    row("no detectors", "scan", R"({"axes": [{"motor": "x", "start": 1, "stop": 2}]})",
        "detectors: expected at least one detector, got nothing");
    row("unknown detector", "count", R"({"detectors": ["q"]})", "detectors: There is no q");
    row("half an interval", "scan", R"({"axes": [{"motor": "x", "start": 1, "stop": 2}], "intervals": 1.5})",
        "intervals: expected a whole number from 0 to 10000000, got 1.5");
    row("fewer than no interval", "scan", R"({"axes": [{"motor": "x", "start": 1, "stop": 2}], "intervals": -1})",
        "intervals: expected a whole number from 0 to 10000000, got -1");
    row("too many intervals", "scan", R"({"axes": [{"motor": "x", "start": 1, "stop": 2}], "intervals": 1e8})",
        "intervals: expected a whole number from 0 to 10000000, got 100000000");
    row("lists of unequal length", "list_scan",
        R"({"axes": [{"motor": "x", "positions": "1 2 3"}, {"motor": "y", "positions": [1, 2]}], "detectors": ["d"]})",
        "axes[1].positions: expected 3 positions, as many as the first motor has, got 2");
    row("no list", "list_scan", R"({"axes": [{"motor": "x"}], "detectors": ["d"]})",
        "axes[0].positions: expected at least one position, got nothing");
    row("bad list", "list_scan", R"({"axes": [{"motor": "x", "positions": "1, 2:b:3"}], "detectors": ["d"]})",
        "axes[0].positions: character 6: expected a number, found \"b\"");
    row("words in a list", "list_scan", R"({"axes": [{"motor": "x", "positions": [1, "2"]}], "detectors": ["d"]})",
        "axes[0].positions: expected numbers, got \"2\"");
    row("logarithm of zero", "log_scan", R"({"axes": [{"motor": "x", "start": 0, "stop": 2}], "detectors": ["d"]})",
        "axes[0].start: expected a position of the same sign as the other one, not 0, got 0");
    row("logarithm of less", "log_scan", R"({"axes": [{"motor": "x", "start": 1, "stop": -2}], "detectors": ["d"]})",
        "axes[0].stop: expected a position of the same sign as the other one, not 0, got -2");
    row("endless spiral", "spiral",
        R"({"axes": [{"motor": "x", "centre": 0, "range": 1}, {"motor": "y", "centre": 0, "range": 1}],
            "dr": 1e-6, "detectors": ["d"]})",
        "dr: 1.5e+12 points are more than a spiral may have (1000000)");
    row("before measures", "count", R"({"detectors": ["d"], "before": "ct 1"})",
        "before: expected a command that moves something, got \"ct 1\"");
    row("after is no command", "count", R"({"detectors": ["d"], "after": "mv x"})",
        "after: Character 5: expected the position to go to, found the end of the line");
    row("unknown extra", "count", R"({"detectors": ["d"], "extras": ["q"]})", "extras: There is no q");
    row("no distance", "mvr", R"({"axes": [{"motor": "x"}]})", "axes[0].distance: expected a number, got nothing");
    row("negative dwell", "count", R"({"dwell": -1, "detectors": ["d"]})",
        "dwell: expected a number from 0 to 86400, got -1");
    row("same motor twice", "scan",
        R"({"axes": [{"motor": "x", "start": 1, "stop": 2}, {"motor": "x", "start": 1, "stop": 2}]})",
        "axes[1].motor: x is there twice");
    row("unknown", "count", R"({"dwel": 1})", "dwel is no parameter of this plan");
    row("unknown in axis", "scan", R"({"axes": [{"motor": "x", "from": 2}]})",
        "axes[0].from is no parameter of this plan");
    row("snake is a word", "grid_scan",
        R"({"axes": [{"motor": "x", "start": 1, "stop": 2}, {"motor": "y", "start": 1, "stop": 2}], "snake": "yes"})",
        "snake: expected true or false, got \"yes\"");
    row("no position", "mv", R"({"axes": [{"motor": "x"}]})", "axes[0].position: expected a number, got nothing");
}

void TestPlans::wrongParameters()
{
    QFETCH(QString, plan);
    QFETCH(QByteArray, parameters);
    QFETCH(QString, message);
    const QJsonObject values = parsed(parameters);
    QVERIFY(!values.isEmpty());
    const auto made = findPlan(plan)->make(values, m_known);
    QVERIFY(!made);
    QCOMPARE(made.error().message, message);
    QVERIFY(!made.error().source.isEmpty());
    const DryResult result = dryRun(*findPlan(plan), values, m_known);
    QCOMPARE(result.problems.size(), std::size_t{1});
    QCOMPARE(result.problems.front().message, message);
}

void TestPlans::defaultsAreFilledIn()
{
    const QJsonObject values
        = parsed(R"({"axes": [{"motor": "x", "start": 0, "stop": 1}], "detectors": ["d", "x", "d"]})");
    PlanRunner runner(findPlan(QStringLiteral("scan"))->make(values, m_known).value()());
    const Msg* open = runner.resume({});
    QVERIFY(open);
    const QJsonObject metadata = std::get<msg::OpenRun>(*open).metadata;
    QCOMPARE(metadata.value(QStringLiteral("num_points")).toInt(), 21);
    QCOMPARE(metadata.value(QStringLiteral("dwell")).toDouble(), 0.1);
    QCOMPARE(metadata.value(QStringLiteral("detectors")).toArray(), QJsonArray{QStringLiteral("d")});
    const QJsonObject arguments = metadata.value(QStringLiteral("plan_args")).toObject();
    QCOMPARE(arguments.value(QStringLiteral("intervals")).toInt(), 20);
    QCOMPARE(arguments.value(QStringLiteral("axes")).toArray().size(), 1);
    QCOMPARE(metadata.value(QStringLiteral("extents")).toArray().at(0).toArray(), (QJsonArray{0, 1}));
    QVERIFY(std::holds_alternative<msg::Stage>(*runner.resume({})));
}

void TestPlans::estimates_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<int>("points");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QList<int>>("shape");
    const auto row = [](const char* plan, const char* parameters, int points, double seconds, QList<int> shape) {
        QTest::newRow(plan) << QString::fromLatin1(plan) << QByteArray(parameters) << points << seconds << shape;
    };
    // The fake motors need one second per mm and stand at 0; each point has 10 ms of its own.
    row("count", R"({"num": 3, "dwell": 1, "detectors": ["d"]})", 3, 3.03, {3});
    row("scan",
        R"({"axes": [{"motor": "x", "start": 2, "stop": 4}], "intervals": 2, "dwell": 0.5, "detectors": ["d"]})", 3,
        4 + 1.5 + 0.03, {3});
    row("grid_scan",
        R"({"axes": [{"motor": "x", "start": 0, "stop": 1, "intervals": 1},
                     {"motor": "y", "start": 0, "stop": 3, "intervals": 3}],
            "snake": true, "dwell": 0, "detectors": ["d"]})",
        8, 7 + 0.08, {2, 4});
    row("mv", R"({"axes": [{"motor": "x", "position": 5}, {"motor": "y", "position": -7}]})", 0, 7, {});
}

void TestPlans::estimates()
{
    QFETCH(QString, plan);
    QFETCH(QByteArray, parameters);
    QFETCH(int, points);
    QFETCH(double, seconds);
    QFETCH(QList<int>, shape);
    const DryResult estimate = dryRun(*findPlan(plan), parsed(parameters), m_known);
    QVERIFY2(
        estimate.problems.empty(), qPrintable(estimate.problems.empty() ? QString() : estimate.problems[0].message));
    QCOMPARE(estimate.points, qint64{points});
    QVERIFY(estimate.durationKnown);
    QVERIFY2(
        std::abs(estimate.duration.count() - seconds) < 1e-9, qPrintable(QString::number(estimate.duration.count())));
    QCOMPARE(QList<int>(estimate.shape.begin(), estimate.shape.end()), shape);
}

void TestPlans::hugeGridsAreRefused()
{
    const QJsonObject values = parsed(R"({"axes": [{"motor": "x", "start": 0, "stop": 1, "intervals": 1000000},
        {"motor": "y", "start": 0, "stop": 1, "intervals": 1000000}], "detectors": ["d"]})");
    const auto made = findPlan(QStringLiteral("grid_scan"))->make(values, m_known);
    QVERIFY(!made);
    QVERIFY(made.error().message.startsWith(QStringLiteral("axes: ")));
}

QTEST_APPLESS_MAIN(TestPlans)
#include "tst_plans.moc"
