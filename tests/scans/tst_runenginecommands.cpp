#include "tests/scans/enginetests.h"
#include "tests/scans/morefakes.h"

#include "scans/engine/suspender.h"

using namespace enginetests;

namespace {

using Replies = std::shared_ptr<std::vector<Reply>>;

/// Keeps what each message is answered.
Plan asking(Replies replies, std::vector<Msg> messages)
{
    for (const Msg& message : messages) {
        Msg copy = message;
        Reply reply = co_yield std::move(copy);
        replies->push_back(std::move(reply));
    }
}

PlanFactory askingFactory(const Replies& replies, std::vector<Msg> messages)
{
    return [replies, messages = std::move(messages)] { return asking(replies, messages); };
}

DeviceList list(std::vector<devices::DevicePtr> devices)
{
    return makeDeviceList(std::move(devices));
}

} // namespace

/// The commands beyond those that a plain scan needs: what they answer, and how they refuse.
class TestRunEngineCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInterleave();
    void openRunsAreClosedLastFirst();
    void refusals_data();
    void refusals();
    void declaredStreamComesAhead();
    void locatesSeveral();
    void waitKeepsItsGroupAfterATimeout();
    void watchedGroupFails();
    void waitsForACondition();
    void notRewindableIsLetFinish();
    void asksTheUser();
    void userCommands();
    void configureMakesANewDescriptor();
    void readsInAnyOrder();
    void suspenderOfTheBeamlineStays();
};

void TestRunEngineCommands::runsInterleave()
{
    Session session;
    const auto d = session.detector("d");
    const auto e = session.detector("e");
    const auto event = [](const devices::DevicePtr& device, RunKey run) {
        return std::vector<Msg>{msg::Trigger{device}, msg::Wait{}, msg::Create{.run = run},
            msg::Read{makeDeviceList({device}), run}, msg::Save{run}};
    };
    const RunOutcome outcome
        = session.run(sequenceFactory(join({{msg::OpenRun{{}, 1}, msg::OpenRun{{}, 2}}, event(d, 1), event(e, 2),
            event(e, 2), event(d, 1), {msg::CloseRun{.run = 1}}, event(e, 2), {msg::CloseRun{.run = 2}}})));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(outcome.runUids.size(), std::size_t{2});
    QCOMPARE(Transcript::of(session.documents()),
        (QStringList{QStringLiteral("start scan_id=1"), QStringLiteral("run2 start scan_id=2"),
            QStringLiteral("run1 descriptor primary: d"), QStringLiteral("run1 event primary 1: d=1"),
            QStringLiteral("run2 descriptor primary: e"), QStringLiteral("run2 event primary 1: e=1"),
            QStringLiteral("run2 event primary 2: e=2"), QStringLiteral("run1 event primary 2: d=2"),
            QStringLiteral("run1 stop success primary=2"), QStringLiteral("run2 event primary 3: e=3"),
            QStringLiteral("run2 stop success primary=3")}));
}

void TestRunEngineCommands::openRunsAreClosedLastFirst()
{
    Session session;
    const RunOutcome outcome
        = session.run(sequenceFactory({msg::OpenRun{{}, 7}, msg::OpenRun{}, msg::OpenRun{{}, 5}, msg::LeaveScope{}}));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    const auto documents = session.documents();
    const auto starts = all<RunStartPtr>(documents);
    const auto stops = all<RunStopPtr>(documents);
    QCOMPARE(stops.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(stops[i]->runStart, starts[2 - i]->uid);
        QCOMPARE(stops[i]->exitStatus, QStringLiteral("fail"));
        QCOMPARE(stops[i]->reasonCode, QStringLiteral("refused"));
    }
}

void TestRunEngineCommands::refusals_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const QString refused = QStringLiteral("refused");
    const QString unable = QStringLiteral("not_supported");
    QTest::newRow("same key") << 0 << refused << QStringLiteral("A run was opened while another is open under its key");
    QTest::newRow("other key") << 1 << refused << QStringLiteral("Events need an open run");
    QTest::newRow("declare without run") << 2 << refused << QStringLiteral("Events need an open run");
    QTest::newRow("declare twice") << 3 << refused << QStringLiteral("A stream was declared a second time");
    QTest::newRow("monitor without run") << 4 << refused << QStringLiteral("Monitors need an open run");
    QTest::newRow("monitor twice") << 5 << refused << QStringLiteral("g is monitored already");
    QTest::newRow("unmonitor") << 6 << refused
                               << QStringLiteral("A device was to be monitored no more that is not monitored");
    QTest::newRow("cannot monitor") << 7 << unable << QStringLiteral("d cannot be monitored");
    QTest::newRow("kickoff without run") << 8 << refused
                                         << QStringLiteral("Devices take points by themselves only within a run");
    QTest::newRow("cannot fly") << 9 << unable << QStringLiteral("d cannot take points by itself");
    QTest::newRow("collect without run") << 10 << refused
                                         << QStringLiteral("Points can be collected only within a run");
    QTest::newRow("configure in event") << 11 << refused
                                        << QStringLiteral("A device cannot be configured within an event");
    QTest::newRow("cannot configure") << 12 << unable << QStringLiteral("d cannot be configured");
    QTest::newRow("bad configuration") << 13 << QStringLiteral("bad_value") << QStringLiteral("cam has only a gain");
    QTest::newRow("cannot prepare") << 14 << unable << QStringLiteral("d cannot be prepared");
    QTest::newRow("cannot locate") << 15 << unable << QStringLiteral("d has no position");
    QTest::newRow("no such command") << 16 << unable << QStringLiteral("There is no command dance");
    QTest::newRow("asks nothing") << 17 << refused << QStringLiteral("A plan asked the user nothing");
    QTest::newRow("no condition") << 18 << refused << QStringLiteral("A plan wanted to wait for no condition");
    QTest::newRow("others' suspender") << 19 << refused
                                       << QStringLiteral("A suspender was removed that the plan has not installed");
    QTest::newRow("declare nothing") << 20 << refused << QStringLiteral("A stream was declared without devices");
    QTest::newRow("cannot be set") << 21 << unable << QStringLiteral("d cannot be moved");
    QTest::newRow("rate") << 22 << refused << QStringLiteral("A device was to be monitored at an impossible rate");
    QTest::newRow("other objects") << 23 << refused
                                   << QStringLiteral("An event has other devices than the first one of its stream");
    QTest::newRow("twice in an event") << 24 << QStringLiteral("bad_value")
                                       << QStringLiteral("Two columns are called d");
    QTest::newRow("subscribe nobody") << 25 << refused << QStringLiteral("A plan wanted to subscribe nobody");
    QTest::newRow("install nothing") << 26 << refused << QStringLiteral("A plan wanted to install no suspender");
    QTest::newRow("sleep for ever") << 27 << refused << QStringLiteral("The plan wants to sleep for ever");
}

void TestRunEngineCommands::refusals()
{
    QFETCH(int, which);
    QFETCH(QString, code);
    QFETCH(QString, message);
    Session session;
    const auto d = session.detector("d");
    const auto g = std::make_shared<Gauge>(QStringLiteral("g"));
    const auto cam = std::make_shared<FrameCamera>(QStringLiteral("cam"));
    const std::vector<std::vector<Msg>> wrong{
        {msg::OpenRun{{}, 3}, msg::OpenRun{{}, 3}},
        {msg::OpenRun{{}, 3}, msg::Create{}},
        {msg::DeclareStream{list({d})}},
        {msg::OpenRun{}, msg::DeclareStream{list({d})}, msg::DeclareStream{list({d})}},
        {msg::Monitor{g}},
        {msg::OpenRun{}, msg::Monitor{g}, msg::Monitor{g}},
        {msg::OpenRun{}, msg::Unmonitor{g}},
        {msg::OpenRun{}, msg::Monitor{d}},
        {msg::Kickoff{d}},
        {msg::OpenRun{}, msg::Kickoff{d}},
        {msg::Collect{d}},
        {msg::OpenRun{}, msg::Create{}, msg::Configure{cam, {{QStringLiteral("gain"), 2}}}},
        {msg::Configure{d}},
        {msg::Configure{cam, {{QStringLiteral("speed"), 2}}}},
        {msg::Prepare{d}},
        {msg::Locate{list({d})}},
        {msg::User{QStringLiteral("dance")}},
        {msg::Input{}},
        {msg::WaitFor{}},
        {msg::RemoveSuspender{}},
        {msg::OpenRun{}, msg::DeclareStream{list({})}},
        {msg::Set{d, 1}},
        {msg::OpenRun{}, msg::Monitor{.device = g, .maxRate = -1}},
        join({{msg::OpenRun{}}, eventOf(d), eventOf(g)}),
        {msg::OpenRun{}, msg::Create{}, reading(d), reading(d), msg::Save{}},
        {msg::Subscribe{}},
        {msg::InstallSuspender{}},
        {msg::Sleep{std::chrono::duration<double>(1e9)}},
    };
    // Caught inside the plan it does no harm.
    const auto log = std::make_shared<QStringList>();
    std::vector<Msg> before = wrong[std::size_t(which)];
    const Msg last = before.back();
    before.pop_back();
    const RunOutcome caught = session.run([log, before, last] {
        return [](Log seen, std::vector<Msg> first, Msg then) -> Plan {
            Plan start = sequence(std::move(first));
            co_yield std::move(start);
            Plan end = catching(seen, std::move(then));
            co_yield std::move(end);
        }(log, before, last);
    });
    QVERIFY2(caught.success, qPrintable(caught.reason));
    QCOMPARE(*log, (QStringList{code, message}));
    const RunOutcome outcome = session.run(sequenceFactory(wrong[std::size_t(which)]));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, message);
    const auto documents = session.documents();
    QCOMPARE(all<RunStartPtr>(documents).size(), all<RunStopPtr>(documents).size());
}

void TestRunEngineCommands::declaredStreamComesAhead()
{
    Session session;
    const auto x = session.motor("x");
    const auto replies = std::make_shared<std::vector<Reply>>();
    QVERIFY(session
                .run(askingFactory(
                    replies, join({{msg::OpenRun{}, msg::DeclareStream{list({x})}}, eventOf(x), {msg::CloseRun{}}})))
                .success);
    const auto documents = session.documents();
    QCOMPARE(outline(documents), split("start descriptor:primary event:primary:1 stop:success"));
    QCOMPARE(std::get<QString>((*replies)[1]), all<EventDescriptorPtr>(documents).front()->uid);
    QCOMPARE(std::get<std::vector<devices::Reading>>((*replies)[3]).size(), std::size_t{2});
    // Its first event must have what was declared.
    const auto other = session.motor("y");
    const RunOutcome outcome = session.run(
        sequenceFactory(join({{msg::OpenRun{}, msg::DeclareStream{list({x})}}, eventOf(other), {msg::CloseRun{}}})));
    QCOMPARE(outcome.reason, QStringLiteral("An event has other devices than the first one of its stream"));
}

void TestRunEngineCommands::locatesSeveral()
{
    Session session;
    const auto a = std::make_shared<devices::SoftPositioner>(QStringLiteral("a"));
    const auto b = std::make_shared<devices::SoftPositioner>(QStringLiteral("b"));
    const auto replies = std::make_shared<std::vector<Reply>>();
    QVERIFY(
        session.run(askingFactory(replies, {msg::Set{a, 2}, msg::Set{b, 3}, msg::Wait{}, msg::Locate{list({b, a})}}))
            .success);
    QCOMPARE(std::get<bool>((*replies)[2]), true);
    const auto found = std::get<std::vector<devices::Location>>((*replies)[3]);
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].readback, 3.0);
    QCOMPARE(found[1].setpoint, 2.0);
}

void TestRunEngineCommands::waitKeepsItsGroupAfterATimeout()
{
    Session session;
    const auto x = session.motor("x");
    x->hold = true;
    const auto replies = std::make_shared<std::vector<Reply>>();
    QVERIFY(session.start(askingFactory(replies,
        {msg::Set{x, 2, 4}, msg::Wait{.group = 4, .timeout = 5ms, .errorOnTimeout = false}, msg::Wait{.group = 4},
            msg::Checkpoint{}})));
    QTRY_VERIFY(x->held);
    QTRY_VERIFY(session.engine.report().activity.contains(QStringLiteral("x to reach 2 mm")));
    session.onEngine([] {});
    // Late, but within the second wait, or at least before it is over.
    QTRY_VERIFY([&] {
        std::size_t answered = 0;
        session.onEngine([&] { answered = replies->size(); });
        return answered == 2;
    }());
    session.onEngine([x] { x->release(); });
    QVERIFY(session.outcome().success);
    QCOMPARE(std::get<bool>((*replies)[1]), false);
    QCOMPARE(std::get<bool>((*replies)[2]), true);
    QCOMPARE(*x->position(), 2.0);

    // The same with an error, which the plan may catch, and wait again.
    const auto log = std::make_shared<QStringList>();
    QVERIFY(session.start([log, x] {
        return [](Log seen, devices::DevicePtr motor) -> Plan {
            Msg set = msg::Set{motor, 3};
            co_yield std::move(set);
            Msg wait = msg::Wait{.timeout = 5ms};
            Plan first = catching(seen, std::move(wait));
            co_yield std::move(first);
            Msg again = msg::Wait{};
            co_yield std::move(again);
        }(log, x);
    }));
    QTRY_VERIFY([&] {
        qsizetype lines = 0;
        session.onEngine([&] { lines = log->size(); });
        return lines == 2;
    }());
    session.onEngine([x] { x->release(); });
    QVERIFY(session.outcome().success);
    QCOMPARE(log->front(), QStringLiteral("timeout"));
    QVERIFY2(log->back().contains(QStringLiteral("x to reach 3 mm")), qPrintable(log->back()));
}

void TestRunEngineCommands::watchedGroupFails()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    x->hold = true;
    y->hold = true;
    QVERIFY(
        session.start(sequenceFactory({msg::Set{x, 1, 1}, msg::Set{y, 1, 2}, msg::Wait{.group = 1, .watch = {2}}})));
    QTRY_VERIFY(y->held);
    QTRY_VERIFY(!session.engine.report().activity.isEmpty());
    session.onEngine([y] { y->stop(); });
    const RunOutcome outcome = session.outcome();
    QCOMPARE(outcome.reason, QStringLiteral("y was stopped"));
    QVERIFY(x->stopped);
    // Its success alone does not end the wait.
    QVERIFY(
        session.start(sequenceFactory({msg::Set{x, 1, 1}, msg::Set{y, 1, 2}, msg::Wait{.group = 1, .watch = {2}}})));
    QTRY_VERIFY(x->moving && y->moving);
    session.onEngine([y] { y->release(); });
    session.sync();
    QCOMPARE(session.engine.state(), EngineState::Running);
    session.onEngine([x] { x->release(); });
    QVERIFY(session.outcome().success);
}

void TestRunEngineCommands::waitsForACondition()
{
    Session session;
    std::atomic<bool> hot = false;
    const msg::WaitFor wait{[&hot] { return hot.load(); }, QStringLiteral("the furnace to be hot")};
    QVERIFY(session.start(sequenceFactory({wait})));
    QTRY_COMPARE(session.engine.report().activity, QStringLiteral("waiting for the furnace to be hot"));
    hot = true;
    QVERIFY(session.outcome().success);
    hot = false;
    msg::WaitFor impatient = wait;
    impatient.timeout = 20ms;
    const RunOutcome outcome = session.run(sequenceFactory({impatient}));
    QCOMPARE(outcome.reason, QStringLiteral("Waited 0.0 s in vain for the furnace to be hot"));
    const msg::WaitFor throwing{[]() -> bool { throw std::runtime_error("no furnace"); }};
    QCOMPARE(session.run(sequenceFactory({throwing})).reason, QStringLiteral("no furnace"));
}

void TestRunEngineCommands::notRewindableIsLetFinish()
{
    Session session;
    const auto x = session.motor("x");
    const auto d = session.detector("d");
    x->hold = true;
    const auto replies = std::make_shared<std::vector<Reply>>();
    QVERIFY(session.start(askingFactory(replies,
        {msg::OpenRun{}, msg::Rewindable{}, msg::Rewindable{false}, msg::Trigger{d}, msg::Set{x, 1}, msg::Wait{},
            msg::Trigger{d}, msg::Rewindable{true}, msg::Trigger{d}, msg::CloseRun{}})));
    QTRY_VERIFY(x->moving);
    session.engine.pause();
    session.sync();
    QCOMPARE(session.engine.state(), EngineState::Running);
    QVERIFY(x->moving);
    session.onEngine([x] { x->release(); });
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(d->triggers.load(), 2);
    x->hold = false;
    session.engine.resume();
    QVERIFY(session.outcome().success);
    // Nothing was done again.
    QCOMPARE(d->triggers.load(), 3);
    QCOMPARE(std::get<bool>((*replies)[1]), true);
    QCOMPARE(std::get<bool>((*replies)[2]), false);
    QCOMPARE(std::get<bool>((*replies)[7]), true);
}

void TestRunEngineCommands::asksTheUser()
{
    Session session;
    const auto replies = std::make_shared<std::vector<Reply>>();
    session.engine.answer(QStringLiteral("nobody asked"));
    QVERIFY(session.start(askingFactory(replies, {msg::Input{QStringLiteral("How thick is it?")}})));
    QTRY_COMPARE(session.engine.report().question, QStringLiteral("How thick is it?"));
    // A pause takes the question back, and resuming asks again.
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(session.engine.report().question, QString());
    session.engine.resume();
    QTRY_COMPARE(session.engine.report().question, QStringLiteral("How thick is it?"));
    session.engine.answer(QStringLiteral("3 mm"));
    QVERIFY(session.outcome().success);
    QCOMPARE(std::get<QString>(replies->front()), QStringLiteral("3 mm"));
    session.sync();
    QCOMPARE(session.engine.report().question, QString());
    const RunOutcome late = session.run(sequenceFactory({msg::Input{QStringLiteral("Ready?"), 10ms}}));
    QCOMPARE(late.reason, QStringLiteral("Waited 0.0 s in vain for an answer to \"Ready?\""));
}

void TestRunEngineCommands::userCommands()
{
    Session session;
    const auto d = session.detector("d");
    session.engine.registerCommand(QStringLiteral("double"), [](const msg::User& message) -> Answer {
        return Reply(2 * message.arguments.value(QStringLiteral("of")).toDouble());
    });
    session.engine.registerCommand(QStringLiteral("fail"), [](const msg::User&) -> Answer {
        return devices::Error{ErrorCode::Io, QStringLiteral("the robot is stuck"), QStringLiteral("robot")};
    });
    session.engine.registerCommand(
        QStringLiteral("throw"), [](const msg::User&) -> Answer { throw std::runtime_error("thrown"); });
    session.engine.registerCommand(QStringLiteral("twice"), [](const msg::User& message) -> Answer {
        const devices::DevicePtr device = message.devices->front();
        return sequence({msg::Trigger{device}, msg::Trigger{device}});
    });
    const auto replies = std::make_shared<std::vector<Reply>>();
    QVERIFY(session
                .run(askingFactory(replies,
                    {msg::User{QStringLiteral("double"), {{QStringLiteral("of"), 21}}},
                        msg::User{QStringLiteral("twice"), {}, list({d})}}))
                .success);
    QCOMPARE(std::get<double>(replies->front()), 42.0);
    QCOMPARE(d->triggers.load(), 2);
    QCOMPARE(
        session.run(sequenceFactory({msg::User{QStringLiteral("fail")}})).reason, QStringLiteral("the robot is stuck"));
    QCOMPARE(session.run(sequenceFactory({msg::User{QStringLiteral("throw")}})).reason, QStringLiteral("thrown"));
}

void TestRunEngineCommands::configureMakesANewDescriptor()
{
    Session session;
    const auto cam = std::make_shared<FrameCamera>(QStringLiteral("cam"));
    const auto replies = std::make_shared<std::vector<Reply>>();
    const std::vector<Msg> point = join({{msg::Trigger{cam}, msg::Wait{}}, eventOf(cam)});
    QVERIFY(session
                .run(askingFactory(replies,
                    join({{msg::Configure{cam, {{QStringLiteral("gain"), 2}}}, msg::OpenRun{}}, point,
                        {msg::Configure{cam, {{QStringLiteral("gain"), 4}}}}, point, {msg::CloseRun{}}})))
                .success);
    const auto documents = session.documents();
    QCOMPARE(Transcript::of(documents).filter(QRegularExpression(QStringLiteral("^(descriptor|event|stop)"))),
        (QStringList{QStringLiteral("descriptor primary: cam_sum cam_image(file 4x6) {cam_gain=2}"),
            QStringLiteral("event primary 1: cam_sum=1"),
            QStringLiteral("descriptor primary: cam_sum cam_image(file 4x6) {cam_gain=4}"),
            QStringLiteral("event primary 2: cam_sum=2"), QStringLiteral("stop success primary=2")}));
    const auto descriptors = all<EventDescriptorPtr>(documents);
    QVERIFY(descriptors[0]->uid != descriptors[1]->uid);
    QCOMPARE(all<EventPtr>(documents)[1]->descriptor, descriptors[1]);
    const auto change = std::get<ReconfiguredPtr>((*replies)[7]);
    QCOMPARE(*devices::toDouble(change->before.front().value), 2.0);
    QCOMPARE(*devices::toDouble(change->after.front().value), 4.0);
}

void TestRunEngineCommands::readsInAnyOrder()
{
    Session session;
    const auto x = session.motor("x");
    const auto d = session.detector("d");
    const auto outcome = session.run(
        sequenceFactory({msg::OpenRun{}, msg::Create{}, msg::Read{list({x, d})}, msg::Save{}, msg::Trigger{d},
            msg::Set{x, 5}, msg::Wait{}, msg::Create{}, reading(d), reading(x), msg::Save{}, msg::CloseRun{}}));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(Transcript::of(session.documents()).filter(QStringLiteral("event")),
        (QStringList{QStringLiteral("event primary 1: x=0 x_setpoint=0 d=0"),
            QStringLiteral("event primary 2: x=5 x_setpoint=5 d=1")}));
}

void TestRunEngineCommands::suspenderOfTheBeamlineStays()
{
    Session session;
    SuspenderSpec spec;
    spec.name = QStringLiteral("beam");
    spec.condition = SuspenderCondition::low();
    const auto beam = std::make_shared<Suspender>(spec);
    const auto set = [&](double value) {
        session.onEngine([beam, value] { beam->update({devices::Value(value), {}, devices::Severity::None, 0}); });
    };
    session.engine.addSuspender(beam);
    set(1);
    QVERIFY(session.run(sequenceFactory({msg::InstallSuspender{beam}})).success);
    set(0);
    QVERIFY(session.start(sequenceFactory({msg::Null{}})));
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    set(1);
    QVERIFY(session.outcome().success);
}

QTEST_GUILESS_MAIN(TestRunEngineCommands)
#include "tst_runenginecommands.moc"
