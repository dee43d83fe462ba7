#include "tests/scans/enginetests.h"
#include "tests/scans/morefakes.h"
#include "tests/scans/planrecorder.h"

#include "scans/plans/preprocessors.h"
#include "scans/plans/supplements.h"

#include <QTest>

using namespace enginetests;

/// What a beamline adds to plans, and small plans for flyers.
class TestSupplements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeInTheirOrder();
    void nothingToAdd();
    void engineWrapsEveryPlan();
    void stagesWhatIsUsed();
    void countTimeOfTheUser();
    void pausesBeforeCleaningUp();
    void readsOneNumber();
    void flyersTogether();
    void collectsMeanwhile();
    void tweaks();
    void tweakRefusesWhatIsOutside();

private:
    Plan moving(std::initializer_list<double> targets) const
    {
        std::vector<Msg> messages;
        for (const double target : targets)
            messages.push_back(msg::Set{m_x, target});
        return inSequence(std::move(messages));
    }

    devices::Mailbox m_mailbox;
    std::shared_ptr<Motor> m_x = std::make_shared<Motor>(QStringLiteral("x"), m_mailbox);
    std::shared_ptr<Motor> m_y = std::make_shared<Motor>(QStringLiteral("y"), m_mailbox);
    std::shared_ptr<Detector> m_d = std::make_shared<Detector>(QStringLiteral("d"), m_mailbox);
};

void TestSupplements::comeInTheirOrder()
{
    const Supplements all{makeDeviceList({m_y}), {m_x}, {m_d}};
    QCOMPARE(recorded(supplemented(inRun(moving({1}), {}), all)),
        QStringLiteral("open_run create:baseline read save monitor kickoff wait set:x=1 complete wait collect "
                       "unmonitor create:baseline read save close_run"));
}

void TestSupplements::nothingToAdd()
{
    QCOMPARE(recorded(supplemented(inRun(moving({1}), {}), {})), QStringLiteral("open_run set:x=1 close_run"));
    // Plans without runs stay as they are.
    QCOMPARE(recorded(supplemented(moving({1}), {makeDeviceList({m_y}), {m_x}, {}})), QStringLiteral("set:x=1"));
}

void TestSupplements::engineWrapsEveryPlan()
{
    Session session;
    const auto d = session.detector("d");
    const auto ring = std::make_shared<devices::SoftPositioner>(QStringLiteral("ring"));
    session.engine.addWrapper([ring](Plan plan) { return supplemented(std::move(plan), {.monitors = {ring}}); });
    for (int i = 0; i < 2; ++i) {
        const RunOutcome outcome = session.run(session.plan("count", countParameters(1)));
        QVERIFY2(outcome.success, qPrintable(outcome.reason));
        QStringList streams;
        for (const auto& descriptor : all<EventDescriptorPtr>(session.documents()))
            streams << descriptor->name;
        QCOMPARE(streams, (QStringList{QStringLiteral("ring_monitor"), QStringLiteral("primary")}));
    }
}

void TestSupplements::stagesWhatIsUsed()
{
    QCOMPARE(recorded(lazilyStaged(inRun(inSequence({msg::Trigger{m_d}, msg::Set{m_x, 1}, msg::Trigger{m_d}}), {}))),
        QStringLiteral("enter_scope open_run stage trigger stage set:x=1 trigger close_run leave_scope "
                       "(unstage:x:d)"));
    QCOMPARE(recorded(lazilyStaged(inSequence({msg::Null{}}))), QStringLiteral("enter_scope null leave_scope ()"));
}

void TestSupplements::countTimeOfTheUser()
{
    Session session;
    session.detector("d");
    const PlanFactory count = session.plan("count", countParameters(2));
    QVERIFY(session.run([count] { return withCountTime(count(), std::chrono::duration<double>(0.125)); }).success);
    const auto d = std::static_pointer_cast<Detector>(session.known.front());
    QCOMPARE(d->dwell.load(), 0.125);
}

void TestSupplements::pausesBeforeCleaningUp()
{
    Session session;
    const auto x = session.motor("x");
    const auto y = session.motor("y");
    QVERIFY(session.start([x, y] {
        // Beyond its limits.
        return finalize(pausedOnFailure(inSequence({msg::Set{x, 1000}, msg::Wait{}})), [y] {
            return inSequence({msg::Set{y, 1}, msg::Wait{}});
        });
    }));
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    QCOMPARE(y->sets.load(), 0);
    session.engine.resume();
    const RunOutcome outcome = session.outcome();
    QVERIFY(!outcome.success);
    QVERIFY2(outcome.reason.contains(QLatin1String("beyond 100")), qPrintable(outcome.reason));
    QCOMPARE(y->sets.load(), 1);
}

void TestSupplements::readsOneNumber()
{
    Session session;
    const auto x = session.motor("x");
    const auto found = std::make_shared<double>(0);
    session.onEngine([x] { x->moveByHand(7.5); });
    QVERIFY(session.run([x, found] { return rd(x, found.get()); }).success);
    QCOMPARE(*found, 7.5);
    QVERIFY(session.documents().empty());
}

void TestSupplements::flyersTogether()
{
    QCOMPARE(recorded(kickoffAll({m_d, m_x}, 9)), QStringLiteral("kickoff kickoff wait"));
    QCOMPARE(recorded(completeAll({m_d, m_x}, 9)), QStringLiteral("complete complete wait"));
}

void TestSupplements::collectsMeanwhile()
{
    Session session;
    const auto flyer = std::make_shared<Flyer>(QStringLiteral("f"));
    flyer->points = 3;
    session.known.push_back(flyer);
    const RunOutcome outcome = session.run([flyer] {
        return inRun(chain({[flyer] { return kickoffAll({flyer}, 1); },
                         [flyer] { return collectWhileCompleting({flyer}, 1ms, QStringLiteral("fly")); }}),
            {});
    });
    QVERIFY2(outcome.success, qPrintable(outcome.reason));
    QCOMPARE(events(session.documents(), "fly").size(), std::size_t{3});
}

void TestSupplements::tweaks()
{
    Session session;
    const auto x = session.motor("x");
    session.known.push_back(
        std::make_shared<devices::SoftDetector>(QStringLiteral("s"), [x] { return 10 * *x->position(); }));
    const QJsonObject parameters{
        {QStringLiteral("axes"),
            QJsonArray{QJsonObject{{QStringLiteral("motor"), QStringLiteral("x")}, {QStringLiteral("step"), 0.5}}}},
        {QStringLiteral("field"), QStringLiteral("s")}, {QStringLiteral("dwell"), 0},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("s")}}};
    QVERIFY(session.start(session.plan("tweak", parameters)));
    const auto asked
        = [&session](const char* text) { return session.engine.report().question.contains(QString::fromLatin1(text)); };
    QTRY_VERIFY(asked("x is at 0, s is 0."));
    session.engine.answer({});
    QTRY_VERIFY(asked("x is at 0.5, s is 5."));
    session.engine.answer(QStringLiteral("much"));
    QTRY_VERIFY(asked("\"much\" is no number"));
    session.engine.answer(QStringLiteral(" -2 "));
    QTRY_VERIFY(asked("x is at -1.5, s is -15. Next step: a number, nothing for -2"));
    session.engine.answer(QStringLiteral("q"));
    QVERIFY(session.outcome().success);
    QCOMPARE(events(session.documents()).size(), std::size_t{3});
}

void TestSupplements::tweakRefusesWhatIsOutside()
{
    Session session;
    session.motor("x");
    session.detector("d");
    const QJsonObject parameters{
        {QStringLiteral("axes"),
            QJsonArray{QJsonObject{{QStringLiteral("motor"), QStringLiteral("x")}, {QStringLiteral("step"), 500}}}},
        {QStringLiteral("field"), QStringLiteral("d")}, {QStringLiteral("dwell"), 0},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    QVERIFY(session.start(session.plan("tweak", parameters)));
    QTRY_VERIFY(session.engine.report().question.startsWith(QLatin1String("x is at 0")));
    session.engine.answer({});
    QTRY_VERIFY(session.engine.report().question.startsWith(QLatin1String("x = 500 is beyond 100")));
    session.engine.answer(QStringLiteral("q"));
    QVERIFY(session.outcome().success);
}

QTEST_GUILESS_MAIN(TestSupplements)
#include "tst_supplements.moc"
