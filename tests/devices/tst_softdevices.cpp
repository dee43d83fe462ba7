#include "devices/kinds/mailboxclock.h"
#include "devices/kinds/manualclock.h"
#include "devices/kinds/soft.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

std::vector<Reading> readNow(Device& device)
{
    std::vector<Reading> readings;
    const Handle handle = device.read([&readings](Result<std::vector<Reading>> got) { readings = got.value(); });
    return readings;
}

double numberOf(Device& device, std::size_t column)
{
    return toDouble(readNow(device).at(column).value).value_or(-1);
}

} // namespace

/// The devices that stand in for real ones where there is no server.
class tst_SoftDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clockRunsInOrder();
    void mailboxClock();
    void trapezoid_data();
    void trapezoid();
    void jumpsWithoutAClock();
    void movesByTheClock();
    void stopsHalfWay();
    void goesToANewTarget();
    void failsWhenTold();
    void progressOutlivesThePositioner();
    void detectorWaitsForItsDwell();
    void detectorStopsAndFails();
    void analyser();
    void shutter();
    void scaler();
    void camera();
    void tellsWhoMonitors();
    void monitorsMayGoMeanwhile();
};

void tst_SoftDevices::clockRunsInOrder()
{
    ManualClock clock;
    QStringList order;
    std::vector<Handle> handles;
    handles.push_back(clock.at(2s, [&] { order << QStringLiteral("two at %1").arg(clock.now().count()); }));
    handles.push_back(clock.at(1s, [&] {
        order << QStringLiteral("one");
        handles.push_back(clock.at(clock.now() + 500ms, [&] { order << QStringLiteral("between"); }));
    }));
    Handle cancelled = clock.at(1s, [&] { order << QStringLiteral("never"); });
    cancelled.reset();
    clock.advance(500ms);
    QVERIFY(order.isEmpty());
    clock.advance(2s);
    QCOMPARE(order.join(QLatin1Char(',')), QStringLiteral("one,between,two at 2"));
    QCOMPARE(clock.now().count(), 2.5);
}

void tst_SoftDevices::mailboxClock()
{
    Mailbox mailbox;
    MailboxClock clock(mailbox);
    bool ran = false;
    bool cancelledRan = false;
    Handle cancelled = clock.at(clock.now(), [&cancelledRan] { cancelledRan = true; });
    cancelled.reset();
    const Handle kept = clock.at(clock.now() + 1ms, [&ran] { ran = true; });
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (!ran && std::chrono::steady_clock::now() < deadline) {
        mailbox.waitFor(deadline);
        mailbox.drain();
    }
    QVERIFY(ran && !cancelledRan);
}

void tst_SoftDevices::trapezoid_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("acceleration");
    QTest::addColumn<double>("duration"); // at a speed of 2
    QTest::addColumn<double>("atOneSecond");
    QTest::newRow("no ramp") << 4.0 << 0.0 << 2.0 << 2.0;
    QTest::newRow("long") << 10.0 << 1.0 << 6.0 << 1.0;
    QTest::newRow("back") << -10.0 << 1.0 << 6.0 << -1.0;
    QTest::newRow("just reaches its speed") << 2.0 << 1.0 << 2.0 << 1.0;
    QTest::newRow("too short for full speed") << 0.5 << 1.0 << 1.0 << 0.5;
    QTest::newRow("nowhere") << 0.0 << 1.0 << 0.0 << 0.0;
}

void tst_SoftDevices::trapezoid()
{
    QFETCH(double, distance);
    QFETCH(double, acceleration);
    QFETCH(double, duration);
    QFETCH(double, atOneSecond);
    const Trapezoid way(distance, 2, Trapezoid::Seconds(acceleration));
    QCOMPARE(way.duration().count(), duration);
    QCOMPARE(way.at(1s), atOneSecond);
    QCOMPARE(way.at(0s), 0.0);
    QCOMPARE(way.at(way.duration()), distance);
    QCOMPARE(way.at(100s), distance);
    // It comes as it went.
    for (const double part : {0.1, 0.3, 0.5})
        QVERIFY(std::abs(way.at(part * way.duration()) + way.at((1 - part) * way.duration()) - distance) < 1e-12);
}

void tst_SoftDevices::jumpsWithoutAClock()
{
    SoftPositioner x(QStringLiteral("x"), QStringLiteral("mm"), {-1, 1});
    QVERIFY(x.set(0.5)->result());
    QCOMPARE(x.position(), std::optional<double>(0.5));
    const StatusPtr refused = x.set(2);
    QVERIFY(refused->isDone() && refused->result().error().code == ErrorCode::LimitViolation);
    QCOMPARE(x.position(), std::optional<double>(0.5));
    QVERIFY(!x.moveTime(0, 1));
}

void tst_SoftDevices::movesByTheClock()
{
    ManualClock clock;
    SoftPositioner x(QStringLiteral("x"), QStringLiteral("mm"), {}, clock, {2, 1s});
    QCOMPARE(x.moveTime(0, 10)->count(), 6.0);
    const StatusPtr status = x.set(10);
    QVERIFY(!status->isDone());
    QCOMPARE(status->what(), QStringLiteral("x to reach 10"));
    QCOMPARE(status->progress(), std::optional<double>(0));
    clock.advance(1s);
    QCOMPARE(x.position(), std::optional<double>(1));
    QCOMPARE(numberOf(x, 0), 1.0);
    clock.advance(2s);
    QCOMPARE(status->progress(), std::optional<double>(0.5));
    std::optional<Location> where;
    const Handle handle = x.locate([&where](Result<Location> got) { where = got.value(); });
    QVERIFY(where && where->setpoint == 10 && where->readback == 5);
    clock.advance(3s);
    QVERIFY(status->isDone() && status->result());
    QCOMPARE(status->progress(), std::optional<double>(1));
    QCOMPARE(x.position(), std::optional<double>(10));
}

void tst_SoftDevices::stopsHalfWay()
{
    ManualClock clock;
    SoftPositioner x(QStringLiteral("x"), QStringLiteral("mm"), {}, clock, {2, 0s});
    x.stop();
    const StatusPtr status = x.set(10);
    clock.advance(1s);
    x.stop();
    QVERIFY(status->isDone() && status->result().error().code == ErrorCode::Stopped);
    QCOMPARE(status->reason(), QStringLiteral("x was stopped at 2 on its way to 10"));
    clock.advance(60s);
    QCOMPARE(x.position(), std::optional<double>(2));
}

void tst_SoftDevices::goesToANewTarget()
{
    ManualClock clock;
    SoftPositioner x(QStringLiteral("x"), QStringLiteral("mm"), {}, clock, {2, 0s});
    const StatusPtr first = x.set(10);
    clock.advance(1s);
    const StatusPtr second = x.set(1);
    QVERIFY(first->isDone() && first->result().error().code == ErrorCode::Cancelled);
    clock.advance(500ms);
    QVERIFY(second->isDone() && second->result());
    QCOMPARE(x.position(), std::optional<double>(1));
}

void tst_SoftDevices::failsWhenTold()
{
    ManualClock clock;
    SoftPositioner x(QStringLiteral("x"), QStringLiteral("mm"), {}, clock, {2, 0s});
    const Error fault{ErrorCode::Io, QStringLiteral("x is stuck"), QStringLiteral("x")};
    const StatusPtr status = x.set(10);
    clock.advance(1s);
    x.fail(fault);
    QCOMPARE(status->reason(), QStringLiteral("x is stuck"));
    QCOMPARE(x.position(), std::optional<double>(2));
    x.fail(fault);
    QCOMPARE(x.set(3)->reason(), QStringLiteral("x is stuck"));
    const StatusPtr next = x.set(3);
    clock.advance(1s);
    QVERIFY(next->result());
}

void tst_SoftDevices::progressOutlivesThePositioner()
{
    ManualClock clock;
    auto x = std::make_unique<SoftPositioner>(
        QStringLiteral("x"), QString(), Range(), clock, SoftPositioner::Motion{2, 0s});
    const StatusPtr status = x->set(10);
    x.reset();
    QVERIFY(!status->progress());
    clock.advance(60s);
    QVERIFY(!status->isDone());
}

void tst_SoftDevices::detectorWaitsForItsDwell()
{
    ManualClock clock;
    double value = 1;
    SoftDetector detector(
        QStringLiteral("d"), [&value] { return value; }, QStringLiteral("V"), &clock);
    QVERIFY(detector.setDwell(2s)->result());
    const StatusPtr status = detector.trigger();
    clock.advance(1s);
    QVERIFY(!status->isDone());
    QCOMPARE(status->progress(), std::optional<double>(0.5));
    value = 7;
    clock.advance(1s);
    QVERIFY(status->isDone() && status->result());
    QCOMPARE(numberOf(detector, 0), 7.0);

    SoftDetector instant(QStringLiteral("d"), [] { return 3.0; });
    QVERIFY(instant.trigger()->isDone());
    QCOMPARE(numberOf(instant, 0), 3.0);
}

void tst_SoftDevices::detectorStopsAndFails()
{
    ManualClock clock;
    SoftDetector detector(
        QStringLiteral("d"), [] { return 1.0; }, {}, &clock);
    const StatusPtr stopped = detector.trigger();
    detector.stop();
    QVERIFY(stopped->isDone() && stopped->result().error().code == ErrorCode::Stopped);
    const StatusPtr replaced = detector.trigger();
    const StatusPtr failing = detector.trigger();
    QVERIFY(replaced->result().error().code == ErrorCode::Cancelled);
    detector.fail({ErrorCode::Io, QStringLiteral("no high voltage"), QStringLiteral("d")});
    QCOMPARE(failing->reason(), QStringLiteral("no high voltage"));
    QCOMPARE(detector.describe().size(), std::size_t{1});
}

void tst_SoftDevices::analyser()
{
    const auto spectrum = [](std::chrono::duration<double> dwell) {
        const auto n = static_cast<qint32>(dwell.count() * 10);
        return std::vector<qint32>{1, n, n, 2};
    };
    SoftMca mca(QStringLiteral("mca"), 4, spectrum, {{QStringLiteral("line"), 1, 2}, {QStringLiteral("end"), 3, 9}});
    QStringList names;
    for (const DataKey& key : mca.describe())
        names << key.name;
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("mca_total mca_line mca_end mca_spectrum"));
    QCOMPARE(mca.describe().back().shape, std::vector<qint64>({4}));
    QVERIFY(mca.setDwell(2s)->result());
    QVERIFY(mca.trigger()->result());
    QCOMPARE(numberOf(mca, 0), 43.0);
    QCOMPARE(numberOf(mca, 1), 40.0);
    QCOMPARE(numberOf(mca, 2), 2.0);
    QCOMPARE(toDoubles(readNow(mca).back().value), std::vector<double>({1, 20, 20, 2}));
}

void tst_SoftDevices::shutter()
{
    SoftShutter shutter(QStringLiteral("shutter"));
    QVERIFY(!shutter.isOpen());
    QVERIFY(shutter.set(1)->result());
    QVERIFY(shutter.isOpen());
    QCOMPARE(numberOf(shutter, 0), 1.0);
    QCOMPARE(shutter.describe()[0].choices.value(1), QStringLiteral("Open"));
    QCOMPARE(shutter.set(0.5)->reason(), QStringLiteral("shutter can be 1 (open) or 0 (closed), not 0.5"));
    QCOMPARE(shutter.position(), std::optional<double>(1));
}

void tst_SoftDevices::scaler()
{
    ManualClock clock;
    const auto count = [](std::chrono::duration<double> dwell) {
        return std::vector<double>{1e6 * dwell.count(), 40 * dwell.count()};
    };
    SoftScaler scaler(
        QStringLiteral("sc"), {QStringLiteral("clock"), QStringLiteral("I0")}, count, {QStringLiteral("I0")}, &clock);
    const std::vector<DataKey> keys = scaler.describe();
    QCOMPARE(keys.size(), std::size_t{2});
    QCOMPARE(keys[1].name, QStringLiteral("sc_I0"));
    QVERIFY(!keys[0].hinted && keys[1].hinted && keys[1].counts);
    QVERIFY(scaler.setDwell(500ms)->result());
    const StatusPtr status = scaler.trigger();
    clock.advance(499ms);
    QVERIFY(!status->isDone());
    QCOMPARE(numberOf(scaler, 1), 0.0);
    clock.advance(1ms);
    QVERIFY(status->result());
    QCOMPARE(numberOf(scaler, 0), 5e5);
    QCOMPARE(numberOf(scaler, 1), 20.0);
    std::vector<Reading> preset;
    const Handle handle
        = scaler.readConfiguration([&preset](Result<std::vector<Reading>> got) { preset = got.value(); });
    QCOMPARE(scaler.describeConfiguration()[0].name, QStringLiteral("sc_preset_time"));
    QCOMPARE(*toDouble(preset.at(0).value), 0.5);
}

void tst_SoftDevices::camera()
{
    SoftCamera camera(QStringLiteral("cam"), {2, 3}, [](std::chrono::duration<double> exposure) {
        const auto level = static_cast<quint16>(100 * exposure.count());
        return std::vector<quint16>{0, level, 0, 0, 0, 7};
    });
    QCOMPARE(camera.describe().back().shape, std::vector<qint64>({2, 3}));
    QCOMPARE(toDoubles(readNow(camera).back().value), std::vector<double>(6, 0.0));
    QVERIFY(camera.setDwell(2s)->result());
    QVERIFY(camera.trigger()->result());
    QCOMPARE(numberOf(camera, 0), 207.0);
    QCOMPARE(numberOf(camera, 1), 200.0);
    QCOMPARE(toDoubles(readNow(camera).back().value), std::vector<double>({0, 200, 0, 0, 0, 7}));
}

void tst_SoftDevices::tellsWhoMonitors()
{
    SoftPositioner x(QStringLiteral("x"));
    std::vector<double> seen;
    Result<Handle> monitor = x.monitor(
        [&seen](const std::vector<Reading>& readings) { seen.push_back(toDouble(readings[0].value).value_or(-1)); });
    QVERIFY(monitor);
    QCOMPARE(seen, std::vector<double>({0}));
    QVERIFY(x.set(2)->result());
    QVERIFY(x.set(3)->result());
    QCOMPARE(seen, std::vector<double>({0, 2, 3}));
    std::move(monitor).value().reset();
    QVERIFY(x.set(4)->result());
    QCOMPARE(seen.size(), std::size_t{3});

    double value = 1;
    SoftDetector detector(QStringLiteral("d"), [&value] { return value; });
    const Result<Handle> other = detector.monitor(
        [&seen](const std::vector<Reading>& readings) { seen.push_back(toDouble(readings[0].value).value_or(-1)); });
    value = 9;
    QVERIFY(detector.trigger()->result());
    QCOMPARE(seen.back(), 9.0);
}

void tst_SoftDevices::monitorsMayGoMeanwhile()
{
    SoftShutter shutter(QStringLiteral("shutter"));
    Handle first;
    Handle second;
    int heard = 0;
    const auto dropBoth = [&](const std::vector<Reading>&) {
        ++heard;
        if (shutter.isOpen()) {
            first.reset();
            second.reset();
        }
    };
    first = std::move(shutter.monitor(dropBoth)).value();
    second = std::move(shutter.monitor(dropBoth)).value();
    QCOMPARE(heard, 2);
    QVERIFY(shutter.set(1)->result());
    QCOMPARE(heard, 3);
    QVERIFY(shutter.set(0)->result());
    QCOMPARE(heard, 3);
}

QTEST_GUILESS_MAIN(tst_SoftDevices)
#include "tst_softdevices.moc"
