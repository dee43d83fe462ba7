#include "tests/scans/morefakes.h"

#include "devices/kinds/softcamera.h"
#include "devices/kinds/softdetector.h"
#include "scans/dryrun/dryrunner.h"
#include "scans/dryrun/drytext.h"
#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"
#include "scans/plans/speccommand.h"

#include <QJsonDocument>
#include <QTest>

using namespace scans;
using namespace fakes;
using namespace std::chrono_literals;

namespace {

/// Every plan of the catalogue.
constexpr const char* Lines[]
    = {"scan x 0 2 intervals=4", "scan x 0 2 y 5 3 intervals=4 before='mv y 9' after='mvr x 1' every=2 hook='mv y 4'",
        "grid_scan x 0 1 2 y 0 2 3 snake=yes", "count num=3", "mv x 3 y -2", "mvr x 0.5", "rel_scan x -1 1",
        "rel_grid_scan x 0 1 2 y 0 2 3", "list_scan x 0,2,1", "rel_list_scan x 0,2,1", "list_grid_scan x 0,2 y 1,2,3",
        "rel_list_grid_scan x 0,2 y 1,2,3", "log_scan x 0.1 10", "rel_log_scan x 0.1 10",
        "x2x_scan x y start=-1 stop=1", "spiral x 0 2 y 0 2 dr=0.5", "rel_spiral x 2 y 2 dr=0.5",
        "spiral_fermat x 0 2 y 0 2 dr=0.3", "rel_spiral_fermat x 2 y 2 dr=0.3", "spiral_square x 0 2 4 y 0 2 3",
        "rel_spiral_square x 2 4 y 2 3", "adaptive_scan x 0 3 field=s", "rel_adaptive_scan x 0 3 field=s",
        "tune_centroid x -2 2 field=s min_step=0.2", "xafs x e0=40 regions='-20 -5 5; -5 5 1'", "ramp x 3 period=0.5",
        "tweak x 0.5 field=s", "scan_nd x 0,1,2 1 y 3,4,5 2"};

QStringList messagesOf(const std::vector<devices::Error>& errors)
{
    QStringList messages;
    for (const devices::Error& error : errors)
        messages << error.message;
    return messages;
}

/// Fails the test when anything is asked of it that could reach hardware.
class Untouchable : public devices::Device
{
public:
    explicit Untouchable(const char* name, bool movable = false)
        : Device(QLatin1String(name), QStringLiteral("untouchable"))
        , m_movable(movable)
    {
    }

    std::vector<devices::DataKey> describe() const override { return {numberKey(name(), name())}; }
    devices::Result<void> check(double) const override { return {}; }
    std::optional<std::chrono::duration<double>> moveTime(double from, double to) const override
    {
        return std::chrono::duration<double>(std::abs(to - from));
    }
    std::optional<double> position() const override { return m_movable ? std::optional(0.0) : std::nullopt; }
    bool movable() const override { return m_movable; }

    devices::StatusPtr connect(std::chrono::milliseconds) override { return touched(); }
    devices::Handle read(devices::ReadDone) override { return touched(), devices::Handle(); }
    devices::Handle readConfiguration(devices::ReadDone) override { return touched(), devices::Handle(); }
    devices::StatusPtr set(double) override { return touched(); }
    devices::StatusPtr setDwell(std::chrono::duration<double>) override { return touched(); }
    devices::StatusPtr trigger() override { return touched(); }
    void stop() override { touched(); }
    devices::StatusPtr stage() override { return touched(); }
    devices::StatusPtr unstage() override { return touched(); }
    devices::StatusPtr prepareFor(const QJsonObject&) override { return touched(); }
    devices::StatusPtr configure(const QJsonObject&) override { return touched(); }
    devices::Handle locate(devices::LocateDone) override { return touched(), devices::Handle(); }
    devices::Result<devices::Handle> monitor(devices::ReadingsChanged) override { return touched(), devices::Handle(); }
    devices::StatusPtr kickoff() override { return touched(); }
    devices::StatusPtr complete() override { return touched(); }
    devices::Handle collect(devices::CollectDone) override { return touched(), devices::Handle(); }
    bool pause() override { return touched(), true; }
    void resume() override { touched(); }

    int touches = 0;

private:
    devices::StatusPtr touched()
    {
        ++touches;
        return devices::Status::done();
    }

    const bool m_movable;
};

PlanDevices listed(std::vector<devices::DevicePtr> known)
{
    return {[known = std::move(known)](const QString& name) -> devices::Result<devices::DevicePtr> {
        for (const devices::DevicePtr& device : known) {
            if (device->name() == name)
                return device;
        }
        return devices::Error{devices::ErrorCode::BadValue, QStringLiteral("There is no %1").arg(name), name};
    }};
}

Plan everyMessage(devices::DevicePtr device)
{
    const DeviceList list = makeDeviceList({device});
    std::vector<Msg> messages{msg::Null{}, msg::OpenRun{}, msg::DeclareStream{list}, msg::Stage{list}, msg::Create{},
        msg::Read{list}, msg::Save{}, msg::Create{}, msg::Drop{}, msg::Locate{list}, msg::Monitor{device},
        msg::Unmonitor{device}, msg::Set{device, 1, 1}, msg::Trigger{device, 1}, msg::SetDwell{device, 1s, 1},
        msg::Prepare{device, {}, 1}, msg::Kickoff{device, 1}, msg::Complete{device, 1}, msg::Collect{device},
        msg::Configure{device}, msg::Wait{1}, msg::WaitFor{[] { return false; }, QStringLiteral("the oven")},
        msg::Stop{device}, msg::Unstage{list}, msg::Checkpoint{}, msg::ClearCheckpoint{}, msg::Rewindable{},
        msg::Pause{}, msg::Sleep{1s}, msg::Now{}, msg::Subscribe{}, msg::Unsubscribe{}, msg::InstallSuspender{},
        msg::RemoveSuspender{}, msg::Input{QStringLiteral("Ready?")}, msg::OnFailure{},
        msg::User{QStringLiteral("dance")}, msg::CloseRun{}};
    for (Msg& message : messages)
        co_yield std::move(message);
}

} // namespace

/// What a plan would do, found without anything moving.
class TestDryRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foreseesWhatTheEngineDoes_data();
    void foreseesWhatTheEngineDoes();
    void coversTheCatalogue();
    void touchesNothing_data();
    void touchesNothing();
    void touchesNothingByAnyMessage();
    void findsOutermostViolations();
    void goesOnBeyondLimits();
    void commandsAroundCount();
    void timesOfEachPoint();
    void keepsPace();
    void unknownSpeed();
    void endlessPlansAreGivenUp();
    void declaredPointsAreKnown();
    void sizes();
    void keepsSomeOfALongPath();
    void asksNobody();
    void cleanupsAreRun();
    void reportsInPortions();
    void newRequestsEndOlderOnes();
    void summaries_data();
    void summaries();
};

void TestDryRun::foreseesWhatTheEngineDoes_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : Lines)
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestDryRun::foreseesWhatTheEngineDoes()
{
    QFETCH(QString, line);
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    session.known.push_back(std::make_shared<devices::SoftDetector>(QStringLiteral("s"), [] { return 1.0; }));
    const auto command = parseCommand(line, {QStringLiteral("s")});
    QVERIFY2(command.ok(), command.ok() ? "" : qPrintable(command.error().message));
    QJsonObject parameters = command.value().parameters;
    if (parameters.contains(QStringLiteral("detectors")))
        parameters.insert(QStringLiteral("dwell"), 0);
    const PlanSpec* spec = findPlan(command.value().planId);
    DryResult result;
    session.onEngine([&] { result = dryRun(*spec, parameters, session.devices()); });
    QCOMPARE(messagesOf(result.problems), QStringList());
    QCOMPARE(result.complete, spec->id != QLatin1String("tweak"));
    QCOMPARE(int(x->sets), 0);
    QVERIFY(session.documents().empty());

    // How many points these have depends on how long it really takes, and on what a person answers.
    if (spec->id == QLatin1String("ramp") || spec->id == QLatin1String("tweak"))
        return;
    const auto made = spec->make(parameters, session.devices());
    QVERIFY(session.run(made.value()).success);
    const auto documents = session.documents();
    QCOMPARE(int(all<RunStartPtr>(documents).size()), result.runs);
    const std::vector<EventPtr> points = events(documents);
    QCOMPARE(result.points, qint64(points.size()));
    if (result.runs == 0 || result.path.motors.isEmpty())
        return;
    QCOMPARE(result.path.rows(), points.size());
    for (std::size_t row = 0; row < points.size(); ++row) {
        for (std::size_t motor = 0; motor < std::size_t(result.path.motors.size()); ++motor) {
            const auto& keys = points[row]->descriptor->keys;
            const auto key = std::find_if(keys.begin(), keys.end(),
                [&](const auto& each) { return each.name == result.path.motors[int(motor)]; });
            QVERIFY(key != keys.end());
            const auto measured = devices::toDouble(points[row]->data[std::size_t(key - keys.begin())].value);
            QCOMPARE(result.path.at(row, motor), measured.value());
        }
    }
}

void TestDryRun::coversTheCatalogue()
{
    QStringList looked;
    for (const char* line : Lines)
        looked << QString::fromLatin1(line).section(QLatin1Char(' '), 0, 0);
    for (const PlanSpec& spec : plansCatalog())
        QVERIFY2(looked.contains(spec.id), qPrintable(spec.id));
}

void TestDryRun::touchesNothing_data()
{
    foreseesWhatTheEngineDoes_data();
}

void TestDryRun::touchesNothing()
{
    QFETCH(QString, line);
    const auto x = std::make_shared<Untouchable>("x", true);
    const auto y = std::make_shared<Untouchable>("y", true);
    const auto s = std::make_shared<Untouchable>("s");
    const auto command = parseCommand(line, {QStringLiteral("s")});
    QVERIFY2(command.ok(), command.ok() ? "" : qPrintable(command.error().message));
    const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, listed({x, y, s}));
    QCOMPARE(messagesOf(result.problems), QStringList());
    QVERIFY(result.points > 0 || result.runs == 0);
    QCOMPARE(x->touches + y->touches + s->touches, 0);
}

void TestDryRun::touchesNothingByAnyMessage()
{
    const auto x = std::make_shared<Untouchable>("x", true);
    DryRun run([x] { return everyMessage(x); });
    const DryResult& result = run.finish();
    QCOMPARE(messagesOf(result.problems), QStringList());
    QCOMPARE(x->touches, 0);
    QCOMPARE(result.points, qint64{1});
    QCOMPARE(result.questions, QStringList{QStringLiteral("Ready?")});
    QCOMPARE(result.waits.size(), 4);
    QVERIFY(!result.durationKnown);
}

void TestDryRun::findsOutermostViolations()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed(
        {std::make_shared<Motor>(QStringLiteral("x"), mailbox), std::make_shared<Motor>(QStringLiteral("y"), mailbox),
            std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const QJsonObject values{{QStringLiteral("axes"), QJsonArray{axis("x", -150, 150), axis("y", 0, 101)}},
        {QStringLiteral("intervals"), 10}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    const DryResult result = dryRun(*findPlan(QStringLiteral("scan")), values, known);
    QCOMPARE(messagesOf(result.problems),
        (QStringList{QStringLiteral("x = -150 is beyond 100"), QStringLiteral("x = 150 is beyond 100"),
            QStringLiteral("y = 101 is beyond 100")}));
    QCOMPARE(result.limits.size(), std::size_t{3});
    QCOMPARE(result.limits[1].device, QStringLiteral("x"));
    QCOMPARE(result.limits[1].value, 150.0);
    QCOMPARE(result.limits[1].limit, std::optional(100.0));
    QCOMPARE(result.limits[0].limit, std::optional(-100.0));
}

void TestDryRun::goesOnBeyondLimits()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<Motor>(QStringLiteral("x"), mailbox),
        std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    for (const char* line : {"scan x 90 110 intervals=20", "adaptive_scan x 90 110 field=d", "ramp x 110",
             "scan x 0 1 after='mv x 110'", "mv x 110", "rel_scan x 0 110"}) {
        const auto command = parseCommand(QString::fromLatin1(line), {QStringLiteral("d")});
        const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, known);
        QCOMPARE(messagesOf(result.problems), QStringList{QStringLiteral("x = 110 is beyond 100")});
        QVERIFY(result.points > 0 || command.value().planId == QLatin1String("mv"));
        QCOMPARE(result.extents.front().highest > 100, true);
    }
}

void TestDryRun::commandsAroundCount()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed(
        {std::make_shared<Motor>(QStringLiteral("x"), mailbox), std::make_shared<Motor>(QStringLiteral("y"), mailbox),
            std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const auto command
        = parseCommand(QStringLiteral("ascan x 0 2 2 1 before='mv y 10' after='mv y 0' every=1 hook='mvr y 1'"),
            {QStringLiteral("d")});
    const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, known);
    QVERIFY(result.problems.empty());
    // Steps 2 s, dwell 3 s, overhead 30 ms; y there 10 s, twice on by 1 s, and back 12 s.
    QVERIFY2(std::abs(result.duration.count() - 29.03) < 1e-9, qPrintable(QString::number(result.duration.count())));
    QCOMPARE(result.extents.size(), std::size_t{2});
    QCOMPARE(extentText(result.extents[1]), QStringLiteral("y: 0 to 12 mm"));
    QCOMPARE(result.path.motors, QStringList{QStringLiteral("x")});
}

void TestDryRun::timesOfEachPoint()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<Motor>(QStringLiteral("x"), mailbox),
        std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const auto command
        = parseCommand(QStringLiteral("xafs x e0=10 regions='0 2 1 0.5 0.5; 2 4 1 3 3'"), {QStringLiteral("d")});
    const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, known);
    QVERIFY(result.problems.empty());
    QCOMPARE(result.points, qint64{5});
    // 14 mm of way at 1 mm/s; two points of 0.5 s and three of 3 s.
    QVERIFY2(std::abs(result.duration.count() - 24.05) < 1e-9, qPrintable(QString::number(result.duration.count())));
    const auto ramp = parseCommand(QStringLiteral("ramp x 4 period=1 dwell=0.25"), {QStringLiteral("d")});
    const DryResult moving = dryRun(*findPlan(ramp.value().planId), ramp.value().parameters, known);
    // Once ahead, one each second on the way, and one at the end.
    QCOMPARE(moving.points, qint64{5});
    QVERIFY(!moving.pointsKnown);
    QCOMPARE(moving.path.at(0, 0), 0.0);
    QCOMPARE(moving.path.at(4, 0), 4.0);
}

void TestDryRun::keepsPace()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const QJsonObject values{{QStringLiteral("num"), 4}, {QStringLiteral("dwell"), 1}, {QStringLiteral("delay"), 3},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    const DryResult result = dryRun(*findPlan(QStringLiteral("count")), values, known);
    QVERIFY2(std::abs(result.duration.count() - 10.01) < 1e-9, qPrintable(QString::number(result.duration.count())));
}

void TestDryRun::unknownSpeed()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<devices::SoftPositioner>(QStringLiteral("soft")),
        std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const auto command = parseCommand(QStringLiteral("scan soft 0 1"), {QStringLiteral("d")});
    const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, known);
    QVERIFY(!result.durationKnown);
    QCOMPARE(result.points, qint64{21});
}

void TestDryRun::endlessPlansAreGivenUp()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const QJsonObject values{
        {QStringLiteral("num"), 0}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    DryRun run(*findPlan(QStringLiteral("count")), values, known, {.messages = 1'000'000, .undeclaredPoints = 500});
    const DryResult& result = run.finish();
    QVERIFY(!result.complete);
    QVERIFY(!result.pointsKnown);
    QCOMPARE(result.points, qint64{500});
    QVERIFY(result.problems.empty());
}

void TestDryRun::declaredPointsAreKnown()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<Motor>(QStringLiteral("x"), mailbox),
        std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const auto command = parseCommand(QStringLiteral("scan x 0 1 intervals=99"), {QStringLiteral("d")});
    DryRun whole(*findPlan(command.value().planId), command.value().parameters, known);
    DryRun part(*findPlan(command.value().planId), command.value().parameters, known, {.messages = 300});
    const DryResult& result = part.finish();
    QVERIFY(!result.complete);
    QVERIFY(result.pointsKnown);
    QCOMPARE(result.points, qint64{100});
    QCOMPARE(result.bytes, whole.finish().bytes);
    QVERIFY(result.duration < whole.finish().duration);
}

void TestDryRun::sizes()
{
    devices::Mailbox mailbox;
    const auto camera = std::make_shared<devices::SoftCamera>(QStringLiteral("cam"), devices::SoftCamera::Size{10, 20},
        [](std::chrono::duration<double>) { return std::vector<quint16>(); });
    const PlanDevices known = listed({std::make_shared<Motor>(QStringLiteral("x"), mailbox), camera});
    const auto command = parseCommand(QStringLiteral("scan x 0 1 intervals=9"), {QStringLiteral("cam")});
    const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, known);
    // Time and number, readback and setpoint, total and maximum, and 200 pixels of 2 bytes.
    QCOMPARE(result.bytes, qint64{10 * (16 + 16 + 16 + 400)});
}

void TestDryRun::keepsSomeOfALongPath()
{
    devices::Mailbox mailbox;
    const PlanDevices known = listed({std::make_shared<Motor>(QStringLiteral("x"), mailbox),
        std::make_shared<Detector>(QStringLiteral("d"), mailbox)});
    const auto command = parseCommand(QStringLiteral("scan x 0 99 intervals=99999"), {QStringLiteral("d")});
    const DryResult result = dryRun(*findPlan(command.value().planId), command.value().parameters, known);
    QCOMPARE(result.points, qint64{100'000});
    QVERIFY(result.path.rows() < 4096 && result.path.rows() > 2000);
    const double step = 99.0 / 99'999 * double(result.path.stride);
    for (std::size_t row = 0; row < result.path.rows(); ++row)
        QVERIFY(std::abs(result.path.at(row, 0) - step * double(row)) < 1e-9);
}

void TestDryRun::asksNobody()
{
    const auto plan = []() -> Plan {
        Msg ask = msg::Input{QStringLiteral("How far?")};
        const Reply reply = co_yield std::move(ask);
        if (std::get<QString>(reply).isEmpty())
            throw PlanError({devices::ErrorCode::BadValue, QStringLiteral("No answer"), {}});
    };
    DryRun run{PlanFactory(plan)};
    const DryResult& result = run.finish();
    QCOMPARE(result.questions, QStringList{QStringLiteral("How far?")});
    QVERIFY(result.problems.empty());
    QVERIFY(!result.pointsKnown);
}

void TestDryRun::cleanupsAreRun()
{
    devices::Mailbox mailbox;
    const devices::DevicePtr x = std::make_shared<Motor>(QStringLiteral("x"), mailbox);
    const auto failing = []() -> Plan {
        Msg sleep = msg::Sleep{1s};
        co_yield std::move(sleep);
        throw PlanError({devices::ErrorCode::Io, QStringLiteral("Broken"), {}});
    };
    DryRun run{PlanFactory([&] { return finalize(failing(), [x] { return mv({{x, 7}}); }); })};
    const DryResult& result = run.finish();
    QCOMPARE(messagesOf(result.problems), QStringList{QStringLiteral("Broken")});
    QCOMPARE(result.duration.count(), 8.0);
    QCOMPARE(result.extents.front().highest, 7.0);
}

void TestDryRun::reportsInPortions()
{
    Session session;
    session.motor("x");
    session.detector("d");
    const auto command = parseCommand(QStringLiteral("scan x 0 99 intervals=9999"), {QStringLiteral("d")});
    DryRunner runner(session.engine, session.devices(), {.portion = 0ms, .between = 0ms});
    std::promise<DryResult> last;
    std::atomic<int> before = 0;
    runner.request(
        *findPlan(command.value().planId), command.value().parameters, [&](const DryResult& result, bool end) {
            if (end)
                last.set_value(result);
            else if (!result.complete)
                ++before;
        });
    const DryResult result = last.get_future().get();
    QVERIFY(result.complete);
    QCOMPARE(result.points, qint64{10'000});
    QVERIFY(before > 10);
}

void TestDryRun::newRequestsEndOlderOnes()
{
    Session session;
    session.detector("d");
    const auto endless = parseCommand(QStringLiteral("timescan"), {QStringLiteral("d")});
    const auto once = parseCommand(QStringLiteral("ct"), {QStringLiteral("d")});
    const PlanSpec& spec = *findPlan(QStringLiteral("count"));
    std::promise<void> begun;
    std::promise<DryResult> last;
    std::atomic<bool> olderEnded = false;
    DryRunner runner(session.engine, session.devices(), {.portion = 0ms, .between = 0ms, .all = 1h});
    std::atomic<bool> told = false;
    runner.request(spec, endless.value().parameters, [&](const DryResult&, bool end) {
        olderEnded = olderEnded || end;
        if (!told.exchange(true))
            begun.set_value();
    });
    begun.get_future().wait();
    runner.request(spec, once.value().parameters, [&](const DryResult& result, bool end) {
        if (end)
            last.set_value(result);
    });
    QCOMPARE(last.get_future().get().points, qint64{1});
    QVERIFY(!olderEnded);
}

void TestDryRun::summaries_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("points");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<bool>("pointsKnown");
    QTest::addColumn<bool>("durationKnown");
    QTest::addColumn<QString>("text");
    const auto row = [](double seconds, int points, bool complete, bool pointsKnown, bool durationKnown,
                         const char* text) {
        QTest::newRow(text) << seconds << points << complete << pointsKnown << durationKnown << QString::fromUtf8(text);
    };
    row(113.2, 41, true, true, true, "41 point(s) · about 1 min 53 s · 86.0 MB");
    row(7300, 41, true, false, true, "about 41 point(s) · about 2 h 1 min · 86.0 MB");
    row(5, 2000, false, true, true, "2000 point(s) · more than 5 s · 86.0 MB");
    row(5, 2000, false, false, true, "more than 2000 point(s) · more than 5 s · more than 86.0 MB");
    row(5, 0, true, true, false, "at least 5 s · 86.0 MB");
    row(0, 0, true, true, false, "duration unknown · 86.0 MB");
}

void TestDryRun::summaries()
{
    QFETCH(double, seconds);
    QFETCH(int, points);
    QFETCH(bool, complete);
    QFETCH(bool, pointsKnown);
    QFETCH(bool, durationKnown);
    QFETCH(QString, text);
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QLocale::setDefault(locale);
    DryResult result;
    result.duration = std::chrono::duration<double>(seconds);
    result.points = points;
    result.complete = complete;
    result.pointsKnown = pointsKnown;
    result.durationKnown = durationKnown;
    result.bytes = 86'000'000;
    QCOMPARE(summaryText(result), text);
}

QTEST_APPLESS_MAIN(TestDryRun)
#include "tst_dryrun.moc"
