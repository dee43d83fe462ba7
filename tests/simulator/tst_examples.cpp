#include "fakehost.h"

#include "simulator/examples.h"

#include <QTest>

using namespace simulator;

class TestExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takes_data();
    void takes();
    void raisesAlarms_data();
    void raisesAlarms();
    void renamesStates();
    void rangesCanBeSet();
    void hasEveryKind();
    void takesArraysAndTexts();
    void busyEndsByItself();
    void busyEndsOnRequest();
    void calculates();
    void lives();

private:
    struct Bench
    {
        FakeHost host;
        Examples examples{host, QStringLiteral("BD:"), 1};

        static QString name(const QString& record) { return QStringLiteral("BD:ex:") + record; }
        double number(const char* record) const { return host.number(name(QString::fromUtf8(record))); }
        FakeHost::Put put(const QString& record, Value value) { return host.put(name(record), std::move(value)); }
        devices::ServerPv& pv(const char* record) const { return host.pv(name(QString::fromUtf8(record))); }
    };
};

void TestExamples::takes_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("input");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* output, const char* input, double value, double expected) {
        QTest::addRow("%s %g", output, value)
            << QString::fromUtf8(output) << QString::fromUtf8(input) << value << expected;
    };
    row("bo", "bi", 1, 1);
    row("mbbo", "mbbi", 4, 4);
    row("ao", "ai", 3.25, 3.25);
    row("ao", "ai", 11, 10);
    row("ao", "ai", -1e9, -10);
    row("longout", "longin", -7, -7);
    row("longout", "longin", 5000, 1000);
    row("int64out", "int64in", 4503599627370497, 4503599627370497);
    row("int64out", "int64in", 1e300, 9007199254740992);
}

void TestExamples::takes()
{
    QFETCH(QString, output);
    QFETCH(QString, input);
    QFETCH(double, value);
    QFETCH(double, expected);
    Bench bench;
    QVERIFY(bench.put(output, value).ok());
    QCOMPARE(bench.host.number(Bench::name(output)), expected);
    QCOMPARE(bench.host.number(Bench::name(input)), expected);
}

void TestExamples::raisesAlarms_data()
{
    QTest::addColumn<QString>("record");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("severity");
    QTest::addColumn<int>("status");
    const auto row = [](const char* record, double value, Severity severity, int status) {
        QTest::addRow("%s %g", record, value)
            << QString::fromUtf8(record) << value << static_cast<int>(severity) << status;
    };
    row("ao", 0, Severity::None, 0);
    row("ao", 8, Severity::Minor, 4);
    row("ao", 9.5, Severity::Major, 3);
    row("ao", -8, Severity::Minor, 6);
    row("ao", -9.5, Severity::Major, 5);
    row("longout", 950, Severity::Major, 3);
    row("mbbo", 0, Severity::None, 0);
    row("mbbo", 1, Severity::Minor, 7);
    row("mbbo", 4, Severity::Major, 7);
}

void TestExamples::raisesAlarms()
{
    QFETCH(QString, record);
    QFETCH(double, value);
    Bench bench;
    bench.put(record, value);
    const Reading reading = bench.host.pv(Bench::name(record)).reading();
    QTEST(static_cast<int>(reading.severity), "severity");
    QTEST(int(reading.status), "status");
    if (record == QLatin1String("ao")) { // no severity, no alarm
        for (const char* field : {"HHSV", "HSV", "LSV", "LLSV"})
            bench.put(QStringLiteral("ao.") + QString::fromUtf8(field), 0.0);
        QCOMPARE(bench.pv("ao").reading().severity, Severity::None);
    }
}

void TestExamples::renamesStates()
{
    Bench bench;
    QCOMPARE(bench.pv("bo").metadata().labels, (QStringList{QStringLiteral("Off"), QStringLiteral("On")}));
    bench.put(QStringLiteral("bo.ONAM"), QStringLiteral("Open"));
    QCOMPARE(bench.pv("bo").metadata().labels, (QStringList{QStringLiteral("Off"), QStringLiteral("Open")}));
    bench.put(QStringLiteral("mbbo.FVST"), QStringLiteral("Sixth"));
    QCOMPARE(bench.pv("mbbo").metadata().labels.size(), qsizetype(6));
    bench.put(QStringLiteral("bo.OSV"), 2.0);
    bench.put(QStringLiteral("bo"), 1.0);
    QCOMPARE(bench.pv("bo").reading().severity, Severity::Major);
}

void TestExamples::rangesCanBeSet()
{
    Bench bench;
    bench.put(QStringLiteral("ao.DRVH"), 5.0);
    bench.put(QStringLiteral("ao.HOPR"), 20.0);
    QCOMPARE(bench.pv("ao").metadata().control.high, 5.0);
    QCOMPARE(bench.pv("ao").metadata().display.high, 20.0);
    bench.put(QStringLiteral("ao"), 9.0);
    QCOMPARE(bench.number("ao"), 5.0);
    bench.put(QStringLiteral("ao.DRVH"), 0.0);
    bench.put(QStringLiteral("ao.DRVL"), 0.0);
    bench.put(QStringLiteral("ao"), 99.0);
    QCOMPARE(bench.number("ao"), 99.0);
}

void TestExamples::hasEveryKind()
{
    Bench bench;
    QSet<QString> kinds;
    std::vector<Record::Listed> rows;
    bench.examples.list(rows);
    for (const Record::Listed& row : rows) {
        if (row.name.endsWith(QStringLiteral(".RTYP")))
            kinds.insert(bench.host.text(row.name));
    }
    for (const char* kind : {"bi", "bo", "mbbi", "mbbo", "ai", "ao", "longin", "longout", "int64in", "int64out",
             "stringin", "stringout", "waveform", "calc", "busy"})
        QVERIFY2(kinds.contains(QString::fromUtf8(kind)), kind);
    QCOMPARE(bench.pv("ao").metadata().units, QStringLiteral("V"));
    QCOMPARE(bench.pv("ao").metadata().control.high, 10.0);
    QCOMPARE(bench.pv("wave:short").type(), NativeType::Short);
    QCOMPARE(bench.pv("wave:char").type(), NativeType::Char);
    QCOMPARE(bench.pv("int64out").type(), NativeType::Double);
}

void TestExamples::takesArraysAndTexts()
{
    Bench bench;
    const Value points = devices::makeArray(std::vector<double>{1, 2, 3});
    QVERIFY(bench.put(QStringLiteral("wave:double"), points).ok());
    QVERIFY(devices::equal(bench.pv("wave:double").value(), points));
    QVERIFY(bench.put(QStringLiteral("stringout"), QStringLiteral("Grüße")).ok());
    QCOMPARE(bench.host.text(Bench::name(QStringLiteral("stringin"))), QStringLiteral("Grüße"));
    QVERIFY(bench.host.text(Bench::name(QStringLiteral("longString"))).size() > 40);
}

void TestExamples::busyEndsByItself()
{
    Bench bench;
    const auto put = bench.put(QStringLiteral("busy"), 1.0);
    bench.host.advance(1.9);
    QVERIFY(!put.done());
    QCOMPARE(bench.number("busy"), 1.0);
    bench.host.advance(0.2);
    QVERIFY(put.ok());
    QCOMPARE(bench.number("busy"), 0.0);
}

void TestExamples::busyEndsOnRequest()
{
    Bench bench;
    bench.put(QStringLiteral("busyTime"), 0.0);
    const auto put = bench.put(QStringLiteral("busy"), 1.0);
    bench.host.advance(100);
    QVERIFY(!put.done());
    QVERIFY(bench.put(QStringLiteral("busy"), 0.0).ok());
    QVERIFY(put.ok());
}

void TestExamples::calculates()
{
    Bench bench;
    bench.put(QStringLiteral("calc.A"), 3.0);
    bench.put(QStringLiteral("calc.B"), 0.5);
    QCOMPARE(bench.number("calc"), 9.5);
    bench.put(QStringLiteral("calc.CALC"), QStringLiteral("A/L"));
    QCOMPARE(bench.pv("calc").reading().severity, Severity::Invalid);
}

void TestExamples::lives()
{
    Bench bench;
    bench.host.watch({Bench::name(QStringLiteral("sine")), Bench::name(QStringLiteral("ramp")),
        Bench::name(QStringLiteral("noise")), Bench::name(QStringLiteral("wave:live"))});
    bench.examples.start();
    bench.host.advance(10.05);
    QCOMPARE(bench.number("counter"), 100.0);
    QVERIFY(bench.host.log().size() > 390);
    bench.put(QStringLiteral("run"), 0.0);
    bench.host.advance(5);
    QCOMPARE(bench.number("counter"), 100.0);
    bench.put(QStringLiteral("run"), 1.0);
    bench.examples.stop();
    bench.host.advance(5);
    QCOMPARE(bench.number("counter"), 100.0);
}

QTEST_APPLESS_MAIN(TestExamples)
#include "tst_examples.moc"
