#include "tests/scans/enginetests.h"
#include "tests/scans/morefakes.h"

using namespace enginetests;

namespace {

using Then = FailurePolicy::Then;

/// Refuses its first move to 1.
class Stubborn : public Motor
{
public:
    using Motor::Motor;
    devices::StatusPtr set(double target) override
    {
        if (target != 1 || std::exchange(m_refused, true))
            return Motor::set(target);
        return devices::Status::failed({ErrorCode::Io, name() + QStringLiteral(" does not move"), name()});
    }

private:
    bool m_refused = false;
};

QStringList interruptionsOf(const std::deque<Document>& documents)
{
    QStringList texts;
    for (const EventPtr& event : events(documents, "interruptions"))
        texts << devices::toText(event->data[0].value);
    return texts;
}

RunEngine::Options with(FailurePolicy policy)
{
    RunEngine::Options options;
    options.failurePolicy = policy;
    return options;
}

} // namespace

/// What becomes of a step in which something fails.
class TestRunEngineFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retriesTheStep();
    void givesUpAfterItsRetries();
    void skipsTheStep();
    void skippedMoveIsCaughtUpWith();
    void holdsAndAsks();
    void heldStepCanBeSkipped();
    void heldRunCanBeAborted();
    void abortsWhatWouldCatchIt();
    void messageSetsThePolicy();
    void policyIsForStepsOnly();
    void sequenceErrorsAreThePlansOwn();
    void retriesDoNotAddUp();
};

void TestRunEngineFailures::retriesTheStep()
{
    Session session(with({.retries = 2}));
    const auto x = session.motor("x");
    const auto d = session.detector("d");
    d->failAt = 2;
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(1, 3, 2)));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(d->triggers.load(), 4);
    const auto documents = session.documents();
    QCOMPARE(events(documents).size(), std::size_t{3});
    QCOMPARE(interruptionsOf(documents), QStringList{QStringLiteral("retry: d does not count (1/2)")});
    QVERIFY(x->stopped);
}

void TestRunEngineFailures::givesUpAfterItsRetries()
{
    Session session(with({.retries = 2}));
    session.motor("x");
    const auto d = session.detector("d");
    d->failAt = 2;
    d->failForGood = true;
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(1, 3, 2)));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    QCOMPARE(d->triggers.load(), 4);
    QCOMPARE(interruptionsOf(session.documents()).size(), 2);
}

void TestRunEngineFailures::skipsTheStep()
{
    Session session(with({.retries = 1, .then = Then::Skip}));
    session.motor("x");
    const auto d = session.detector("d");
    // Its second point fails, and fails again.
    d->failAt = 2;
    d->failForGood = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 4, 3))));
    const RunOutcome outcome = session.outcome();
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto documents = session.documents();
    QCOMPARE(outline(documents).filter(QStringLiteral("primary")), split("descriptor:primary event:primary:1"));
    QCOMPARE(interruptionsOf(documents).filter(QStringLiteral("skip: d does not count")).size(), 3);
    QCOMPARE(d->staged.load(), 0);
}

void TestRunEngineFailures::skippedMoveIsCaughtUpWith()
{
    Session session(with({.then = Then::Skip}));
    session.known.push_back(std::make_shared<Stubborn>(QStringLiteral("y"), session.engine.mailbox()));
    session.motor("x");
    session.detector("d");
    const QJsonObject parameters{{QStringLiteral("axes"), QJsonArray{axis("y", 0, 1, 1), axis("x", 0, 2, 2)}},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    // The step in which the slow motor moves fails; the next one must find it there all the same.
    QVERIFY(session.run(session.plan("grid_scan", parameters)).success);
    const auto measured = events(session.documents());
    QCOMPARE(measured.size(), std::size_t{5});
    for (const EventPtr& event : measured) {
        QCOMPARE(*devices::toDouble(event->data[0].value), double(event->gridIndex[0]));
        QCOMPARE(*devices::toDouble(event->data[2].value), double(event->gridIndex[1]));
    }
    QCOMPARE(measured[3]->gridIndex, (std::vector<int>{1, 1}));
}

void TestRunEngineFailures::holdsAndAsks()
{
    Session session(with({.then = Then::Hold}));
    session.motor("x");
    const auto d = session.detector("d");
    d->failAt = 2;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QVERIFY(session.engine.report().held);
    QCOMPARE(session.engine.report().reason, QStringLiteral("d does not count"));
    session.engine.resume();
    QVERIFY(session.outcome().success);
    QCOMPARE(d->triggers.load(), 4);
    const auto documents = session.documents();
    QCOMPARE(events(documents).size(), std::size_t{3});
    QCOMPARE(
        interruptionsOf(documents), (QStringList{QStringLiteral("hold: d does not count"), QStringLiteral("resume")}));
    QVERIFY(!session.engine.report().held);
}

void TestRunEngineFailures::heldStepCanBeSkipped()
{
    Session session(with({.then = Then::Hold}));
    session.motor("x");
    const auto d = session.detector("d");
    d->failAt = 2;
    session.engine.skip();
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(session.engine.report().held);
    session.engine.skip();
    QVERIFY(session.outcome().success);
    const auto measured = events(session.documents());
    QCOMPARE(measured.size(), std::size_t{2});
    QCOMPARE(measured[1]->seqNum, 2);
    QCOMPARE(measured[1]->gridIndex, std::vector<int>{2});
}

void TestRunEngineFailures::heldRunCanBeAborted()
{
    Session session(with({.then = Then::Hold}));
    session.motor("x");
    const auto d = session.detector("d");
    d->failAt = 1;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(session.engine.report().held);
    session.engine.abort(QStringLiteral("hopeless"));
    QCOMPARE(session.outcome().reason, QStringLiteral("hopeless"));
    QCOMPARE(d->staged.load(), 0);
}

void TestRunEngineFailures::abortsWhatWouldCatchIt()
{
    Session session(with({.then = Then::Abort}));
    const auto d = session.detector("d");
    d->failAt = 1;
    const auto log = std::make_shared<QStringList>();
    const RunOutcome outcome = session.run([log, d] {
        Msg trigger = msg::Trigger{d};
        return catching(log, std::move(trigger));
    });
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    QCOMPARE(*log, QStringList{QStringLiteral("abort seen")});
}

void TestRunEngineFailures::messageSetsThePolicy()
{
    Session session;
    const auto d = session.detector("d");
    d->failAt = 1;
    const std::vector<Msg> step = join({{msg::Checkpoint{}, msg::Trigger{d}, msg::Wait{}}, eventOf(d)});
    QVERIFY(
        session.run(sequenceFactory(join({{msg::OpenRun{}, msg::OnFailure{{.retries = 1}}}, step, {msg::CloseRun{}}})))
            .success);
    QCOMPARE(events(session.documents()).size(), std::size_t{1});
    // For that plan only.
    d->failAt = 3;
    QCOMPARE(session.run(sequenceFactory(join({{msg::OpenRun{}}, step, {msg::CloseRun{}}}))).exitStatus,
        QStringLiteral("fail"));
}

void TestRunEngineFailures::policyIsForStepsOnly()
{
    Session session(with({.retries = 5, .then = Then::Skip}));
    const auto d = session.detector("d");
    d->failAt = 1;
    // Without a checkpoint nobody knows what belongs together.
    const RunOutcome outcome = session.run(sequenceFactory({msg::OpenRun{}, msg::Trigger{d}, msg::CloseRun{}}));
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    QCOMPARE(d->triggers.load(), 1);
}

void TestRunEngineFailures::sequenceErrorsAreThePlansOwn()
{
    Session session(with({.retries = 5, .then = Then::Skip}));
    const RunOutcome outcome
        = session.run(sequenceFactory({msg::OpenRun{}, msg::Checkpoint{}, msg::Save{}, msg::CloseRun{}}));
    QCOMPARE(outcome.reason, QStringLiteral("An event was saved that had not been begun"));
}

void TestRunEngineFailures::retriesDoNotAddUp()
{
    Session session(with({.retries = 1}));
    const auto d = session.detector("d");
    const std::vector<Msg> step = join({{msg::Checkpoint{}, msg::Trigger{d}, msg::Wait{}}, eventOf(d)});
    const auto failNext = [d](int trigger) {
        return msg::WaitFor{[d, trigger] {
            d->failAt = trigger;
            return true;
        }};
    };
    // One failure in each of three steps.
    QVERIFY(session
                .run(sequenceFactory(join({{msg::OpenRun{}, failNext(1)}, step, {msg::Checkpoint{}, failNext(3)}, step,
                    {msg::Checkpoint{}, failNext(5)}, step, {msg::CloseRun{}}})))
                .success);
    QCOMPARE(d->triggers.load(), 6);
}

QTEST_GUILESS_MAIN(TestRunEngineFailures)
#include "tst_runenginefailures.moc"
