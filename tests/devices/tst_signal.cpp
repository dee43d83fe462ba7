#include "devices/kinds/signal.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/shutter.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

DevicePtr make(FakeBeamline& beamline, const char* kind, const char* pv, const QJsonObject& options = {})
{
    DeviceSpec spec;
    spec.kind = QString::fromLatin1(kind);
    spec.name = QStringLiteral("it");
    spec.pv = QString::fromLatin1(pv);
    spec.options = options;
    return makeDevice(spec, beamline.context()).value();
}

DevicePtr connected(FakeBeamline& beamline, const char* kind, const char* pv, const QJsonObject& options = {})
{
    const DevicePtr device = make(beamline, kind, pv, options);
    const StatusPtr status = device->connect(5s);
    if (!beamline.finish(status) || !status->result())
        qFatal("%s does not connect", pv);
    return device;
}

void addVoltage(FakeBeamline& beamline)
{
    ChannelInfo info;
    info.units = QStringLiteral("V");
    info.precision = 2;
    info.control = {0, 5};
    beamline.add(QStringLiteral("T:volt"), 1, info);
    beamline.add(QStringLiteral("T:volt:rbv"), 1, info);
}

void addShutter(FakeBeamline& beamline)
{
    beamline.addEnum(QStringLiteral("T:shutter"), 0, {QStringLiteral("Closed"), QStringLiteral("Open")});
    beamline.addEnum(QStringLiteral("T:shutter:state"), 1,
        {QStringLiteral("Open"), QStringLiteral("Closed"), QStringLiteral("Moving")});
}

const QJsonObject shutterWords{
    {QStringLiteral("open"), QStringLiteral("Open")}, {QStringLiteral("closed"), QStringLiteral("Closed")}};

} // namespace

class tst_Signal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describes_data();
    void describes();
    void sets();
    void setsAndWaitsForItsReadback();
    void tellsProgress();
    void recordedAsTold_data();
    void recordedAsTold();
    void completesAsTold_data();
    void completesAsTold();
    void namesItself();
    void readbackThatNeverComes();
    void refuses_data();
    void refuses();
    void wrongNameOfAPv();
    void shutterOpensAndCloses();
    void shutterWithReadback();
    void shutterRefuses();
    void shutterWithWrongWords();
};

void tst_Signal::describes_data()
{
    QTest::addColumn<QString>("pv");
    QTest::addColumn<int>("dtype");
    QTest::addColumn<std::vector<qint64>>("shape");
    QTest::addColumn<QStringList>("choices");
    QTest::addColumn<bool>("movable");
    using Dtype = DataKey::Dtype;
    const auto row = [](const char* pv, Dtype dtype, std::vector<qint64> shape, QStringList choices, bool movable) {
        QTest::newRow(pv) << QString::fromLatin1(pv) << static_cast<int>(dtype) << std::move(shape)
                          << std::move(choices) << movable;
    };
    row("double", Dtype::Number, {}, {}, true);
    row("short", Dtype::Integer, {}, {}, true);
    row("text", Dtype::String, {}, {}, false);
    row("enum", Dtype::Integer, {}, {QStringLiteral("Off"), QStringLiteral("On")}, true);
    row("array", Dtype::Array, {3}, {}, false);
    row("readonly", Dtype::Number, {}, {}, false);
}

void tst_Signal::describes()
{
    QFETCH(QString, pv);
    FakeBeamline beamline;
    beamline.readOnlyPvs << QStringLiteral("readonly");
    beamline.add(QStringLiteral("double"), 1);
    beamline.add(QStringLiteral("readonly"), 1);
    beamline.addInteger(QStringLiteral("short"), 1);
    beamline.addText(QStringLiteral("text"), QStringLiteral("a"));
    beamline.addEnum(QStringLiteral("enum"), 1, {QStringLiteral("Off"), QStringLiteral("On")});
    beamline.addArray<float>(QStringLiteral("array"), NativeType::Float, {1, 2, 3});
    const DevicePtr device = connected(beamline, "signal", qPrintable(pv),
        {{QStringLiteral("units"), QStringLiteral("mA")}, {QStringLiteral("counts"), true}});
    const DataKey key = device->describe().at(0);
    QTEST(static_cast<int>(key.dtype), "dtype");
    QTEST(key.shape, "shape");
    QTEST(key.choices, "choices");
    QTEST(device->movable(), "movable");
    QCOMPARE(key.name, QStringLiteral("it"));
    QCOMPARE(key.units, QStringLiteral("mA"));
    QVERIFY(key.counts && key.hinted);
    QVERIFY(!connected(beamline, "signal", qPrintable(pv), {{QStringLiteral("settable"), false}})->movable());
}

void tst_Signal::sets()
{
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device = connected(beamline, "signal", "T:volt");
    const StatusPtr status = device->set(2.5);
    QCOMPARE(status->what(), QStringLiteral("it to be 2.50 V"));
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());
    QVERIFY(beamline.pv("T:volt").puts.at(0).mode == PutMode::Complete);
    beamline.settle();
    QCOMPARE(device->position(), std::optional<double>(2.5));
}

void tst_Signal::setsAndWaitsForItsReadback()
{
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device
        = connected(beamline, "signal", "T:volt", {{QStringLiteral("readback"), QStringLiteral("T:volt:rbv")}});
    QStringList names;
    for (const DataKey& key : device->describe())
        names << key.name + QLatin1Char('=') + key.source;
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("it_setpoint=ca://T:volt it=ca://T:volt:rbv"));
    const StatusPtr status = device->set(2.5);
    beamline.settle();
    QVERIFY(!status->isDone());
    beamline.pv("T:volt:rbv").change(2.4);
    beamline.settle();
    QVERIFY(!status->isDone());
    beamline.pv("T:volt:rbv").change(2.496);
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());
}

void tst_Signal::tellsProgress()
{
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device
        = connected(beamline, "signal", "T:volt", {{QStringLiteral("readback"), QStringLiteral("T:volt:rbv")}});
    const StatusPtr status = device->set(3);
    QVERIFY(!status->progress());
    beamline.pv("T:volt:rbv").change(1.5);
    beamline.settle();
    QCOMPARE(status->progress(), std::optional<double>(0.25));
    beamline.pv("T:volt:rbv").change(3.0);
    QVERIFY(beamline.finish(status));
    QCOMPARE(status->progress(), std::optional<double>(1));
}

void tst_Signal::recordedAsTold_data()
{
    QTest::addColumn<QString>("recorded");
    QTest::addColumn<QString>("columns"); // * hinted
    QTest::addColumn<QString>("configuration");
    QTest::newRow("hinted") << QStringLiteral("hinted") << QStringLiteral("it_setpoint it*") << QString();
    QTest::newRow("normal") << QStringLiteral("normal") << QStringLiteral("it_setpoint it") << QString();
    QTest::newRow("config") << QStringLiteral("config") << QString() << QStringLiteral("it_setpoint it");
    QTest::newRow("omitted") << QStringLiteral("omitted") << QString() << QString();
}

void tst_Signal::recordedAsTold()
{
    QFETCH(QString, recorded);
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device = connected(beamline, "signal", "T:volt",
        {{QStringLiteral("readback"), QStringLiteral("T:volt:rbv")}, {QStringLiteral("recorded"), recorded}});
    const auto names = [](const std::vector<DataKey>& keys) {
        QStringList list;
        for (const DataKey& key : keys)
            list << key.name + (key.hinted ? QStringLiteral("*") : QString());
        return list.join(QLatin1Char(' '));
    };
    QTEST(names(device->describe()), "columns");
    QTEST(names(device->describeConfiguration()), "configuration");
    QVERIFY(device->movable());
}

void tst_Signal::completesAsTold_data()
{
    QTest::addColumn<QString>("completion");
    QTest::addColumn<double>("holds"); // what the server makes of 2.5
    QTest::addColumn<bool>("waits"); // for the server's answer
    QTest::addColumn<bool>("good");
    QTest::newRow("complete") << QStringLiteral("complete") << 2.4 << true << true;
    QTest::newRow("verify") << QStringLiteral("verify") << 2.5 << true << true;
    QTest::newRow("verify, another value") << QStringLiteral("verify") << 2.4 << true << false;
    QTest::newRow("sent") << QStringLiteral("sent") << 2.4 << false << true;
}

void tst_Signal::completesAsTold()
{
    QFETCH(QString, completion);
    QFETCH(double, holds);
    QFETCH(bool, waits);
    QFETCH(bool, good);
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device = connected(beamline, "signal", "T:volt", {{QStringLiteral("completion"), completion}});
    FakeChannel& volt = beamline.pv("T:volt");
    volt.onPut = [&volt, holds](const Value&, PutMode) { volt.change(holds); };
    const StatusPtr status = device->set(2.5);
    beamline.settle();
    QCOMPARE(status->isDone(), !waits);
    if (waits)
        volt.completePut();
    QVERIFY(beamline.finish(status));
    QCOMPARE(status->result().ok(), good);
    if (!good)
        QVERIFY2(
            status->reason().contains(QStringLiteral("T:volt")) && status->reason().endsWith(QStringLiteral("(it)")),
            qPrintable(status->reason()));
}

void tst_Signal::namesItself()
{
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device = connected(beamline, "signal", "T:volt");
    QVERIFY(device->set(6)->reason().endsWith(QStringLiteral("(it)")));
    beamline.pv("T:volt").onPut = [](const Value&, PutMode) {};
    const StatusPtr status = device->set(2);
    beamline.pv("T:volt").completePut(
        Error{ErrorCode::NoAccess, QStringLiteral("T:volt may not be written"), QStringLiteral("T:volt")});
    QVERIFY(beamline.finish(status));
    QCOMPARE(status->reason(), QStringLiteral("T:volt may not be written (it)"));
    QVERIFY(Status::done()->reason().isEmpty());
}

void tst_Signal::readbackThatNeverComes()
{
    FakeBeamline beamline;
    addVoltage(beamline);
    const DevicePtr device = connected(beamline, "signal", "T:volt",
        {{QStringLiteral("readback"), QStringLiteral("T:volt:rbv")}, {QStringLiteral("timeout"), 0.02}});
    const StatusPtr status = device->set(2.5);
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result().error().code == ErrorCode::Timeout);
    QCOMPARE(status->result().error().message,
        QStringLiteral("it did not become 2.50 V within 0.02 s: T:volt:rbv is 1.00 V"));
}

void tst_Signal::refuses_data()
{
    QTest::addColumn<QString>("pv");
    QTest::addColumn<double>("target");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* pv, double target, ErrorCode code, const char* message) {
        QTest::newRow(name) << QString::fromLatin1(pv) << target << static_cast<int>(code)
                            << QString::fromUtf8(message);
    };
    row("limit", "T:volt", 6, ErrorCode::LimitViolation, "above the high limit of 5 V");
    row("not finite", "T:volt", std::nan(""), ErrorCode::BadValue, "it cannot be set to a value that is not finite");
    row("half an integer", "T:short", 1.5, ErrorCode::BadValue, "T:short takes whole numbers");
    row("no such state", "T:enum", 2, ErrorCode::BadValue, "is no state of T:enum");
    row("may not be written", "T:fixed", 1, ErrorCode::NoAccess, "it cannot be set (T:fixed)");
}

void tst_Signal::refuses()
{
    QFETCH(QString, pv);
    QFETCH(double, target);
    QFETCH(QString, message);
    FakeBeamline beamline;
    addVoltage(beamline);
    beamline.readOnlyPvs << QStringLiteral("T:fixed");
    beamline.add(QStringLiteral("T:fixed"), 1);
    beamline.addInteger(QStringLiteral("T:short"), 1);
    beamline.addEnum(QStringLiteral("T:enum"), 1, {QStringLiteral("Off"), QStringLiteral("On")});
    const DevicePtr device = connected(beamline, "signal", qPrintable(pv));
    const StatusPtr status = device->set(target);
    QVERIFY(status->isDone() && !status->result());
    QVERIFY2(status->result().error().message.contains(message), qPrintable(status->result().error().message));
    QTEST(static_cast<int>(status->result().error().code), "code");
    QVERIFY(beamline.pv(pv).puts.empty());
}

void tst_Signal::wrongNameOfAPv()
{
    FakeBeamline beamline;
    const DevicePtr device = make(beamline, "signal", "nowhere://x");
    const StatusPtr status = device->connect(5s);
    QVERIFY(status->isDone());
    QVERIFY(status->result().error().code == ErrorCode::BadValue);
    QCOMPARE(device->missing(), QStringList(QStringLiteral("nowhere://x")));
    QVERIFY(!device->set(1)->result());
    bool failed = false;
    const Handle handle = device->read([&failed](const Result<std::vector<Reading>>& r) { failed = !r; });
    QVERIFY(failed);
    device->stop();
}

void tst_Signal::shutterOpensAndCloses()
{
    FakeBeamline beamline;
    addShutter(beamline);
    const DevicePtr shutter = connected(beamline, "shutter", "T:shutter", shutterWords);
    QCOMPARE(shutter->position(), std::optional<double>(0));
    QVERIFY(shutter->movable());
    QCOMPARE(shutter->kind(), QStringLiteral("shutter"));
    const StatusPtr status = shutter->set(1);
    QCOMPARE(status->what(), QStringLiteral("it to be Open"));
    QVERIFY(beamline.finish(status) && status->result());
    beamline.settle();
    QCOMPARE(toInteger(beamline.pv("T:shutter").value()), std::optional<qint64>(1));
    QCOMPARE(shutter->position(), std::optional<double>(1));
    QCOMPARE(shutter->describe().at(0).choices.join(QLatin1Char(' ')), QStringLiteral("Closed Open"));
}

void tst_Signal::shutterWithReadback()
{
    FakeBeamline beamline;
    addShutter(beamline);
    QJsonObject options = shutterWords;
    options.insert(QStringLiteral("readback"), QStringLiteral("T:shutter:state"));
    const DevicePtr shutter = connected(beamline, "shutter", "T:shutter", options);
    QCOMPARE(shutter->position(), std::optional<double>(0));
    const StatusPtr status = shutter->set(1);
    beamline.pv("T:shutter:state").change(EnumIndex{2});
    beamline.settle();
    QVERIFY(!status->isDone());
    QVERIFY(!shutter->position());
    beamline.pv("T:shutter:state").change(EnumIndex{0});
    QVERIFY(beamline.finish(status) && status->result());
    QCOMPARE(shutter->position(), std::optional<double>(1));
}

void tst_Signal::shutterRefuses()
{
    FakeBeamline beamline;
    addShutter(beamline);
    const DevicePtr shutter = connected(beamline, "shutter", "T:shutter", shutterWords);
    const StatusPtr status = shutter->set(0.5);
    QCOMPARE(status->result().error().message, QStringLiteral("it takes 1 (open) or 0 (closed), not 0.5"));
}

void tst_Signal::shutterWithWrongWords()
{
    FakeBeamline beamline;
    addShutter(beamline);
    const DevicePtr shutter
        = make(beamline, "shutter", "T:shutter", {{QStringLiteral("open"), QStringLiteral("Opened")}});
    const StatusPtr status = shutter->connect(5s);
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result().error().code == ErrorCode::BadValue);
    QVERIFY2(status->result().error().message.contains(QStringLiteral("Closed, Open")),
        qPrintable(status->result().error().message));
}

QTEST_GUILESS_MAIN(tst_Signal)
#include "tst_signal.moc"
