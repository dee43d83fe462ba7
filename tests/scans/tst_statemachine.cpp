#include "scans/engine/statemachine.h"

#include <QStringList>
#include <QTest>

using namespace scans;
using enum EngineState;

class TestStateMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void refusedTransitionsChangeNothing();
    void everyRunningStateCanBeHalted();
};

void TestStateMachine::table_data()
{
    QTest::addColumn<EngineState>("from");
    QTest::addColumn<QString>("next");
    const auto row = [](EngineState from, const char* next) {
        QTest::newRow(qPrintable(engineStateName(from))) << from << QString::fromLatin1(next);
    };
    row(Idle, "running panicked");
    row(Running, "idle pausing suspended stopping aborting halting panicked");
    row(Pausing, "paused stopping aborting halting panicked");
    row(Paused, "running suspended stopping aborting halting panicked");
    row(Suspended, "running paused stopping aborting halting panicked");
    row(Stopping, "idle aborting halting panicked");
    row(Aborting, "idle halting panicked");
    row(Halting, "idle panicked");
    row(Panicked, "");
}

void TestStateMachine::table()
{
    QFETCH(EngineState, from);
    QFETCH(QString, next);
    const QStringList wanted = next.split(QLatin1Char(' '));
    for (int i = 0; i <= int(Panicked); ++i) {
        const auto to = static_cast<EngineState>(i);
        QCOMPARE(StateMachine::allowed(from, to), wanted.contains(engineStateName(to)));
    }
}

void TestStateMachine::refusedTransitionsChangeNothing()
{
    StateMachine machine;
    QCOMPARE(machine.state(), Idle);
    QVERIFY(!machine.to(Paused));
    QCOMPARE(machine.state(), Idle);
    QVERIFY(machine.to(Running));
    QVERIFY(machine.to(Pausing));
    QVERIFY(!machine.to(Running));
    QCOMPARE(machine.state(), Pausing);
    QVERIFY(machine.to(Panicked));
    for (int i = 0; i <= int(Panicked); ++i)
        QVERIFY(!machine.can(static_cast<EngineState>(i)));
}

void TestStateMachine::everyRunningStateCanBeHalted()
{
    for (const EngineState state : {Running, Pausing, Paused, Suspended, Stopping, Aborting})
        QVERIFY2(StateMachine::allowed(state, Halting), qPrintable(engineStateName(state)));
}

QTEST_APPLESS_MAIN(TestStateMachine)
#include "tst_statemachine.moc"
