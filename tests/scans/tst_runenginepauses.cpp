#include "tests/scans/enginetests.h"

using namespace enginetests;

class TestRunEnginePauses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pauseStopsAndRewinds();
    void rewindRepeatsSeqNum();
    void deferredPauseWaitsForACheckpoint();
    void closingARunIsACheckpoint();
    void resumePutsThingsBack();
    void planCanPauseItself();
    void pauseWithoutCheckpointAborts();
    void lostMotorSuspendsAndResumes();
    void failedCommandSuspends();
    void restartedServerIsSetUpAgain();
    void pauseWhileSuspended();
    void resumeByHandWhenAskedTo();
    void alwaysDisconnectedFails();
};

void TestRunEnginePauses::pauseStopsAndRewinds()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QVERIFY(motor->stopped);
    QCOMPARE(motor->stops.load(), 1);
    motor->hold = false;
    session.engine.resume();
    QVERIFY(session.outcome().success);
    QCOMPARE(motor->sets.load(), 4);
    const auto documents = session.documents();
    QCOMPARE(outline(documents),
        split("start descriptor:interruptions event:interruptions:1 event:interruptions:2 descriptor:primary "
              "event:primary:1 event:primary:2 event:primary:3 stop:success"));
    const auto interruptions = events(documents, "interruptions");
    QCOMPARE(devices::toText(interruptions[0]->data[0].value), QStringLiteral("pause"));
    QCOMPARE(devices::toText(interruptions[1]->data[0].value), QStringLiteral("resume"));
}

void TestRunEnginePauses::rewindRepeatsSeqNum()
{
    Session session;
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    motor->hold = true;
    const std::vector<Msg> measured{msg::Trigger{detector}, msg::Wait{}};
    QVERIFY(session.start(
        sequenceFactory(join({{msg::OpenRun{}, msg::Checkpoint{}}, measured, eventOf(detector), {msg::Checkpoint{}},
            measured, eventOf(detector), {msg::Set{motor, 1.0}, msg::Wait{}}, eventOf(detector), {msg::CloseRun{}}}))));
    QTRY_VERIFY(motor->moving);
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    motor->hold = false;
    session.engine.resume();
    QVERIFY(session.outcome().success);
    const auto documents = session.documents();
    QList<int> numbers;
    QSet<QString> uids;
    for (const EventPtr& event : events(documents)) {
        numbers << event->seqNum;
        uids << event->uid;
    }
    QCOMPARE(numbers, (QList<int>{1, 2, 2, 3}));
    QCOMPARE(uids.size(), 4);
    // Counters of interruptions are not touched.
    const RunStopPtr stop = all<RunStopPtr>(documents).front();
    QCOMPARE(stop->numEvents,
        (std::map<QString, int>{{QStringLiteral("interruptions"), 2}, {QStringLiteral("primary"), 3}}));
    QCOMPARE(detector->triggers.load(), 3);
}

void TestRunEnginePauses::deferredPauseWaitsForACheckpoint()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.engine.pause(true);
    session.sync();
    QCOMPARE(session.engine.state(), EngineState::Running);
    session.engine.post([motor] { motor->release(); });
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(motor->sets.load(), 1);
    QCOMPARE(outline(session.documents()).mid(0, 3), split("start descriptor:primary event:primary:1"));
    motor->hold = false;
    session.engine.resume();
    QVERIFY(session.outcome().success);
    // Once more to where it was, in case somebody has moved it.
    QCOMPARE(motor->sets.load(), 4);
    QCOMPARE(events(session.documents()).size(), std::size_t{2});
}

void TestRunEnginePauses::closingARunIsACheckpoint()
{
    Session session;
    const auto x = session.motor("x");
    const auto d = session.detector("d");
    x->hold = true;
    QVERIFY(session.start(sequenceFactory(join({{msg::OpenRun{}, msg::Checkpoint{}, msg::Set{x, 1}, msg::Wait{}},
        eventOf(d), {msg::CloseRun{}, msg::Trigger{d}, msg::Set{x, 2}, msg::Wait{}}}))));
    QTRY_VERIFY(x->moving);
    // Asked for behind the last checkpoint of the run: it comes where the run is closed.
    session.engine.pause(true);
    session.engine.post([x] { x->release(); });
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(outline(session.documents()).back(), QStringLiteral("stop:success"));
    QCOMPARE(d->triggers.load(), 0);
    x->hold = false;
    x->holdAt = 2;
    session.engine.resume();
    QTRY_COMPARE(d->triggers.load(), 1);
    QTRY_VERIFY(x->moving);
    // Nothing of the run is done again, only what came behind it.
    x->holdAt = NAN;
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    session.engine.resume();
    QVERIFY(session.outcome().success);
    QCOMPARE(d->triggers.load(), 2);
    QVERIFY(session.documents().empty());
}

void TestRunEnginePauses::resumePutsThingsBack()
{
    Session session;
    const auto slow = session.motor("y");
    const auto fast = session.motor("x");
    const auto detector = session.detector("d");
    const QJsonObject parameters{{QStringLiteral("axes"), QJsonArray{axis("y", 1, 2, 1), axis("x", 0, 2, 2)}},
        {QStringLiteral("dwell"), 0.25}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    QVERIFY(session.start(sequenceFactory({msg::Set{slow, 1.0}, msg::Wait{}})));
    QVERIFY(session.outcome().success);
    fast->holdAt = 1;
    QVERIFY(session.start(session.plan("grid_scan", parameters)));
    QTRY_COMPARE(fast->held.load(), true);
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    fast->holdAt = NAN;
    session.onEngine([slow, detector] {
        slow->moveByHand(50);
        detector->dwell = 3;
    });
    session.engine.resume();
    QVERIFY(session.outcome().success);
    QCOMPARE(detector->dwell.load(), 0.25);
    const auto measured = events(session.documents());
    QCOMPARE(measured.size(), std::size_t{6});
    for (const EventPtr& event : measured)
        QCOMPARE(*devices::toDouble(event->data[0].value), 1.0 + event->gridIndex[0]);
}

void TestRunEnginePauses::planCanPauseItself()
{
    Session session;
    const auto detector = session.detector("d");
    QVERIFY(session.start(sequenceFactory(join({{msg::OpenRun{}, msg::Checkpoint{}}, eventOf(detector), {msg::Pause{}},
        eventOf(detector), {msg::Pause{true}, msg::Checkpoint{}, msg::CloseRun{}}}))));
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(outline(session.documents()),
        split("start descriptor:primary event:primary:1 descriptor:interruptions event:interruptions:1"));
    session.engine.resume();
    // The replayed event and the next one, framed by two interruptions; then the deferred pause.
    QTRY_COMPARE(session.queue->counters().waiting, std::size_t{4});
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(outline(session.documents()),
        split("event:interruptions:2 event:primary:1 event:primary:2 event:interruptions:3"));
    session.engine.resume();
    QVERIFY(session.outcome().success);
}

void TestRunEnginePauses::pauseWithoutCheckpointAborts()
{
    Session session;
    const auto motor = session.motor("x");
    motor->hold = true;
    QVERIFY(
        session.start(sequenceFactory({msg::OpenRun{}, msg::ClearCheckpoint{}, msg::Set{motor, 1.0}, msg::Wait{}})));
    QTRY_VERIFY(motor->moving);
    session.engine.pause();
    const RunOutcome outcome = session.outcome();
    QCOMPARE(outcome.exitStatus, QStringLiteral("abort"));
    QVERIFY(outcome.reason.contains(QStringLiteral("cannot be resumed")));
    QVERIFY(motor->stopped);
    QCOMPARE(outline(session.documents()), split("start stop:abort"));
}

void TestRunEnginePauses::lostMotorSuspendsAndResumes()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.onEngine([motor] { motor->setMissing({QStringLiteral("BD:m1.RBV")}); });
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    QTRY_VERIFY2(session.engine.report().reason.contains(QStringLiteral("BD:m1.RBV")),
        qPrintable(session.engine.report().reason));
    QVERIFY(motor->stopped);
    motor->hold = false;
    session.onEngine([motor] { motor->setMissing({}); });
    QVERIFY(session.outcome().success);
    const auto documents = session.documents();
    QCOMPARE(events(documents).size(), std::size_t{3});
    QVERIFY(
        devices::toText(events(documents, "interruptions")[0]->data[0].value).startsWith(QStringLiteral("suspend")));
}

void TestRunEnginePauses::failedCommandSuspends()
{
    Session session;
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    detector->failWith = ErrorCode::Disconnected;
    detector->failAt = 2;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    QVERIFY(session.engine.report().reason.contains(QStringLiteral("d does not count")));
    const RunOutcome outcome = session.outcome();
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(detector->triggers.load(), 4);
    QCOMPARE(motor->sets.load(), 4);
}

void TestRunEnginePauses::restartedServerIsSetUpAgain()
{
    RunEngine::Options options;
    options.reconnectSettle = 1ms;
    Session session(options);
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    motor->hold = true;
    QJsonObject parameters = scanParameters(1, 3, 2);
    parameters.insert(QStringLiteral("dwell"), 0.25);
    QVERIFY(session.start(session.plan("scan", parameters)));
    QTRY_VERIFY(motor->moving);
    QCOMPARE(detector->stagings.load(), 1);
    session.onEngine([detector, motor] {
        detector->setMissing({QStringLiteral("BD:d")});
        motor->setMissing({QStringLiteral("BD:x")});
    });
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    motor->hold = false;
    session.onEngine([detector, motor] {
        detector->dwell = 1;
        detector->setMissing({});
        motor->setMissing({});
    });
    QVERIFY(session.outcome().success);
    QCOMPARE(detector->dwell.load(), 0.25);
    QCOMPARE(detector->stagings.load(), 2);
    QCOMPARE(detector->staged.load(), 0);
    QCOMPARE(events(session.documents()).size(), std::size_t{3});
}

void TestRunEnginePauses::pauseWhileSuspended()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.onEngine([motor] { motor->setMissing({QStringLiteral("BD:m1.RBV")}); });
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    session.engine.pause();
    session.sync();
    QCOMPARE(session.engine.state(), EngineState::Paused);
    // Still gone: a person's resume goes on waiting for it.
    session.engine.resume();
    session.sync();
    QCOMPARE(session.engine.state(), EngineState::Suspended);
    session.engine.pause();
    session.onEngine([motor] { motor->setMissing({}); });
    motor->hold = false;
    QCOMPARE(session.engine.state(), EngineState::Paused);
    session.engine.resume();
    QVERIFY(session.outcome().success);

    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    session.onEngine([motor] { motor->setMissing({QStringLiteral("BD:m1.RBV")}); });
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    session.engine.abort(QStringLiteral("gone for good"));
    QCOMPARE(session.outcome().reason, QStringLiteral("gone for good"));
}

void TestRunEnginePauses::resumeByHandWhenAskedTo()
{
    RunEngine::Options options;
    options.resumeWhenConnected = false;
    Session session(options);
    session.motor("x");
    const auto detector = session.detector("d");
    detector->failWith = ErrorCode::Disconnected;
    detector->failAt = 2;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    session.engine.resume();
    QVERIFY(session.outcome().success);
}

void TestRunEnginePauses::alwaysDisconnectedFails()
{
    Session session;
    session.motor("x");
    const auto detector = session.detector("d");
    detector->failWith = ErrorCode::Disconnected;
    detector->failAt = 2;
    detector->failForGood = true;
    // It says that it misses nothing, so that there is nothing to wait for.
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(1, 3, 2)));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    QCOMPARE(detector->triggers.load(), 7);
    // Where the plan cannot be done again, it hears of it at once.
    const RunOutcome other = session.run(sequenceFactory({msg::ClearCheckpoint{}, msg::Trigger{detector}}));
    QCOMPARE(other.exitStatus, QStringLiteral("fail"));
    QCOMPARE(detector->triggers.load(), 8);
}

QTEST_GUILESS_MAIN(TestRunEnginePauses)
#include "tst_runenginepauses.moc"
