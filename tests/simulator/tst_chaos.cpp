#include "fakehost.h"

#include "simulator/chaos/chaosgroup.h"

#include <QTest>

using namespace simulator;

class TestChaos : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hits_data();
    void hits();
    void disconnects();
    void freezes();
    void slowsDown();
    void slowStopsInOrder();
    void raisesAlarms();
    void refuses();
    void severalAtOnce();
    void changesItsMind();
    void meetsNewPvs();
    void doesNotCutItselfOff();
};

namespace {

struct Bench
{
    Bench()
    {
        records.add({
            {"m1", "ao", 1.0, "", "", 0, {}, records.store("m1"), {}, {}},
            {"m10", "ao", 1.0, "", "", 0, {}, records.store("m10"), {}, {}},
            {"m1_able", "bo", EnumIndex{0}, "", "", 0, {QStringLiteral("a"), QStringLiteral("b")},
                records.store("m1_able"), {}, {}},
            {"cam1:Gain", "ao", 1.0, "", "", 0, {}, records.store("cam1:Gain"), {}, {}},
        });
    }

    void disturb(const char* target, const char* action, const QString& slot = {})
    {
        static const QStringList actions{QStringLiteral("disconnect"), QStringLiteral("slow"), QStringLiteral("freeze"),
            QStringLiteral("alarm"), QStringLiteral("refuse")};
        const QString prefix = QStringLiteral("BD:chaos:") + slot;
        host.put(prefix + QStringLiteral("target"), QString::fromUtf8(target));
        host.put(prefix + QStringLiteral("action"), double(actions.indexOf(QString::fromUtf8(action))));
        host.put(prefix + QStringLiteral("on"), 1.0);
    }
    void calm(const QString& slot = {}) { host.put(QStringLiteral("BD:chaos:") + slot + QStringLiteral("on"), 0.0); }
    double shown(const char* name) const { return devices::toDouble(pv(name).shown().value).value_or(-999); }
    devices::ServerPv& pv(const char* name) const { return host.pv(QStringLiteral("BD:") + QString::fromUtf8(name)); }
    bool has(const char* name) const { return host.has(QStringLiteral("BD:%1.VAL").arg(QString::fromUtf8(name))); }
    FakeHost::Put put(const char* name, double value)
    {
        return host.put(QStringLiteral("BD:") + QString::fromUtf8(name), value);
    }

    FakeHost host;
    ChaosHost chaos{host};
    RecordTable records{chaos, QStringLiteral("BD:")};
    ChaosGroup group{host, chaos, QStringLiteral("BD:")};
};

} // namespace

void TestChaos::hits_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("pv");
    QTest::addColumn<bool>("hit");
    const auto row = [](const char* target, const char* pv, bool hit) {
        QTest::addRow("%s %s", target, pv) << QString::fromUtf8(target) << QString::fromUtf8(pv) << hit;
    };
    row("BD:m1", "BD:m1.VAL", true);
    row("BD:m1", "BD:m1_able.VAL", true);
    row("BD:m1", "BD:m1", true);
    row("BD:m1", "BD:m10.VAL", false);
    row("BD:m1.RBV", "BD:m1.RBV", true);
    row("BD:m1.RBV", "BD:m1.VAL", false);
    row("BD:cam1:", "BD:cam1:Gain.VAL", true);
    row("BD:cam1", "BD:cam1:Gain.VAL", true);
    row("BD:", "BD:m1.VAL", true);
    row("", "BD:m1.VAL", false);
}

void TestChaos::hits()
{
    QFETCH(QString, target);
    QFETCH(QString, pv);
    Disturbance disturbance;
    disturbance.target = target;
    QTEST(disturbance.hits(pv), "hit");
}

void TestChaos::disconnects()
{
    Bench bench;
    bench.disturb("BD:m1", "disconnect");
    QVERIFY(!bench.has("m1"));
    QVERIFY(!bench.host.has(QStringLiteral("BD:m1.DESC")));
    QVERIFY(!bench.has("m1_able"));
    QVERIFY(bench.has("m10"));
    QVERIFY(bench.host.number(QStringLiteral("BD:chaos:count")) > 5);
    bench.records.setNumber("m1", 5);
    bench.calm();
    QVERIFY(bench.has("m1"));
    QCOMPARE(bench.shown("m1"), 5.0);
    QCOMPARE(bench.host.number(QStringLiteral("BD:chaos:count")), 0.0);
}

void TestChaos::freezes()
{
    Bench bench;
    bench.host.watch({QStringLiteral("BD:m1")});
    bench.disturb("BD:m1", "freeze");
    const qsizetype events = bench.host.log().size();
    QVERIFY(bench.put("m1", 7).ok());
    QCOMPARE(bench.records.number("m1"), 7.0); // the record itself goes on
    QCOMPARE(bench.shown("m1"), 1.0);
    QCOMPARE(bench.host.log().size(), events);
    bench.calm();
    QCOMPARE(bench.shown("m1"), 7.0);
    QCOMPARE(bench.host.log().last(), QStringLiteral("BD:m1=7"));
}

void TestChaos::slowsDown()
{
    Bench bench;
    bench.host.put(QStringLiteral("BD:chaos:delay"), 2.0);
    bench.disturb("BD:m1", "slow");
    const auto put = bench.put("m1", 7);
    bench.host.advance(1.9);
    QVERIFY(!put.done());
    QCOMPARE(bench.records.number("m1"), 1.0);
    bench.host.advance(0.2);
    QVERIFY(put.ok());
    QCOMPARE(bench.records.number("m1"), 7.0);
    QCOMPARE(bench.shown("m1"), 1.0);
    bench.host.advance(2);
    QCOMPARE(bench.shown("m1"), 7.0);
}

void TestChaos::slowStopsInOrder()
{
    Bench bench;
    bench.disturb("BD:m1", "slow");
    const auto first = bench.put("m1", 7);
    bench.host.advance(0.5);
    const auto second = bench.put("m1", 8);
    bench.host.advance(0.6);
    QVERIFY(first.ok() && !second.done());
    bench.calm();
    QVERIFY(second.ok());
    QCOMPARE(bench.shown("m1"), 8.0);
}

void TestChaos::raisesAlarms()
{
    Bench bench;
    bench.host.put(QStringLiteral("BD:chaos:severity"), 3.0);
    bench.disturb("BD:m1", "alarm");
    QCOMPARE(bench.pv("m1").shown().severity, Severity::Invalid);
    QCOMPARE(bench.pv("m1").reading().severity, Severity::None);
    QCOMPARE(bench.pv("m10").shown().severity, Severity::None);
    bench.put("m1", 3);
    QCOMPARE(bench.shown("m1"), 3.0);
    bench.host.put(QStringLiteral("BD:chaos:severity"), 1.0);
    QCOMPARE(bench.pv("m1").shown().severity, Severity::Minor);
    bench.calm();
    QCOMPARE(bench.pv("m1").shown().severity, Severity::None);
}

void TestChaos::refuses()
{
    Bench bench;
    bench.disturb("BD:cam1:", "refuse");
    const auto put = bench.put("cam1:Gain", 3);
    QVERIFY(put.done() && !put.ok());
    QVERIFY(put.outcome->value().error().message.contains(QStringLiteral("BD:cam1:Gain")));
    QCOMPARE(bench.shown("cam1:Gain"), 1.0);
    bench.calm();
    QVERIFY(bench.put("cam1:Gain", 3).ok());
}

void TestChaos::severalAtOnce()
{
    Bench bench;
    bench.disturb("BD:m1", "disconnect");
    bench.disturb("BD:m10", "refuse", QStringLiteral("2:"));
    bench.disturb("BD:", "alarm", QStringLiteral("4:"));
    QVERIFY(!bench.has("m1"));
    QVERIFY(!bench.put("m10", 2).ok());
    QCOMPARE(bench.pv("m10").shown().severity, Severity::None); // the first that hits
    QCOMPARE(bench.pv("cam1:Gain").shown().severity, Severity::Major);
    bench.calm(QStringLiteral("2:"));
    QCOMPARE(bench.pv("m10").shown().severity, Severity::Major);
    bench.calm();
    QVERIFY(bench.has("m1"));
}

void TestChaos::changesItsMind()
{
    Bench bench;
    bench.disturb("BD:m1", "disconnect");
    bench.disturb("BD:m10", "disconnect");
    QVERIFY(bench.has("m1") && !bench.has("m10"));
    bench.disturb("BD:m10", "freeze");
    QVERIFY(bench.has("m10"));
}

void TestChaos::meetsNewPvs()
{
    Bench bench;
    bench.disturb("BD:late", "disconnect");
    bench.records.add({{"late", "ai", 1.0, "", "", 0, {}, {}, {}, {}}});
    QVERIFY(!bench.has("late"));
    bench.records.at("late").replace({"VAL", NativeType::Long, qint64(4), "", {}, "", {}, 1});
    QVERIFY(!bench.has("late"));
    bench.calm();
    QCOMPARE(bench.shown("late"), 4.0);
    QCOMPARE(bench.pv("late").type(), NativeType::Long);
}

void TestChaos::doesNotCutItselfOff()
{
    Bench bench;
    bench.disturb("BD:", "disconnect");
    QVERIFY(bench.has("chaos:on"));
    bench.calm();
    QVERIFY(bench.has("m1"));
}

QTEST_APPLESS_MAIN(TestChaos)
#include "tst_chaos.moc"
