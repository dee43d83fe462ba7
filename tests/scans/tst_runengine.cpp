#include "tests/scans/fakes.h"

#include "scans/plans/planerror.h"

#include <QTest>

using namespace scans;
using namespace fakes;
using namespace std::chrono_literals;

namespace {

using devices::ErrorCode;

QJsonObject countParameters(int num)
{
    return {{QStringLiteral("num"), num}, {QStringLiteral("dwell"), 0.5},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
}

QJsonObject scanParameters(double start, double stop, int intervals)
{
    return {{QStringLiteral("axes"), QJsonArray{axis("x", start, stop)}}, {QStringLiteral("intervals"), intervals},
        {QStringLiteral("dwell"), 0}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
}

/// Lets a plan be written as a list of messages.
Plan sequence(std::vector<Msg> messages)
{
    for (const Msg& message : messages) {
        Msg copy = message;
        co_yield std::move(copy);
    }
}

PlanFactory sequenceFactory(std::vector<Msg> messages)
{
    return [messages = std::move(messages)] { return sequence(messages); };
}

Msg reading(const devices::DevicePtr& device)
{
    return msg::Read{makeDeviceList({device})};
}

/// An event of one device.
std::vector<Msg> eventOf(const devices::DevicePtr& device)
{
    return {msg::Create{}, reading(device), msg::Save{}};
}

std::vector<Msg> join(std::initializer_list<std::vector<Msg>> parts)
{
    std::vector<Msg> all;
    for (const std::vector<Msg>& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

using Log = std::shared_ptr<QStringList>;

Plan noting(Log log, QString text, std::vector<Msg> messages)
{
    *log << text;
    for (const Msg& message : messages) {
        Msg copy = message;
        co_yield std::move(copy);
    }
}

/// Runs its messages in a scope that notes "clean <name>".
Plan scoped(Log log, QString name, std::vector<Msg> messages, bool leave)
{
    Msg enter = msg::EnterScope{[log, name] { return noting(log, QStringLiteral("clean ") + name, {}); }};
    co_yield std::move(enter);
    for (const Msg& message : messages) {
        Msg copy = message;
        co_yield std::move(copy);
    }
    if (leave) {
        Msg out = msg::LeaveScope{};
        co_yield std::move(out);
    }
    *log << QStringLiteral("end ") + name;
}

/// Notes what is thrown at its one message, and goes on.
Plan catching(Log log, Msg message)
{
    try {
        co_yield std::move(message);
        *log << QStringLiteral("fine");
    } catch (const PlanError& error) {
        *log << devices::errorCodeName(error.error().code) << error.error().message;
    } catch (const RequestStop&) {
        *log << QStringLiteral("stop seen");
        throw;
    } catch (const RequestAbort&) {
        *log << QStringLiteral("abort seen");
        throw;
    }
}

} // namespace

class TestRunEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countMakesDocumentsInOrder();
    void descriptorDescribesDevices();
    void metadataMerges();
    void scanGoesThroughItsPoints();
    void gridSnakesByTarget();
    void moveOpensNoRun();
    void limitsRefuseBeforeAnythingMoves();
    void refusesASecondPlan();
    void preflightRefuses();
    void baselineIsReadTwice();
    void pauseStopsAndRewinds();
    void rewindRepeatsSeqNum();
    void deferredPauseWaitsForACheckpoint();
    void resumePutsThingsBack();
    void planCanPauseItself();
    void pauseWithoutCheckpointAborts();
    void stopIsASuccess();
    void abortStopsMotorsAndKeepsItsReason();
    void abortSurvivesAPlanThatClosesItsRun();
    void abortWhilePaused();
    void haltSkipsScopes();
    void failureEndsTheRun();
    void failureCanBeCaught();
    void timeoutSaysWhatItWaitedFor();
    void silentDetectorTimesOut();
    void sequenceErrors_data();
    void sequenceErrors();
    void scopesCleanUp();
    void cleanupMovesMotorsAfterAnAbort();
    void lostMotorSuspendsAndResumes();
    void failedCommandSuspends();
    void restartedServerIsSetUpAgain();
    void pauseWhileSuspended();
    void resumeByHandWhenAskedTo();
    void alwaysDisconnectedFails();
    void losslessHoldsTheEngineBack();
    void abortWhileHeldBack();
    void failingConsumerStopsTheRun();
    void failureWhileIdleRefusesTheNextPlan();
    void lossyDropsAreCounted();
    void reportsTellWhatHappens();
    void destructionEndsAPlan();
};

void TestRunEngine::countMakesDocumentsInOrder()
{
    Session session;
    const auto detector = session.detector("d");
    const RunOutcome outcome = session.run(session.plan("count", countParameters(3)));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(outcome.runUids.size(), std::size_t{1});
    const auto documents = session.documents();
    QCOMPARE(outline(documents),
        split("start descriptor:primary event:primary:1 event:primary:2 event:primary:3 stop:success"));
    QCOMPARE(detector->staged.load(), 0);
    QCOMPARE(detector->dwell.load(), 0.5);
    const RunStartPtr start = all<RunStartPtr>(documents).front();
    QCOMPARE(start->uid, outcome.runUids.front());
    QCOMPARE(start->uid.size(), 36);
    QCOMPARE(start->scanId, 1);
    QCOMPARE(start->metadata.value(QStringLiteral("num_points")).toInt(), 3);
    const RunStopPtr stop = all<RunStopPtr>(documents).front();
    QCOMPARE(stop->runStart, start->uid);
    QCOMPARE(stop->numEvents, (std::map<QString, int>{{QStringLiteral("primary"), 3}}));
    QVERIFY(stop->reasonCode.isEmpty());
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QCOMPARE(all<RunStartPtr>(session.documents()).front()->scanId, 2);
}

void TestRunEngine::descriptorDescribesDevices()
{
    Session session;
    session.motor("x");
    session.detector("d");
    QVERIFY(session.run(session.plan("scan", scanParameters(0, 1, 1))).success);
    const EventDescriptorPtr descriptor = all<EventDescriptorPtr>(session.documents()).front();
    QStringList names;
    for (const devices::DataKey& key : descriptor->keys)
        names << key.name;
    QCOMPARE(names, split("x x_setpoint d"));
    QCOMPARE(descriptor->objects.size(), std::size_t{2});
    QCOMPARE(descriptor->objects[0].name, QStringLiteral("x"));
    QCOMPARE(descriptor->objects[0].configurationKeys.size(), std::size_t{1});
    QCOMPARE(*devices::toDouble(descriptor->objects[0].configuration.front().value), 2.0);
    QVERIFY(descriptor->objects[1].configuration.empty());
}

void TestRunEngine::metadataMerges()
{
    const QString key = QStringLiteral("key");
    const QString sample = QStringLiteral("sample");
    RunEngine::Options options;
    options.profileMetadata = {{key, 1}, {QStringLiteral("beamline"), QStringLiteral("BD")}, {sample, 1}};
    options.sessionMetadata = {{key, 2}, {sample, 2}};
    Session session(options);
    session.detector("d");
    QVERIFY(session.run(session.plan("count", countParameters(1)), {{key, 3}, {QStringLiteral("a.b/c"), 4}}).success);
    const QJsonObject metadata = all<RunStartPtr>(session.documents()).front()->metadata;
    QCOMPARE(metadata.value(key).toInt(), 3);
    QCOMPARE(metadata.value(sample).toInt(), 2);
    QCOMPARE(metadata.value(QStringLiteral("beamline")).toString(), QStringLiteral("BD"));
    QCOMPARE(metadata.value(QStringLiteral("a_b_c")).toInt(), 4);
    QCOMPARE(metadata.value(QStringLiteral("plan_name")).toString(), QStringLiteral("count"));
    QVERIFY(metadata.value(QStringLiteral("versions")).toObject().contains(QStringLiteral("beamdeck")));
    session.engine.setSessionMetadata({{sample, 5}});
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QCOMPARE(all<RunStartPtr>(session.documents()).front()->metadata.value(sample).toInt(), 5);
}

void TestRunEngine::scanGoesThroughItsPoints()
{
    Session session;
    const auto motor = session.motor("x");
    motor->duration = 100us;
    session.detector("d");
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(-1, 1, 4)));
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    const auto measured = events(session.documents());
    QCOMPARE(measured.size(), std::size_t{5});
    for (std::size_t i = 0; i < measured.size(); ++i) {
        QCOMPARE(*devices::toDouble(measured[i]->data[0].value), -1 + 0.5 * double(i));
        QCOMPARE(*devices::toDouble(measured[i]->data[2].value), double(i + 1));
        QCOMPARE(measured[i]->gridIndex, std::vector<int>{int(i)});
    }
    QVERIFY(motor->stopped);
}

void TestRunEngine::gridSnakesByTarget()
{
    Session session;
    const auto slow = session.motor("y");
    const auto fast = session.motor("x");
    session.detector("d");
    const QJsonObject parameters{{QStringLiteral("axes"), QJsonArray{axis("y", 0, 2, 2), axis("x", 10, 13, 3)}},
        {QStringLiteral("snake"), true}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    QVERIFY(session.run(session.plan("grid_scan", parameters)).success);
    const auto documents = session.documents();
    const auto measured = events(documents);
    QCOMPARE(measured.size(), std::size_t{12});
    QList<QPair<int, int>> path;
    for (const EventPtr& event : measured) {
        QCOMPARE(*devices::toDouble(event->data[0].value), double(event->gridIndex[0]));
        QCOMPARE(*devices::toDouble(event->data[2].value), 10.0 + event->gridIndex[1]);
        path << qMakePair(event->gridIndex[0], event->gridIndex[1]);
    }
    QCOMPARE(path.mid(3, 3), (QList<QPair<int, int>>{{0, 3}, {1, 3}, {1, 2}}));
    QCOMPARE(path.mid(7, 2), (QList<QPair<int, int>>{{1, 0}, {2, 0}}));
    // Motors whose target stays are left alone.
    QCOMPARE(slow->sets.load(), 3);
    QCOMPARE(fast->sets.load(), 10);
    const QJsonObject metadata = all<RunStartPtr>(documents).front()->metadata;
    QCOMPARE(metadata.value(QStringLiteral("shape")).toArray(), (QJsonArray{3, 4}));
    QCOMPARE(metadata.value(QStringLiteral("snaking")).toArray(), (QJsonArray{false, true}));
    QCOMPARE(metadata.value(QStringLiteral("num_intervals")).toInt(), 11);
    QCOMPARE(
        metadata.value(QStringLiteral("motors")).toArray(), (QJsonArray{QStringLiteral("y"), QStringLiteral("x")}));
    const QJsonObject hints = metadata.value(QStringLiteral("hints")).toObject();
    QCOMPARE(hints.value(QStringLiteral("gridding")).toString(), QStringLiteral("rectilinear"));
    QCOMPARE(hints.value(QStringLiteral("dimensions")).toArray().size(), 2);
}

void TestRunEngine::moveOpensNoRun()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    const QJsonObject one{{QStringLiteral("motor"), QStringLiteral("x")}, {QStringLiteral("position"), 3}};
    const QJsonObject other{{QStringLiteral("motor"), QStringLiteral("y")}, {QStringLiteral("position"), -4}};
    const RunOutcome outcome = session.run(session.plan("mv", {{QStringLiteral("axes"), QJsonArray{one, other}}}));
    QVERIFY(outcome.success);
    QVERIFY(outcome.runUids.empty());
    QVERIFY(session.documents().empty());
    QCOMPARE(*x->position(), 3.0);
    QCOMPARE(*y->position(), -4.0);
}

void TestRunEngine::limitsRefuseBeforeAnythingMoves()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(90, 120, 10)));
    QVERIFY(!outcome.success);
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("x = 120 is beyond 100"));
    QVERIFY(outcome.runUids.empty());
    QVERIFY(session.documents().empty());
    QCOMPARE(motor->sets.load(), 0);
}

void TestRunEngine::refusesASecondPlan()
{
    Session session;
    const auto motor = session.motor("x");
    motor->hold = true;
    session.detector("d");
    QVERIFY(session.start(session.plan("scan", scanParameters(0, 1, 1))));
    QVERIFY(session.engine.state() != EngineState::Idle);
    const auto refused = session.engine.start(session.plan("count", countParameters(1)));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(!session.engine.start({}));
    session.engine.abort(QStringLiteral("enough"));
    QVERIFY(!session.outcome().success);
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
}

void TestRunEngine::preflightRefuses()
{
    std::atomic<int> drawn = 0;
    RunEngine::Options options;
    options.nextScanId = [&drawn] { return qint64{++drawn + 100}; };
    options.preflight.push_back([](const QJsonObject& metadata) -> devices::Result<void> {
        if (metadata.value(QStringLiteral("plan_name")) == QStringLiteral("count"))
            return {};
        return devices::Error{ErrorCode::Io, QStringLiteral("disk full"), QStringLiteral("/data")};
    });
    Session session(options);
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(0, 1, 1)));
    QCOMPARE(outcome.reason, QStringLiteral("disk full"));
    QVERIFY(session.documents().empty());
    QCOMPARE(motor->sets.load(), 0);
    QCOMPARE(detector->triggers.load(), 0);
    QCOMPARE(drawn.load(), 0);
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QCOMPARE(all<RunStartPtr>(session.documents()).front()->scanId, 101);
}

void TestRunEngine::baselineIsReadTwice()
{
    Session session;
    const auto x = session.motor("x");
    const auto gone = session.motor("gone");
    session.detector("d");
    session.onEngine([gone] { gone->setMissing({QStringLiteral("BD:gone")}); });
    session.engine.setBaseline({x, gone});
    QVERIFY(session.run(session.plan("scan", scanParameters(5, 6, 1))).success);
    const auto documents = session.documents();
    QCOMPARE(outline(documents),
        split("start descriptor:baseline event:baseline:1 descriptor:primary event:primary:1 event:primary:2 "
              "event:baseline:2 stop:success"));
    const auto baseline = events(documents, "baseline");
    QCOMPARE(baseline[0]->data.size(), std::size_t{2});
    QCOMPARE(*devices::toDouble(baseline[0]->data[0].value), 0.0);
    QCOMPARE(*devices::toDouble(baseline[1]->data[0].value), 6.0);

    x->hold = true;
    QVERIFY(session.start(session.plan("scan", scanParameters(0, 1, 1))));
    QTRY_VERIFY(x->moving);
    session.engine.abort(QStringLiteral("enough"));
    session.outcome();
    QCOMPARE(
        outline(session.documents()), split("start descriptor:baseline event:baseline:1 event:baseline:2 stop:abort"));
}

void TestRunEngine::pauseStopsAndRewinds()
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

void TestRunEngine::rewindRepeatsSeqNum()
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

void TestRunEngine::deferredPauseWaitsForACheckpoint()
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

void TestRunEngine::resumePutsThingsBack()
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

void TestRunEngine::planCanPauseItself()
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

void TestRunEngine::pauseWithoutCheckpointAborts()
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

void TestRunEngine::stopIsASuccess()
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

void TestRunEngine::abortStopsMotorsAndKeepsItsReason()
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

void TestRunEngine::abortSurvivesAPlanThatClosesItsRun()
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

void TestRunEngine::abortWhilePaused()
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

void TestRunEngine::haltSkipsScopes()
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

void TestRunEngine::failureEndsTheRun()
{
    Session session;
    const auto motor = session.motor("x");
    const auto detector = session.detector("d");
    detector->failAt = 2;
    const RunOutcome outcome = session.run(session.plan("scan", scanParameters(1, 3, 2)));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, QStringLiteral("d does not count"));
    QVERIFY(motor->stopped);
    QCOMPARE(detector->staged.load(), 0);
    const auto documents = session.documents();
    QCOMPARE(outline(documents), split("start descriptor:primary event:primary:1 stop:fail"));
    const RunStopPtr stop = all<RunStopPtr>(documents).front();
    QCOMPARE(stop->reasonCode, QStringLiteral("io"));
    QCOMPARE(stop->device, QStringLiteral("BD:d"));
    QCOMPARE(session.engine.report().reason, QStringLiteral("d does not count"));
}

void TestRunEngine::failureCanBeCaught()
{
    Session session;
    const auto detector = session.detector("d");
    detector->failAt = 1;
    const auto log = std::make_shared<QStringList>();
    const RunOutcome outcome = session.run([log, detector] {
        Msg trigger = msg::Trigger{detector};
        return catching(log, std::move(trigger));
    });
    QVERIFY(outcome.success);
    QCOMPARE(*log, (QStringList{QStringLiteral("io"), QStringLiteral("d does not count")}));
}

void TestRunEngine::timeoutSaysWhatItWaitedFor()
{
    Session session;
    const auto motor = session.motor("x");
    motor->hold = true;
    motor->timeout = 20ms;
    const RunOutcome outcome = session.run(sequenceFactory({msg::Set{motor, 7.0}, msg::Wait{}}));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QVERIFY2(outcome.reason.contains(QStringLiteral("x to reach 7 mm")), qPrintable(outcome.reason));
    QVERIFY(motor->stopped);
    motor->timeout = 0ms;
    const auto log = std::make_shared<QStringList>();
    const RunOutcome other = session.run(sequenceFactory({msg::Set{motor, 8.0}, msg::Wait{0, 10ms}}));
    QVERIFY2(other.reason.contains(QStringLiteral("x to reach 8 mm")), qPrintable(other.reason));
}

void TestRunEngine::silentDetectorTimesOut()
{
    Session session;
    const auto detector = session.detector("d");
    detector->silent = true;
    QVERIFY(session.start(sequenceFactory({reading(detector)})));
    QTRY_VERIFY(session.engine.report().activity.contains(QStringLiteral("the values of d")));
    session.engine.abort(QStringLiteral("no patience"));
    QCOMPARE(session.outcome().reason, QStringLiteral("no patience"));
}

void TestRunEngine::sequenceErrors_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("reason");
    QTest::newRow("two runs") << 0 << QStringLiteral("A run was opened while another is open");
    QTest::newRow("close nothing") << 1 << QStringLiteral("A run was closed while none is open");
    QTest::newRow("event without run") << 2 << QStringLiteral("Events need an open run");
    QTest::newRow("two events") << 3 << QStringLiteral("An event was begun before the last one was saved or dropped");
    QTest::newRow("save nothing") << 4 << QStringLiteral("An event was saved that had not been begun");
    QTest::newRow("checkpoint in event") << 5 << QStringLiteral("A checkpoint cannot be within an event");
    QTest::newRow("leave no scope") << 6 << QStringLiteral("A scope was left that had not been entered");
    QTest::newRow("other devices") << 7
                                   << QStringLiteral("An event has other devices than the first one of its stream");
    QTest::newRow("same device twice") << 8 << QStringLiteral("Two columns are called d");
    QTest::newRow("sleep for ever") << 9 << QStringLiteral("The plan wants to sleep for ever");
}

void TestRunEngine::sequenceErrors()
{
    QFETCH(int, which);
    QFETCH(QString, reason);
    Session session;
    const auto one = session.detector("d");
    const auto other = session.detector("e");
    const std::vector<std::vector<Msg>> wrong{
        {msg::OpenRun{}, msg::OpenRun{}},
        {msg::CloseRun{}},
        {msg::Create{}},
        {msg::OpenRun{}, msg::Create{}, msg::Create{}},
        {msg::OpenRun{}, msg::Save{}},
        {msg::OpenRun{}, msg::Create{}, msg::Checkpoint{}},
        {msg::LeaveScope{}},
        join({{msg::OpenRun{}}, eventOf(one), eventOf(other)}),
        {msg::OpenRun{}, msg::Create{}, reading(one), reading(one), msg::Save{}},
        {msg::Sleep{std::chrono::duration<double>(INFINITY)}},
    };
    const RunOutcome outcome = session.run(sequenceFactory(wrong[std::size_t(which)]));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    QCOMPARE(outcome.reason, reason);
    const auto documents = session.documents();
    QCOMPARE(all<RunStartPtr>(documents).size(), all<RunStopPtr>(documents).size());
}

void TestRunEngine::scopesCleanUp()
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

void TestRunEngine::cleanupMovesMotorsAfterAnAbort()
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

void TestRunEngine::lostMotorSuspendsAndResumes()
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

void TestRunEngine::failedCommandSuspends()
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

void TestRunEngine::restartedServerIsSetUpAgain()
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

void TestRunEngine::pauseWhileSuspended()
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

void TestRunEngine::resumeByHandWhenAskedTo()
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

void TestRunEngine::alwaysDisconnectedFails()
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

void TestRunEngine::losslessHoldsTheEngineBack()
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

void TestRunEngine::abortWhileHeldBack()
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

void TestRunEngine::failingConsumerStopsTheRun()
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

void TestRunEngine::failureWhileIdleRefusesTheNextPlan()
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

void TestRunEngine::lossyDropsAreCounted()
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

void TestRunEngine::reportsTellWhatHappens()
{
    Session session;
    const auto motor = session.motor("x");
    session.detector("d");
    motor->hold = true;
    std::atomic<int> idle = 0;
    std::atomic<int> running = 0;
    session.engine.setReportListener(
        [&](const EngineReport& report) { ++(report.state == EngineState::Idle ? idle : running); });
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY2(session.engine.report().activity == QStringLiteral("point 1 of 3 · waiting for x to reach 1 mm"),
        qPrintable(session.engine.report().activity));
    QVERIFY(session.engine.report().scanId > 0);
    QCOMPARE(session.engine.report().pointsTotal, 3);
    session.onEngine([motor] {
        motor->hold = false;
        motor->release();
    });
    QVERIFY(session.outcome().success);
    session.sync();
    const EngineReport report = session.engine.report();
    QCOMPARE(report.state, EngineState::Idle);
    QCOMPARE(report.pointsDone, 3);
    QVERIFY(report.activity.isEmpty());
    QCOMPARE(idle.load(), 1);
    QVERIFY(running >= 2);
    session.engine.setReportListener({});
}

void TestRunEngine::destructionEndsAPlan()
{
    std::atomic<bool> ended = false;
    std::shared_ptr<Motor> motor;
    DocumentQueuePtr queue;
    {
        Session session;
        queue = session.queue;
        motor = session.motor("x");
        session.detector("d");
        motor->hold = true;
        QVERIFY(session.engine.start(
            session.plan("scan", scanParameters(1, 3, 2)), {}, [&ended](const RunOutcome&) { ended = true; }));
        QTRY_VERIFY(motor->moving);
    }
    QVERIFY(ended);
    QVERIFY(motor->stopped);
    QCOMPARE(outline(queue->pop()), split("start stop:abort"));
}

QTEST_GUILESS_MAIN(TestRunEngine)
#include "tst_runengine.moc"
