#include "motorbench.h"

using namespace simulator;

/// What belongs together in a motor record: coordinates, resolutions, limits, speeds, alarms.
class TestMotorCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees_data();
    void agrees();
    void tellsLimits();
};

void TestMotorCalibration::agrees_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* script, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(script) << QString::fromUtf8(expected);
    };

    row("user, dial and raw", "OFF=1 VAL=3 ~5", "VAL=3 DVAL=2 RVAL=20000 RBV=3 DRBV=2 RRBV=20000");
    row("from dial", "OFF=1 DVAL=2 ~5", "VAL=3 RVAL=20000");
    row("from raw", "OFF=1 RVAL=20000 ~5", "VAL=3 DVAL=2");
    row("relative", "VAL=1 ~5 RLV=0.5 ~5", "VAL=1.5 RLV=0 RBV=1.5");
    row("reversed", "DIR=1 VAL=3 ~5", "DVAL=-3 RBV=3 DRBV=-3");
    row("negative steps", "MRES=-0.0001 VAL=3 ~5", "DVAL=3 RVAL=-30000 RBV=3 RRBV=-30000");

    row("OFF shifts the user's position", "VAL=2 ~5 OFF=3", "VAL=5 RBV=5 DVAL=2 HLM=13 LLM=-7 LVAL=5");
    row("DIR with variable offset", "VAL=2 ~5 DIR=1", "VAL=2 RBV=2 OFF=4 HLM=14 LLM=-6");
    row("DIR with frozen offset", "VAL=2 ~5 FOFF=1 DIR=1", "VAL=-2 RBV=-2 OFF=0");
    row("set the user's position", "VAL=2 ~5 SET=1 VAL=7", "OFF=5 RBV=7 DVAL=2 DMOV=1 HLM=15 DIFF=0");
    row("set the dial", "VAL=2 ~5 SET=1 DVAL=0", "VAL=2 OFF=2 DVAL=0 DRBV=0 RVAL=0 RRBV=0 REP=0");
    row("set raw", "VAL=2 ~5 SET=1 RVAL=10000", "VAL=2 OFF=1 DVAL=1");
    row("set with frozen offset", "VAL=2 ~5 FOFF=1 SET=1 VAL=0", "OFF=0 DVAL=0 RBV=0 m_axis:position=2");
    row("IGSET moves all the same", "IGSET=1 SET=1 VAL=2 ~5", "OFF=0 RBV=2 m_axis:position=2");
    row("buttons of SET", "SSET=1", "SET=1");
    row("buttons of USE", "SSET=1 SUSE=1", "SET=0");
    row("buttons of FOFF", "FOF=1", "FOFF=1");
    row("buttons of FOFF back", "FOF=1 VOF=1", "FOFF=0");
    row("calibrated moves", "VAL=2 ~5 SET=1 VAL=7 SET=0 VAL=8 ~5", "RBV=8 DRBV=3 m_axis:position=3");

    row("MRES", "VAL=1 ~5 MRES=0.001", "UREV=0.2 SREV=200 RVAL=1000 RRBV=1000 RBV=1 VELO=20 S=100");
    row("UREV", "UREV=0.4", "MRES=0.002 SREV=200");
    row("SREV", "SREV=400", "MRES=0.00005 UREV=0.02");
    row("no SREV", "SREV=0", "SREV=200");
    row("no MRES", "MRES=0", "MRES=0.0001");
    row("MRES carries limits", "MRES=0.001", "DHLM=100 HLM=100 RHLM=100000");
    row("negative MRES turns limits", "MRES=-0.0001", "DHLM=10 DLLM=-10 RHLM=100000 RLLM=-100000");
    row("encoder steps", "ERES=0.01 VAL=1.234 ~5 UEIP=1", "RRBV=123 RBV=1.23 RMP=12340");
    row("no ERES", "ERES=0", "ERES=0.0001");
    row("no encoder", "m_axis:encoder=0 UEIP=1", "UEIP=0");
    row("encoder taken away", "UEIP=1 m_axis:encoder=0", "UEIP=0");

    row("limits in user's coordinates", "OFF=3 HLM=5", "DHLM=2 RHLM=20000");
    row("limits of a reversed axis", "DIR=1 HLM=5", "DLLM=-5 LLM=-10");
    row("no limits", "HLM=0 LLM=0 VAL=10.4 ~9", "LVIO=0 RBV=10.4");
    row("zero high limit alone counts", "HLM=0 VAL=1", "LVIO=1");
    row("crossed limits forbid all", "HLM=-5 LLM=5 VAL=1", "LVIO=1");
    row("back from outside the limits", "VAL=8 ~9 HLM=5 VAL=6 ~9", "LVIO=0 RBV=6");
    row("further out is forbidden", "VAL=8 ~9 HLM=5 VAL=9 ~9", "LVIO=1 RBV=8");
    row("allowed target ends the violation", "VAL=20 VAL=2 ~5", "LVIO=0");
    row("limit alarm by target", "VAL=8 ~9 HLM=5 ~1 STUP=1 ~1", "SEVR=2 STAT=4");

    row("speed in revolutions", "S=200", "VELO=4");
    row("revolutions of the speed", "VELO=1", "S=50");
    row("VMAX", "VMAX=1", "VELO=1 BVEL=1 S=50 SMAX=50");
    row("VBAS", "VBAS=1.5", "VELO=2 BVEL=1.5 JVEL=1.5 HVEL=1.5 SBAS=75");
    row("VBAS above VMAX", "VMAX=1 VBAS=1.5", "VMAX=1.5 VELO=1.5");
    row("VMAX below VBAS", "VBAS=1 VMAX=0.5", "VBAS=0.5 VELO=0.5");
    row("SMAX", "SMAX=50", "VMAX=1 VELO=1");
    row("SBAS", "SBAS=75", "VBAS=1.5");
    row("SBAK", "SBAK=10", "BVEL=0.2");
    row("no speed", "VELO=0", "VELO=2");
    row("acceleration of the time", "ACCL=0.5", "ACCS=4");
    row("time of the acceleration", "ACCS=4", "ACCL=0.5");
    row("speed keeps the time", "VELO=1", "ACCL=0.1 ACCS=10");
    row("speed keeps the acceleration", "ACCU=1 VELO=1", "ACCS=20 ACCL=0.05");
    row("senseless times", "ACCL=0 BACC=-1 JAR=0", "ACCL=0.1 BACC=0.1 JAR=10");
    row("FRAC stays reasonable", "FRAC=7", "FRAC=1.5");
    row("NTMF stays reasonable", "NTMF=0", "NTMF=2");
    row("gains are parts of one", "PCOF=2 ICOF=-1 DCOF=0.5", "PCOF=1 ICOF=0 DCOF=0.5");

    row("no alarm without severity", "HIHI=1 VAL=2 ~5", "SEVR=0");
    row("HIHI", "HIHI=1 HHSV=2 VAL=2 ~5", "SEVR=2 STAT=3");
    row("HIGH", "HIGH=1 HSV=1 VAL=2 ~5", "SEVR=1 STAT=4");
    row("LOW", "LOW=-1 LSV=1 VAL=-2 ~5", "SEVR=1 STAT=6");
    row("LOLO goes before LOW", "LOW=-1 LSV=1 LOLO=-1 LLSV=3 VAL=-2 ~5", "SEVR=3 STAT=5");
    row("alarm ends", "HIHI=1 HHSV=2 VAL=2 ~5 VAL=0 ~5", "SEVR=0 STAT=0");
    row("no severity at a limit", "HLSV=0 HLM=0 LLM=0 VAL=50 ~60", "HLS=1 SEVR=0");
}

void TestMotorCalibration::agrees()
{
    QFETCH(QString, script);
    QFETCH(QString, expected);
    MotorBench bench;
    bench.run(script);
    const QString differences = bench.differences(expected);
    QVERIFY2(differences.isEmpty(), qPrintable(differences));
}

void TestMotorCalibration::tellsLimits()
{
    MotorBench bench;
    bench.run(QStringLiteral("HLM=7 HOPR=6 LOPR=-6 VMAX=3 VBAS=1 HIHI=5 LOLO=-5"));
    const auto metadata
        = [&bench](const char* field) { return bench.host.pv(MotorBench::name(QString::fromUtf8(field))).metadata(); };
    QCOMPARE(metadata("VAL").control.high, 7.0);
    QCOMPARE(metadata("RBV").display.high, 7.0);
    QCOMPARE(metadata("RVAL").control.high, 70000.0);
    QCOMPARE(metadata("VELO").control.high, 3.0);
    QCOMPARE(metadata("TWV").display.high, 6.0);
    QCOMPARE(metadata("RBV").alarm.high, 5.0);
    QCOMPARE(metadata("RBV").alarm.low, -5.0);
}

QTEST_APPLESS_MAIN(TestMotorCalibration)
#include "tst_motorcalibration.moc"
