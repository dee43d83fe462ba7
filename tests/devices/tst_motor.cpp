#include "devices/kinds/motor.h"

#include "devices/kinds/devicekind.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

using Script = std::function<void(FakeBeamline&, Motor&)>;
Q_DECLARE_METATYPE(Script)

namespace {

/// A motor at 0 mm, ±10 mm, at rest, that does nothing by itself when it is put.
void addMotor(FakeBeamline& beamline)
{
    ChannelInfo position;
    position.units = QStringLiteral("mm");
    position.precision = 3;
    for (const char* field : {"RBV", "VAL", "HLM", "LLM", "OFF"})
        beamline.add(QStringLiteral("T:m1.%1").arg(QLatin1String(field)), 0, position);
    const std::pair<const char*, double> numbers[]
        = {{"MRES", 0.0001}, {"RDBD", 0.002}, {"VELO", 2}, {"ACCL", 0.5}, {"VBAS", 0}};
    for (const auto& [field, value] : numbers)
        beamline.add(QStringLiteral("T:m1.%1").arg(QLatin1String(field)), value);
    for (const char* field : {"MISS", "HLS", "LLS", "LVIO", "STOP", "SET"})
        beamline.addInteger(QStringLiteral("T:m1.%1").arg(QLatin1String(field)), 0);
    beamline.addInteger(QStringLiteral("T:m1.DMOV"), 1);
    const QStringList modes{
        QStringLiteral("Stop"), QStringLiteral("Pause"), QStringLiteral("Move"), QStringLiteral("Go")};
    beamline.addEnum(QStringLiteral("T:m1.SPMG"), 3, modes);
    beamline.addEnum(QStringLiteral("T:m1.DIR"), 0, {QStringLiteral("Pos"), QStringLiteral("Neg")});
    beamline.pv("T:m1.HLM").change(10.0);
    beamline.pv("T:m1.LLM").change(-10.0);
    FakeChannel* val = &beamline.pv("T:m1.VAL");
    val->onPut = [val, &beamline](const Value& value, PutMode) {
        val->change(value);
        beamline.pv("T:m1.DMOV").change(qint64{0});
    };
    beamline.pv("T:m1.STOP").onPut = [](const Value&, PutMode) {};
}

std::shared_ptr<Motor> makeMotor(FakeBeamline& beamline, Motor::Tuning tuning = {})
{
    const auto motor = std::make_shared<Motor>(
        QStringLiteral("sx"), QStringLiteral("T:m1"), QStringLiteral("Sample x"), beamline.context(), tuning);
    const StatusPtr connected = motor->connect(5s);
    if (!beamline.finish(connected) || !connected->result())
        qFatal("the motor does not connect");
    return motor;
}

/// The record's last words of a move: where it is, and done.
void rest(FakeBeamline& beamline, double at)
{
    beamline.pv("T:m1.RBV").change(at);
    beamline.pv("T:m1.DMOV").change(qint64{1});
}

constexpr auto Long = std::chrono::milliseconds(3600 * 1000); ///< settling that no test waits for

} // namespace

class tst_Motor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describes();
    void readsAfresh();
    void namesWhatIsMissing();
    void arrives_data();
    void arrives();
    void fails_data();
    void fails();
    void refuses_data();
    void refuses();
    void followsItsLimits();
    void zeroLimitsAreNone();
    void tolerance_data();
    void tolerance();
    void moveTime_data();
    void moveTime();
    void tellsProgressAndTimeLimit();
    void aNewTargetReplacesTheOld();
    void stoppedBeforeTheNewTargetWasSent();
    void lostBeforeTheNewTargetWasSent();
    void stopsAtOnce();
    void optionsFromTheProfile();
};

void tst_Motor::describes()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    const std::vector<DataKey> keys = motor->describe();
    QCOMPARE(keys.size(), std::size_t{2});
    QCOMPARE(keys[0].name, QStringLiteral("sx"));
    QCOMPARE(keys[0].source, QStringLiteral("ca://T:m1.RBV"));
    QCOMPARE(keys[0].units, QStringLiteral("mm"));
    QCOMPARE(keys[0].precision, std::optional<int>(3));
    QCOMPARE(keys[0].label, QStringLiteral("Sample x"));
    QCOMPARE(keys[0].objectName, QStringLiteral("sx"));
    QVERIFY(keys[0].hinted && keys[0].dtype == DataKey::Dtype::Number && keys[0].shape.empty());
    QCOMPARE(keys[1].name, QStringLiteral("sx_setpoint"));
    QVERIFY(!keys[1].hinted);
    QStringList configuration;
    for (const DataKey& key : motor->describeConfiguration())
        configuration << key.name;
    QCOMPARE(configuration.join(QLatin1Char(' ')),
        QStringLiteral("sx_high_limit sx_low_limit sx_velocity sx_acceleration sx_offset sx_direction"));
    QCOMPARE(motor->describeConfiguration().back().choices.size(), 2);
    QVERIFY(motor->movable());
    QCOMPARE(motor->kind(), QStringLiteral("motor"));
    QVERIFY(motor->missing().isEmpty());
}

void tst_Motor::readsAfresh()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    beamline.pv("T:m1.RBV").changeSilently(1.25);
    beamline.pv("T:m1.VAL").changeSilently(1.5);
    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle = motor->read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    QVERIFY(beamline.pump([&got] { return got.has_value(); }));
    QVERIFY(got->ok());
    QCOMPARE(got->value().size(), std::size_t{2});
    QCOMPARE(toDouble(got->value()[0].value), std::optional<double>(1.25));
    QCOMPARE(toDouble(got->value()[1].value), std::optional<double>(1.5));
    QCOMPARE(motor->position(), std::optional<double>(0.0));

    std::optional<Result<std::vector<Reading>>> configuration;
    const Handle other
        = motor->readConfiguration([&configuration](Result<std::vector<Reading>> r) { configuration = std::move(r); });
    QVERIFY(beamline.pump([&configuration] { return configuration.has_value(); }));
    QCOMPARE(toDouble(configuration->value()[2].value), std::optional<double>(2.0));
}

void tst_Motor::namesWhatIsMissing()
{
    FakeBeamline beamline;
    addMotor(beamline);
    beamline.pv("T:m1.MISS").goOffline();
    beamline.pv("T:m1.HLM").goOffline();
    Motor motor(QStringLiteral("sx"), QStringLiteral("T:m1"), {}, beamline.context(), {});
    const StatusPtr status = motor.connect(20ms);
    QVERIFY(beamline.finish(status));
    QVERIFY(!status->result());
    QVERIFY(status->result().error().code == ErrorCode::Disconnected);
    QCOMPARE(status->result().error().message, QStringLiteral("T:m1.MISS and 1 more PVs of sx are not connected"));
    QCOMPARE(status->result().error().source, QStringLiteral("T:m1.MISS"));
    QCOMPARE(motor.missing(), QStringList({QStringLiteral("T:m1.MISS"), QStringLiteral("T:m1.HLM")}));

    const StatusPtr again = motor.connect(5s);
    beamline.pv("T:m1.MISS").goOnline();
    beamline.pv("T:m1.HLM").goOnline();
    QVERIFY(beamline.finish(again));
    QVERIFY(again->result());
}

void tst_Motor::arrives_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("settleMs");
    QTest::addColumn<int>("roundTrips");
    constexpr int never = 3600 * 1000;
    QTest::newRow("monitors, then the answer") << Script([](FakeBeamline& b, Motor&) {
        rest(b, 0.7);
        b.settle();
        b.pv("T:m1.VAL").completePut();
    }) << never << 0;
    QTest::newRow("the answer overtakes the monitors") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.VAL").completePut();
        b.settle();
        rest(b, 0.7);
    }) << never << 0;
    QTest::newRow("DMOV before the last readback") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.DMOV").change(qint64{1});
        b.pv("T:m1.VAL").completePut();
        b.settle();
        b.pv("T:m1.RBV").change(0.7);
    }) << never << 0;
    QTest::newRow("monitors never come: asked afresh") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.RBV").changeSilently(0.7);
        b.pv("T:m1.DMOV").changeSilently(qint64{1});
        b.pv("T:m1.VAL").completePut();
    }) << 20 << 1;
    QTest::newRow("still moving after settling") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.VAL").completePut();
        b.pump([&b] { return b.pv("T:m1.DMOV").gets > 0; });
        rest(b, 0.7);
    }) << 20 << 1;
    QTest::newRow("a stale MISS is asked for again") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.MISS").change(qint64{1});
        b.settle();
        b.pv("T:m1.MISS").changeSilently(qint64{0});
        rest(b, 0.7);
        b.pv("T:m1.VAL").completePut();
    }) << never << 1;
    QTest::newRow("its own target is seen late") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.VAL").changeSilently(0.0);
        b.pv("T:m1.DMOV").change(qint64{1});
        b.pv("T:m1.VAL").completePut();
        b.settle();
        b.pv("T:m1.VAL").change(0.7);
        b.pv("T:m1.RBV").change(0.7);
    }) << never << 0;
    QTest::newRow("off its switch") << Script([](FakeBeamline& b, Motor&) {
        b.pv("T:m1.LLS").change(qint64{1});
        rest(b, 0.7015);
        b.pv("T:m1.VAL").completePut();
    }) << never << 0;
}

void tst_Motor::arrives()
{
    QFETCH(Script, script);
    QFETCH(int, settleMs);
    QFETCH(int, roundTrips);
    FakeBeamline beamline;
    addMotor(beamline);
    Motor::Tuning tuning;
    tuning.settle = std::chrono::milliseconds(settleMs);
    const auto motor = makeMotor(beamline, tuning);
    const StatusPtr status = motor->set(0.7);
    beamline.settle();
    QVERIFY(!status->isDone());
    QCOMPARE(status->what(), QStringLiteral("sx to reach 0.700 mm"));
    QCOMPARE(beamline.pv("T:m1.VAL").puts.size(), std::size_t{1});
    QVERIFY(beamline.pv("T:m1.VAL").puts[0].mode == PutMode::Complete);
    script(beamline, *motor);
    QVERIFY(beamline.finish(status));
    QVERIFY2(status->result().ok(), qPrintable(status->result().error().message));
    QCOMPARE(status->progress(), std::optional<double>(1.0));
    QVERIFY(beamline.pv("T:m1.DMOV").gets >= roundTrips);
    if (roundTrips == 0)
        QCOMPARE(beamline.pv("T:m1.DMOV").gets, 0);
}

void tst_Motor::fails_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, Script script, ErrorCode code, const char* message) {
        QTest::newRow(name) << std::move(script) << static_cast<int>(code) << QString::fromUtf8(message);
    };
    row(
        "stopped from outside, STOP seen",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.STOP").change(qint64{1});
            b.pv("T:m1.STOP").change(qint64{0});
            rest(b, 0.3);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Stopped, "sx was stopped from outside at 0.300 mm on its way to 0.700 mm (T:m1.STOP)");
    row(
        "stopped from outside, VAL follows RBV",
        [](FakeBeamline& b, Motor&) {
            rest(b, 0.3);
            b.pv("T:m1.VAL").change(0.3);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Stopped, "sx was stopped from outside at 0.300 mm on its way to 0.700 mm (T:m1.STOP)");
    row(
        "stopped from outside, the answer first",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.VAL").completePut();
            b.settle();
            rest(b, 0.3);
            b.pv("T:m1.VAL").change(0.3);
        },
        ErrorCode::Stopped, "sx was stopped from outside at 0.300 mm on its way to 0.700 mm (T:m1.STOP)");
    row(
        "sent elsewhere",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.VAL").change(2.0);
            rest(b, 0.5);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Stopped, "sx was sent to 2.000 mm from outside on its way to 0.700 mm (T:m1.VAL)");
    row(
        "sent elsewhere, and there already",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.VAL").change(-1.0);
            b.pv("T:m1.RBV").change(0.4);
            rest(b, -1);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Stopped, "sx was sent to -1.000 mm from outside on its way to 0.700 mm (T:m1.VAL)");
    row(
        "stopped by ourselves",
        [](FakeBeamline& b, Motor& motor) {
            motor.stop();
            rest(b, 0.3);
            b.pv("T:m1.VAL").change(0.3);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Stopped, "sx was stopped at 0.300 mm on its way to 0.700 mm (T:m1.STOP)");
    row(
        "high limit switch",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.HLS").change(qint64{1});
            rest(b, 0.6);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::LimitViolation, "sx ran into its high limit switch at 0.600 mm on its way to 0.700 mm (T:m1.HLS)");
    row(
        "low limit switch, overshot",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.LLS").change(qint64{1});
            rest(b, 0.9);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::LimitViolation, "sx ran into its low limit switch at 0.900 mm on its way to 0.700 mm (T:m1.LLS)");
    row(
        "soft limits of the record",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.LVIO").change(qint64{1});
            rest(b, 0);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::LimitViolation,
        "sx refused to go to 0.700 mm: it is outside the soft limits -10.000 mm … 10.000 mm (T:m1.LVIO)");
    row(
        "out of retries",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.MISS").change(qint64{1});
            rest(b, 0.69);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Io, "sx ran out of retries at 0.690 mm on its way to 0.700 mm (T:m1.MISS)");
    row(
        "paused for good",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.SPMG").change(EnumIndex{1});
            rest(b, 0.3);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Stopped, "sx was stopped at 0.300 mm on its way to 0.700 mm: T:m1.SPMG is Pause");
    row(
        "does not know where it is",
        [](FakeBeamline& b, Motor&) {
            rest(b, 0.7);
            b.pv("T:m1.RBV").change(0.7, Severity::Invalid);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Io, "sx does not know where it is: T:m1.RBV is INVALID (COMM)");
    row(
        "done elsewhere",
        [](FakeBeamline& b, Motor&) {
            rest(b, 0.68);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Io, "sx says it is done at 0.680 mm, not within 0.01 mm of 0.700 mm (T:m1.RBV)");
    row(
        "done elsewhere, in alarm",
        [](FakeBeamline& b, Motor&) {
            rest(b, 0.68);
            b.pv("T:m1.RBV").change(0.68, Severity::Major);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Io,
        "sx says it is done at 0.680 mm, not within 0.01 mm of 0.700 mm (T:m1.RBV) and is in alarm: MAJOR COMM");
    row(
        "there already, but refused",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.LVIO").change(qint64{1});
            rest(b, 0.7);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::LimitViolation,
        "sx refused to go to 0.700 mm: it is outside the soft limits -10.000 mm … 10.000 mm (T:m1.LVIO)");
    row(
        "out of retries within the tolerance",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.MISS").change(qint64{1});
            rest(b, 0.695);
            b.pv("T:m1.VAL").completePut();
        },
        ErrorCode::Io, "sx ran out of retries at 0.695 mm on its way to 0.700 mm (T:m1.MISS)");
    row(
        "disconnected", [](FakeBeamline& b, Motor&) { b.pv("T:m1.RBV").goOffline(); }, ErrorCode::Disconnected,
        "T:m1.RBV disconnected (sx)");
    row(
        "disconnected while it settles",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.VAL").completePut();
            b.settle();
            b.pv("T:m1.DMOV").goOffline();
        },
        ErrorCode::Disconnected, "T:m1.DMOV disconnected (sx)");
    row(
        "put refused by the server",
        [](FakeBeamline& b, Motor&) {
            b.pv("T:m1.VAL")
                .completePut(Error{
                    ErrorCode::NoAccess, QStringLiteral("T:m1.VAL may not be written"), QStringLiteral("T:m1.VAL")});
        },
        ErrorCode::NoAccess, "T:m1.VAL may not be written (sx)");
}

void tst_Motor::fails()
{
    QFETCH(Script, script);
    QFETCH(int, code);
    QFETCH(QString, message);
    FakeBeamline beamline;
    addMotor(beamline);
    Motor::Tuning tuning;
    tuning.settle = 20ms;
    tuning.tolerance = 0.01;
    const auto motor = makeMotor(beamline, tuning);
    const StatusPtr status = motor->set(0.7);
    beamline.settle();
    QVERIFY(!status->isDone());
    // A missed position is outside the tolerance that the record knows, not ours.
    script(beamline, *motor);
    QVERIFY(beamline.finish(status));
    QVERIFY(!status->result());
    QCOMPARE(status->result().error().message, message);
    QCOMPARE(static_cast<int>(status->result().error().code), code);
    QVERIFY(!status->result().error().source.isEmpty());
    // The next move is not burdened by this one.
    for (const char* pv : {"T:m1.RBV", "T:m1.DMOV"})
        beamline.pv(pv).goOnline();
    for (const char* pv : {"T:m1.LVIO", "T:m1.HLS", "T:m1.LLS", "T:m1.MISS"})
        beamline.pv(pv).change(qint64{0});
    beamline.pv("T:m1.SPMG").change(EnumIndex{3});
    beamline.settle();
    const StatusPtr next = motor->set(1.0);
    rest(beamline, 1.0);
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.finish(next));
    QVERIFY2(next->result().ok(), qPrintable(next->result().error().message));
}

void tst_Motor::refuses_data()
{
    QTest::addColumn<Script>("before");
    QTest::addColumn<double>("target");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, Script before, double target, ErrorCode code, const char* message) {
        QTest::newRow(name) << std::move(before) << target << static_cast<int>(code) << QString::fromUtf8(message);
    };
    const Script nothing = [](FakeBeamline&, Motor&) {};
    row("above", nothing, 10.5, ErrorCode::LimitViolation, "sx = 10.5 mm is above the high limit of 10 mm (T:m1.HLM)");
    row("below", nothing, -11, ErrorCode::LimitViolation, "sx = -11 mm is below the low limit of -10 mm (T:m1.LLM)");
    row("NaN", nothing, std::nan(""), ErrorCode::BadValue, "sx cannot go to a target that is not finite");
    row("infinite", nothing, HUGE_VAL, ErrorCode::BadValue, "sx cannot go to a target that is not finite");
    row(
        "paused", [](FakeBeamline& b, Motor&) { b.pv("T:m1.SPMG").change(EnumIndex{1}); }, 1, ErrorCode::Refused,
        "sx does not move: T:m1.SPMG is Pause");
    row(
        "a target would redefine the position", [](FakeBeamline& b, Motor&) { b.pv("T:m1.SET").change(qint64{1}); }, 1,
        ErrorCode::Refused, "sx does not move: T:m1.SET is Set");
    row(
        "disconnected", [](FakeBeamline& b, Motor&) { b.pv("T:m1.VAL").goOffline(); }, 1, ErrorCode::Disconnected,
        "T:m1.VAL is not connected (sx)");
}

void tst_Motor::refuses()
{
    QFETCH(Script, before);
    QFETCH(double, target);
    QFETCH(int, code);
    QFETCH(QString, message);
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    before(beamline, *motor);
    beamline.settle();
    const StatusPtr status = motor->set(target);
    QVERIFY(status->isDone() && !status->result());
    QCOMPARE(status->result().error().message, message);
    QCOMPARE(static_cast<int>(status->result().error().code), code);
    QVERIFY(beamline.pv("T:m1.VAL").puts.empty());
}

void tst_Motor::followsItsLimits()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    QVERIFY(!motor->check(12));
    beamline.pv("T:m1.HLM").change(15.0);
    beamline.settle();
    QVERIFY(motor->check(12));
}

void tst_Motor::zeroLimitsAreNone()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    beamline.pv("T:m1.HLM").change(0.0);
    beamline.pv("T:m1.LLM").change(0.0);
    beamline.settle();
    QVERIFY(motor->check(1000));
    QVERIFY(motor->check(-1000));
}

void tst_Motor::tolerance_data()
{
    QTest::addColumn<double>("deadband");
    QTest::addColumn<double>("resolution");
    QTest::addColumn<double>("off");
    QTest::addColumn<bool>("arrived");
    QTest::newRow("within RDBD") << 0.01 << 0.0001 << 0.009 << true;
    QTest::newRow("at RDBD") << 0.01 << 0.0001 << 0.01 << true;
    QTest::newRow("beyond RDBD") << 0.01 << 0.0001 << 0.011 << false;
    QTest::newRow("within a step, negative MRES") << 0.0 << -0.02 << 0.015 << true;
    QTest::newRow("beyond a step") << 0.0 << -0.02 << 0.025 << false;
    QTest::newRow("the wider one counts") << 0.001 << 0.02 << 0.015 << true;
    QTest::newRow("digits do not count") << 0.0001 << 0.0001 << 0.0004 << false;
}

void tst_Motor::tolerance()
{
    QFETCH(double, deadband);
    QFETCH(double, resolution);
    QFETCH(double, off);
    QFETCH(bool, arrived);
    FakeBeamline beamline;
    addMotor(beamline);
    beamline.pv("T:m1.RDBD").change(deadband);
    beamline.pv("T:m1.MRES").change(resolution);
    Motor::Tuning tuning;
    tuning.settle = 1ms;
    const auto motor = makeMotor(beamline, tuning);
    const StatusPtr status = motor->set(0.5);
    rest(beamline, 0.5 - off);
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.finish(status));
    QCOMPARE(status->result().ok(), arrived);
}

void tst_Motor::moveTime_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("speed");
    QTest::addColumn<double>("base");
    QTest::addColumn<double>("acceleration");
    QTest::addColumn<double>("seconds");
    QTest::newRow("no ramp") << 4.0 << 2.0 << 0.0 << 0.0 << 2.0;
    QTest::newRow("long") << 10.0 << 2.0 << 0.0 << 1.0 << 6.0; // 1 mm in each ramp of 1 s, 8 mm at 2 mm/s
    QTest::newRow("back") << -10.0 << 2.0 << 0.0 << 1.0 << 6.0;
    QTest::newRow("just reaches its speed") << 2.0 << 2.0 << 0.0 << 1.0 << 2.0;
    QTest::newRow("too short for full speed") << 0.5 << 2.0 << 0.0 << 1.0 << 1.0; // v² = 2·0.5, t = 2·v/2
    QTest::newRow("base speed") << 10.0 << 2.0 << 1.0 << 1.0 << 5.5; // 1.5 mm in each ramp
    QTest::newRow("base is the speed") << 4.0 << 2.0 << 2.0 << 1.0 << 2.0;
    QTest::newRow("nowhere") << 0.0 << 2.0 << 0.0 << 1.0 << 0.0;
    QTest::newRow("no speed") << 1.0 << 0.0 << 0.0 << 1.0 << -1.0;
}

void tst_Motor::moveTime()
{
    QFETCH(double, distance);
    QFETCH(double, speed);
    QFETCH(double, base);
    QFETCH(double, acceleration);
    QFETCH(double, seconds);
    FakeBeamline beamline;
    addMotor(beamline);
    beamline.pv("T:m1.VELO").change(speed);
    beamline.pv("T:m1.VBAS").change(base);
    beamline.pv("T:m1.ACCL").change(acceleration);
    const auto motor = makeMotor(beamline);
    const auto time = motor->moveTime(1, 1 + distance);
    QCOMPARE(time.has_value(), seconds >= 0);
    if (time)
        QVERIFY2(std::abs(time->count() - seconds) < 1e-9, qPrintable(QString::number(time->count())));
}

void tst_Motor::tellsProgressAndTimeLimit()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    const StatusPtr status = motor->set(2);
    // 2 mm at 2 mm/s with ramps of 0.5 s: 1.5 s; twice that and 10 s.
    QCOMPARE(status->timeout().count(), 13000);
    beamline.pv("T:m1.RBV").change(0.5);
    beamline.settle();
    QCOMPARE(status->progress(), std::optional<double>(0.25));
    QCOMPARE(motor->position(), std::optional<double>(0.5));

    Motor::Tuning tuning;
    tuning.timeout = 20ms;
    const auto hasty = makeMotor(beamline, tuning);
    const StatusPtr late = hasty->set(2.5);
    QVERIFY(beamline.finish(late));
    QVERIFY(late->result().error().code == ErrorCode::Timeout);
    QCOMPARE(late->result().error().message,
        QStringLiteral("sx did not reach 2.500 mm within 0.02 s: it is at 0.500 mm (T:m1.RBV)"));
}

void tst_Motor::aNewTargetReplacesTheOld()
{
    FakeBeamline beamline;
    addMotor(beamline);
    Motor::Tuning tuning;
    tuning.settle = Long;
    const auto motor = makeMotor(beamline, tuning);
    const StatusPtr first = motor->set(0.7);
    const StatusPtr second = motor->set(-0.2);
    QVERIFY(first->isDone() && first->result().error().code == ErrorCode::Cancelled);
    QCOMPARE(first->result().error().message, QStringLiteral("sx was sent on to -0.200 mm (T:m1.VAL)"));
    // A second put would stand in the server's queue behind the first.
    QCOMPARE(beamline.pv("T:m1.VAL").puts.size(), std::size_t{1});
    QCOMPARE(beamline.pv("T:m1.STOP").puts.size(), std::size_t{1});
    beamline.pv("T:m1.VAL").change(0.1);
    rest(beamline, 0.1);
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.pump([&beamline] { return beamline.pv("T:m1.VAL").puts.size() == 2; }));
    QVERIFY(!second->isDone());
    rest(beamline, -0.2);
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.finish(second));
    QVERIFY(second->result());
}

void tst_Motor::stoppedBeforeTheNewTargetWasSent()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    motor->set(0.7);
    const StatusPtr second = motor->set(-0.2);
    motor->stop();
    rest(beamline, 0.1);
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.finish(second));
    QCOMPARE(second->result().error().code, ErrorCode::Stopped);
    QCOMPARE(beamline.pv("T:m1.VAL").puts.size(), std::size_t{1});
}

void tst_Motor::lostBeforeTheNewTargetWasSent()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    motor->set(0.7);
    const StatusPtr second = motor->set(-0.2);
    beamline.pv("T:m1.VAL").goOffline();
    QVERIFY(beamline.finish(second));
    QCOMPARE(second->result().error().code, ErrorCode::Disconnected);
    beamline.pv("T:m1.VAL").goOnline();
    QVERIFY(beamline.pump([&motor] { return motor->missing().isEmpty(); }));
    const StatusPtr third = motor->set(0.3);
    rest(beamline, 0.3);
    QCOMPARE(beamline.pv("T:m1.VAL").puts.size(), std::size_t{2});
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.finish(third));
    QVERIFY(third->result());
}

void tst_Motor::stopsAtOnce()
{
    FakeBeamline beamline;
    addMotor(beamline);
    const auto motor = makeMotor(beamline);
    motor->stop();
    const auto& puts = beamline.pv("T:m1.STOP").puts;
    QCOMPARE(puts.size(), std::size_t{1});
    QCOMPARE(toInteger(puts[0].value), std::optional<qint64>(1));
    QVERIFY(puts[0].mode == PutMode::Forget);
}

void tst_Motor::optionsFromTheProfile()
{
    FakeBeamline beamline;
    addMotor(beamline);
    DeviceSpec spec;
    spec.kind = QStringLiteral("motor");
    spec.name = QStringLiteral("sx");
    spec.pv = QStringLiteral("T:m1.VAL");
    spec.options = {{QStringLiteral("tolerance"), 0.1}, {QStringLiteral("timeout"), 7}};
    QCOMPARE(findKind(spec.kind)->setpointPv(spec), QStringLiteral("T:m1.VAL"));
    const Result<DevicePtr> made = makeDevice(spec, beamline.context());
    QVERIFY(made.ok());
    const StatusPtr connected = made.value()->connect(5s);
    QVERIFY(beamline.finish(connected) && connected->result());
    const StatusPtr status = made.value()->set(0.7);
    QCOMPARE(status->timeout().count(), 7000);
    rest(beamline, 0.65);
    beamline.pv("T:m1.VAL").completePut();
    QVERIFY(beamline.finish(status) && status->result());

    spec.kind = QStringLiteral("mottor");
    const Result<DevicePtr> unknown = makeDevice(spec, beamline.context());
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.contains(QStringLiteral("\"mottor\"; known are motor, scaler")));
}

QTEST_GUILESS_MAIN(tst_Motor)
#include "tst_motor.moc"
