#include "tests/scans/enginetests.h"

#include "devices/kinds/softdetector.h"

#include <QJsonDocument>
#include <QTest>

using namespace enginetests;

namespace {

QJsonObject parsed(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

std::vector<double> column(const std::deque<Document>& documents, std::size_t index)
{
    std::vector<double> values;
    for (const EventPtr& event : events(documents))
        values.push_back(devices::toDouble(event->data[index].value).value_or(NAN));
    return values;
}

/// A motor, and a signal that depends on where it is.
struct Beamline
{
    explicit Beamline(std::function<double(double)> signal)
        : x(session.motor("x"))
    {
        session.known.push_back(std::make_shared<devices::SoftDetector>(
            QStringLiteral("s"), [motor = x, signal = std::move(signal)] { return signal(*motor->position()); }));
    }

    RunOutcome run(const char* plan, const char* axis, QJsonObject values)
    {
        values.insert(QStringLiteral("axes"), QJsonArray{parsed(axis)});
        values.insert(QStringLiteral("dwell"), 0);
        values.insert(QStringLiteral("detectors"), QJsonArray{QStringLiteral("s")});
        return session.run(session.plan(plan, values));
    }

    Session session;
    std::shared_ptr<Motor> x;
};

} // namespace

/// Scans that find their points as they go.
class TestPlansFree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adaptsSteps_data();
    void adaptsSteps();
    void stepsBackInEitherDirection_data();
    void stepsBackInEitherDirection();
    void adaptsRelative();
    void adaptsToNothing();
    void findsTheCentre_data();
    void findsTheCentre();
    void noCentre();
    void wrongFields();
    void ramps();
    void rampsThatTakeTooLong();
    void rampMetadata();
};

void TestPlansFree::adaptsSteps_data()
{
    QTest::addColumn<QByteArray>("axis");
    QTest::newRow("up") << QByteArray(R"({"motor": "x", "start": -5, "stop": 5})");
    QTest::newRow("down") << QByteArray(R"({"motor": "x", "start": 5, "stop": -5})");
}

void TestPlansFree::adaptsSteps()
{
    QFETCH(QByteArray, axis);
    Beamline beamline([](double x) { return 1000 * std::exp(-x * x / 2); });
    const RunOutcome outcome = beamline.run("adaptive_scan", axis.constData(),
        parsed(R"({"field": "s", "min_step": 0.01, "max_step": 1, "target_delta": 50, "backstep": false})"));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto documents = beamline.session.documents();
    const std::vector<double> xs = column(documents, 0);
    const double direction = axis.contains("-5, \"stop\"") ? 1 : -1;
    QCOMPARE(xs.front(), -5 * direction);
    double smallest = 10;
    double largest = 0;
    for (std::size_t i = 1; i < xs.size(); ++i) {
        const double step = (xs[i] - xs[i - 1]) * direction;
        QVERIFY(step > 0);
        smallest = std::min(smallest, step);
        largest = std::max(largest, step);
        QVERIFY(std::abs(xs[i]) <= 5);
    }
    // On the flanks steps are small, in the flat far off they are large.
    QVERIFY2(smallest < 0.2, qPrintable(QString::number(smallest)));
    QVERIFY2(largest > 0.6, qPrintable(QString::number(largest)));
    const QJsonObject start = all<RunStartPtr>(documents).front()->metadata;
    QVERIFY(!start.contains(QStringLiteral("num_points")));
    QVERIFY(!start.contains(QStringLiteral("shape")));
    QCOMPARE(start.value(QStringLiteral("motors")).toArray(), QJsonArray{QStringLiteral("x")});
}

void TestPlansFree::stepsBackInEitherDirection_data()
{
    QTest::addColumn<QByteArray>("axis");
    QTest::addColumn<double>("edge");
    QTest::newRow("up") << QByteArray(R"({"motor": "x", "start": 0, "stop": 4})") << 2.1;
    QTest::newRow("down") << QByteArray(R"({"motor": "x", "start": 4, "stop": 0})") << 2.1;
}

void TestPlansFree::stepsBackInEitherDirection()
{
    QFETCH(QByteArray, axis);
    QFETCH(double, edge);
    Beamline beamline([edge](double x) { return 1000 / (1 + std::exp((x - edge) / 0.05)); });
    const RunOutcome outcome = beamline.run("adaptive_scan", axis.constData(),
        parsed(R"({"field": "s", "min_step": 0.01, "max_step": 1, "target_delta": 100})"));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const std::vector<double> xs = column(beamline.session.documents(), 0);
    const double direction = axis.contains("\"stop\": 4") ? 1 : -1;
    int back = 0;
    for (std::size_t i = 1; i < xs.size(); ++i) {
        QVERIFY(xs[i] >= 0 && xs[i] <= 4);
        back += (xs[i] - xs[i - 1]) * direction < 0 ? 1 : 0;
    }
    QVERIFY(back > 0);
    // However often it went back, it comes to the end.
    QVERIFY(direction > 0 ? xs.back() > 3 : xs.back() < 1);
}

void TestPlansFree::adaptsRelative()
{
    Beamline beamline([](double x) { return 100 * x; });
    beamline.session.onEngine([&] { beamline.x->moveByHand(20); });
    const RunOutcome outcome = beamline.run("rel_adaptive_scan", R"({"motor": "x", "start": -1, "stop": 1})",
        parsed(R"({"field": "s", "min_step": 0.25, "max_step": 0.25, "target_delta": 10})"));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const std::vector<double> xs = column(beamline.session.documents(), 0);
    QCOMPARE(xs.size(), std::size_t{9});
    QCOMPARE(xs.front(), 19.0);
    QCOMPARE(xs.back(), 21.0);
    QCOMPARE(beamline.x->position().value(), 20.0);
}

void TestPlansFree::adaptsToNothing()
{
    Beamline beamline([](double) { return 7; });
    QVERIFY(beamline
                .run("adaptive_scan", R"({"motor": "x", "start": 1, "stop": 1})",
                    parsed(R"({"field": "s", "min_step": 0.1, "max_step": 1, "target_delta": 1})"))
                .success);
    QCOMPARE(column(beamline.session.documents(), 0), std::vector<double>{1});
}

void TestPlansFree::findsTheCentre_data()
{
    QTest::addColumn<QByteArray>("axis");
    QTest::addColumn<bool>("snake");
    QTest::newRow("up") << QByteArray(R"({"motor": "x", "start": -5, "stop": 5})") << false;
    QTest::newRow("down") << QByteArray(R"({"motor": "x", "start": 5, "stop": -5})") << false;
    QTest::newRow("snake") << QByteArray(R"({"motor": "x", "start": -5, "stop": 5})") << true;
}

void TestPlansFree::findsTheCentre()
{
    QFETCH(QByteArray, axis);
    QFETCH(bool, snake);
    Beamline beamline([](double x) { return std::exp(-(x - 1.3) * (x - 1.3) / 0.5); });
    QJsonObject values = parsed(R"({"field": "s", "min_step": 0.01, "intervals": 20})");
    values.insert(QStringLiteral("snake"), snake);
    const RunOutcome outcome = beamline.run("tune_centroid", axis.constData(), values);
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const double found = beamline.x->position().value();
    QVERIFY2(std::abs(found - 1.3) < 0.01, qPrintable(QString::number(found)));
    const std::vector<double> xs = column(beamline.session.documents(), 0);
    QCOMPARE(xs.size() % 21, std::size_t{0});
    QVERIFY(xs.size() >= 21 * 3);
    QCOMPARE((xs[20] - xs[0]) * (xs[41] - xs[21]) > 0, !snake);
}

void TestPlansFree::noCentre()
{
    Beamline beamline([](double) { return 0; });
    const RunOutcome outcome = beamline.run(
        "tune_centroid", R"({"motor": "x", "start": -5, "stop": 5})", parsed(R"({"field": "s", "min_step": 0.01})"));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("s adds up to 0, so that it has no centre"));
}

void TestPlansFree::wrongFields()
{
    Beamline beamline([](double) { return 0; });
    const RunOutcome outcome = beamline.run(
        "tune_centroid", R"({"motor": "x", "start": -5, "stop": 5})", parsed(R"({"field": "q", "min_step": 0.01})"));
    QCOMPARE(outcome.reason, QStringLiteral("There is no column q; there are s"));
    QVERIFY(beamline.session.documents().empty());
    const auto made = findPlan(QStringLiteral("adaptive_scan"))
                          ->make(parsed(R"({"axes": [{"motor": "x", "start": 0, "stop": 1}], "field": "s",
                              "min_step": 2, "max_step": 1, "detectors": ["s"]})"),
                              beamline.session.devices());
    QVERIFY(!made);
    QCOMPARE(made.error().message, QStringLiteral("max_step: expected at least the smallest step, 2, got 1"));
}

void TestPlansFree::ramps()
{
    Beamline beamline([](double x) { return x; });
    beamline.x->holdAt = 5;
    QJsonObject values = parsed(R"({"period": 0.01, "dwell": 0, "detectors": ["s"],
        "axes": [{"motor": "x", "position": 5}]})");
    QVERIFY(beamline.session.start(beamline.session.plan("ramp", values)));
    QTRY_VERIFY(beamline.session.engine.report().pointsDone >= 4);
    beamline.session.onEngine([&] { beamline.x->release(); });
    const RunOutcome outcome = beamline.session.outcome();
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const std::vector<double> xs = column(beamline.session.documents(), 0);
    QCOMPARE(xs.front(), 0.0);
    QCOMPARE(xs.back(), 5.0);
    QVERIFY(xs.size() >= 5);
    QCOMPARE(beamline.x->sets.load(), 1);
}

void TestPlansFree::rampsThatTakeTooLong()
{
    Beamline beamline([](double x) { return x; });
    beamline.x->holdAt = 5;
    const QJsonObject values = parsed(R"({"period": 0.01, "longest": 0.05, "dwell": 0, "detectors": ["s"],
        "axes": [{"motor": "x", "position": 5}]})");
    const RunOutcome outcome = beamline.session.run(beamline.session.plan("ramp", values));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("x is not at 5 after 0.05 s"));
    QVERIFY(beamline.x->stopped);
}

void TestPlansFree::rampMetadata()
{
    Beamline beamline([](double x) { return x; });
    const QJsonObject values = parsed(R"({"period": 0.01, "dwell": 0, "detectors": ["s"],
        "axes": [{"motor": "x", "position": 5}]})");
    QVERIFY(beamline.session.run(beamline.session.plan("ramp", values)).success);
    const QJsonObject start = all<RunStartPtr>(beamline.session.documents()).front()->metadata;
    QCOMPARE(start.value(QStringLiteral("plan_name")).toString(), QStringLiteral("ramp"));
    QCOMPARE(start.value(QStringLiteral("hints")).toObject(), parsed(R"({"dimensions": [[["time"], "primary"]]})"));
    QCOMPARE(start.value(QStringLiteral("motors")).toArray(), QJsonArray{QStringLiteral("x")});
}

QTEST_APPLESS_MAIN(TestPlansFree)
#include "tst_plansfree.moc"
