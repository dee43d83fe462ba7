#include "tests/scans/enginetests.h"
#include "tests/scans/planrecorder.h"

#include "scans/plans/preprocessors.h"

#include <QTest>

using namespace enginetests;

namespace {

Msg sleeping(double seconds)
{
    return msg::Sleep{std::chrono::duration<double>(seconds)};
}

std::exception_ptr planError(const char* message)
{
    return std::make_exception_ptr(PlanError({ErrorCode::Io, QString::fromLatin1(message), {}}));
}

/// Notes what the reply to its one message is, or what was thrown instead.
Plan asking(Log log)
{
    try {
        Msg null = msg::Null{};
        const Reply reply = co_yield std::move(null);
        const auto* text = std::get_if<QString>(&reply);
        *log << (text ? *text : QStringLiteral("nothing"));
    } catch (const PlanError& error) {
        *log << QStringLiteral("caught ") + error.error().message;
    }
    Msg after = sleeping(1);
    co_yield std::move(after);
}

Plan catchingAll(Log log, Plan plan)
{
    try {
        co_yield std::move(plan);
    } catch (const PlanError& error) {
        *log << error.error().message;
    }
    Msg after = sleeping(9);
    co_yield std::move(after);
}

} // namespace

/// Plans around plans, message by message. Nothing is moved, so that devices may live on the test's thread.
class TestPlansAround : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreChanged();
    void repliesAndFailuresPass();
    void scopesWithinAreChanged();
    void plansAreInserted();
    void messagesAreReplaced();
    void insertedPlansMayFail();
    void finalizes();
    void finalizesFailures();
    void requestsLeaveCleanupToTheEngine();
    void cleanupThatFails();
    void contingencies();
    void stages();
    void runs();
    void runKeys();
    void runKeysOfTheirOwn();
    void strips();
    void setsCountFromOrigins();
    void motorsGoBack();
    void baselineAndMonitors();
    void flies();
    void subscribesAndSuspends();
    void notToBeDoneAgain();
    void repeats();
    void nestedDeeply();
    void findsColumns();

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

void TestPlansAround::messagesAreChanged()
{
    const auto doubled = [](Msg message) {
        if (auto* set = std::get_if<msg::Set>(&message))
            set->target *= 2;
        return message;
    };
    QCOMPARE(recorded(mutateMessages(moving({1, 2}), doubled)), QStringLiteral("set:x=2 set:x=4"));
}

void TestPlansAround::repliesAndFailuresPass()
{
    const auto same = [](Msg message) { return message; };
    const auto nothing = [](const Msg&) { return Mutation(); };
    const auto log = std::make_shared<QStringList>();
    QCOMPARE(recorded(mutateMessages(mutatePlan(asking(log), nothing), same)), QStringLiteral("null sleep:1"));
    QCOMPARE(*log, QStringList{QStringLiteral("null's")});
    log->clear();
    Recorder recorder(mutateMessages(mutatePlan(asking(log), nothing), same));
    recorder.failAt(QStringLiteral("null"), planError("no beam"));
    QCOMPARE(recorder.run(), QStringLiteral("null sleep:1"));
    QCOMPARE(*log, QStringList{QStringLiteral("caught no beam")});
    QVERIFY(!recorder.failure());
    Recorder failing(mutateMessages(mutatePlan(moving({1, 2}), nothing), same));
    failing.failAt(QStringLiteral("set:x=1"), planError("no beam"));
    QCOMPARE(failing.run(), QStringLiteral("set:x=1"));
    QCOMPARE(failing.failureText(), QStringLiteral("no beam"));
}

void TestPlansAround::scopesWithinAreChanged()
{
    const auto cleanup = [this] { return moving({5}); };
    const auto doubled = [](Msg message) {
        if (auto* set = std::get_if<msg::Set>(&message))
            set->target *= 2;
        return message;
    };
    QCOMPARE(recorded(mutateMessages(finalize(moving({1}), cleanup), doubled)),
        QStringLiteral("enter_scope set:x=2 leave_scope (set:x=10)"));
}

void TestPlansAround::plansAreInserted()
{
    const auto isSecond = [](const Msg& message) {
        const auto* set = std::get_if<msg::Set>(&message);
        return set && set->target == 2;
    };
    const auto nap = [] { return inSequence({sleeping(1), sleeping(2)}); };
    QCOMPARE(recorded(insertBefore(moving({1, 2}), isSecond, nap)), QStringLiteral("set:x=1 sleep:1 sleep:2 set:x=2"));
    QCOMPARE(recorded(insertAfter(moving({1, 2, 3}), isSecond, nap)),
        QStringLiteral("set:x=1 set:x=2 sleep:1 sleep:2 set:x=3"));
    QCOMPARE(recorded(prePost(nap, moving({1}), [this] { return moving({9}); })),
        QStringLiteral("sleep:1 sleep:2 set:x=1 set:x=9"));
}

void TestPlansAround::messagesAreReplaced()
{
    const auto replaced = [](const Msg& message) {
        Mutation mutation;
        if (std::holds_alternative<msg::Null>(message)) {
            mutation.keep = false;
            mutation.before = inSequence({sleeping(3), msg::Rewindable{}, msg::Null{}});
        }
        return mutation;
    };
    const auto log = std::make_shared<QStringList>();
    QCOMPARE(recorded(mutatePlan(asking(log), replaced)), QStringLiteral("sleep:3 rewindable null sleep:1"));
    QCOMPARE(*log, QStringList{QStringLiteral("null's")});
}

void TestPlansAround::insertedPlansMayFail()
{
    const auto log = std::make_shared<QStringList>();
    Recorder recorder(insertBefore(
        asking(log), [](const Msg& message) { return std::holds_alternative<msg::Null>(message); },
        [] { return inSequence({sleeping(4)}); }));
    recorder.failAt(QStringLiteral("sleep:4"), planError("no sleep"));
    QCOMPARE(recorder.run(), QStringLiteral("sleep:4 sleep:1"));
    QCOMPARE(*log, QStringList{QStringLiteral("caught no sleep")});
}

void TestPlansAround::finalizes()
{
    QCOMPARE(recorded(finalize(moving({1}), [this] { return moving({0}); })),
        QStringLiteral("enter_scope set:x=1 leave_scope (set:x=0)"));
}

void TestPlansAround::finalizesFailures()
{
    // Who catches it finds the cleanup done.
    const auto log = std::make_shared<QStringList>();
    Recorder recorder(catchingAll(log, finalize(moving({1, 2}), [this] { return moving({0}); })));
    recorder.failAt(QStringLiteral("set:x=1"), planError("stuck"));
    QCOMPARE(recorder.run(), QStringLiteral("enter_scope set:x=1 stop wait leave_scope (set:x=0) sleep:9"));
    QCOMPARE(*log, QStringList{QStringLiteral("stuck")});
}

void TestPlansAround::requestsLeaveCleanupToTheEngine()
{
    Recorder recorder(finalize(moving({1, 2}), [this] { return moving({0}); }));
    recorder.failAt(QStringLiteral("set:x=1"), std::make_exception_ptr(RequestAbort()));
    QCOMPARE(recorder.run(), QStringLiteral("enter_scope set:x=1"));
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(recorder.failure()), RequestAbort);
}

void TestPlansAround::cleanupThatFails()
{
    Session session;
    const auto x = session.motor("x");
    const auto plan = [x] {
        return finalize(inSequence({msg::Set{x, 200}, msg::Wait{}}), [x] { return mv({{x, 300}}); });
    };
    const RunOutcome outcome = session.run(plan);
    QCOMPARE(outcome.reason, QStringLiteral("x = 200 is beyond 100; cleaning up: x = 300 is beyond 100"));
}

void TestPlansAround::contingencies()
{
    const auto instead = [this](const std::exception&) { return std::optional<Plan>(moving({7})); };
    const auto onSuccess = [this] { return moving({8}); };
    const auto always = [this] { return moving({9}); };
    QCOMPARE(recorded(contingency(moving({1}), instead, onSuccess, always)),
        QStringLiteral("enter_scope set:x=1 set:x=8 leave_scope (set:x=9)"));
    Recorder failing(contingency(moving({1, 2}), instead, onSuccess, always));
    failing.failAt(QStringLiteral("set:x=1"), planError("stuck"));
    QCOMPARE(failing.run(), QStringLiteral("enter_scope set:x=1 set:x=7 leave_scope (set:x=9)"));
    QVERIFY(!failing.failure());
    const auto declines = [](const std::exception&) { return std::optional<Plan>(); };
    Recorder declined(contingency(moving({1, 2}), declines));
    declined.failAt(QStringLiteral("set:x=1"), planError("stuck"));
    QCOMPARE(declined.run(), QStringLiteral("set:x=1"));
    QCOMPARE(declined.failureText(), QStringLiteral("stuck"));
}

void TestPlansAround::stages()
{
    QCOMPARE(recorded(staged(moving({1}), {m_x, m_d})),
        QStringLiteral("stage enter_scope set:x=1 leave_scope (unstage:d:x)"));
}

void TestPlansAround::runs()
{
    QCOMPARE(recorded(inRun(moving({1}), {})), QStringLiteral("open_run set:x=1 close_run"));
    Recorder recorder(inRun(moving({1, 2}), {}));
    recorder.failAt(QStringLiteral("set:x=1"), planError("stuck"));
    QCOMPARE(recorder.run(), QStringLiteral("open_run set:x=1 close_run:fail"));
    QCOMPARE(recorder.failureText(), QStringLiteral("stuck"));
    const QJsonObject metadata{{QStringLiteral("sample"), QStringLiteral("Si")}, {QStringLiteral("a"), 1}};
    PlanRunner runner(injectMetadata(inRun(moving({1}), {{QStringLiteral("a"), 2}}), metadata));
    const QJsonObject opened = std::get<msg::OpenRun>(*runner.resume({})).metadata;
    QCOMPARE(opened, (QJsonObject{{QStringLiteral("sample"), QStringLiteral("Si")}, {QStringLiteral("a"), 2}}));
}

void TestPlansAround::runKeys()
{
    const auto plan = [this] { return oneShot(makeDeviceList({m_d})); };
    QCOMPARE(recorded(inRun(plan(), {}, 3)),
        QStringLiteral("open_run@3 checkpoint trigger wait create@3 read@3 save@3 close_run@3"));
    Session session;
    const auto d = session.detector("d");
    // One run within another.
    const auto both = [d] {
        const DeviceList devices = makeDeviceList({d});
        return inRun(chain({[devices] { return oneShot(devices); },
                         [devices] { return inRun(oneShot(devices), {}, 1); }, [devices] { return oneShot(devices); }}),
            {});
    };
    QVERIFY(session.run(both).success);
    QCOMPARE(outline(session.documents()),
        split("start descriptor:primary event:primary:1 start descriptor:primary event:primary:1 stop:success "
              "event:primary:2 stop:success"));
}

void TestPlansAround::runKeysOfTheirOwn()
{
    QCOMPARE(recorded(inRun(inRun(moving({1}), {}, 2), {}, 1)),
        QStringLiteral("open_run@1 open_run@2 set:x=1 close_run@2 close_run@1"));
}

void TestPlansAround::strips()
{
    QCOMPARE(
        recorded(stub(staged(inRun(moving({1}), {}), {m_d}))), QStringLiteral("enter_scope set:x=1 leave_scope ()"));
}

void TestPlansAround::setsCountFromOrigins()
{
    m_x->moveByHand(10);
    const auto plan = [this] { return inSequence({msg::Set{m_x, 1}, msg::Set{m_y, 1}, msg::Set{m_x, 2}}); };
    QCOMPARE(recorded(relativeSet(plan(), {m_x})), QStringLiteral("locate set:x=11 set:y=1 set:x=12"));
    QCOMPARE(recorded(relativeSet(finalize(plan(), [this] { return moving({-1}); }), {m_x})),
        QStringLiteral("enter_scope locate set:x=11 set:y=1 set:x=12 leave_scope (set:x=9)"));
}

void TestPlansAround::motorsGoBack()
{
    m_x->moveByHand(10);
    const auto plan = [this] { return inSequence({msg::Set{m_x, 1}, msg::Set{m_x, 2}}); };
    QCOMPARE(recorded(resetPositions(plan(), {m_x, m_y})),
        QStringLiteral("enter_scope locate set:x=1 set:x=2 leave_scope (set:x=10 wait)"));
    QCOMPARE(recorded(resetPositions(relativeSet(plan(), {m_x}), {m_x})),
        QStringLiteral("enter_scope locate locate set:x=11 set:x=12 leave_scope (set:x=10 wait)"));
}

void TestPlansAround::baselineAndMonitors()
{
    QCOMPARE(recorded(withBaseline(inRun(moving({1}), {}), makeDeviceList({m_y}))),
        QStringLiteral("open_run create:baseline read save set:x=1 create:baseline read save close_run"));
    QCOMPARE(recorded(monitorDuring(inRun(moving({1}), {}, 2), {m_y, m_d})),
        QStringLiteral("open_run@2 monitor@2 monitor@2 set:x=1 unmonitor@2 unmonitor@2 close_run@2"));
}

void TestPlansAround::flies()
{
    QCOMPARE(recorded(flyDuring(inRun(moving({1}), {}), {m_d})),
        QStringLiteral("open_run kickoff wait set:x=1 complete wait collect close_run"));
}

void TestPlansAround::subscribesAndSuspends()
{
    QCOMPARE(recorded(subscribed(moving({1}), nullptr)),
        QStringLiteral("subscribe enter_scope set:x=1 leave_scope (unsubscribe)"));
    QCOMPARE(recorded(suspendable(moving({1}), nullptr)),
        QStringLiteral("install_suspender enter_scope set:x=1 leave_scope (remove_suspender)"));
}

void TestPlansAround::notToBeDoneAgain()
{
    QCOMPARE(recorded(notRewindable(moving({1}))),
        QStringLiteral("rewindable rewindable enter_scope set:x=1 leave_scope (rewindable)"));
}

void TestPlansAround::repeats()
{
    QCOMPARE(
        recorded(repeat([this] { return moving({1}); }, 2)), QStringLiteral("checkpoint set:x=1 checkpoint set:x=1"));
    PlanRunner endless(repeat([this] { return moving({1}); }, 0));
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(endless.resume({}));
}

void TestPlansAround::nestedDeeply()
{
    Plan plan = moving({1, 2});
    for (int i = 0; i < 100; ++i)
        plan = mutateMessages(std::move(plan), [](Msg message) {
            if (auto* set = std::get_if<msg::Set>(&message))
                set->target += 1;
            return message;
        });
    QCOMPARE(recorded(std::move(plan)), QStringLiteral("set:x=101 set:x=102"));
}

void TestPlansAround::findsColumns()
{
    const DeviceList devices = makeDeviceList({m_x, m_d});
    QCOMPARE(columnOf(devices, QStringLiteral("x")).value(), std::size_t{0});
    QCOMPARE(columnOf(devices, QStringLiteral("x_setpoint")).value(), std::size_t{1});
    QCOMPARE(columnOf(devices, QStringLiteral("d")).value(), std::size_t{2});
    QCOMPARE(columnOf(devices, QStringLiteral("q")).error().message,
        QStringLiteral("There is no column q; there are x, x_setpoint, d"));
}

QTEST_APPLESS_MAIN(TestPlansAround)
#include "tst_plansaround.moc"
