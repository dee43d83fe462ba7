#include "tests/scans/enginetests.h"
#include "tests/scans/morefakes.h"

#include "scans/engine/monitors.h"
#include "scans/engine/suspender.h"

#include <QFile>

using namespace enginetests;

namespace {

struct Beamline
{
    Session session;
    std::shared_ptr<Motor> x = session.motor("x");
    std::shared_ptr<Detector> d = session.detector("d");
    std::shared_ptr<Gauge> g = std::make_shared<Gauge>(QStringLiteral("g"));
    std::shared_ptr<Flyer> f = std::make_shared<Flyer>(QStringLiteral("f"));
    std::shared_ptr<FrameCamera> cam = std::make_shared<FrameCamera>(QStringLiteral("cam"));

    std::vector<Msg> counted(const devices::DevicePtr& device) const
    {
        return join({{msg::Checkpoint{}, msg::Trigger{device}, msg::Wait{}}, eventOf(device)});
    }
    void pauseAndResume()
    {
        QTRY_VERIFY(x->moving);
        session.engine.pause();
        QTRY_COMPARE(session.engine.state(), EngineState::Paused);
        x->hold = false;
        session.engine.resume();
    }
    /// A message that is carried out by the test, between two others.
    Msg doing(std::function<void()> task)
    {
        return msg::WaitFor{[task = std::move(task)] {
            task();
            return true;
        }};
    }
};

using Scenario = std::function<void(Beamline&)>;

void finish(Beamline& b, std::vector<Msg> messages)
{
    QVERIFY(b.session.start(sequenceFactory(std::move(messages))));
    b.session.outcome();
}

void monitored(Beamline& b)
{
    finish(b,
        join({{msg::OpenRun{}, msg::Monitor{b.g}}, b.counted(b.d), {b.doing([&b] { b.g->change(3.5, 1001); })},
            b.counted(b.d),
            {b.doing([&b] { b.g->change(4.5, 1002); }), msg::Unmonitor{b.g}, b.doing([&b] { b.g->change(9, 1003); }),
                msg::CloseRun{}}}));
}

void monitoredThroughAPause(Beamline& b)
{
    b.x->hold = true;
    QVERIFY(b.session.start(sequenceFactory(join({{msg::OpenRun{}, msg::Monitor{b.g, QStringLiteral("beam")}},
        b.counted(b.d), {msg::Checkpoint{}, msg::Set{b.x, 1}, msg::Wait{}, msg::CloseRun{}}}))));
    QTRY_VERIFY(b.x->moving);
    b.session.onEngine([&b] { b.g->change(1.5, 1001); });
    b.session.engine.pause();
    QTRY_COMPARE(b.session.engine.state(), EngineState::Paused);
    QCOMPARE(b.g->listening.load(), 0);
    b.session.onEngine([&b] { b.g->change(7, 1002); });
    b.session.onEngine([&b] { b.g->change(2.5, 1003); });
    b.x->hold = false;
    b.session.engine.resume();
    b.session.outcome();
    QCOMPARE(b.g->listening.load(), 0);
    QCOMPARE(b.g->pauses.load(), 1);
    QCOMPARE(b.g->resumes.load(), 1);
}

void flown(Beamline& b)
{
    finish(b,
        {msg::OpenRun{}, msg::Prepare{b.f, {{QStringLiteral("points"), 2}}}, msg::Wait{}, msg::Kickoff{b.f},
            msg::Wait{}, msg::Complete{b.f}, msg::Wait{}, msg::Collect{b.f, QStringLiteral("fly")}, msg::CloseRun{}});
}

void flownAndNotCollected(Beamline& b)
{
    b.f->points = 1;
    finish(b, {msg::OpenRun{}, msg::Kickoff{b.f}, msg::Wait{}, msg::LeaveScope{}});
    QVERIFY(b.f->stops > 0);
}

void frames(Beamline& b)
{
    finish(b,
        join({{msg::OpenRun{}, msg::Stage{makeDeviceList({b.cam})}}, b.counted(b.cam), b.counted(b.cam),
            {msg::Unstage{makeDeviceList({b.cam})}, msg::CloseRun{}}}));
}

void framesThroughAPause(Beamline& b)
{
    b.x->hold = true;
    QVERIFY(b.session.start(sequenceFactory(join({{msg::OpenRun{}, msg::Stage{makeDeviceList({b.cam})}},
        b.counted(b.cam), {msg::Checkpoint{}, msg::Trigger{b.cam}, msg::Wait{}}, eventOf(b.cam),
        {msg::Set{b.x, 1}, msg::Wait{}, msg::CloseRun{}}}))));
    b.pauseAndResume();
    b.session.outcome();
}

void frameMissing(Beamline& b)
{
    finish(b,
        join({{msg::OpenRun{}}, b.counted(b.cam), {b.doing([&b] { b.cam->jammed = true; })}, b.counted(b.cam),
            {msg::CloseRun{}}}));
}

void pausedScan(Beamline& b)
{
    b.session.engine.setBaseline({b.g});
    b.x->holdAt = 2;
    QVERIFY(b.session.start(b.session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(b.x->held);
    b.session.engine.pause();
    QTRY_COMPARE(b.session.engine.state(), EngineState::Paused);
    b.x->holdAt = NAN;
    b.session.engine.resume();
    b.session.outcome();
}

void failedScan(Beamline& b)
{
    b.session.engine.setBaseline({b.g});
    b.d->failAt = 2;
    QVERIFY(b.session.start(b.session.plan("scan", scanParameters(1, 3, 2))));
    b.session.outcome();
}

void droppedEvent(Beamline& b)
{
    finish(b,
        join({{msg::OpenRun{}, msg::Create{}, reading(b.d), msg::Drop{}, msg::Create{}, msg::Save{}}, b.counted(b.d),
            {msg::CloseRun{std::make_shared<RunExit>(RunExit{QStringLiteral("fail"), QStringLiteral("too dark")})}}}));
}

/// Interrupted in its second step, of which two of three events are taken.
void repeatedPoints(Beamline& b)
{
    b.x->hold = true;
    QVERIFY(b.session.start(sequenceFactory(
        join({{msg::OpenRun{}}, b.counted(b.d), b.counted(b.d), {msg::Trigger{b.d}, msg::Wait{}}, eventOf(b.d),
            {msg::Set{b.x, 1}, msg::Wait{}, msg::Trigger{b.d}, msg::Wait{}}, eventOf(b.d), {msg::CloseRun{}}}))));
    b.pauseAndResume();
    b.session.outcome();
}

void suspendedScan(Beamline& b)
{
    SuspenderSpec spec;
    spec.name = QStringLiteral("ring current");
    spec.condition = SuspenderCondition::floor(10);
    const auto beam = std::make_shared<Suspender>(spec);
    const auto setCurrent = [&b, beam](double current) {
        b.session.onEngine([beam, current] {
            beam->update({devices::Value(current), {}, devices::Severity::None, 0});
        });
    };
    b.session.engine.addSuspender(beam);
    setCurrent(100);
    b.x->holdAt = 2;
    QVERIFY(b.session.start(b.session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(b.x->held);
    setCurrent(3);
    QTRY_COMPARE(b.session.engine.state(), EngineState::Suspended);
    b.x->holdAt = NAN;
    setCurrent(100);
    b.session.outcome();
}

/// A scan with a baseline that is ended while its motor goes to the second point.
Scenario endedBy(std::function<void(RunEngine&)> request)
{
    return [request = std::move(request)](Beamline& b) {
        b.session.engine.setBaseline({b.g});
        b.x->holdAt = 2;
        QVERIFY(b.session.start(b.session.plan("scan", scanParameters(1, 3, 2))));
        QTRY_VERIFY(b.x->held);
        request(b.session.engine);
        b.session.outcome();
    };
}

/// A run within another, and one that is left open by a failure.
void severalRuns(Beamline& b)
{
    const auto event = [](const devices::DevicePtr& device, RunKey run) {
        return std::vector<Msg>{msg::Create{.run = run}, msg::Read{makeDeviceList({device}), run}, msg::Save{run}};
    };
    finish(b,
        join({{msg::OpenRun{{}, 1}, msg::Monitor{b.g, {}, 1}, msg::OpenRun{{}, 2}}, event(b.d, 1), event(b.x, 2),
            event(b.d, 1), {msg::CloseRun{.run = 2}, b.doing([&b] { b.g->change(2, 1001); }), msg::OpenRun{{}, 3}},
            event(b.d, 3), {msg::Set{b.x, 1000}, msg::Wait{}}}));
}

void configuredInMidRun(Beamline& b)
{
    b.session.engine.setBaseline({b.cam});
    finish(b,
        join({{msg::OpenRun{}}, b.counted(b.cam),
            {msg::Configure{b.cam, {{QStringLiteral("gain"), 4}, {QStringLiteral("rows"), 8}}}}, b.counted(b.cam),
            {msg::CloseRun{}}}));
}

void retriedSkippedAndHeld(Beamline& b)
{
    const auto onFailure
        = [](int retries, FailurePolicy::Then then) { return msg::OnFailure{{.retries = retries, .then = then}}; };
    b.d->failAt = 2;
    const auto failsAt
        = [&b](int trigger) { return b.doing([&b, trigger] { b.d->failAt = b.d->triggers + trigger; }); };
    QVERIFY(b.session.start(sequenceFactory(join({{msg::OpenRun{}, onFailure(1, FailurePolicy::Then::Throw)},
        b.counted(b.d), b.counted(b.d), {onFailure(0, FailurePolicy::Then::Skip), failsAt(1)}, b.counted(b.d),
        b.counted(b.d), {onFailure(0, FailurePolicy::Then::Hold), msg::Checkpoint{}, failsAt(1)}, b.counted(b.d),
        {msg::CloseRun{}}}))));
    QTRY_VERIFY(b.session.engine.report().held);
    b.session.engine.resume();
    b.session.outcome();
}

/// The gauge changes a thousand times while one event in a thousand seconds is wanted: the first, and the newest at the end.
void monitoredSlowly(Beamline& b)
{
    const auto burst = [&b] {
        for (int i = 1; i <= 1000; ++i)
            b.g->change(i, 1000 + i);
    };
    finish(b,
        {msg::OpenRun{}, msg::Monitor{.device = b.g, .maxRate = 0.001}, msg::Null{}, b.doing(burst), msg::CloseRun{}});
}

/// The baseline has a device that is gone at the end.
void baselineLost(Beamline& b)
{
    b.session.engine.setBaseline({b.g, b.x});
    finish(b,
        join({{msg::OpenRun{}}, b.counted(b.d),
            {b.doing([&b] { b.x->setMissing({QStringLiteral("BD:x")}); }), msg::CloseRun{}}}));
}

const std::map<QString, Scenario>& scenarios()
{
    static const std::map<QString, Scenario> all{{QStringLiteral("monitored"), monitored},
        {QStringLiteral("monitored_through_a_pause"), monitoredThroughAPause}, {QStringLiteral("flown"), flown},
        {QStringLiteral("flown_and_not_collected"), flownAndNotCollected}, {QStringLiteral("frames"), frames},
        {QStringLiteral("frames_through_a_pause"), framesThroughAPause},
        {QStringLiteral("frame_missing"), frameMissing}, {QStringLiteral("paused_scan"), pausedScan},
        {QStringLiteral("failed_scan"), failedScan}, {QStringLiteral("dropped_event"), droppedEvent},
        {QStringLiteral("repeated_points"), repeatedPoints}, {QStringLiteral("suspended_scan"), suspendedScan},
        {QStringLiteral("stopped_scan"),
            endedBy([](RunEngine& engine) { engine.stop(QStringLiteral("enough points")); })},
        {QStringLiteral("aborted_scan"),
            endedBy([](RunEngine& engine) { engine.abort(QStringLiteral("the sample fell off")); })},
        {QStringLiteral("halted_scan"), endedBy([](RunEngine& engine) { engine.halt(); })},
        {QStringLiteral("several_runs"), severalRuns}, {QStringLiteral("configured_in_mid_run"), configuredInMidRun},
        {QStringLiteral("retried_skipped_and_held"), retriedSkippedAndHeld},
        {QStringLiteral("monitored_slowly"), monitoredSlowly}, {QStringLiteral("baseline_lost"), baselineLost}};
    return all;
}

} // namespace

/// What runs of all kinds write down, as lines of text in transcripts/.
class TestRunEngineStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transcripts_data();
    void transcripts();
    void monitorsDropTheOldest();
    void monitorsHaveTheTimesOfTheirSource();
    void noReplayWhenADeviceWantsNone();
};

void TestRunEngineStreams::transcripts_data()
{
    QTest::addColumn<QString>("name");
    for (const auto& [name, scenario] : scenarios())
        QTest::newRow(qPrintable(name)) << name;
}

void TestRunEngineStreams::transcripts()
{
    QFETCH(QString, name);
    Beamline beamline;
    scenarios().at(name)(beamline);
    QFile file(QFINDTESTDATA("transcripts") + QLatin1Char('/') + name + QStringLiteral(".txt"));
    QVERIFY2(file.open(QIODevice::ReadOnly | QIODevice::Text), qPrintable(file.fileName()));
    const QStringList expected = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    const QStringList lines = Transcript::of(beamline.session.documents());
    if (lines != expected)
        qWarning("%s", qPrintable(lines.join(QLatin1Char('\n'))));
    QCOMPARE(lines, expected);
}

void TestRunEngineStreams::monitorsDropTheOldest()
{
    Beamline b;
    const int more = int(Monitors::Capacity) + 25;
    // All of them between two looks of the engine.
    const auto burst = [&b, more] {
        for (int i = 1; i <= more; ++i)
            b.g->change(i, 1000 + i);
    };
    finish(b, {msg::OpenRun{}, msg::Monitor{b.g}, b.doing(burst), msg::CloseRun{}});
    const auto documents = b.session.documents();
    const auto readings = events(documents, "g_monitor");
    // What the gauge showed at first, and of the burst the newest.
    QCOMPARE(readings.size(), Monitors::Capacity + 1);
    QCOMPARE(*devices::toDouble(readings.back()->data[0].value), double(more));
    QCOMPARE(readings.back()->seqNum, int(Monitors::Capacity) + 1);
    const RunStopPtr stop = all<RunStopPtr>(documents).front();
    QCOMPARE(stop->dropped, (std::map<QString, int>{{QStringLiteral("g_monitor"), 25}}));
    QCOMPARE(
        toJson(stop).value(QStringLiteral("num_dropped")).toObject().value(QStringLiteral("g_monitor")).toInt(), 25);
}

void TestRunEngineStreams::monitorsHaveTheTimesOfTheirSource()
{
    Beamline b;
    finish(b,
        {msg::OpenRun{}, msg::Monitor{b.g}, b.doing([&b] { b.g->change(1, 1234.5); }), msg::Unmonitor{b.g},
            msg::CloseRun{}});
    const auto readings = events(b.session.documents(), "g_monitor");
    QCOMPARE(readings.size(), std::size_t{2});
    QCOMPARE(devices::toEpochSeconds(readings[1]->time), 1234.5);
    QCOMPARE(devices::toEpochSeconds(readings[1]->data[0].time), 1234.5);
}

void TestRunEngineStreams::noReplayWhenADeviceWantsNone()
{
    Beamline b;
    b.g->replays = false;
    b.x->hold = true;
    QVERIFY(b.session.start(sequenceFactory(
        join({{msg::OpenRun{}, msg::Checkpoint{}, reading(b.g), msg::Trigger{b.d}, msg::Set{b.x, 1}, msg::Wait{}},
            {msg::CloseRun{}}}))));
    b.pauseAndResume();
    QVERIFY(b.session.outcome().success);
    QCOMPARE(b.d->triggers.load(), 1);
    // The motor goes where the plan has sent it all the same.
    QCOMPARE(*b.x->position(), 1.0);
}

QTEST_GUILESS_MAIN(TestRunEngineStreams)
#include "tst_runenginestreams.moc"
