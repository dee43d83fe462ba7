#include "caserverfixture.h"
#include "rawcaclient.h"

#include "devices/caserver/access/accessfile.h"
#include "devices/caserver/access/wildcard.h"

#include <QtTest>

using namespace devices;

namespace {

// As the raw client calls itself.
const QString User = QStringLiteral("tester");
const QString Host = QStringLiteral("bench");

AccessRule rule(AccessLevel level, const char* pv, const QString& user = QStringLiteral("*"))
{
    return {level, QString::fromLatin1(pv), user, QStringLiteral("*")};
}

} // namespace

/// Who may read and write what, and what clients are told of it.
class TestCaServerAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void matches_data();
    void matches();
    void decides_data();
    void decides();
    void knowsHosts_data();
    void knowsHosts();
    void readsFile();
    void refusesFiles_data();
    void refusesFiles();
    void tellsRights_data();
    void tellsRights();
    void refusesByRule();
    void changesWhileRunning();
    void tellsOnlyWhatChanges();
    void keepsReadOnlyPvs();
    void warnsOfExposure();

private:
    std::unique_ptr<CaServerFixture> m_fixture;
};

void TestCaServerAccess::init()
{
    m_fixture = std::make_unique<CaServerFixture>();
    m_fixture->add("a:x", NativeType::Double, 1, 1.0);
    m_fixture->add("a:m1.VAL", NativeType::Double, 1, 1.0);
    m_fixture->add("a:m1.STOP", NativeType::Short, 1, qint64{0});
    m_fixture->add("a:fixed", NativeType::Double, 1, 1.0)->setAccess(true, false);
    m_fixture->start();
}

void TestCaServerAccess::cleanup()
{
    m_fixture.reset();
}

void TestCaServerAccess::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* pattern, const char* text, bool expected) {
        QTest::addRow("%s on %s", pattern, text)
            << QString::fromLatin1(pattern) << QString::fromLatin1(text) << expected;
    };
    row("abc", "abc", true);
    row("abc", "abcd", false);
    row("abc", "Abc", false);
    row("", "", true);
    row("", "a", false);
    row("*", "", true);
    row("*", "anything", true);
    row("a*c", "ac", true);
    row("a*c", "abcbc", true);
    row("a*c", "abcb", false);
    row("a?c", "abc", true);
    row("a?c", "ac", false);
    row("*m?.*", "BD:m1.VAL", true);
    row("BD:**:x", "BD:chaos:x", true);
    row("[a]", "a", false);
}

void TestCaServerAccess::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QTEST(matchesWildcard(pattern, text), "expected");
}

void TestCaServerAccess::decides_data()
{
    QTest::addColumn<QString>("pv");
    QTest::addColumn<QString>("user");
    QTest::addColumn<int>("expected");
    QTest::newRow("first that fits") << QStringLiteral("a:m1.STOP") << User << int(AccessLevel::Write);
    QTest::newRow("whole record") << QStringLiteral("a:m1.VAL") << User << int(AccessLevel::Read);
    QTest::newRow("by user") << QStringLiteral("a:m1.VAL") << QStringLiteral("root") << int(AccessLevel::Write);
    QTest::newRow("hidden") << QStringLiteral("a:secret:x") << QStringLiteral("root") << int(AccessLevel::None);
    QTest::newRow("default") << QStringLiteral("b:x") << User << int(AccessLevel::Read);
}

void TestCaServerAccess::decides()
{
    QFETCH(QString, pv);
    QFETCH(QString, user);
    const AccessRules rules(AccessLevel::Read,
        {rule(AccessLevel::Write, "*.STOP"), rule(AccessLevel::None, "a:secret:*"),
            rule(AccessLevel::Write, "a:m?", QStringLiteral("root")), rule(AccessLevel::Read, "a:m1")});
    QTEST(int(rules.level(pv, {user, Host})), "expected");
}

void TestCaServerAccess::knowsHosts_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("expected");
    QTest::newRow("name") << QStringLiteral("bench") << true;
    QTest::newRow("case") << QStringLiteral("BENCH") << true;
    QTest::newRow("other name") << QStringLiteral("bench?") << false;
    QTest::newRow("address") << QStringLiteral("10.1.2.*") << true;
    QTest::newRow("other address") << QStringLiteral("10.1.3.*") << false;
    QTest::newRow("claimed address") << QStringLiteral("192.168.0.1") << false;
}

void TestCaServerAccess::knowsHosts()
{
    QFETCH(QString, pattern);
    QFETCH(bool, expected);
    const AccessRules rules(
        AccessLevel::None, {{AccessLevel::Write, QStringLiteral("*"), QStringLiteral("*"), pattern}});
    const QString claimed = pattern.startsWith(QLatin1String("192")) ? pattern : Host;
    const AccessLevel level = rules.level(QStringLiteral("x"), {User, claimed, QStringLiteral("10.1.2.3")});
    QCOMPARE(level == AccessLevel::Write, expected);
}

void TestCaServerAccess::readsFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("# who may do what\n"
               "default: none\n"
               "rules:\n"
               "  - {access: write, user: 'op*', host: 10.*}\n"
               "  - access: read\n"
               "    pv: \"a:*\"\n");
    file.close();
    const Result<AccessRules> rules = readAccessRules(file.fileName());
    QVERIFY2(rules, rules ? "" : qPrintable(rules.error().message));
    const QString op = QStringLiteral("operator");
    QCOMPARE(rules.value().level(QStringLiteral("b:x"), {op, Host, QStringLiteral("10.0.0.1")}), AccessLevel::Write);
    QCOMPARE(rules.value().level(QStringLiteral("a:x"), {op, Host, QStringLiteral("11.0.0.1")}), AccessLevel::Read);
    QCOMPARE(rules.value().level(QStringLiteral("b:x"), {op, Host, QStringLiteral("11.0.0.1")}), AccessLevel::None);
    QVERIFY(!readAccessRules(QStringLiteral("/no/such/file")));
}

void TestCaServerAccess::refusesFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("no map") << QByteArray("- access: read\n") << 1;
    QTest::newRow("unknown key") << QByteArray("default: read\nrule: []\n") << 2;
    QTest::newRow("unknown level") << QByteArray("default: all\n") << 1;
    QTest::newRow("rules without list") << QByteArray("rules: {access: read}\n") << 1;
    QTest::newRow("rule without map") << QByteArray("rules:\n  - read\n") << 2;
    QTest::newRow("rule without access") << QByteArray("rules:\n  - {access: read}\n  - {pv: x}\n") << 3;
    QTest::newRow("misspelt") << QByteArray("rules:\n  - access: read\n    usr: x\n") << 3;
    QTest::newRow("list for text") << QByteArray("rules:\n  - access: read\n    pv: [x, y]\n") << 3;
    QTest::newRow("no YAML") << QByteArray("rules: [\n") << 2;
    QTest::newRow("empty") << QByteArray() << 1;
}

void TestCaServerAccess::refusesFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(text);
    file.close();
    const Result<AccessRules> rules = readAccessRules(file.fileName());
    QVERIFY(!rules);
    const QString place = QStringLiteral("%1:%2: ").arg(file.fileName()).arg(line);
    QVERIFY2(rules.error().message.startsWith(place), qPrintable(rules.error().message));
}

void TestCaServerAccess::tellsRights_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<quint32>("rights");
    QTest::newRow("none") << int(AccessLevel::None) << 0U;
    QTest::newRow("read") << int(AccessLevel::Read) << 1U;
    QTest::newRow("write") << int(AccessLevel::Write) << 3U;
}

void TestCaServerAccess::tellsRights()
{
    QFETCH(int, level);
    m_fixture->server().setAccessRules(
        AccessRules(AccessLevel::Write, {rule(static_cast<AccessLevel>(level), "a:m1", User)}));
    RawCaClient client(m_fixture->port());
    QTEST(client.create("a:m1").rights, "rights");
    QCOMPARE(client.create("a:x").rights, 3U);
}

void TestCaServerAccess::refusesByRule()
{
    m_fixture->server().setAccessRules(
        AccessRules(AccessLevel::None, {rule(AccessLevel::Read, "a:x"), rule(AccessLevel::Write, "a:m1.STOP")}));
    RawCaClient client(m_fixture->port());
    const auto readable = client.create("a:x");
    QCOMPARE(client.read(readable, 6, 1).p1, 1U);
    QCOMPARE(client.write(readable, 6, 1, bigEndian(5.0)), 376U);
    client.send({4, 6, 1, readable.sid, readable.cid, bigEndian(5.0)});
    const auto error = client.next();
    QVERIFY(error);
    QCOMPARE(error->command, quint16{11});
    QCOMPARE(error->p2, 376U);
    const auto closed = client.create("a:m1");
    QCOMPARE(client.read(closed, 6, 1).p1, 368U);
    QCOMPARE(client.read(closed, 6, 1).payload, QByteArray(8, '\0'));
    QCOMPARE(client.write(client.create("a:m1.STOP"), 1, 1, bigEndian<qint16>(1)), 1U);
    m_fixture->onServer([&] { QCOMPARE(toDouble(m_fixture->pv("a:x")->value()), 1.0); });
}

void TestCaServerAccess::changesWhileRunning()
{
    RawCaClient client(m_fixture->port());
    const auto channel = client.create("a:x");
    client.subscribe(channel, 6, 1, 7, 1);
    QVERIFY(client.next(1, 7));

    m_fixture->server().setAccessRules(AccessRules(AccessLevel::None));
    auto rights = client.next();
    QVERIFY(rights);
    QCOMPARE(rights->command, quint16{22});
    QCOMPARE(rights->p1, channel.cid);
    QCOMPARE(rights->p2, 0U);
    const auto refused = client.next(1, 7);
    QVERIFY(refused);
    QCOMPARE(refused->p1, 368U);
    QCOMPARE(refused->payload, QByteArray(8, '\0'));
    m_fixture->onServer([&] { m_fixture->pv("a:x")->set(2.0); });
    QVERIFY(client.silent()); // not even that something changes

    m_fixture->server().setAccessRules(AccessRules());
    rights = client.next();
    QVERIFY(rights);
    QCOMPARE(rights->p2, 3U);
    const auto granted = client.next(1, 7);
    QVERIFY(granted);
    QCOMPARE(granted->p1, 1U);
    QCOMPARE(fromBig<double>(granted->payload, 0), 2.0);
}

void TestCaServerAccess::tellsOnlyWhatChanges()
{
    RawCaClient client(m_fixture->port());
    client.create("a:x");
    const auto channel = client.create("a:m1");
    client.create("a:fixed");
    m_fixture->server().setAccessRules(
        AccessRules(AccessLevel::Write, {rule(AccessLevel::Read, "a:m1"), rule(AccessLevel::Read, "a:fixed")}));
    const auto rights = client.next();
    QVERIFY(rights);
    QCOMPARE(rights->p1, channel.cid);
    QCOMPARE(rights->p2, 1U);
    QVERIFY(client.silent());
}

void TestCaServerAccess::keepsReadOnlyPvs()
{
    m_fixture->server().setAccessRules(AccessRules(AccessLevel::None, {rule(AccessLevel::Write, "*")}));
    RawCaClient client(m_fixture->port());
    QCOMPARE(client.create("a:fixed").rights, 1U);
}

void TestCaServerAccess::warnsOfExposure()
{
    QVERIFY(m_fixture->server().exposureWarning().isEmpty());
    CaServer open(CaServerOptions{.interfaceAddress = QStringLiteral("0.0.0.0")});
    QVERIFY(open.exposureWarning().contains(QLatin1String("0.0.0.0")));
    open.setAccessRules(AccessRules());
    QVERIFY(!open.exposureWarning().isEmpty()); // rules that restrict nothing are none
    open.setAccessRules(AccessRules(AccessLevel::Read));
    QVERIFY(open.exposureWarning().isEmpty());
    QVERIFY(CaServer(CaServerOptions{.interfaceAddress = QStringLiteral("127.0.0.2")}).exposureWarning().isEmpty());
}

QTEST_GUILESS_MAIN(TestCaServerAccess)
#include "tst_caserver_access.moc"
