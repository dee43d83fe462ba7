#include "devices/kinds/scaler.h"

#include "devices/kinds/devicekind.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

QString field(const QString& name)
{
    return QStringLiteral("T:sc.") + name;
}

/// Four channels of which the third has no name. Counting is finished by the test.
void addScaler(FakeBeamline& beamline, const QStringList& names)
{
    beamline.addEnum(field(QStringLiteral("CNT")), 0, {QStringLiteral("Done"), QStringLiteral("Count")});
    beamline.addEnum(field(QStringLiteral("CONT")), 1, {QStringLiteral("OneShot"), QStringLiteral("AutoCount")});
    beamline.add(field(QStringLiteral("TP")), 1);
    beamline.add(field(QStringLiteral("FREQ")), 1e7);
    for (int n = 1; n <= names.size(); ++n) {
        beamline.add(field(QStringLiteral("S%1").arg(n)), 0);
        beamline.addText(field(QStringLiteral("NM%1").arg(n)), names[n - 1]);
    }
    beamline.pv(field(QStringLiteral("CNT"))).onPut = [](const Value&, PutMode) {};
}

DevicePtr makeScaler(FakeBeamline& beamline, const QJsonObject& options)
{
    DeviceSpec spec;
    spec.kind = QStringLiteral("scaler");
    spec.name = QStringLiteral("sc");
    spec.pv = QStringLiteral("T:sc");
    spec.options = options;
    return makeDevice(spec, beamline.context()).value();
}

DevicePtr connectedScaler(FakeBeamline& beamline)
{
    addScaler(beamline, {QStringLiteral("clock"), QStringLiteral("I0"), QString(), QStringLiteral("I 1/b")});
    const DevicePtr scaler = makeScaler(beamline, {{QStringLiteral("channels"), 4}});
    const StatusPtr status = scaler->connect(5s);
    if (!beamline.finish(status) || !status->result())
        qFatal("the scaler does not connect");
    return scaler;
}

} // namespace

class tst_Scaler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns_data();
    void columns();
    void needsAName();
    void stoppedFromOutside_data();
    void stoppedFromOutside();
    void counts();
    void setsItsDwell();
    void dwellThatIsNone();
    void stoppedWhileCounting();
    void startedAgain();
    void disconnectedWhileCounting();
    void stages();
};

void tst_Scaler::columns_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QJsonObject>("options");
    QTest::addColumn<QString>("columns"); // * hinted, # counts
    const QStringList usual{QStringLiteral("clock"), QStringLiteral("I0"), QString(), QStringLiteral("I1")};
    const QJsonObject four{{QStringLiteral("channels"), 4}};
    QTest::newRow("names of the record") << usual << four << QStringLiteral("sc_clock sc_I0*# sc_I1*#");
    QTest::newRow("fewer channels") << usual << QJsonObject{{QStringLiteral("channels"), 2}}
                                    << QStringLiteral("sc_clock sc_I0*#");
    QTest::newRow("hinted") << usual
                            << QJsonObject{{QStringLiteral("channels"), 4},
                                   {QStringLiteral("hinted"), QJsonArray{QStringLiteral("I1")}}}
                            << QStringLiteral("sc_clock sc_I0# sc_I1*#");
    const QJsonObject names{{QStringLiteral("2"), QString()}, {QStringLiteral("3"), QStringLiteral("dark")}};
    QTest::newRow("names of the profile")
        << usual << QJsonObject{{QStringLiteral("channels"), 4}, {QStringLiteral("names"), names}}
        << QStringLiteral("sc_clock sc_dark# sc_I1*#");
    const QStringList odd{
        QStringLiteral("clock"), QStringLiteral("a.b/c d"), QStringLiteral("I0"), QStringLiteral("I0")};
    QTest::newRow("odd and repeated names") << odd << four << QStringLiteral("sc_clock sc_a_b_c_d# sc_I0*# sc_I0_4*#");
}

void tst_Scaler::columns()
{
    QFETCH(QStringList, names);
    QFETCH(QJsonObject, options);
    QFETCH(QString, columns);
    FakeBeamline beamline;
    addScaler(beamline, names);
    const DevicePtr scaler = makeScaler(beamline, options);
    const StatusPtr status = scaler->connect(5s);
    QVERIFY(beamline.finish(status));
    QVERIFY2(status->result().ok(), qPrintable(status->result().error().message));
    QStringList got;
    for (const DataKey& key : scaler->describe())
        got << key.name + (key.hinted ? QStringLiteral("*") : QString())
                + (key.counts ? QStringLiteral("#") : QString());
    QCOMPARE(got.join(QLatin1Char(' ')), columns);
    QVERIFY(!scaler->movable());
}

void tst_Scaler::needsAName()
{
    FakeBeamline beamline;
    addScaler(beamline, {QString(), QStringLiteral("  ")});
    const DevicePtr scaler = makeScaler(beamline, {{QStringLiteral("channels"), 2}});
    const StatusPtr status = scaler->connect(5s);
    QVERIFY(beamline.finish(status));
    QCOMPARE(status->result().error().message, QStringLiteral("None of the 2 channels of sc has a name (T:sc.NM1)"));
}

void tst_Scaler::stoppedFromOutside_data()
{
    QTest::addColumn<double>("counted");
    QTest::addColumn<bool>("early");
    QTest::addColumn<bool>("fails");
    QTest::newRow("too short") << 0.4 << false << true;
    QTest::newRow("by a faster clock") << 1.0 << false << false;
    QTest::newRow("as other presets want") << 0.4 << true << false;
}

void tst_Scaler::stoppedFromOutside()
{
    QFETCH(double, counted);
    QFETCH(bool, early);
    QFETCH(bool, fails);
    FakeBeamline beamline;
    addScaler(beamline, {QStringLiteral("clock"), QStringLiteral("I0")});
    beamline.add(QStringLiteral("T:sc.T"), counted);
    const DevicePtr scaler = makeScaler(beamline, {{QStringLiteral("channels"), 2}, {QStringLiteral("early"), early}});
    const StatusPtr connected = scaler->connect(5s);
    QVERIFY(beamline.finish(connected) && connected->result());
    const StatusPtr status = scaler->trigger();
    beamline.settle();
    beamline.pv("T:sc.CNT").completePut();
    QVERIFY(beamline.finish(status));
    QCOMPARE(!status->result(), fails);
    if (fails) {
        QCOMPARE(status->result().error().code, ErrorCode::Stopped);
        QCOMPARE(status->reason(), QStringLiteral("sc was stopped from outside after 0.4 s of 1 s (T:sc.CNT)"));
    }
}

void tst_Scaler::counts()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    FakeChannel& start = beamline.pv("T:sc.CNT");
    const StatusPtr status = scaler->trigger();
    beamline.settle();
    QVERIFY(!status->isDone());
    QCOMPARE(status->what(), QStringLiteral("sc to acquire for 1 s"));
    QCOMPARE(status->timeout().count(), 12000);
    QCOMPARE(start.puts.size(), std::size_t{1});
    QVERIFY(toInteger(start.puts[0].value) == 1 && start.puts[0].mode == PutMode::Complete);
    beamline.pv("T:sc.S1").changeSilently(1e7);
    beamline.pv("T:sc.S2").changeSilently(4711.0);
    beamline.pv("T:sc.S4").changeSilently(12.0);
    start.completePut();
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());

    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle = scaler->read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    QVERIFY(beamline.pump([&got] { return got.has_value(); }));
    QVERIFY(got->ok());
    std::vector<double> values;
    for (const Reading& reading : got->value())
        values.push_back(*toDouble(reading.value));
    QCOMPARE(values, std::vector<double>({1e7, 4711, 12}));
    QCOMPARE(scaler->describe()[2].name, QStringLiteral("sc_I_1_b"));
    QCOMPARE(scaler->describe()[2].label, QStringLiteral("I 1/b"));
    QCOMPARE(scaler->describe()[2].units, QStringLiteral("counts"));
}

void tst_Scaler::setsItsDwell()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    const StatusPtr status = scaler->setDwell(50ms);
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());
    QCOMPARE(toDouble(beamline.pv("T:sc.TP").value()), std::optional<double>(0.05));
    beamline.settle();
    QVERIFY(scaler->setDwell(50ms)->isDone());
    QCOMPARE(beamline.pv("T:sc.TP").puts.size(), std::size_t{1});
    QCOMPARE(scaler->trigger()->timeout().count(), 10100);
    beamline.pv("T:sc.TP").change(3.0); // by somebody else
    beamline.settle();
    QVERIFY(beamline.finish(scaler->setDwell(50ms)));
    QCOMPARE(beamline.pv("T:sc.TP").puts.size(), std::size_t{2});
}

void tst_Scaler::dwellThatIsNone()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    const StatusPtr status = scaler->setDwell(0s);
    QVERIFY(status->isDone() && !status->result());
    QCOMPARE(status->result().error().message, QStringLiteral("sc cannot acquire for 0 s (T:sc.TP)"));
}

void tst_Scaler::stoppedWhileCounting()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    const StatusPtr status = scaler->trigger();
    scaler->stop();
    const auto& puts = beamline.pv("T:sc.CNT").puts;
    QCOMPARE(puts.size(), std::size_t{2});
    QVERIFY(toInteger(puts[1].value) == 0 && puts[1].mode == PutMode::Forget);
    beamline.pv("T:sc.CNT").completePut();
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result().error().code == ErrorCode::Stopped);
    QCOMPARE(status->result().error().message, QStringLiteral("sc was stopped while it acquired (T:sc.CNT)"));
}

void tst_Scaler::startedAgain()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    const StatusPtr first = scaler->trigger();
    const StatusPtr second = scaler->trigger();
    QVERIFY(first->isDone() && first->result().error().code == ErrorCode::Cancelled);
    beamline.pv("T:sc.CNT").completePut();
    QVERIFY(beamline.finish(second));
    QVERIFY(second->result());
}

void tst_Scaler::disconnectedWhileCounting()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    const StatusPtr status = scaler->trigger();
    beamline.pv("T:sc.S2").goOffline();
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result().error().code == ErrorCode::Disconnected);
    QCOMPARE(status->result().error().source, QStringLiteral("T:sc.S2"));
    QVERIFY(scaler->trigger()->result().error().code == ErrorCode::Disconnected);
}

void tst_Scaler::stages()
{
    FakeBeamline beamline;
    const DevicePtr scaler = connectedScaler(beamline);
    FakeChannel& mode = beamline.pv("T:sc.CONT");
    QVERIFY(beamline.finish(scaler->stage()));
    QCOMPARE(toInteger(mode.value()), std::optional<qint64>(0));
    QVERIFY(scaler->stage()->isDone());
    const StatusPtr back = scaler->unstage();
    QVERIFY(beamline.finish(back));
    QVERIFY(back->result());
    QCOMPARE(toInteger(mode.value()), std::optional<qint64>(1));
    QVERIFY(scaler->unstage()->isDone());
    QCOMPARE(mode.puts.size(), std::size_t{2});

    mode.change(EnumIndex{0}); // nothing to change, nothing to put back
    QVERIFY(beamline.finish(scaler->stage()));
    QVERIFY(beamline.finish(scaler->unstage()));
    QCOMPARE(mode.puts.size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(tst_Scaler)
#include "tst_scaler.moc"
