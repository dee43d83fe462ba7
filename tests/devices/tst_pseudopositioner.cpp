#include "devices/kinds/pseudopositioner.h"

#include "devices/kinds/braggenergy.h"
#include "devices/kinds/deviceset.h"
#include "devices/kinds/manualclock.h"
#include "devices/kinds/slits.h"
#include "devices/kinds/soft.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

// In degrees, from arithmetic outside this program with the exact h, c and e.
constexpr double ThetaFe = 16.14007224;
constexpr double ThetaCu = 12.71989399;
constexpr double ThetaMo = 5.67306831;
constexpr double Theta311 = 18.38971287;

using Axis = std::shared_ptr<SoftPositioner>;

Axis axis(const char* name, ManualClock& clock, Range limits = {-10, 10}, double speed = 1)
{
    return std::make_shared<SoftPositioner>(
        QString::fromLatin1(name), QStringLiteral("mm"), limits, clock, SoftPositioner::Motion{speed, 0s});
}

Axis angle(double degrees, const QString& units = QStringLiteral("deg"))
{
    const auto made = std::make_shared<SoftPositioner>(QStringLiteral("theta"), units, Range{0, 2000});
    if (!made->set(degrees)->result())
        qFatal("no such angle");
    return made;
}

std::vector<Reading> readNow(Device& device)
{
    std::vector<Reading> readings;
    const Handle handle = device.read([&readings](Result<std::vector<Reading>> got) { readings = got.value(); });
    return readings;
}

QStringList namesOf(const std::vector<DataKey>& keys)
{
    QStringList names;
    for (const DataKey& key : keys)
        names << key.name + (key.hinted ? QStringLiteral("*") : QString());
    return names;
}

bool close(std::optional<double> value, double expected, double tolerance)
{
    return value && std::abs(*value - expected) <= tolerance;
}

} // namespace

class tst_PseudoPositioner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bragg_data();
    void bragg();
    void braggUnits();
    void tooLowAnEnergy();
    void describesItself();
    void readsItsAxes();
    void crystalThatReflectsNothing();
    void movesTheBladesTogether();
    void keepsTheOtherQuantity();
    void bladesMayOverlapIfTold();
    void keepsWhatWasSent();
    void checksAllBeforeAnythingMoves();
    void stopsAllWhenOneFails();
    void refusedHalfWay();
    void stops();
    void goesToANewTarget();
    void takesAsLongAsTheSlowest();
    void locates();
    void monitors();
    void outlivedByItsAxes();
    void fromTheProfile();
    void onRealMotors();
};

void tst_PseudoPositioner::bragg_data()
{
    QTest::addColumn<double>("spacing");
    QTest::addColumn<double>("energy");
    QTest::addColumn<double>("theta");
    const double si111 = BraggEnergy::siliconSpacing(1, 1, 1);
    QTest::newRow("Fe K edge") << si111 << 7112.0 << ThetaFe;
    QTest::newRow("Cu K edge") << si111 << 8979.0 << ThetaCu;
    QTest::newRow("Mo K edge") << si111 << 20000.0 << ThetaMo;
    QTest::newRow("Si(311)") << BraggEnergy::siliconSpacing(3, 1, 1) << 12000.0 << Theta311;
}

void tst_PseudoPositioner::bragg()
{
    QFETCH(double, spacing);
    QFETCH(double, energy);
    QFETCH(double, theta);
    const Axis motor = angle(10);
    BraggEnergy pseudo(QStringLiteral("energy"), motor, {}, {spacing, 0, false});
    QVERIFY(pseudo.set(energy)->result());
    QVERIFY2(close(motor->position(), theta, 1e-6), qPrintable(QString::number(*motor->position(), 'f', 8)));
    QVERIFY(close(pseudo.position(), energy, 1e-6));
}

void tst_PseudoPositioner::braggUnits()
{
    QVERIFY(close(BraggEnergy::siliconSpacing(1, 1, 1), 3.1356, 5e-5));
    const Axis degrees = angle(10);
    BraggEnergy kilo(QStringLiteral("energy"), degrees, {}, {.offset = 0.5, .kilo = true});
    QVERIFY(kilo.set(7.112)->result());
    QVERIFY(close(degrees->position(), ThetaFe + 0.5, 1e-6));
    QVERIFY(close(kilo.position(), 7.112, 1e-9));
    QCOMPARE(kilo.describe()[0].units, QStringLiteral("keV"));
    const Axis milli = angle(200, QStringLiteral("mrad"));
    BraggEnergy fine(QStringLiteral("energy"), milli, {}, {});
    QVERIFY(fine.set(7112)->result());
    QVERIFY(close(milli->position(), ThetaFe * std::acos(-1.0) / 180 * 1000, 1e-6));
}

void tst_PseudoPositioner::tooLowAnEnergy()
{
    const Axis motor = angle(10);
    BraggEnergy pseudo(QStringLiteral("energy"), motor, {}, {});
    const StatusPtr status = pseudo.set(1000);
    QVERIFY(status->isDone() && status->result().error().code == ErrorCode::BadValue);
    QCOMPARE(status->reason(),
        QStringLiteral("energy: 1000 eV is below the 1977.040 eV that a spacing of 3.1356 Å reflects backwards"));
    QVERIFY(!pseudo.check(std::nan("")));
    QCOMPARE(motor->position(), std::optional<double>(10));
}

void tst_PseudoPositioner::describesItself()
{
    BraggEnergy pseudo(QStringLiteral("energy"), angle(10), QStringLiteral("Photon energy"), {});
    const std::vector<DataKey> keys = pseudo.describe();
    QCOMPARE(namesOf(keys).join(QLatin1Char(' ')), QStringLiteral("energy* energy_theta"));
    QCOMPARE(keys[0].label, QStringLiteral("Photon energy"));
    QCOMPARE(keys[1].objectName, QStringLiteral("energy"));
    QCOMPARE(namesOf(pseudo.describeConfiguration()).join(QLatin1Char(' ')),
        QStringLiteral("energy_d_spacing energy_offset"));
    std::vector<Reading> configuration;
    const Handle handle
        = pseudo.readConfiguration([&configuration](Result<std::vector<Reading>> got) { configuration = got.value(); });
    QCOMPARE(configuration.size(), std::size_t{2});
    QVERIFY(close(toDouble(configuration[0].value), 3.1356, 5e-5));
    QVERIFY(pseudo.movable());
}

void tst_PseudoPositioner::readsItsAxes()
{
    const Axis motor = angle(ThetaFe);
    BraggEnergy pseudo(QStringLiteral("energy"), motor, {}, {});
    const std::vector<Reading> readings = readNow(pseudo);
    QCOMPARE(readings.size(), std::size_t{2});
    QVERIFY(close(toDouble(readings[0].value), 7112, 1e-3));
    QCOMPARE(toDouble(readings[1].value), std::optional<double>(ThetaFe));
    QCOMPARE(readings[0].time, readings[1].time);
}

void tst_PseudoPositioner::crystalThatReflectsNothing()
{
    BraggEnergy pseudo(QStringLiteral("energy"), angle(0), {}, {});
    QVERIFY(!pseudo.position());
    const std::vector<Reading> readings = readNow(pseudo);
    QVERIFY(std::isnan(*toDouble(readings[0].value)) && readings[0].severity == Severity::Invalid);
    QVERIFY(pseudo.set(8000)->result()); // it can be moved to where it does
}

void tst_PseudoPositioner::movesTheBladesTogether()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock, {-10, 10}, 0.5);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    const StatusPtr status = gap.set(2);
    QCOMPARE(status->what(), QStringLiteral("gap to reach 2 mm"));
    clock.advance(500ms);
    QCOMPARE(low->position(), std::optional<double>(-0.5));
    QCOMPARE(high->position(), std::optional<double>(0.25));
    QCOMPARE(gap.position(), std::optional<double>(0.75));
    QCOMPARE(status->progress(), std::optional<double>(0.25)); // of the slower blade
    clock.advance(600ms);
    QVERIFY(!status->isDone());
    clock.advance(1s);
    QVERIFY(status->isDone() && status->result());
    QCOMPARE(gap.position(), std::optional<double>(2));
    QCOMPARE(namesOf(gap.describe()).join(QLatin1Char(' ')), QStringLiteral("gap* gap_low gap_high"));
}

void tst_PseudoPositioner::keepsTheOtherQuantity()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    Slits centre(QStringLiteral("center"), Slits::Quantity::Center, low, high, {});
    for (const auto& [device, target] : {std::pair<Device*, double>(&gap, 3), {&centre, 1.5}, {&gap, 1}}) {
        const StatusPtr status = device->set(target);
        clock.advance(60s);
        QVERIFY(status->isDone() && status->result());
    }
    QCOMPARE(gap.position(), std::optional<double>(1));
    QCOMPARE(centre.position(), std::optional<double>(1.5));
}

void tst_PseudoPositioner::bladesMayOverlapIfTold()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    QCOMPARE(gap.check(-0.5).error().code, ErrorCode::LimitViolation);
    QVERIFY(gap.check(0));
    Slits passing(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {}, true);
    QVERIFY(passing.check(-0.5));
    const std::vector<const Device*> moved = gap.movedDevices();
    QCOMPARE(moved, (std::vector<const Device*>{low.get(), high.get()}));
}

/// What a blade is off by does not become a setpoint of the other quantity.
void tst_PseudoPositioner::keepsWhatWasSent()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    const StatusPtr there = gap.set(2);
    clock.advance(60s);
    QVERIFY(there->result());
    low->set(-3);
    // The centre counts from where the blades were sent, -3 and 1, though the low one is on its way.
    const StatusPtr status = gap.set(4);
    clock.advance(60s);
    QVERIFY(status->result());
    QCOMPARE(*low->position(), -3.0);
    QCOMPARE(*high->position(), 1.0);
}

void tst_PseudoPositioner::checksAllBeforeAnythingMoves()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock, {-1, 1});
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    const StatusPtr status = gap.set(4);
    QVERIFY(status->isDone() && status->result().error().code == ErrorCode::LimitViolation);
    QVERIFY2(status->reason().startsWith(QStringLiteral("gap = 4 mm: ")), qPrintable(status->reason()));
    QVERIFY2(status->reason().contains(QStringLiteral("high")), qPrintable(status->reason()));
    QCOMPARE(status->result().error().source, QStringLiteral("high"));
    clock.advance(60s);
    QCOMPARE(low->position(), std::optional<double>(0));
    QVERIFY(!gap.check(4));
    QVERIFY(gap.check(1.5));
}

void tst_PseudoPositioner::stopsAllWhenOneFails()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    const StatusPtr status = gap.set(8);
    clock.advance(1s);
    high->fail({ErrorCode::Io, QStringLiteral("high is stuck"), QStringLiteral("X:high.MISS")});
    QVERIFY(status->isDone() && status->result().error().code == ErrorCode::Io);
    QCOMPARE(status->reason(), QStringLiteral("gap: high is stuck"));
    QCOMPARE(status->result().error().source, QStringLiteral("X:high.MISS"));
    clock.advance(60s);
    QCOMPARE(low->position(), std::optional<double>(-1));
}

void tst_PseudoPositioner::refusedHalfWay()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    high->fail({ErrorCode::Refused, QStringLiteral("high is disabled"), QStringLiteral("high")});
    const StatusPtr status = gap.set(8);
    QVERIFY(status->isDone());
    QCOMPARE(status->reason(), QStringLiteral("gap: high is disabled"));
    clock.advance(60s);
    QCOMPARE(low->position(), std::optional<double>(0));
}

void tst_PseudoPositioner::stops()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    const StatusPtr status = gap.set(8);
    clock.advance(1s);
    gap.stop();
    QVERIFY(status->isDone() && status->result().error().code == ErrorCode::Stopped);
    QCOMPARE(status->reason(), QStringLiteral("gap: low was stopped at -1 on its way to -4"));
    clock.advance(60s);
    QCOMPARE(gap.position(), std::optional<double>(2));
}

void tst_PseudoPositioner::goesToANewTarget()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, {});
    const StatusPtr first = gap.set(8);
    clock.advance(1s);
    const StatusPtr second = gap.set(1);
    QVERIFY(first->isDone() && first->result().error().code == ErrorCode::Cancelled);
    QCOMPARE(first->reason(), QStringLiteral("gap was sent on to 1 mm"));
    QVERIFY(!second->isDone());
    clock.advance(60s);
    QVERIFY(second->isDone() && second->result());
    QCOMPARE(gap.position(), std::optional<double>(1));
}

void tst_PseudoPositioner::takesAsLongAsTheSlowest()
{
    ManualClock clock;
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, axis("low", clock), axis("high", clock, {-9, 9}, 0.25), {});
    const auto time = gap.moveTime(0, 4);
    QVERIFY(time && time->count() == 8);
    Slits instant(QStringLiteral("gap"), Slits::Quantity::Gap, axis("low", clock),
        std::make_shared<SoftPositioner>(QStringLiteral("high")), {});
    QVERIFY(!instant.moveTime(0, 4));
}

void tst_PseudoPositioner::locates()
{
    ManualClock clock;
    Slits gap(QStringLiteral("gap"), Slits::Quantity::Gap, axis("low", clock), axis("high", clock), {});
    const StatusPtr status = gap.set(4);
    clock.advance(1s);
    std::optional<Location> where;
    const Handle handle = gap.locate([&where](Result<Location> got) { where = got.value(); });
    QVERIFY(where);
    QCOMPARE(where->setpoint, 4.0);
    QCOMPARE(where->readback, 2.0);
}

void tst_PseudoPositioner::outlivedByItsAxes()
{
    ManualClock clock;
    const Axis low = axis("low", clock);
    const Axis high = axis("high", clock);
    auto gap = std::make_unique<Slits>(QStringLiteral("gap"), Slits::Quantity::Gap, low, high, QString());
    const StatusPtr status = gap->set(4);
    gap.reset();
    clock.advance(60s);
    QVERIFY(!status->isDone());
    QCOMPARE(high->position(), std::optional<double>(2));
}

namespace {

DeviceSpec spec(const char* kind, const char* name, const QJsonObject& options)
{
    DeviceSpec made;
    made.kind = QString::fromLatin1(kind);
    made.name = QString::fromLatin1(name);
    made.options = options;
    return made;
}

/// Just what a motor needs to move by itself at once.
void addMotor(FakeBeamline& beamline, const QString& record, double at)
{
    ChannelInfo position;
    position.units = QStringLiteral("deg");
    position.precision = 4;
    const auto field = [&record](const char* name) { return record + QLatin1Char('.') + QLatin1String(name); };
    for (const char* name : {"RBV", "VAL"})
        beamline.add(field(name), at, position);
    const std::pair<const char*, double> numbers[]
        = {{"HLM", 60}, {"LLM", 5}, {"OFF", 0}, {"MRES", 1e-4}, {"RDBD", 1e-3}, {"VELO", 1}, {"ACCL", 0}, {"VBAS", 0}};
    for (const auto& [name, value] : numbers)
        beamline.add(field(name), value);
    for (const char* name : {"MISS", "HLS", "LLS", "LVIO", "STOP", "SET"})
        beamline.addInteger(field(name), 0);
    beamline.addInteger(field("DMOV"), 1);
    beamline.addEnum(field("SPMG"), 3, {});
    beamline.addEnum(field("DIR"), 0, {});
    FakeChannel* val = &beamline.pv(field("VAL"));
    FakeChannel* rbv = &beamline.pv(field("RBV"));
    val->onPut = [val, rbv](const Value& value, PutMode) {
        val->change(value);
        rbv->change(value);
        val->completePut();
    };
}

} // namespace

void tst_PseudoPositioner::monitors()
{
    FakeBeamline beamline;
    beamline.add(QStringLiteral("T:low"), -1);
    beamline.add(QStringLiteral("T:high"), 1);
    std::vector<Error> problems;
    DeviceSpec low = spec("signal", "low", {});
    low.pv = QStringLiteral("T:low");
    DeviceSpec high = spec("signal", "high", {});
    high.pv = QStringLiteral("T:high");
    const QJsonObject blades{
        {QStringLiteral("low"), QStringLiteral("low")}, {QStringLiteral("high"), QStringLiteral("high")}};
    DeviceSet set = DeviceSet::make({low, high, spec("slitgap", "gap", blades)}, beamline.context(), problems);
    QVERIFY(problems.empty());
    QVERIFY(beamline.finish(set.connect(5s)));
    std::vector<double> gaps;
    const Result<Handle> handle
        = set.find(QStringLiteral("gap")).value()->monitor([&gaps](const std::vector<Reading>& readings) {
              gaps.push_back(toDouble(readings.at(0).value).value_or(0));
          });
    QVERIFY(handle.ok());
    QVERIFY(beamline.pump([&gaps] { return !gaps.empty(); }));
    beamline.pv("T:high").change(2.5);
    QVERIFY(beamline.pump([&gaps] { return gaps.back() == 3.5; }));
    QCOMPARE(gaps.front(), 2.0);
}

void tst_PseudoPositioner::fromTheProfile()
{
    FakeBeamline beamline;
    std::vector<Error> problems;
    DeviceSet set = DeviceSet::make(
        {spec("braggenergy", "e1", {}), spec("braggenergy", "e2", {{QStringLiteral("angle"), QStringLiteral("theta")}}),
            spec("slitgap", "s",
                {{QStringLiteral("low"), QStringLiteral("x")}, {QStringLiteral("high"), QStringLiteral("x")}})},
        beamline.context(), problems);
    QCOMPARE(problems.size(), std::size_t{3});
    QCOMPARE(problems[0].message, QStringLiteral("e1 lacks its option angle"));
    QCOMPARE(problems[1].message, QStringLiteral("e2: There is no device called \"theta\""));
    QVERIFY(set.all().empty());
}

void tst_PseudoPositioner::onRealMotors()
{
    FakeBeamline beamline;
    addMotor(beamline, QStringLiteral("T:m1"), 10);
    std::vector<Error> problems;
    DeviceSpec theta = spec("motor", "theta", {});
    theta.pv = QStringLiteral("T:m1");
    const DeviceSpec energy = spec("braggenergy", "energy",
        {{QStringLiteral("angle"), QStringLiteral("theta")}, {QStringLiteral("units"), QStringLiteral("keV")}});
    DeviceSet set = DeviceSet::make({theta, energy}, beamline.context(), problems);
    QVERIFY(problems.empty());
    QVERIFY(beamline.finish(set.connect(5s)));
    Device& pseudo = *set.find(QStringLiteral("energy")).value();
    QCOMPARE(namesOf(pseudo.describe()).join(QLatin1Char(' ')),
        QStringLiteral("energy* energy_theta energy_theta_setpoint"));
    const StatusPtr status = pseudo.set(7.112);
    QVERIFY(beamline.finish(status));
    QVERIFY2(status->result().ok(), qPrintable(status->reason()));
    QVERIFY(close(toDouble(beamline.pv("T:m1.VAL").value()), ThetaFe, 1e-6));

    const StatusPtr refused = pseudo.set(100);
    QVERIFY(refused->isDone());
    QVERIFY2(refused->reason().startsWith(QStringLiteral("energy = 100.00000 keV: theta = 1.13"))
            && refused->reason().endsWith(QStringLiteral("deg is below the low limit of 5 deg (T:m1.LLM)")),
        qPrintable(refused->reason()));
    QCOMPARE(refused->result().error().source, QStringLiteral("T:m1.LLM"));
    beamline.pv("T:m1.RBV").goOffline();
    beamline.settle();
    QCOMPARE(pseudo.missing(), QStringList(QStringLiteral("T:m1.RBV")));
    QVERIFY(pseudo.set(8)->result().error().code == ErrorCode::Disconnected);
}

QTEST_GUILESS_MAIN(tst_PseudoPositioner)
#include "tst_pseudopositioner.moc"
