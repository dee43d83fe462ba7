#include "tests/scans/enginetests.h"
#include "tests/scans/morefakes.h"

#include "scans/engine/suspender.h"

using namespace enginetests;

namespace {

/// A scan under one suspender or two, whose values the test sets.
struct Suspended
{
    explicit Suspended(std::chrono::milliseconds settle = 0ms)
        : session(options())
        , x(session.motor("x"))
        , d(session.detector("d"))
        , beam(make(QStringLiteral("beam"), settle))
        , shutter(make(QStringLiteral("shutter"), settle))
    {
        session.engine.addSuspender(beam);
        session.engine.addSuspender(shutter);
        set(beam, 1);
        set(shutter, 1);
        x->holdAt = 2;
    }
    static RunEngine::Options options()
    {
        RunEngine::Options quick;
        quick.reconnectSettle = 1ms;
        return quick;
    }

    SuspenderPtr make(const QString& name, std::chrono::milliseconds settle)
    {
        SuspenderSpec spec;
        spec.name = name;
        spec.pv = QStringLiteral("BD:") + name;
        spec.condition = SuspenderCondition::low();
        spec.settle = settle;
        spec.before = [log = log, name] { return noting(log, QStringLiteral("before ") + name, {}); };
        spec.after = [log = log, name] { return noting(log, QStringLiteral("after ") + name, {}); };
        return std::make_shared<Suspender>(std::move(spec));
    }
    void set(const SuspenderPtr& suspender, double value)
    {
        session.onEngine([suspender, value] {
            suspender->update({devices::Value(value), {}, devices::Severity::None, 0});
        });
    }
    /// To the middle of the move to the second of three points.
    void begin()
    {
        QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
        QTRY_VERIFY(x->held);
    }
    void awaitState(EngineState state) { QTRY_COMPARE(session.engine.state(), state); }
    QStringList written()
    {
        QStringList lines;
        session.onEngine([&] { lines = *log; });
        return lines;
    }
    void finishes()
    {
        const RunOutcome outcome = session.outcome();
        QVERIFY2(outcome.success, qPrintable(outcome.reason));
        const auto measured = events(session.documents());
        QCOMPARE(measured.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(measured[i]->seqNum, int(i + 1));
            QCOMPARE(*devices::toDouble(measured[i]->data[0].value), double(i + 1));
        }
    }

    Log log = std::make_shared<QStringList>();
    Session session;
    std::shared_ptr<Motor> x;
    std::shared_ptr<Detector> d;
    SuspenderPtr beam;
    SuspenderPtr shutter;
};

} // namespace

class TestRunEngineSuspenders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tripsAndGoesOn();
    void releasingOneIsNotEnough();
    void settlingCountsDown();
    void pauseWhileSuspended();
    void tripWhilePaused();
    void pauseDuringItsPlans();
    void trippedAtTheStart();
    void tripsAgainDuringTheLastPlan();
    void failingPlanEndsTheRun();
    void abortDuringItsPlans();
    void notWhereThePlanCannotBeResumed();
    void notWhileThePlanWantsNone();
    void lostDeviceAndSuspender();
    void planInstallsItsOwn();
    void spoiledPointIsMeasuredAgain();
    void momentaryTripSpoilsThePoint();
    void cleanupIsNotHeld();
};

void TestRunEngineSuspenders::tripsAndGoesOn()
{
    Suspended s;
    s.begin();
    s.set(s.beam, 0);
    s.awaitState(EngineState::Suspended);
    QVERIFY(s.x->stopped);
    QTRY_COMPARE(s.written(), QStringList{QStringLiteral("before beam")});
    const EngineReport report = s.session.engine.report();
    QCOMPARE(report.tripped, QStringList{QStringLiteral("beam: it is 0")});
    QCOMPARE(report.reason, QStringLiteral("beam: it is 0"));
    QVERIFY(!report.countdown);
    s.x->holdAt = NAN;
    s.set(s.beam, 1);
    const RunOutcome outcome = s.session.outcome();
    QVERIFY(outcome.success);
    QCOMPARE(s.written(), (QStringList{QStringLiteral("before beam"), QStringLiteral("after beam")}));
    const auto documents = s.session.documents();
    const auto interruptions = events(documents, "interruptions");
    QCOMPARE(interruptions.size(), std::size_t{2});
    QCOMPARE(devices::toText(interruptions[0]->data[0].value), QStringLiteral("suspend: beam: it is 0"));
    QCOMPARE(devices::toText(interruptions[1]->data[0].value), QStringLiteral("resume"));
    QCOMPARE(events(documents).size(), std::size_t{3});
}

void TestRunEngineSuspenders::releasingOneIsNotEnough()
{
    Suspended s;
    s.begin();
    s.set(s.beam, 0);
    s.awaitState(EngineState::Suspended);
    s.set(s.shutter, 0);
    QTRY_COMPARE(s.written().size(), 2);
    QTRY_COMPARE(s.session.engine.report().tripped.size(), 2);
    s.set(s.shutter, 1);
    QTRY_COMPARE(s.session.engine.report().tripped, QStringList{QStringLiteral("beam: it is 0")});
    // Its plans are done once, however often it trips.
    s.set(s.shutter, 0);
    QTRY_COMPARE(s.session.engine.report().tripped.size(), 2);
    s.set(s.beam, 1);
    QTRY_COMPARE(s.session.engine.report().tripped, QStringList{QStringLiteral("shutter: it is 0")});
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    s.x->holdAt = NAN;
    s.set(s.shutter, 1);
    s.finishes();
    QCOMPARE(*s.log,
        (QStringList{QStringLiteral("before beam"), QStringLiteral("before shutter"), QStringLiteral("after shutter"),
            QStringLiteral("after beam")}));
}

void TestRunEngineSuspenders::settlingCountsDown()
{
    Suspended s(1h);
    s.begin();
    s.set(s.beam, 0);
    s.awaitState(EngineState::Suspended);
    s.set(s.beam, 1);
    QTRY_VERIFY(s.session.engine.report().countdown.has_value());
    QVERIFY(*s.session.engine.report().countdown > 3000);
    QVERIFY(s.session.engine.report().tripped.isEmpty());
    // The least relapse, and all begins anew.
    s.set(s.beam, 0);
    QTRY_VERIFY(!s.session.engine.report().countdown);
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    s.session.engine.abort(QStringLiteral("no patience"));
    QCOMPARE(s.session.outcome().reason, QStringLiteral("no patience"));
}

void TestRunEngineSuspenders::pauseWhileSuspended()
{
    Suspended s;
    s.begin();
    s.set(s.beam, 0);
    s.awaitState(EngineState::Suspended);
    QTRY_COMPARE(s.written().size(), 1);
    s.session.engine.pause();
    s.awaitState(EngineState::Paused);
    s.x->holdAt = NAN;
    // Resuming waits for recovery, without doing its plan again.
    s.session.engine.resume();
    s.session.sync();
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    s.session.engine.pause();
    s.awaitState(EngineState::Paused);
    s.set(s.beam, 1);
    s.session.sync();
    QCOMPARE(s.session.engine.state(), EngineState::Paused);
    QCOMPARE(s.written(), QStringList{QStringLiteral("before beam")});
    s.session.engine.resume();
    s.finishes();
    QCOMPARE(*s.log, (QStringList{QStringLiteral("before beam"), QStringLiteral("after beam")}));
}

void TestRunEngineSuspenders::tripWhilePaused()
{
    Suspended s;
    s.begin();
    s.session.engine.pause();
    s.awaitState(EngineState::Paused);
    s.x->holdAt = NAN;
    s.set(s.beam, 0);
    s.session.sync();
    QCOMPARE(s.session.engine.state(), EngineState::Paused);
    s.session.engine.resume();
    s.awaitState(EngineState::Suspended);
    QTRY_COMPARE(s.written(), QStringList{QStringLiteral("before beam")});
    s.set(s.beam, 1);
    s.finishes();
    QCOMPARE(*s.log, (QStringList{QStringLiteral("before beam"), QStringLiteral("after beam")}));
}

void TestRunEngineSuspenders::pauseDuringItsPlans()
{
    Suspended s;
    const auto slow = s.session.motor("slow");
    slow->hold = true;
    SuspenderSpec spec = s.beam->spec();
    spec.name = QStringLiteral("slow");
    spec.before = [slow] { return sequence({msg::Set{slow, 1}, msg::Wait{}}); };
    const auto suspender = std::make_shared<Suspender>(spec);
    s.session.engine.addSuspender(suspender);
    s.set(suspender, 1);
    s.begin();
    s.set(suspender, 0);
    QTRY_VERIFY(slow->moving);
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    QTRY_VERIFY(s.session.engine.report().activity.contains(QStringLiteral("slow to reach 1 mm")));
    // It is let finish.
    s.session.engine.pause();
    s.session.sync();
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    QVERIFY(slow->moving);
    s.session.onEngine([slow] { slow->release(); });
    s.awaitState(EngineState::Paused);
    QCOMPARE(*slow->position(), 1.0);
    s.x->holdAt = NAN;
    slow->hold = false;
    s.set(suspender, 1);
    s.session.engine.resume();
    s.finishes();
}

void TestRunEngineSuspenders::trippedAtTheStart()
{
    Suspended s;
    s.set(s.beam, 0);
    s.x->holdAt = NAN;
    QVERIFY(s.session.start(s.session.plan("scan", scanParameters(1, 3, 2))));
    s.awaitState(EngineState::Suspended);
    QCOMPARE(s.x->sets.load(), 0);
    s.set(s.beam, 1);
    s.finishes();
}

void TestRunEngineSuspenders::tripsAgainDuringTheLastPlan()
{
    Suspended s;
    const auto slow = s.session.motor("slow");
    SuspenderSpec spec = s.beam->spec();
    spec.name = QStringLiteral("slow");
    spec.after = [slow, log = s.log] {
        return noting(log, QStringLiteral("opening"), {msg::Set{slow, 1}, msg::Wait{}});
    };
    spec.before = [log = s.log] { return noting(log, QStringLiteral("closing"), {}); };
    const auto suspender = std::make_shared<Suspender>(spec);
    s.session.engine.addSuspender(suspender);
    s.set(suspender, 1);
    s.begin();
    slow->hold = true;
    s.set(suspender, 0);
    s.awaitState(EngineState::Suspended);
    s.set(suspender, 1);
    QTRY_VERIFY(slow->moving);
    s.set(suspender, 0);
    s.session.onEngine([slow] { slow->release(); });
    // What the last plan did is undone by the first one.
    QTRY_COMPARE(
        s.written(), (QStringList{QStringLiteral("closing"), QStringLiteral("opening"), QStringLiteral("closing")}));
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    slow->hold = false;
    s.x->holdAt = NAN;
    s.set(suspender, 1);
    s.finishes();
    QCOMPARE(s.log->size(), 4);
}

void TestRunEngineSuspenders::failingPlanEndsTheRun()
{
    Suspended s;
    s.d->failAt = 2;
    SuspenderSpec spec = s.beam->spec();
    spec.before = [d = s.d] { return sequence({msg::Trigger{d}}); };
    const auto suspender = std::make_shared<Suspender>(spec);
    s.session.engine.addSuspender(suspender);
    s.set(suspender, 1);
    s.begin();
    s.set(suspender, 0);
    const RunOutcome outcome = s.session.outcome();
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    QCOMPARE(s.d->staged.load(), 0);
}

void TestRunEngineSuspenders::abortDuringItsPlans()
{
    Suspended s;
    const auto slow = s.session.motor("slow");
    slow->hold = true;
    SuspenderSpec spec = s.beam->spec();
    spec.before = [slow] { return sequence({msg::Set{slow, 1}, msg::Wait{}}); };
    const auto suspender = std::make_shared<Suspender>(spec);
    s.session.engine.addSuspender(suspender);
    s.set(suspender, 1);
    s.begin();
    s.set(suspender, 0);
    QTRY_VERIFY(slow->moving);
    s.session.engine.abort(QStringLiteral("enough"));
    QCOMPARE(s.session.outcome().reason, QStringLiteral("enough"));
    QVERIFY(slow->stopped);
    QVERIFY(s.x->stopped);
    QCOMPARE(s.d->staged.load(), 0);
}

void TestRunEngineSuspenders::notWhereThePlanCannotBeResumed()
{
    Suspended s;
    QVERIFY(s.session.start(sequenceFactory({msg::OpenRun{}, msg::ClearCheckpoint{}, msg::Set{s.x, 2}, msg::Wait{}})));
    QTRY_VERIFY(s.x->held);
    s.set(s.beam, 0);
    const RunOutcome outcome = s.session.outcome();
    QCOMPARE(outcome.exitStatus, QStringLiteral("abort"));
    QVERIFY2(outcome.reason.contains(QStringLiteral("beam: it is 0")), qPrintable(outcome.reason));
    QVERIFY(s.x->stopped);
    QCOMPARE(all<RunStopPtr>(s.session.documents()).front()->reasonCode, QStringLiteral("suspended"));
}

void TestRunEngineSuspenders::notWhileThePlanWantsNone()
{
    Suspended s;
    QVERIFY(s.session.start(sequenceFactory({msg::OpenRun{}, msg::Rewindable{false}, msg::Set{s.x, 2}, msg::Wait{},
        msg::Rewindable{true}, msg::CloseRun{}})));
    QTRY_VERIFY(s.x->held);
    s.set(s.beam, 0);
    s.session.sync();
    QCOMPARE(s.session.engine.state(), EngineState::Running);
    s.x->holdAt = NAN;
    s.session.onEngine([&s] { s.x->release(); });
    s.awaitState(EngineState::Suspended);
    s.set(s.beam, 1);
    QVERIFY(s.session.outcome().success);
}

void TestRunEngineSuspenders::lostDeviceAndSuspender()
{
    Suspended s;
    s.begin();
    s.session.onEngine([&s] { s.x->setMissing({QStringLiteral("BD:x")}); });
    s.awaitState(EngineState::Suspended);
    s.set(s.beam, 0);
    QTRY_COMPARE(s.session.engine.report().tripped.size(), 2);
    s.session.onEngine([&s] { s.x->setMissing({}); });
    QTRY_COMPARE(s.session.engine.report().tripped, QStringList{QStringLiteral("beam: it is 0")});
    QCOMPARE(s.session.engine.state(), EngineState::Suspended);
    s.x->holdAt = NAN;
    s.set(s.beam, 1);
    s.finishes();
}

void TestRunEngineSuspenders::planInstallsItsOwn()
{
    Suspended s;
    const SuspenderPtr own = s.make(QStringLiteral("own"), 0ms);
    QVERIFY(s.session.start(sequenceFactory({msg::OpenRun{}, msg::InstallSuspender{own}, msg::Null{}, msg::Sleep{1ms},
        msg::RemoveSuspender{own}, msg::CloseRun{}})));
    // Nobody has told it anything yet.
    s.awaitState(EngineState::Suspended);
    QVERIFY(s.session.engine.report().reason.contains(QStringLiteral("BD:own is disconnected")));
    s.set(own, 1);
    QVERIFY(s.session.outcome().success);
    QVERIFY(s.session.run(sequenceFactory({msg::InstallSuspender{own}})).success);
    s.set(own, 0);
    QVERIFY(s.session.run(sequenceFactory({msg::Sleep{1ms}})).success);
}

void TestRunEngineSuspenders::spoiledPointIsMeasuredAgain()
{
    Suspended s;
    s.x->holdAt = NAN;
    s.d->duration = std::chrono::hours(1);
    QVERIFY(s.session.start(s.session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_COMPARE(s.d->triggers.load(), 1);
    s.set(s.beam, 0);
    s.awaitState(EngineState::Suspended);
    s.session.onEngine([&s] { s.d->duration = 0us; });
    s.set(s.beam, 1);
    s.finishes();
    QCOMPARE(s.d->triggers.load(), 4);
}

void TestRunEngineSuspenders::momentaryTripSpoilsThePoint()
{
    Suspended s;
    s.begin();
    s.x->holdAt = NAN;
    // Gone and back before the engine can look.
    s.session.onEngine([beam = s.beam] {
        beam->update({devices::Value(0.0), {}, devices::Severity::None, 0});
        beam->update({devices::Value(1.0), {}, devices::Severity::None, 0});
    });
    // The motor would never arrive but for the point that is measured again.
    s.finishes();
    QVERIFY(s.x->stops > 0);
    // There was nothing to close and open again.
    QCOMPARE(s.written(), QStringList());
}

void TestRunEngineSuspenders::cleanupIsNotHeld()
{
    Suspended s;
    s.begin();
    s.set(s.beam, 0);
    s.awaitState(EngineState::Suspended);
    s.session.engine.stop(QStringLiteral("seen enough"));
    const RunOutcome outcome = s.session.outcome();
    QVERIFY(outcome.success);
    QCOMPARE(outcome.reason, QStringLiteral("seen enough"));
    QCOMPARE(s.d->staged.load(), 0);
}

QTEST_GUILESS_MAIN(TestRunEngineSuspenders)
#include "tst_runenginesuspenders.moc"
