#include "fakehost.h"

#include "simulator/motor/motorrecord.h"

#include <QTest>

using namespace simulator;

namespace {

MotorSetup sampleX()
{
    MotorSetup setup;
    setup.name = QStringLiteral("m");
    setup.description = QStringLiteral("sample x");
    setup.units = QStringLiteral("mm");
    setup.softLimits = {-10, 10};
    setup.speed = 2;
    setup.resolution = 1e-4;
    setup.home = 1;
    return setup;
}

QString field(const char* name)
{
    return QStringLiteral("m.") + QString::fromUtf8(name);
}

} // namespace

class TestMotorRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasFields();
    void movesAndCompletes();
    void postsInOrder();
    void moves_data();
    void moves();
    void refusesPastLimits_data();
    void refusesPastLimits();
    void equalLimitsMeanNone();
    void limitsFollowCalibration();
    void retargets();
    void stops();
    void pausesAndGoesOn();
    void movesOnce();
    void jogsToTheLimit();
    void jogStopsWhenReleased();
    void homes();
    void redefinesUserPosition();
    void redefinesDial();
    void reversesDirection();
    void takesUpBacklash();
    void settles();
    void hitsLimitSwitch();
    void disabledRefuses();
    void smallStepPulsesDmov();
    void readbackIsQuantised();
    void unitsReachMetadata();
    void speedsKeepOrder();
    void refusesNonsense();

private:
    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<MotorRecord> m_motor;

    double number(const char* name) const { return m_host->number(field(name)); }
    FakeHost::Put put(const char* name, double value) { return m_host->put(field(name), value); }

private Q_SLOTS:
    void init()
    {
        m_motor.reset();
        m_host = std::make_unique<FakeHost>();
        m_motor = std::make_unique<MotorRecord>(*m_host, sampleX());
    }
    void cleanupTestCase()
    {
        m_motor.reset();
        m_host.reset();
    }
};

void TestMotorRecord::hasFields()
{
    const auto names = QStringLiteral(
        "VAL RBV DVAL DRBV RVAL RRBV RLV OFF DIR EGU PREC DESC HLM LLM DHLM DLLM DMOV MOVN STOP SPMG TWV TWF TWR VELO "
        "ACCL VBAS VMAX HLS LLS LVIO SET SUSE SSET FOFF MRES MSTA JOGF JOGR JVEL HOMF HOMR RTYP STAT SEVR CNEN RDBD "
        "BDST MISS DIFF TDIR ATHM RCNT RTRY UEIP ERES MIP DLY NAME RDIF UREV SREV IGSET FOF VOF LVAL LDVL LRVL RMP REP "
        "S SBAS SMAX SBAK ACCS ACCU BVEL BACC HVEL JAR FRAC SPDB RMOD NTM NTMF PREM POST INIT RHLM RLLM HOPR LOPR "
        "RHLS RLLS HLSV HIHI HIGH LOW LOLO HHSV HSV LSV LLSV CDIR RVEL SYNC STUP LSPG MDEL ADEL DTYP PCOF ICOF DCOF");
    for (const QString& name : names.split(QLatin1Char(' ')))
        QVERIFY2(m_host->has(QStringLiteral("m.") + name), qPrintable(name));
    QCOMPARE(m_host->text(field("RTYP")), QStringLiteral("motor"));
    QCOMPARE(m_host->text(field("DESC")), QStringLiteral("sample x"));
    QCOMPARE(number("DMOV"), 1.0);
    QCOMPARE(m_host->pv(field("VAL")).reading().severity, Severity::None);
}

void TestMotorRecord::movesAndCompletes()
{
    const auto move = put("VAL", 4);
    QCOMPARE(number("DMOV"), 0.0);
    QCOMPARE(number("MOVN"), 1.0);
    m_host->advance(1);
    QVERIFY(!move.done());
    QVERIFY(number("RBV") > 1.5 && number("RBV") < 2.5);
    QVERIFY(static_cast<int>(number("MSTA")) & 0x400);
    m_host->advance(1.05);
    QVERIFY(!move.done());
    m_host->advance(0.1);
    QVERIFY(move.ok());
    QCOMPARE(number("RBV"), 4.0);
    QCOMPARE(number("DRBV"), 4.0);
    QCOMPARE(number("RRBV"), 40000.0);
    QCOMPARE(number("RVAL"), 40000.0);
    QCOMPARE(number("DMOV"), 1.0);
    QCOMPARE(number("MOVN"), 0.0);
    QCOMPARE(number("MIP"), 0.0);
    QCOMPARE(number("DIFF"), 0.0);
    QVERIFY(!(static_cast<int>(number("MSTA")) & 0x400));
}

void TestMotorRecord::postsInOrder()
{
    m_host->watch({field("DMOV"), field("MOVN"), field("RBV")});
    put("VAL", 4);
    m_host->advance(3);
    const QStringList log = m_host->log();
    QCOMPARE(log.mid(0, 2), (QStringList{QStringLiteral("m.DMOV=0"), QStringLiteral("m.MOVN=1")}));
    QCOMPARE(log.mid(log.size() - 3),
        (QStringList{QStringLiteral("m.RBV=4"), QStringLiteral("m.MOVN=0"), QStringLiteral("m.DMOV=1")}));
    QVERIFY2(log.size() > 40, qPrintable(QString::number(log.size()))); // 20 per second for two seconds
}

void TestMotorRecord::moves_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("expected");
    QTest::newRow("VAL") << "VAL" << 2.0 << 2.0;
    QTest::newRow("DVAL") << "DVAL" << -2.0 << -2.0;
    QTest::newRow("RVAL") << "RVAL" << 15000.0 << 1.5;
    QTest::newRow("RLV") << "RLV" << 0.5 << 1.5;
    QTest::newRow("TWF") << "TWF" << 1.0 << 1.1;
    QTest::newRow("TWR") << "TWR" << 1.0 << 0.9;
}

void TestMotorRecord::moves()
{
    QFETCH(QString, name);
    QFETCH(double, value);
    QFETCH(double, expected);
    put("VAL", 1);
    m_host->advance(5);
    const auto move = m_host->put(QStringLiteral("m.") + name, value);
    QVERIFY(!move.done());
    m_host->advance(5);
    QVERIFY(move.ok());
    QCOMPARE(number("RBV"), expected);
    QCOMPARE(number("VAL"), expected);
    QCOMPARE(number("RLV"), 0.0);
    QCOMPARE(number("TWF"), 0.0);
}

void TestMotorRecord::refusesPastLimits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("value");
    QTest::newRow("VAL high") << "VAL" << 10.5;
    QTest::newRow("VAL low") << "VAL" << -10.5;
    QTest::newRow("DVAL") << "DVAL" << 11.0;
    QTest::newRow("RVAL") << "RVAL" << 110000.0;
    QTest::newRow("RLV") << "RLV" << 20.0;
    QTest::newRow("far") << "VAL" << 1e300;
}

void TestMotorRecord::refusesPastLimits()
{
    QFETCH(QString, name);
    QFETCH(double, value);
    const auto move = m_host->put(QStringLiteral("m.") + name, value);
    QVERIFY(move.ok()); // at once, as the real record
    QCOMPARE(number("LVIO"), 1.0);
    QCOMPARE(number("VAL"), 0.0);
    QCOMPARE(number("DVAL"), 0.0);
    QCOMPARE(number("DMOV"), 1.0);
    const auto good = put("VAL", 10);
    QCOMPARE(number("LVIO"), 0.0);
    m_host->advance(10);
    QVERIFY(good.ok());
    QCOMPARE(number("RBV"), 10.0);
}

void TestMotorRecord::equalLimitsMeanNone()
{
    put("HLM", 0);
    put("LLM", 0);
    const auto move = put("VAL", 10.4);
    QVERIFY(!move.done());
    m_host->advance(10);
    QVERIFY(move.ok());
    QCOMPARE(number("LVIO"), 0.0);
    QCOMPARE(number("RBV"), 10.4);
}

void TestMotorRecord::limitsFollowCalibration()
{
    const auto control = [this] { return m_host->pv(field("VAL")).metadata().control; };
    QCOMPARE(control().high, 10.0);
    put("OFF", 3);
    QCOMPARE(number("HLM"), 13.0);
    QCOMPARE(number("LLM"), -7.0);
    QCOMPARE(number("VAL"), 3.0);
    QCOMPARE(number("RBV"), 3.0);
    put("HLM", 5);
    QCOMPARE(number("DHLM"), 2.0);
    QCOMPARE(control().high, 5.0);
    put("DLLM", -1);
    QCOMPARE(number("LLM"), 2.0);
    QCOMPARE(control().low, 2.0);
    put("FOFF", 1);
    put("DIR", 1);
    QCOMPARE(number("HLM"), 4.0);
    QCOMPARE(number("LLM"), 1.0);
    put("LLM", 0);
    QCOMPARE(number("DHLM"), 3.0);
}

void TestMotorRecord::retargets()
{
    const auto first = put("VAL", 4);
    m_host->advance(1);
    const auto second = put("VAL", -1);
    QVERIFY(!first.done());
    QCOMPARE(number("DMOV"), 0.0);
    QCOMPARE(number("VAL"), -1.0);
    m_host->advance(1.2);
    QVERIFY(!first.done() && !second.done());
    m_host->advance(5);
    QVERIFY(first.ok() && second.ok());
    QCOMPARE(number("RBV"), -1.0);
}

void TestMotorRecord::stops()
{
    const auto move = put("VAL", 8);
    m_host->advance(1);
    put("STOP", 1);
    QCOMPARE(number("STOP"), 0.0);
    QVERIFY(!move.done());
    m_host->advance(0.2);
    QVERIFY(move.ok());
    QCOMPARE(number("DMOV"), 1.0);
    QVERIFY(number("RBV") > 1.9 && number("RBV") < 2.1);
    QCOMPARE(number("VAL"), number("RBV"));
    put("STOP", 1);
    QCOMPARE(number("DMOV"), 1.0);
}

void TestMotorRecord::pausesAndGoesOn()
{
    const auto move = put("VAL", 4);
    m_host->advance(1);
    put("SPMG", 1);
    m_host->advance(5);
    QCOMPARE(number("MOVN"), 0.0);
    QCOMPARE(number("DMOV"), 0.0);
    QCOMPARE(number("VAL"), 4.0);
    QVERIFY(!move.done());
    QVERIFY(number("RBV") < 2.5);
    put("SPMG", 3);
    m_host->advance(5);
    QVERIFY(move.ok());
    QCOMPARE(number("RBV"), 4.0);

    put("SPMG", 0);
    const auto later = put("VAL", 1);
    m_host->advance(5);
    QVERIFY(!later.done());
    QCOMPARE(number("DMOV"), 0.0);
    QCOMPARE(number("RBV"), 4.0);
    put("SPMG", 3);
    m_host->advance(5);
    QVERIFY(later.ok());
    QCOMPARE(number("RBV"), 1.0);
}

void TestMotorRecord::movesOnce()
{
    put("SPMG", 2);
    put("VAL", 1);
    m_host->advance(5);
    QCOMPARE(number("RBV"), 1.0);
    QCOMPARE(number("SPMG"), 1.0);
    put("VAL", 2);
    m_host->advance(5);
    QCOMPARE(number("RBV"), 1.0);
}

void TestMotorRecord::jogsToTheLimit()
{
    const auto jog = put("JOGR", 1);
    m_host->advance(1);
    QCOMPARE(number("JOGR"), 1.0);
    QCOMPARE(number("TDIR"), 0.0);
    QVERIFY(number("RBV") < -0.5);
    m_host->advance(20);
    QVERIFY(jog.ok()); // less than a second of jogging away from the limit
    QVERIFY(number("RBV") > -10 && number("RBV") < -9);
    QCOMPARE(number("VAL"), number("RBV"));
    QCOMPARE(number("LVIO"), 1.0);
    QCOMPARE(number("JOGR"), 0.0);
    QVERIFY(put("JOGR", 1).ok());
    QCOMPARE(number("LVIO"), 1.0);
    QCOMPARE(number("DMOV"), 1.0);
}

void TestMotorRecord::jogStopsWhenReleased()
{
    const auto jog = put("JOGF", 1);
    m_host->advance(2);
    put("JOGF", 0);
    m_host->advance(1);
    QVERIFY(jog.ok());
    QCOMPARE(number("DMOV"), 1.0);
    QVERIFY(number("RBV") > 1 && number("RBV") < 3);
    QCOMPARE(number("VAL"), number("RBV"));
}

void TestMotorRecord::homes()
{
    const auto home = put("HOMF", 1);
    QCOMPARE(number("HOMF"), 1.0);
    QCOMPARE(number("ATHM"), 0.0);
    m_host->advance(5);
    QVERIFY(home.ok());
    QCOMPARE(number("RBV"), 1.0);
    QCOMPARE(number("ATHM"), 1.0);
    QCOMPARE(number("HOMF"), 0.0);
    QVERIFY(static_cast<int>(number("MSTA")) & 0x4000);
}

void TestMotorRecord::redefinesUserPosition()
{
    put("VAL", 2);
    m_host->advance(5);
    put("SSET", 1);
    QCOMPARE(number("SET"), 1.0);
    QVERIFY(put("VAL", 7).ok());
    put("SUSE", 1);
    QCOMPARE(number("SET"), 0.0);
    QCOMPARE(number("OFF"), 5.0);
    QCOMPARE(number("RBV"), 7.0);
    QCOMPARE(number("DVAL"), 2.0);
    QCOMPARE(number("DMOV"), 1.0);
    QCOMPARE(number("HLM"), 15.0);
    QCOMPARE(m_motor->position(), 2.0); // nothing moved
}

void TestMotorRecord::redefinesDial()
{
    put("VAL", 2);
    m_host->advance(5);
    put("FOFF", 1);
    put("SET", 1);
    put("VAL", 0);
    put("SET", 0);
    QCOMPARE(number("OFF"), 0.0);
    QCOMPARE(number("DVAL"), 0.0);
    QCOMPARE(number("RVAL"), 0.0);
    QCOMPARE(number("RBV"), 0.0);
    QCOMPARE(m_motor->position(), 2.0);
    put("VAL", 1);
    m_host->advance(5);
    QCOMPARE(number("RBV"), 1.0);
    QCOMPARE(m_motor->position(), 3.0);
}

void TestMotorRecord::reversesDirection()
{
    put("VAL", 2);
    m_host->advance(5);
    put("DIR", 1); // variable offset keeps the user's value
    QCOMPARE(number("VAL"), 2.0);
    QCOMPARE(number("RBV"), 2.0);
    QCOMPARE(number("OFF"), 4.0);
    put("VAL", 3);
    m_host->advance(5);
    QCOMPARE(number("RBV"), 3.0);
    QCOMPARE(number("DRBV"), 1.0);
}

void TestMotorRecord::takesUpBacklash()
{
    put("VAL", 2);
    m_host->advance(5);
    put("BDST", 0.2);
    m_host->watch({field("RBV")});
    put("VAL", 1);
    m_host->advance(5);
    QCOMPARE(number("RBV"), 1.0);
    QVERIFY2(m_host->log().contains(QStringLiteral("m.RBV=0.8")), qPrintable(m_host->log().join(u' ')));
    const auto count = m_host->log().size();
    put("VAL", 1.5);
    m_host->advance(5);
    for (const QString& line : m_host->log().mid(count))
        QVERIFY(line.mid(6).toDouble() >= 1);
}

void TestMotorRecord::settles()
{
    put("DLY", 0.5);
    const auto move = put("VAL", 1);
    m_host->advance(0.8);
    QCOMPARE(number("MOVN"), 0.0);
    QCOMPARE(number("DMOV"), 0.0);
    QVERIFY(!move.done());
    m_host->advance(0.5);
    QVERIFY(move.ok());
    QCOMPARE(number("DMOV"), 1.0);
}

void TestMotorRecord::hitsLimitSwitch()
{
    put("HLM", 0);
    put("LLM", 0);
    const auto move = put("VAL", 50);
    m_host->advance(60);
    QVERIFY(move.ok());
    QCOMPARE(number("HLS"), 1.0);
    QCOMPARE(number("LLS"), 0.0);
    QVERIFY(number("RBV") < 12);
    QVERIFY(static_cast<int>(number("MSTA")) & 0x4);
    QCOMPARE(m_host->text(field("SEVR")), QStringLiteral("2"));
    QCOMPARE(m_host->pv(field("RBV")).reading().severity, Severity::Major);
    put("VAL", 0);
    m_host->advance(60);
    QCOMPARE(number("HLS"), 0.0);
    QCOMPARE(m_host->pv(field("RBV")).reading().severity, Severity::None);
}

void TestMotorRecord::disabledRefuses()
{
    put("CNEN", 0);
    const auto move = put("VAL", 1);
    QVERIFY(move.done() && !move.ok());
    QCOMPARE(number("VAL"), 0.0);
    QCOMPARE(number("DMOV"), 1.0);
    put("CNEN", 1);
    m_motor->setEnabled(false);
    const auto jog = put("JOGF", 1);
    QVERIFY(jog.done() && !jog.ok());
    QCOMPARE(number("JOGF"), 0.0);
}

void TestMotorRecord::smallStepPulsesDmov()
{
    m_host->watch({field("DMOV"), field("MOVN")});
    QVERIFY(put("VAL", 0).ok());
    QCOMPARE(m_host->log(), (QStringList{QStringLiteral("m.DMOV=0"), QStringLiteral("m.DMOV=1")}));
}

void TestMotorRecord::readbackIsQuantised()
{
    put("MRES", 0.01);
    QCOMPARE(number("UREV"), 2.0);
    put("VAL", 1.2345);
    m_host->advance(5);
    QCOMPARE(number("VAL"), 1.2345);
    QCOMPARE(number("RBV"), 1.23);
    QCOMPARE(number("RRBV"), 123.0);
    put("UEIP", 1);
    QCOMPARE(number("RRBV"), 12300.0);
}

void TestMotorRecord::unitsReachMetadata()
{
    QCOMPARE(m_host->pv(field("VELO")).metadata().units, QStringLiteral("mm/s"));
    m_host->put(field("EGU"), QStringLiteral("um"));
    m_host->put(field("PREC"), 1.0);
    QCOMPARE(m_host->pv(field("RBV")).metadata().units, QStringLiteral("um"));
    QCOMPARE(m_host->pv(field("VELO")).metadata().units, QStringLiteral("um/s"));
    QCOMPARE(m_host->pv(field("RBV")).metadata().precision, 1);
    QCOMPARE(m_host->pv(field("RBV")).metadata().control.high, 10.0);
}

void TestMotorRecord::speedsKeepOrder()
{
    put("VMAX", 3);
    put("VELO", 5);
    QCOMPARE(number("VELO"), 3.0);
    put("VBAS", 1);
    put("VELO", 0.5);
    QCOMPARE(number("VELO"), 1.0);
    put("ACCL", -1);
    QCOMPARE(number("ACCL"), 0.1);
    put("MRES", 0);
    QCOMPARE(number("MRES"), 1e-4);
}

void TestMotorRecord::refusesNonsense()
{
    for (const double nonsense : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
        const auto move = put("VAL", nonsense);
        QVERIFY(move.done() && !move.ok());
    }
    const auto mode = put("SPMG", 17);
    QVERIFY(mode.done() && !mode.ok());
    QCOMPARE(number("SPMG"), 3.0);
    QCOMPARE(number("VAL"), 0.0);
}

QTEST_APPLESS_MAIN(TestMotorRecord)
#include "tst_motorrecord.moc"
