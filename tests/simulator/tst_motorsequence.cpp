#include "motorbench.h"

using namespace simulator;

/// What a motor record does with commands, one after the other.
class TestMotorSequence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaves_data();
    void behaves();
    void posts_data();
    void posts();
    void completes_data();
    void completes();
    void sendsTexts();
    void retriesAlike();
};

void TestMotorSequence::behaves_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* script, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(script) << QString::fromUtf8(expected);
    };

    row("move on its way", "VAL=4 ~1", "DMOV=0 MOVN=1 MIP=32 TDIR=1 RVEL=20000 DIFF>1.5 LDVL=4");
    row("move done", "VAL=4 ~3", "DMOV=1 MOVN=0 MIP=0 RBV=4 DIFF=0 RDIF=0 RVEL=0 LVAL=4 LDVL=4 LRVL=40000");
    row("backwards", "VAL=-4 ~1", "TDIR=0 CDIR=0");

    row("backlash from below goes slowly at the end", "BDST=0.5 VAL=4 ~1.95", "MIP=256 RBV>3.4 RBV<4 DMOV=0");
    row("backlash from above passes the target", "VAL=4 ~3 BDST=0.5 VAL=1 ~1.85", "RBV<1 DMOV=0");
    row("backlash ends on the target", "VAL=4 ~3 BDST=0.5 VAL=1 ~5", "RBV=1 DMOV=1 MIP=0");
    row("backlash of the other sign", "BDST=-0.5 VAL=2 ~1.35", "RBV>2.1 DMOV=0");
    row("small step the right way is one slow move", "BDST=0.5 VAL=0.3 ~0.2", "MIP=32 RBV<0.2");
    row("same speeds need no backlash move", "BDST=0.5 BVEL=2 VAL=4 ~1.95", "MIP=32");
    row("backlash past a limit is a violation", "BDST=0.5 VAL=-9.8", "LVIO=1 VAL=0 DMOV=1");
    row("FRAC goes part of the way first", "FRAC=0.5 RTRY=0 VAL=4 ~5", "RBV=2 VAL=4 MISS=0 DMOV=1");
    row("FRAC with a retry arrives", "FRAC=0.5 VAL=4 ~5", "RBV=4 RCNT=1 DMOV=1");

    row("settling", "DLY=0.5 VAL=1 ~0.8", "MOVN=0 DMOV=0 MIP=1056");
    row("settled", "DLY=0.5 VAL=1 ~1.3", "DMOV=1 MIP=0");
    row("new target while settling", "DLY=0.5 VAL=1 ~0.8 VAL=2 ~3", "DMOV=1 RBV=2 RCNT=0");

    row("slipping axis without encoder", "m_axis:slip=0.1 VAL=4 ~5", "RBV=4 RCNT=0 MISS=0");
    row("slipping axis is followed up", "m_axis:slip=0.1 UEIP=1 RDBD=0.001 VAL=4 ~9", "RBV≈4 RCNT>0 MISS=0 DMOV=1");
    row("no retries", "m_axis:slip=0.1 UEIP=1 RDBD=0.001 RTRY=0 VAL=4 ~9", "RCNT=0 MISS=0 DMOV=1");
    row("too few retries", "m_axis:slip=0.5 UEIP=1 RDBD=0.0001 RTRY=1 VAL=4 ~9", "RCNT=2 MISS=1 DMOV=1");
    row("MISS is forgotten", "m_axis:slip=0.5 UEIP=1 RDBD=0.0001 RTRY=1 VAL=4 ~9 UEIP=0 VAL=1 ~9", "MISS=0");
    row("arithmetic retries", "m_axis:slip=0.1 UEIP=1 RDBD=0.001 RMOD=1 VAL=4 ~9", "RBV≈4 RCNT>0 DMOV=1");
    row("geometric retries", "m_axis:slip=0.1 UEIP=1 RDBD=0.001 RMOD=2 VAL=4 ~9", "RCNT>0 DMOV=1");
    row("in-position only waits", "m_axis:slip=0.1 UEIP=1 RDBD=0.0001 RMOD=3 RTRY=3 VAL=4 ~9", "RCNT=4 MISS=1 DMOV=1");
    row("RDBD is at least a step", "RDBD=0", "RDBD=0.0001");
    row("setpoint deadband", "SPDB=0.1 VAL=0.05 ~2", "RBV=0 VAL=0.05 DMOV=1");
    row("follows late", "m_axis:lag=0.1 UEIP=1 VAL=4 ~1", "RBV<1.75 RMP>17900");
    row("less late with gain", "m_axis:lag=0.1 PCOF=1 UEIP=1 VAL=4 ~1", "RBV>1.85");

    row("target behind turns at once", "VAL=4 ~1 VAL=-1 ~0.05", "MIP=544 DMOV=0 VAL=-1 LVAL=4");
    row("target behind without NTM waits", "NTM=0 VAL=4 ~1 VAL=-1 ~0.6", "RBV>2.5 DMOV=0");
    row("target ahead comes second", "VAL=4 ~1 VAL=8 ~1.1", "RBV>3.9 RBV<4.3 DMOV=0");
    row("target ahead is reached", "VAL=4 ~1 VAL=8 ~5", "RBV=8 RCNT=0 DMOV=1");
    row("forbidden target on the way", "VAL=4 ~1 VAL=12 ~0.1", "LVIO=1 VAL=4 DMOV=0");
    row("goes on after a forbidden target", "VAL=4 ~1 VAL=12 ~5", "LVIO=1 RBV=4 DMOV=1");

    row("stopping", "VAL=8 ~1 STOP=1", "MIP=512 DMOV=0 STOP=0");
    row("stopped", "VAL=8 ~1 STOP=1 ~1", "MIP=0 DMOV=1 DIFF=0 RBV>1.9 RBV<2.1 VAL>1.9 VAL<2.1");
    row("stop at rest", "STOP=1", "DMOV=1 MIP=0");
    row("new target while stopping", "VAL=8 ~1 STOP=1 VAL=1 ~5", "RBV=1 DMOV=1");
    row("stop while settling", "DLY=1 VAL=1 ~0.8 STOP=1 ~2", "DMOV=1 VAL=1");

    row("paused", "VAL=8 ~1 SPMG=1 ~1", "MOVN=0 DMOV=0 VAL=8 MIP=64 LSPG=3");
    row("goes on", "VAL=8 ~1 SPMG=1 ~1 SPMG=3 ~5", "RBV=8 DMOV=1 LSPG=1");
    row("go before it stands", "VAL=8 ~1 SPMG=1 SPMG=3 ~5", "RBV=8 DMOV=1");
    row("target while paused", "VAL=8 ~1 SPMG=1 ~1 VAL=1 ~5", "RBV<3 DMOV=0");
    row("target while paused is taken", "VAL=8 ~1 SPMG=1 ~1 VAL=1 SPMG=3 ~5", "RBV=1 DMOV=1");
    row("stop while paused", "VAL=8 ~1 SPMG=1 ~1 STOP=1", "DMOV=1 MIP=0 DIFF=0");
    row("from pause to stop", "VAL=8 ~1 SPMG=1 ~1 SPMG=0 ~1 SPMG=3 ~5", "DMOV=1 RBV<3");
    row("move once", "SPMG=2 VAL=1 ~5 VAL=2 ~5", "SPMG=1 RBV=1 DMOV=0");
    row("SPMG stop", "VAL=8 ~1 SPMG=0 ~1", "DMOV=1 VAL<2.2");

    row("jog", "JOGF=1 ~1", "MIP=1 DMOV=0 JOGF=1 RBV>0.8");
    row("jog reversed axis", "DIR=1 JOGF=1 ~1", "RBV>0.8 DRBV<-0.8 TDIR=0");
    row("jog faster", "JOGF=1 ~1 JVEL=2 ~1", "RBV>2.7");
    row("jog is released", "JOGF=1 ~1 JOGF=0 ~1", "MIP=0 DMOV=1 JOGF=0 DIFF=0");
    row("jog takes backlash", "BDST=0.2 JOGF=1 ~1 JOGF=0 ~0.15", "MIP=4");
    row("jog back through backlash", "BDST=0.2 JOGF=1 ~1 JOGF=0 ~5", "DMOV=1 DIFF=0 MIP=0");
    row("jog too near the limit", "VAL=9.5 ~9 JOGF=1", "LVIO=1 JOGF=0 DMOV=1");
    row("jog stops at the limit", "JOGF=1 ~20", "LVIO=1 RBV<10 RBV>9 DMOV=1 JOGF=0 DIFF=0");
    row("jog to the switch", "HLM=0 LLM=0 JOGF=1 ~20", "HLS=1 RBV=11 DMOV=1 JOGF=0");
    row("no jog from the switch on", "HLM=0 LLM=0 JOGF=1 ~20 JOGF=1", "JOGF=0 DMOV=1");
    row("jog from the switch back", "HLM=0 LLM=0 JOGF=1 ~20 JOGR=1 ~1", "HLS=0 RBV<11");
    row("jog asked for during a move", "VAL=2 ~0.5 JOGF=1 ~0.5", "JOGF=1 MIP=32");
    row("jog after the move", "VAL=2 ~0.5 JOGF=1 ~2", "JOGF=1 MIP=1 RBV>2");
    row("jog while paused", "SPMG=1 JOGF=1 ~1", "JOGF=1 RBV=0");
    row("jog after the pause", "SPMG=1 JOGF=1 ~1 SPMG=3 ~1", "JOGF=1 RBV>0.5");
    row("paused jog", "JOGF=1 ~1 SPMG=1 ~1 SPMG=3 ~1", "JOGF=1 RBV>1.5");
    row("paused and released jog", "JOGF=1 ~1 SPMG=1 ~1 JOGF=0 SPMG=3 ~1", "DMOV=1 RBV<1.2 DIFF=0");
    row("target ends a jog", "JOGF=1 ~1 VAL=-1 ~5", "JOGF=0 RBV=-1 DMOV=1");
    row("stop ends a jog", "JOGF=1 ~1 STOP=1 ~1", "JOGF=0 DMOV=1");

    row("homing", "HOMF=1 ~0.5", "MIP=8 HOMF=1 DMOV=0");
    row("homed", "HOMF=1 ~5", "RBV=1 ATHM=1 HOMF=0 MIP=0 DMOV=1 DIFF=0");
    row("home lies the other way", "HOMR=1 ~1", "MIP=16 RBV<0");
    row("home is found from the switch", "HOMR=1 ~60", "RBV=1 ATHM=1 HOMR=0 DMOV=1");
    row("home during a move", "VAL=8 ~1 HOMF=1 ~0.01", "MIP=520");
    row("home after the move", "VAL=8 ~1 HOMR=1 ~9", "RBV=1 DMOV=1");
    row("home is refused on the way home", "HOMF=1 ~0.1 !HOMF=1 ~5", "RBV=1");
    row("target during homing", "HOMF=1 ~0.5 VAL=3 ~9", "RBV=3 HOMF=0 DMOV=1");
    row("pause ends homing", "HOMF=1 ~0.5 SPMG=1 ~1", "HOMF=0 DMOV=1 DIFF=0");
    row("homing past soft limits", "HLM=0.5 HOMF=1 ~5", "RBV=1 LVIO=0");

    row("into the switch", "HLM=0 LLM=0 VAL=50 ~60", "HLS=1 RHLS=1 RBV=11 VAL=11 MISS=0 DMOV=1 SEVR=2");
    row("out of the switch", "HLM=0 LLM=0 VAL=50 ~60 VAL=0 ~60", "HLS=0 RBV=0 SEVR=0");
    row("switch of a reversed axis", "HLM=0 LLM=0 DIR=1 VAL=-50 ~60", "LLS=1 HLS=0 RHLS=1");
    row("switch with negative steps", "MRES=-0.0001 HLM=0 LLM=0 DVAL=50 ~60", "HLS=1 RLLS=1 RHLS=0 RRBV=-110000");

    row("torque off stops", "VAL=8 ~1 CNEN=0 ~1", "DMOV=1 RBV<2.2");
    row("torque off refuses", "CNEN=0 !VAL=1 !JOGF=1 !HOMF=1", "DMOV=1 JOGF=0 HOMF=0");
    row("disabled refuses", "m_able=1 !VAL=1", "DMOV=1 VAL=0");
    row("enabled again", "m_able=1 m_able=0 VAL=1 ~5", "RBV=1");

    row("SYNC", "FRAC=0.5 RTRY=0 VAL=4 ~5 SYNC=1", "VAL=2 DVAL=2 RVAL=20000 DIFF=0 SYNC=0");
    row("status update asked", "STUP=1", "STUP=2");
    row("status update done", "STUP=1 ~0.1", "STUP=0");

    row("stalled axis", "m_axis:fault=1 VAL=1 ~9", "RBV=0 MISS=1 DMOV=1 SEVR=2");
    row("axis stalls on the way", "VAL=4 ~1 m_axis:fault=1 ~9", "RBV<2.2 MISS=1 SEVR=2");
    row("mended axis", "m_axis:fault=1 VAL=1 ~9 m_axis:fault=0 VAL=2 ~9", "RBV=2 MISS=0 SEVR=0");
    row("axis that is not heard", "m_axis:fault=3", "SEVR=3 STAT=9");
}

void TestMotorSequence::behaves()
{
    QFETCH(QString, script);
    QFETCH(QString, expected);
    MotorBench bench;
    bench.run(script);
    const QString differences = bench.differences(expected);
    QVERIFY2(differences.isEmpty(), qPrintable(differences));
}

void TestMotorSequence::posts_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("watched");
    QTest::addColumn<QString>("events"); // between its ends, "…" stands for any others
    const auto row
        = [](const char* name, const char* before, const char* script, const char* watched, const char* events) {
              QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(script)
                                  << QString::fromUtf8(watched) << QString::fromUtf8(events);
          };
    row("move", "", "VAL=4 ~5", "DMOV VAL DVAL MIP MOVN", "DMOV=0 VAL=4 DVAL=4 MIP=32 MOVN=1 MOVN=0 MIP=0 DMOV=1");
    row("end of a move", "", "VAL=4 ~5", "DMOV MOVN RBV", "DMOV=0 … RBV=4 MOVN=0 DMOV=1");
    row("backlash", "BDST=0.5", "VAL=4 ~5", "DMOV MIP MOVN",
        "DMOV=0 MIP=32 MOVN=1 MOVN=0 MIP=256 MOVN=1 MOVN=0 MIP=0 DMOV=1");
    row("settling", "DLY=0.1", "VAL=1 ~5", "DMOV MIP MOVN", "DMOV=0 MIP=32 MOVN=1 MOVN=0 MIP=1056 MIP=0 DMOV=1");
    row("nothing to do", "", "VAL=0", "DMOV MOVN MIP", "DMOV=0 DMOV=1");
    row("refused", "", "VAL=20", "DMOV LVIO VAL", "DMOV=0 LVIO=1 DMOV=1");
    row("retry", "m_axis:slip=0.5 UEIP=1 RTRY=1 RDBD=0.001", "VAL=4 ~20", "DMOV RCNT MIP MISS",
        "DMOV=0 MIP=32 RCNT=1 MIP=96 RCNT=2 MISS=1 MIP=0 DMOV=1");
    row("jog", "", "JOGF=1 ~1 JOGF=0 ~5", "DMOV MIP JOGF MOVN",
        "JOGF=1 DMOV=0 MIP=1 MOVN=1 JOGF=0 MIP=8192 MOVN=0 MIP=0 DMOV=1");
    row("home", "", "HOMF=1 ~5", "DMOV MIP HOMF", "HOMF=1 DMOV=0 MIP=8 HOMF=0 MIP=0 DMOV=1");
    row("new target behind", "", "VAL=4 ~1 VAL=-1 ~9", "DMOV VAL MIP",
        "DMOV=0 VAL=4 MIP=32 VAL=-1 MIP=544 MIP=32 MIP=0 DMOV=1");
    row("monitor deadband", "MDEL=1 ADEL=1", "VAL=3 ~5", "RBV", "RBV=1… RBV=2…");
}

void TestMotorSequence::posts()
{
    QFETCH(QString, before);
    QFETCH(QString, script);
    QFETCH(QString, watched);
    QFETCH(QString, events);
    MotorBench bench;
    bench.run(before);
    QStringList names;
    for (const QString& field : watched.split(QLatin1Char(' ')))
        names << MotorBench::name(field);
    bench.host.watch(names);
    bench.run(script);
    const QString log = bench.host.log().join(QLatin1Char(' ')).remove(QStringLiteral("m."));
    QString pattern = QRegularExpression::escape(events);
    pattern.replace(QRegularExpression::escape(QStringLiteral("…")), QStringLiteral(".*"));
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(log).hasMatch(), qPrintable(log));
}

void TestMotorSequence::completes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("field");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<bool>("done");
    const auto row
        = [](const char* name, const char* before, const char* field, double value, const char* meanwhile, bool done) {
              QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(field) << value
                                  << QString::fromUtf8(meanwhile) << done;
          };
    row("move on its way", "", "VAL", 4, "~1.9", false);
    row("move done", "", "VAL", 4, "~2.2", true);
    row("before the backlash is taken", "BDST=0.5", "VAL", 4, "~2", false);
    row("after the backlash is taken", "BDST=0.5", "VAL", 4, "~4", true);
    row("before it has settled", "DLY=1", "VAL", 4, "~2.5", false);
    row("before the retries", "m_axis:slip=0.5 UEIP=1 RDBD=0.001", "VAL", 4, "~2.2", false);
    row("after the retries", "m_axis:slip=0.5 UEIP=1 RDBD=0.001", "VAL", 4, "~20", true);
    row("past the limit", "", "VAL", 20, "", true);
    row("where it stands", "", "VAL", 0, "", true);
    row("paused", "SPMG=1", "VAL", 4, "~60", false);
    row("paused and stopped", "SPMG=1", "VAL", 4, "STOP=1", true);
    row("retargeted", "", "VAL", 4, "~1 VAL=-4 ~2", false);
    row("retargeted and done", "", "VAL", 4, "~1 VAL=-4 ~9", true);
    row("stopped on the way", "", "VAL", 4, "~1 STOP=1 ~1", true);
    row("calibrating", "SET=1", "VAL", 4, "", true);
    row("jogging", "", "JOGF", 1, "~3", false);
    row("jogged", "", "JOGF", 1, "~3 JOGF=0 ~1", true);
    row("homing", "", "HOMF", 1, "~0.5", false);
    row("homed", "", "HOMF", 1, "~5", true);
    row("status update", "", "STUP", 1, "", false);
    row("status updated", "", "STUP", 1, "~0.1", true);
}

void TestMotorSequence::completes()
{
    QFETCH(QString, before);
    QFETCH(QString, field);
    QFETCH(double, value);
    QFETCH(QString, meanwhile);
    MotorBench bench;
    bench.run(before);
    const FakeHost::Put put = bench.put(field, value);
    bench.run(meanwhile);
    QTEST(put.done(), "done");
    QVERIFY(!put.done() || put.ok());
}

void TestMotorSequence::sendsTexts()
{
    MotorBench bench;
    bench.host.put(QStringLiteral("m.PREM"), QStringLiteral("brake off"));
    bench.host.put(QStringLiteral("m.POST"), QStringLiteral("brake on"));
    bench.run(QStringLiteral("VAL=0"));
    QCOMPARE(bench.text(QStringLiteral("m_axis:sent")), QString());
    bench.run(QStringLiteral("VAL=4 ~1"));
    QCOMPARE(bench.text(QStringLiteral("m_axis:sent")), QStringLiteral("brake off"));
    bench.run(QStringLiteral("~5"));
    QCOMPARE(bench.text(QStringLiteral("m_axis:sent")), QStringLiteral("brake on"));
}

void TestMotorSequence::retriesAlike()
{
    const auto end = [] {
        MotorBench bench;
        bench.run(QStringLiteral("m_axis:slip=0.2 m_axis:noise=0.001 UEIP=1 RDBD=0.005 VAL=4 ~20"));
        return bench.number(QStringLiteral("RBV"));
    };
    QCOMPARE(end(), end());
    QVERIFY(std::abs(end() - 4) < 0.005);
    QVERIFY(end() != 4);
}

QTEST_APPLESS_MAIN(TestMotorSequence)
#include "tst_motorsequence.moc"
