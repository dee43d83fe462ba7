#include "tests/scans/enginetests.h"

using namespace enginetests;

class TestRunEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countMakesDocumentsInOrder();
    void descriptorDescribesDevices();
    void metadataMerges();
    void metadataAreChecked_data();
    void metadataAreChecked();
    void scanGoesThroughItsPoints();
    void gridSnakesByTarget();
    void moveOpensNoRun();
    void limitsRefuseBeforeAnythingMoves();
    void refusesASecondPlan();
    void preflightRefuses();
    void baselineIsReadTwice();
    void failureEndsTheRun();
    void failureCanBeCaught();
    void timeoutSaysWhatItWaitedFor();
    void silentDetectorTimesOut();
    void sequenceErrors_data();
    void sequenceErrors();
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
    options.profileMetadata = {{key, 1}, {QStringLiteral("beamline"), QStringLiteral("BD")},
        {sample, QStringLiteral("gold")}, {QStringLiteral("plan_type"), QStringLiteral("old")}};
    options.sessionMetadata = {{key, 2}, {sample, QStringLiteral("lead")}};
    Session session(options);
    session.detector("d");
    QVERIFY(session.run(session.plan("count", countParameters(1)), {{key, 3}, {QStringLiteral("a.b/c"), 4}}).success);
    const QJsonObject metadata = all<RunStartPtr>(session.documents()).front()->metadata;
    QCOMPARE(metadata.value(key).toInt(), 3);
    QCOMPARE(metadata.value(sample).toString(), QStringLiteral("lead"));
    // What is recorded of the program and of the plan stands below and above what the beamline records.
    QCOMPARE(metadata.value(QStringLiteral("plan_type")).toString(), QStringLiteral("generator"));
    QCOMPARE(metadata.value(QStringLiteral("beamline")).toString(), QStringLiteral("BD"));
    QCOMPARE(metadata.value(QStringLiteral("a_b_c")).toInt(), 4);
    QCOMPARE(metadata.value(QStringLiteral("plan_name")).toString(), QStringLiteral("count"));
    QVERIFY(metadata.value(QStringLiteral("versions")).toObject().contains(QStringLiteral("beamdeck")));
    session.engine.setSessionMetadata({{sample, QStringLiteral("tin")}});
    QVERIFY(session.run(session.plan("count", countParameters(1))).success);
    QCOMPARE(all<RunStartPtr>(session.documents()).front()->metadata.value(sample).toString(), QStringLiteral("tin"));
}

void TestRunEngine::metadataAreChecked_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonArray>("wrong");
    QTest::addColumn<QJsonArray>("right");
    const QJsonArray texts{QStringLiteral("a text"), QString()};
    const QJsonArray others{1, true, QJsonValue(), QJsonArray{1}};
    for (const char* key : {"owner", "group", "project", "data_session"})
        QTest::newRow(key) << QString::fromLatin1(key) << others << texts;
    QTest::newRow("sample") << QStringLiteral("sample") << others
                            << QJsonArray{QStringLiteral("gold"), QJsonObject{{QStringLiteral("name"), 1}}};
    QTest::newRow("hints") << QStringLiteral("hints") << QJsonArray{1, QStringLiteral("x")}
                           << QJsonArray{QJsonObject()};
    QTest::newRow("data_groups") << QStringLiteral("data_groups") << QJsonArray{1, QStringLiteral("x")}
                                 << QJsonArray{QJsonArray{QStringLiteral("x")}};
}

void TestRunEngine::metadataAreChecked()
{
    QFETCH(QString, key);
    QFETCH(QJsonArray, wrong);
    QFETCH(QJsonArray, right);
    std::atomic<qint64> drawn = 0;
    RunEngine::Options options;
    options.nextScanId = [&drawn] { return ++drawn; };
    Session session(options);
    const PlanFactory plan = sequenceFactory({msg::OpenRun{}, msg::CloseRun{}});
    for (const QJsonValue& value : wrong) {
        const auto seen = std::make_shared<QStringList>();
        QVERIFY(session.run([seen, key, value] { return catching(seen, msg::OpenRun{{{key, value}}}); }).success);
        QCOMPARE(seen->value(0), QStringLiteral("bad_value"));
        QVERIFY2(seen->value(1).endsWith(QStringLiteral("cannot be recorded as ") + key), qPrintable(seen->value(1)));
        QCOMPARE(session.run(plan, {{key, value}}).exitStatus, QStringLiteral("fail"));
    }
    QCOMPARE(drawn.load(), qint64{0});
    QVERIFY(session.documents().empty());
    for (const QJsonValue& value : right)
        QVERIFY(session.run(plan, {{key, value}}).success);
    QCOMPARE(drawn.load(), qint64{right.size()});
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
    QCOMPARE(stop->device, QStringLiteral("d"));
    QCOMPARE(stop->pv, QStringLiteral("BD:d"));
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
