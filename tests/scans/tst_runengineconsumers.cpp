#include "tests/scans/enginetests.h"

using namespace enginetests;

class TestRunEngineConsumers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losslessHoldsTheEngineBack();
    void reasonToWaitIsTold();
    void abortWhileHeldBack();
    void failingConsumerStopsTheRun();
    void failureWhileIdleRefusesTheNextPlan();
    void lossyDropsAreCounted();
    void planSubscribesConsumers();
    void consumersForARun();
    void factoriesSeeThePlan();
    void tokens();
};

void TestRunEngineConsumers::losslessHoldsTheEngineBack()
{
    Session session;
    const auto detector = session.detector("d");
    const auto small = std::make_shared<DocumentQueue>(QStringLiteral("slow writer"), Service::Lossless, 3);
    session.engine.subscribe(small);
    QVERIFY(session.start(session.plan("count", countParameters(10))));
    QTRY_VERIFY(session.engine.report().activity.contains(QStringLiteral("slow writer")));
    QCOMPARE(detector->triggers.load(), 2);
    std::deque<Document> received;
    while (all<RunStopPtr>(received).empty()) {
        for (Document& document : small->pop(std::chrono::steady_clock::now() + 1s))
            received.push_back(std::move(document));
    }
    QVERIFY(session.outcome().success);
    QCOMPARE(outline(received), outline(session.documents()));
    QVERIFY(small->counters().highWater <= 3);
}

void TestRunEngineConsumers::reasonToWaitIsTold()
{
    Session session;
    const auto detector = session.detector("d");
    const auto writer = std::make_shared<DocumentQueue>(QStringLiteral("writer"), Service::Lossless, 1000);
    session.engine.subscribe(writer);
    writer->hold(QStringLiteral("/data is full"));
    QVERIFY(session.start(session.plan("count", countParameters(5))));
    QTRY_VERIFY(session.engine.report().activity.contains(QStringLiteral("/data is full")));
    QCOMPARE(detector->triggers.load(), 0);
    writer->hold({}); // there is room again
    std::deque<Document> received;
    while (all<RunStopPtr>(received).empty()) {
        for (Document& document : writer->pop(std::chrono::steady_clock::now() + std::chrono::milliseconds(50)))
            received.push_back(std::move(document));
    }
    QCOMPARE(all<EventPtr>(received).size(), 5U);
    QCOMPARE(all<RunStopPtr>(received).front()->exitStatus, QStringLiteral("success"));
}

void TestRunEngineConsumers::abortWhileHeldBack()
{
    Session session;
    session.detector("d");
    const auto small = std::make_shared<DocumentQueue>(QStringLiteral("slow writer"), Service::Lossless, 3);
    session.engine.subscribe(small);
    QVERIFY(session.start(session.plan("count", countParameters(10))));
    QTRY_VERIFY(session.engine.report().activity.contains(QStringLiteral("slow writer")));
    session.engine.abort(QStringLiteral("too slow"));
    QCOMPARE(session.outcome().reason, QStringLiteral("too slow"));
    // What was kept for it still comes.
    std::deque<Document> received;
    while (all<RunStopPtr>(received).empty()) {
        for (Document& document : small->pop(std::chrono::steady_clock::now() + 1s))
            received.push_back(std::move(document));
    }
    QCOMPARE(outline(received), outline(session.documents()));
}

void TestRunEngineConsumers::failingConsumerStopsTheRun()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    const auto writer = std::make_shared<DocumentQueue>(QStringLiteral("writer"), Service::Lossless, 100);
    session.engine.subscribe(writer);
    motor->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(motor->moving);
    writer->fail({ErrorCode::Io, QStringLiteral("disk full"), QStringLiteral("/data")});
    const RunOutcome outcome = session.outcome();
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("writer failed: disk full"));
    QVERIFY(motor->stopped);
    const RunStopPtr stop = all<RunStopPtr>(session.documents()).front();
    QCOMPARE(stop->exitStatus, QStringLiteral("fail"));
    QCOMPARE(stop->reasonCode, QStringLiteral("io"));
    // The next run tries again.
    motor->hold = false;
    QVERIFY(session.run(session.plan("scan", scanParameters(1, 3, 2))).success);
    QCOMPARE(all<RunStopPtr>(writer->pop()).size(), std::size_t{1});
}

void TestRunEngineConsumers::failureWhileIdleRefusesTheNextPlan()
{
    Session session;
    session.detector("d");
    session.sync();
    session.queue->fail({ErrorCode::Io, QStringLiteral("disk gone"), {}});
    const RunOutcome outcome = session.run(session.plan("count", countParameters(1)));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("test failed: disk gone"));
    QVERIFY(session.documents().empty());
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
}

void TestRunEngineConsumers::lossyDropsAreCounted()
{
    Session session;
    session.detector("d");
    const auto display = std::make_shared<DocumentQueue>(QStringLiteral("display"), Service::Lossy, 4);
    session.engine.subscribe(display);
    QVERIFY(session.run(session.plan("count", countParameters(100))).success);
    QCOMPARE(outline(display->pop()), split("start descriptor:primary event:primary:100 stop:success"));
    QCOMPARE(display->counters().dropped, quint64{99});
    QCOMPARE(session.engine.report().lossyDropped, quint64{99});
    QCOMPARE(events(session.documents()).size(), std::size_t{100});
    session.engine.unsubscribe(display);
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QVERIFY(display->pop().empty());
}

void TestRunEngineConsumers::planSubscribesConsumers()
{
    Session session;
    const auto d = session.detector("d");
    const auto queue = std::make_shared<DocumentQueue>(QStringLiteral("plan's"), Service::Lossless, 100);
    const std::vector<Msg> run = join({{msg::OpenRun{}}, eventOf(d), {msg::CloseRun{}}});
    QVERIFY(session.run(sequenceFactory(join({run, {msg::Subscribe{queue, EventDocuments | StopDocuments}}, run, run})))
                .success);
    QCOMPARE(outline(queue->pop()), split("event:primary:1 stop:success event:primary:1 stop:success"));
    // It was for that plan.
    QVERIFY(session.run(sequenceFactory(run)).success);
    QVERIFY(queue->pop().empty());

    const RunOutcome outcome = session.run([queue, run] {
        return [](DocumentQueuePtr consumer, std::vector<Msg> inner) -> Plan {
            Msg subscribe = msg::Subscribe{consumer};
            Reply token = co_yield std::move(subscribe);
            Plan first = sequence(inner);
            co_yield std::move(first);
            Msg unsubscribe = msg::Unsubscribe{std::get<qint64>(token)};
            co_yield std::move(unsubscribe);
            Plan second = sequence(inner);
            co_yield std::move(second);
        }(queue, run);
    });
    QVERIFY(outcome.success);
    QCOMPARE(outline(queue->pop()), split("start descriptor:primary event:primary:1 stop:success"));
}

void TestRunEngineConsumers::consumersForARun()
{
    Session session;
    session.detector("d");
    const auto queue = std::make_shared<DocumentQueue>(QStringLiteral("run's"), Service::Lossless, 2);
    session.engine.subscribe(queue, {EveryDocument, Lifetime::Run});
    QVERIFY(session.start(session.plan("count", countParameters(2))));
    std::deque<Document> received;
    while (all<RunStopPtr>(received).empty()) {
        for (Document& document : queue->pop(std::chrono::steady_clock::now() + 1s))
            received.push_back(std::move(document));
    }
    QVERIFY(session.outcome().success);
    QCOMPARE(outline(received), outline(session.documents()));
    QVERIFY(session.run(session.plan("count", countParameters(2))).success);
    QVERIFY(queue->pop().empty());
}

void TestRunEngineConsumers::factoriesSeeThePlan()
{
    Session session;
    session.detector("d");
    session.motor("x");
    const auto queue = std::make_shared<DocumentQueue>(QStringLiteral("counting"), Service::Lossy, 100);
    session.engine.addConsumers([queue](const RunStart& start) -> std::vector<DocumentQueuePtr> {
        if (start.metadata.value(QStringLiteral("plan_name")) == QStringLiteral("count"))
            return {queue, nullptr};
        return {};
    });
    session.engine.addConsumers(
        [](const RunStart&) -> std::vector<DocumentQueuePtr> { throw std::runtime_error("no display"); });
    QTest::ignoreMessage(QtWarningMsg, "A consumer of scan 1 could not be made: no display");
    QTest::ignoreMessage(QtWarningMsg, "A consumer of scan 2 could not be made: no display");
    QVERIFY(session.run(session.plan("scan", scanParameters(0, 1, 1))).success);
    QVERIFY(queue->pop().empty());
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QCOMPARE(outline(queue->pop()), split("start descriptor:primary event:primary:1 stop:success"));
}

void TestRunEngineConsumers::tokens()
{
    Session session;
    session.detector("d");
    const auto queue = std::make_shared<DocumentQueue>(QStringLiteral("stops"), Service::Lossless, 100);
    const qint64 token = session.engine.subscribe(queue, {StopDocuments});
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QCOMPARE(outline(queue->pop()), split("stop:success"));
    session.engine.unsubscribe(token);
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QVERIFY(queue->pop().empty());
    // A display that has failed harms nobody, and the report says so.
    const auto display = std::make_shared<DocumentQueue>(QStringLiteral("display"), Service::Lossy, 10);
    session.engine.subscribe(display);
    QVERIFY(session.start(session.plan("count", countParameters(1))));
    QVERIFY(session.outcome().success);
    display->fail({ErrorCode::Internal, QStringLiteral("no screen"), {}});
    session.onEngine([] {});
    const auto x = session.motor("x");
    x->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 2, 1))));
    QTRY_VERIFY(x->moving);
    display->fail({ErrorCode::Internal, QStringLiteral("no screen"), {}});
    QTRY_COMPARE(session.engine.report().lossyTrouble, QStringLiteral("display failed: no screen"));
    session.onEngine([x] {
        x->hold = false;
        x->release();
    });
    QVERIFY(session.outcome().success);
}

QTEST_GUILESS_MAIN(TestRunEngineConsumers)
#include "tst_runengineconsumers.moc"
