#include "tests/scans/enginetests.h"

#include "scans/plans/preprocessors.h"

using namespace enginetests;

class TestRunEngineEndings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherMotorsStopBeforeTheCleanup();
    void stopIsASuccess();
    void abortStopsMotorsAndKeepsItsReason();
    void abortSurvivesAPlanThatClosesItsRun();
    void failureSurvivesAPlanThatClosesItsRun();
    void abortWhilePaused();
    void haltSkipsScopes();
    void scopesCleanUp();
    void cleanupMovesMotorsAfterAnAbort();
};

/// One of two motors fails: the other one is stopped, and only then sent back.
void TestRunEngineEndings::otherMotorsStopBeforeTheCleanup()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    session.detector("d");
    y->holdAt = 5;
    const QJsonObject parameters{{QStringLiteral("axes"), QJsonArray{axis("x", 0, 5), axis("y", 0, 5)}},
        {QStringLiteral("intervals"), 1}, {QStringLiteral("dwell"), 0},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    x->holdAt = 5;
    QVERIFY(session.start(session.plan("rel_scan", parameters)));
    QTRY_VERIFY(x->held && y->held);
    y->holdAt = NAN;
    session.onEngine([x] { x->stop(); }); // from outside
    const RunOutcome outcome = session.outcome();
    QVERIFY(!outcome.success);
    QCOMPARE(outcome.reason, QStringLiteral("x was stopped"));
    QVERIFY(y->stops >= 1);
    QCOMPARE(*y->position(), 0.0);
    QVERIFY(!y->moving);
}

void TestRunEngineEndings::stopIsASuccess()
{
    Session session;
    const auto motor = session.motor("x");
    motor->hold = true;
    const auto log = std::make_shared<QStringList>();
    QVERIFY(session.start([log, motor] {
        Msg wait = msg::Wait{};
        return catching(log, std::move(wait));
    }));
    session.outcome();
    QCOMPARE(*log, QStringList{QStringLiteral("fine")});
    session.detector("d");
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.engine.stop(QStringLiteral("seen enough"));
    const RunOutcome outcome = session.outcome();
    QVERIFY(outcome.success);
    QCOMPARE(outcome.reason, QStringLiteral("seen enough"));
    const RunStopPtr stop = all<RunStopPtr>(session.documents()).front();
    QCOMPARE(stop->exitStatus, QStringLiteral("success"));
    QCOMPARE(stop->reasonCode, QStringLiteral("stopped_by_user"));
    QVERIFY(motor->stopped);

    log->clear();
    QVERIFY(session.start([log] {
        Msg sleep = msg::Sleep{1000s};
        return catching(log, std::move(sleep));
    }));
    QTRY_COMPARE(session.engine.state(), EngineState::Running);
    QTRY_VERIFY(session.engine.report().activity.contains(QStringLiteral("1e+03 s")));
    session.engine.stop();
    session.outcome();
    QCOMPARE(*log, QStringList{QStringLiteral("stop seen")});
}

void TestRunEngineEndings::abortStopsMotorsAndKeepsItsReason()
{
    Session session;
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    QCOMPARE(detector->staged.load(), 1);
    session.engine.abort(QStringLiteral("sample fell off"));
    const RunOutcome outcome = session.outcome();
    QVERIFY(!outcome.success);
    QCOMPARE(outcome.exitStatus, QStringLiteral("abort"));
    QCOMPARE(outcome.reason, QStringLiteral("sample fell off"));
    QVERIFY(motor->stopped);
    QCOMPARE(detector->staged.load(), 0);
    const RunStopPtr stop = all<RunStopPtr>(session.documents()).front();
    QCOMPARE(stop->exitStatus, QStringLiteral("abort"));
    QCOMPARE(stop->reason, QStringLiteral("sample fell off"));
    QCOMPARE(stop->reasonCode, QStringLiteral("aborted_by_user"));
    QCOMPARE(session.engine.state(), EngineState::Idle);
}

void TestRunEngineEndings::abortSurvivesAPlanThatClosesItsRun()
{
    Session session;
    const auto closing = [] {
        return [](int) -> Plan {
            Msg open = msg::OpenRun{};
            co_yield std::move(open);
            try {
                Msg sleep = msg::Sleep{1000s};
                co_yield std::move(sleep);
            } catch (const RequestAbort&) {
            }
            Msg close = msg::CloseRun{};
            co_yield std::move(close);
        }(0);
    };
    QVERIFY(session.start(closing));
    QTRY_COMPARE(session.queue->counters().waiting, std::size_t{1});
    session.engine.abort(QStringLiteral("why"));
    QCOMPARE(session.outcome().exitStatus, QStringLiteral("abort"));
    QCOMPARE(all<RunStopPtr>(session.documents()).front()->reason, QStringLiteral("why"));
}

void TestRunEngineEndings::failureSurvivesAPlanThatClosesItsRun()
{
    Session session;
    const auto d = session.detector("d");
    d->failAt = 1;
    const RunOutcome outcome = session.run([d] {
        return inRun(sequence({msg::Trigger{d}, msg::Wait{}}), QJsonObject(), DefaultRun);
    });
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    const RunStopPtr stop = all<RunStopPtr>(session.documents()).front();
    QCOMPARE(stop->reason, QStringLiteral("d does not count"));
    QCOMPARE(stop->reasonCode, QStringLiteral("io"));
    QCOMPARE(stop->device, QStringLiteral("d"));
    QCOMPARE(stop->pv, QStringLiteral("BD:d"));
}

void TestRunEngineEndings::abortWhilePaused()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    session.engine.abort(QStringLiteral("changed my mind"));
    QCOMPARE(session.outcome().reason, QStringLiteral("changed my mind"));
    QCOMPARE(outline(session.documents()).last(), QStringLiteral("stop:abort"));
}

void TestRunEngineEndings::haltSkipsScopes()
{
    Session session;
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    motor->hold = true;
    const auto log = std::make_shared<QStringList>();
    const std::vector<Msg> messages{
        msg::OpenRun{}, msg::Stage{makeDeviceList({detector})}, msg::Set{motor, 1.0}, msg::Wait{}};
    QVERIFY(session.start([log, messages] { return scoped(log, QStringLiteral("a"), messages, true); }));
    QTRY_VERIFY(motor->moving);
    session.engine.halt();
    const RunOutcome outcome = session.outcome();
    QCOMPARE(outcome.exitStatus, QStringLiteral("abort"));
    QVERIFY(log->isEmpty());
    QVERIFY(motor->stopped);
    QCOMPARE(detector->staged.load(), 0);
    QCOMPARE(outline(session.documents()), split("start stop:abort"));
}

void TestRunEngineEndings::scopesCleanUp()
{
    Session session;
    const auto detector = session.detector("d");
    const auto log = std::make_shared<QStringList>();
    QVERIFY(session.run([log] { return scoped(log, QStringLiteral("a"), {msg::Null{}}, true); }).success);
    QCOMPARE(*log, (QStringList{QStringLiteral("clean a"), QStringLiteral("end a")}));
    log->clear();
    QVERIFY(session.run([log] { return scoped(log, QStringLiteral("b"), {msg::Null{}}, false); }).success);
    QCOMPARE(*log, (QStringList{QStringLiteral("end b"), QStringLiteral("clean b")}));
    log->clear();
    // Innermost first; one that fails does not keep the others from running.
    detector->failAt = 1;
    const auto bad = [log, detector] { return noting(log, QStringLiteral("bad"), {msg::Trigger{detector}}); };
    const RunOutcome outcome = session.run([log, bad] {
        return scoped(log, QStringLiteral("c"), {msg::EnterScope{bad}, msg::CloseRun{}}, true);
    });
    QCOMPARE(outcome.reason, QStringLiteral("A run was closed while none is open; Cleaning up: d does not count"));
    QCOMPARE(*log, (QStringList{QStringLiteral("bad"), QStringLiteral("clean c")}));
}

void TestRunEngineEndings::cleanupMovesMotorsAfterAnAbort()
{
    Session session;
    const auto motor = session.motor("x");
    motor->hold = true;
    const auto log = std::make_shared<QStringList>();
    const auto goBack = [log, motor] {
        motor->hold = false;
        return noting(log, QStringLiteral("back"), {msg::Set{motor, -5.0}, msg::Wait{}});
    };
    QVERIFY(session.start(sequenceFactory({msg::EnterScope{goBack}, msg::Set{motor, 5.0}, msg::Wait{}})));
    QTRY_VERIFY(motor->moving);
    session.engine.abort(QStringLiteral("x"));
    const RunOutcome outcome = session.outcome();
    QCOMPARE(outcome.reason, QStringLiteral("x"));
    QCOMPARE(*motor->position(), -5.0);
    QVERIFY(motor->stopped);
}

QTEST_GUILESS_MAIN(TestRunEngineEndings)
#include "tst_runengineendings.moc"
