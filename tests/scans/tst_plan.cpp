#include "scans/plans/plan.h"
#include "scans/plans/planerror.h"

#include <QStringList>
#include <QTest>

using namespace scans;

namespace {

using Log = std::shared_ptr<QStringList>;

struct Mark
{
    Log log;
    QString text;
    ~Mark() { *log << text; }
};

Msg sleepFor(double seconds)
{
    return msg::Sleep{std::chrono::duration<double>(seconds)};
}

Plan sleeps(int count, double first)
{
    for (int i = 0; i < count; ++i) {
        Msg sleep = sleepFor(first + i);
        co_yield std::move(sleep);
    }
}

Plan asks(Log log)
{
    Msg null = msg::Null{};
    const Reply reply = co_yield std::move(null);
    *log << std::get<QString>(reply);
}

Plan nests(int depth, double value)
{
    if (depth == 0) {
        Plan inner = sleeps(1, value);
        co_yield std::move(inner);
        co_return;
    }
    Plan inner = nests(depth - 1, value);
    co_yield std::move(inner);
}

Plan nothing()
{
    co_return;
}

Plan manyEmpty(int count)
{
    for (int i = 0; i < count; ++i) {
        Plan empty = nothing();
        co_yield std::move(empty);
    }
}

Plan guarded(Log log, Plan inner)
{
    const Mark mark{log, QStringLiteral("outer gone")};
    try {
        co_yield std::move(inner);
    } catch (const PlanError& error) {
        *log << error.error().message;
    }
    Msg after = sleepFor(99);
    co_yield std::move(after);
}

Plan marked(Log log)
{
    const Mark mark{log, QStringLiteral("inner gone")};
    Msg null = msg::Null{};
    co_yield std::move(null);
    Msg again = msg::Null{};
    co_yield std::move(again);
}

double sleepOf(const Msg* msg)
{
    return std::get<msg::Sleep>(*msg).time.count();
}

std::exception_ptr planError(const QString& message)
{
    return std::make_exception_ptr(PlanError({devices::ErrorCode::Refused, message, {}}));
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeInOrder();
    void repliesArrive();
    void nestsDeeply();
    void manyNestedPlansNeedNoStack();
    void throwsIntoTheInnermost();
    void escapedExceptionIsTheFailure();
    void endedBeforeItBegan();
    void destructionIsInnermostFirst();
    void notStartedPlanIsFreed();
};

void TestPlan::messagesComeInOrder()
{
    PlanRunner runner(sleeps(3, 10));
    QCOMPARE(sleepOf(runner.resume({})), 10.0);
    QCOMPARE(sleepOf(runner.resume({})), 11.0);
    QCOMPARE(sleepOf(runner.resume({})), 12.0);
    QVERIFY(!runner.resume({}));
    QVERIFY(!runner.failure());
}

void TestPlan::repliesArrive()
{
    const auto log = std::make_shared<QStringList>();
    PlanRunner runner(asks(log));
    QVERIFY(runner.resume({}));
    QVERIFY(!runner.resume(QStringLiteral("answer")));
    QCOMPARE(*log, QStringList{QStringLiteral("answer")});
}

void TestPlan::nestsDeeply()
{
    PlanRunner runner(nests(200, 5));
    QCOMPARE(sleepOf(runner.resume({})), 5.0);
    QVERIFY(!runner.resume({}));
    QVERIFY(!runner.failure());
}

void TestPlan::manyNestedPlansNeedNoStack()
{
    PlanRunner runner(manyEmpty(500'000));
    QVERIFY(!runner.resume({}));
    QVERIFY(!runner.failure());
}

void TestPlan::throwsIntoTheInnermost()
{
    const auto log = std::make_shared<QStringList>();
    PlanRunner runner(guarded(log, marked(log)));
    QVERIFY(runner.resume({}));
    const Msg* after = runner.resumeWith(planError(QStringLiteral("no beam")));
    QCOMPARE(sleepOf(after), 99.0);
    QCOMPARE(*log, (QStringList{QStringLiteral("inner gone"), QStringLiteral("no beam")}));
    QVERIFY(!runner.resume({}));
    QVERIFY(!runner.failure());
}

void TestPlan::escapedExceptionIsTheFailure()
{
    PlanRunner runner(nests(3, 1));
    QVERIFY(runner.resume({}));
    QVERIFY(!runner.resumeWith(std::make_exception_ptr(RequestAbort())));
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(runner.failure()), RequestAbort);
}

void TestPlan::endedBeforeItBegan()
{
    PlanRunner runner(sleeps(1, 0));
    QVERIFY(!runner.resumeWith(std::make_exception_ptr(RequestStop())));
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(runner.failure()), RequestStop);
}

void TestPlan::destructionIsInnermostFirst()
{
    const auto log = std::make_shared<QStringList>();
    {
        PlanRunner runner(guarded(log, marked(log)));
        QVERIFY(runner.resume({}));
    }
    QCOMPARE(*log, (QStringList{QStringLiteral("inner gone"), QStringLiteral("outer gone")}));
    QCOMPARE(log.use_count(), 1);
}

void TestPlan::notStartedPlanIsFreed()
{
    const auto log = std::make_shared<QStringList>();
    {
        Plan plan = guarded(log, marked(log));
        Plan other = std::move(plan);
        QCOMPARE(log.use_count(), 3);
    }
    QCOMPARE(log.use_count(), 1);
    QVERIFY(log->isEmpty());
}

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
