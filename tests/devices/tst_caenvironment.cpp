#include "cafixture.h"

#include <QTest>

using namespace devices;

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

class tst_CaEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void assignments_data();
    void assignments();
    void tellsWhatIsInForce();
    void arraysThatDoNotFit();
};

void tst_CaEnvironment::cleanup()
{
    for (const CaVariable& variable : caEnvironment())
        qunsetenv(variable.name.toLatin1().constData());
}

void tst_CaEnvironment::assignments_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<QString>("complaint"); // empty: taken

    QTest::newRow("addresses") << latin("EPICS_CA_ADDR_LIST=127.0.0.1:5070 127.0.0.1") << QString();
    QTest::newRow("no addresses") << latin("EPICS_CA_ADDR_LIST=") << QString();
    QTest::newRow("yes") << latin(" EPICS_CA_AUTO_ADDR_LIST = YES ") << QString();
    QTest::newRow("number") << latin("EPICS_CA_CONN_TMO=2.5") << QString();
    QTest::newRow("unknown") << latin("EPICS_CA_ADRESS=1") << latin("expected NAME=VALUE");
    QTest::newRow("other") << latin("PATH=/tmp") << latin("expected NAME=VALUE");
    QTest::newRow("no value") << latin("EPICS_CA_CONN_TMO") << latin("expected NAME=VALUE");
    QTest::newRow("maybe") << latin("EPICS_CA_AUTO_ADDR_LIST=maybe") << latin("takes YES or NO, not \"maybe\"");
    QTest::newRow("port") << latin("EPICS_CA_SERVER_PORT=70000") << latin("takes a port from 1 to 65535");
    QTest::newRow("negative") << latin("EPICS_CA_CONN_TMO=-1") << latin("takes a number greater than 0");
}

void tst_CaEnvironment::assignments()
{
    QFETCH(QString, assignment);
    QFETCH(QString, complaint);
    const Result<void> set = setCaVariable(assignment);
    QCOMPARE(set.ok(), complaint.isEmpty());
    if (!set)
        QVERIFY2(set.error().message.contains(complaint), qPrintable(set.error().message));
}

void tst_CaEnvironment::tellsWhatIsInForce()
{
    const auto find = [](const char* name) {
        for (const CaVariable& each : caEnvironment()) {
            if (each.name == latin(name))
                return each;
        }
        return CaVariable{};
    };
    QCOMPARE(find("EPICS_CA_CONN_TMO").value, latin("30"));
    QVERIFY(!find("EPICS_CA_CONN_TMO").changed);
    QVERIFY(setCaVariable(latin("EPICS_CA_CONN_TMO=2.5")).ok());
    QCOMPARE(find("EPICS_CA_CONN_TMO").value, latin("2.5"));
    QVERIFY(find("EPICS_CA_CONN_TMO").changed);
    QVERIFY(!find("EPICS_CA_ADDR_LIST").about.isEmpty());
}

void tst_CaEnvironment::arraysThatDoNotFit()
{
    CaFixture ca;
    ca.served().add("t:small", NativeType::Double, 2000, makeArray<double>({1, 2}));
    ca.served().add("t:large", NativeType::Double, 3000, makeArray<double>({1, 2}));
    ca.start();
    ca.stopClient();
    QVERIFY(setCaVariable(latin("EPICS_CA_AUTO_ARRAY_BYTES=NO")).ok());
    ca.startClient();
    QVERIFY(getBlocking(*ca.open("t:small")).ok());
    const ChannelPtr large = ca.open("t:large");
    const Result<Reading> refused = getBlocking(*large);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::BadValue);
    QVERIFY2(
        refused.error().message.contains(latin("EPICS_CA_MAX_ARRAY_BYTES=24016")), qPrintable(refused.error().message));
    QCOMPARE(large->info()->problem, refused.error().message);
    const Result<void> put = putBlocking(*large, makeArray(std::vector<double>(3000)));
    QVERIFY(!put.ok());
    QVERIFY(put.error().message.contains(latin("EPICS_CA_MAX_ARRAY_BYTES=24000")));
    ca.stopClient();
    QVERIFY(setCaVariable(latin("EPICS_CA_MAX_ARRAY_BYTES=24016")).ok());
    ca.startClient();
    const ChannelPtr fitting = ca.open("t:large");
    QVERIFY(getBlocking(*fitting).ok());
    QVERIFY(fitting->info()->problem.isEmpty());
}

QTEST_GUILESS_MAIN(tst_CaEnvironment)
#include "tst_caenvironment.moc"
