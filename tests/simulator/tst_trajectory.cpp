#include "simulator/motor/trajectory.h"

#include <QTest>

#include <cmath>

using simulator::MotionProfile;
using simulator::Trajectory;

class TestTrajectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void isSmooth_data();
    void isSmooth();
    void brakes();
    void standsStill();
};

void TestTrajectory::durations_data()
{
    QTest::addColumn<double>("base");
    QTest::addColumn<double>("speed");
    QTest::addColumn<double>("accelerationTime");
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("expected");
    QTest::newRow("trapezium") << 0.0 << 2.0 << 0.1 << 4.0 << 2.1;
    QTest::newRow("backwards") << 0.0 << 2.0 << 0.1 << -4.0 << 2.1;
    QTest::newRow("triangle") << 0.0 << 2.0 << 1.0 << 0.5 << 1.0;
    QTest::newRow("constant speed") << 0.0 << 2.0 << 0.0 << 4.0 << 2.0;
    QTest::newRow("base speed is the speed") << 2.0 << 2.0 << 1.0 << 4.0 << 2.0;
    QTest::newRow("trapezium from base speed") << 1.0 << 2.0 << 1.0 << 4.0 << 2.5;
    QTest::newRow("nowhere") << 0.0 << 2.0 << 0.1 << 0.0 << 0.0;
}

void TestTrajectory::durations()
{
    QFETCH(double, base);
    QFETCH(double, speed);
    QFETCH(double, accelerationTime);
    QFETCH(double, distance);
    QFETCH(double, expected);
    const Trajectory path = Trajectory::move(1, 0, 1 + distance, {base, speed, accelerationTime});
    QVERIFY2(std::abs(path.duration() - expected) < 1e-12, qPrintable(QString::number(path.duration())));
    QCOMPARE(path.position(-1), 1.0);
    QCOMPARE(path.position(path.duration()), 1 + distance);
    QCOMPARE(path.velocity(path.duration()), 0.0);
}

void TestTrajectory::isSmooth_data()
{
    QTest::addColumn<double>("velocity");
    QTest::addColumn<double>("to");
    QTest::newRow("from rest") << 0.0 << 5.0;
    QTest::newRow("already under way") << 1.5 << 5.0;
    QTest::newRow("the other way") << 1.5 << -5.0;
    QTest::newRow("too near to stop") << 2.0 << 0.1;
    QTest::newRow("too fast") << 3.0 << 5.0;
}

void TestTrajectory::isSmooth()
{
    QFETCH(double, velocity);
    QFETCH(double, to);
    const MotionProfile profile{0, 2, 0.5};
    const Trajectory path = Trajectory::move(0, velocity, to, profile);
    const double step = 1e-3;
    QCOMPARE(path.velocity(0), velocity);
    for (double t = 0; t < path.duration(); t += step) {
        QVERIFY(std::abs(path.position(t + step) - path.position(t)) <= 3.0 * step + 1e-9);
        QVERIFY(std::abs(path.velocity(t + step) - path.velocity(t)) <= 4.0 * step + 1e-9);
    }
    QVERIFY(std::abs(path.position(path.duration() - 1e-9) - to) < 1e-6);
    QCOMPARE(path.position(path.duration()), to);
}

void TestTrajectory::brakes()
{
    const Trajectory path = Trajectory::brake(10, -2, {0, 2, 0.5});
    QCOMPARE(path.duration(), 0.5);
    QCOMPARE(path.end(), 9.5);
    QCOMPARE(path.velocity(0.25), -1.0);
}

void TestTrajectory::standsStill()
{
    const Trajectory path(3);
    QCOMPARE(path.duration(), 0.0);
    QCOMPARE(path.position(100), 3.0);
    QCOMPARE(path.velocity(0), 0.0);
}

QTEST_APPLESS_MAIN(TestTrajectory)
#include "tst_trajectory.moc"
