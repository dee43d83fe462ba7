#include "scans/plans/planspec.h"
#include "scans/plans/speccommand.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace scans;

class TestSpecCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void saysWhereParametersStand_data();
    void saysWhereParametersStand();
    void reports();
    void watchesMoves();
    void everyPlanHasAUsage();
};

void TestSpecCommand::parses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("parameters");
    const auto row = [](const char* line, const char* plan, const char* parameters) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(plan) << QByteArray(parameters);
    };
    row("ascan sx -2 2 40 0.05", "scan",
        R"({"axes": [{"motor": "sx", "start": -2, "stop": 2}], "intervals": 40, "dwell": 0.05, "detectors": ["sc"]})");
    row("  ascan   sx 2e-3 -.5 1 0  ", "scan",
        R"({"axes": [{"motor": "sx", "start": 0.002, "stop": -0.5}], "intervals": 1, "dwell": 0, "detectors": ["sc"]})");
    row("a2scan sx 0 1 sy 5 6 10 1", "scan",
        R"({"axes": [{"motor": "sx", "start": 0, "stop": 1}, {"motor": "sy", "start": 5, "stop": 6}],
            "intervals": 10, "dwell": 1, "detectors": ["sc"]})");
    row("mesh sx -1 1 20 sy -2 2 10 0.02", "grid_scan",
        R"({"axes": [{"motor": "sy", "start": -2, "stop": 2, "intervals": 10},
                     {"motor": "sx", "start": -1, "stop": 1, "intervals": 20}], "dwell": 0.02, "detectors": ["sc"]})");
    row("ct", "count", R"({"dwell": 1, "detectors": ["sc"]})");
    row("ct 0.5", "count", R"({"dwell": 0.5, "detectors": ["sc"]})");
    row("loopscan 5 0.1", "count", R"({"num": 5, "dwell": 0.1, "detectors": ["sc"]})");
    row("loopscan 5 0.25 1", "count", R"({"num": 5, "dwell": 0.25, "delay": 1.25, "detectors": ["sc"]})");
    row("timescan 2", "count", R"({"num": 0, "dwell": 2, "detectors": ["sc"]})");
    row("timescan 2 3", "count", R"({"num": 0, "dwell": 2, "delay": 5, "detectors": ["sc"]})");
    row("dscan sx -1 1 10 0.1", "rel_scan",
        R"({"axes": [{"motor": "sx", "start": -1, "stop": 1}], "intervals": 10, "dwell": 0.1, "detectors": ["sc"]})");
    row("lup sx 1 -1 10 0.1", "rel_scan",
        R"({"axes": [{"motor": "sx", "start": 1, "stop": -1}], "intervals": 10, "dwell": 0.1, "detectors": ["sc"]})");
    row("d2scan sx 0 1 sy 0 2 10 0.1", "rel_scan",
        R"({"axes": [{"motor": "sx", "start": 0, "stop": 1}, {"motor": "sy", "start": 0, "stop": 2}],
            "intervals": 10, "dwell": 0.1, "detectors": ["sc"]})");
    row("d3scan a 0 1 b 0 2 c 0 3 10 0.1", "rel_scan",
        R"({"axes": [{"motor": "a", "start": 0, "stop": 1}, {"motor": "b", "start": 0, "stop": 2},
                     {"motor": "c", "start": 0, "stop": 3}], "intervals": 10, "dwell": 0.1, "detectors": ["sc"]})");
    row("dmesh sx -1 1 20 sy -2 2 10 0.02", "rel_grid_scan",
        R"({"axes": [{"motor": "sy", "start": -2, "stop": 2, "intervals": 10},
                     {"motor": "sx", "start": -1, "stop": 1, "intervals": 20}], "dwell": 0.02, "detectors": ["sc"]})");
    row("mvr sx 0.1", "mvr", R"({"axes": [{"motor": "sx", "distance": 0.1}]})");
    row("ascan sx 0 1 10 1 detectors=a,b every=5 extras=ring", "scan",
        R"({"axes": [{"motor": "sx", "start": 0, "stop": 1}], "intervals": 10, "dwell": 1, "detectors": ["a", "b"],
            "every": 5, "extras": ["ring"]})");
    row("ct detectors=a", "count", R"({"dwell": 1, "detectors": ["a"]})");
    row("scan sx -1 1 sy 5 6", "scan",
        R"({"axes": [{"motor": "sx", "start": -1, "stop": 1}, {"motor": "sy", "start": 5, "stop": 6}],
            "detectors": ["sc"]})");
    row("scan sx -1 1 intervals=4", "scan",
        R"({"axes": [{"motor": "sx", "start": -1, "stop": 1}], "intervals": 4, "detectors": ["sc"]})");
    row("grid_scan sy 0 1 3 sx 0 2 4 snake=yes dwell=.1", "grid_scan",
        R"({"axes": [{"motor": "sy", "start": 0, "stop": 1, "intervals": 3},
                     {"motor": "sx", "start": 0, "stop": 2, "intervals": 4}], "snake": true, "dwell": 0.1,
            "detectors": ["sc"]})");
    row("list_scan sx 0,0.5,1:2:0.1 before='mv sy 1'", "list_scan",
        R"({"axes": [{"motor": "sx", "positions": "0,0.5,1:2:0.1"}], "before": "mv sy 1", "detectors": ["sc"]})");
    row("list_scan sx \"0 1\" sy '2 3'", "list_scan",
        R"({"axes": [{"motor": "sx", "positions": "0 1"}, {"motor": "sy", "positions": "2 3"}], "detectors": ["sc"]})");
    row("spiral sx 0 1 sy 2 3 dr=0.2", "spiral",
        R"({"axes": [{"motor": "sx", "centre": 0, "range": 1}, {"motor": "sy", "centre": 2, "range": 3}], "dr": 0.2,
            "detectors": ["sc"]})");
    row("count num=3", "count", R"({"num": 3, "detectors": ["sc"]})");
    row("mv sx 1", "mv", R"({"axes": [{"motor": "sx", "position": 1}]})");
    row("mv sx 1 sy -2.5", "mv", R"({"axes": [{"motor": "sx", "position": 1}, {"motor": "sy", "position": -2.5}]})");
}

void TestSpecCommand::parses()
{
    QFETCH(QString, line);
    QFETCH(QString, plan);
    QFETCH(QByteArray, parameters);
    const auto command = parseCommand(line, {QStringLiteral("sc")});
    QVERIFY2(command.ok(), qPrintable(command.ok() ? QString() : command.error().message));
    QCOMPARE(command.value().planId, plan);
    const QJsonObject expected = QJsonDocument::fromJson(parameters).object();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(command.value().parameters, expected);
    QVERIFY(findPlan(plan));
}

void TestSpecCommand::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* line, const char* message) {
        QTest::newRow(*line ? line : "nothing") << QString::fromLatin1(line) << QString::fromLatin1(message);
    };
    QStringList names = QStringLiteral("ascan a2scan a3scan dscan lup d2scan d3scan mesh dmesh ct loopscan timescan mv "
                                       "umv mvr umvr wa wm")
                            .split(QLatin1Char(' '));
    for (const PlanSpec& spec : plansCatalog()) {
        if (!names.contains(spec.id))
            names << spec.id;
    }
    const QString all = QStringLiteral("one of ") + names.join(QStringLiteral(", "));
    row("", "Character 1: expected a command, found the end of the line");
    row(" dance sx", qPrintable(QStringLiteral("Character 2: expected %1, found \"dance\"").arg(all)));
    row("ascan", "Character 6: expected the name of a motor, found the end of the line");
    row("ascan 5 0 1", "Character 7: expected the name of a motor, found \"5\"");
    row("ascan sx a 1 10 1", "Character 10: expected the start position, found \"a\"");
    row("ascan sx 0 nan 10 1", "Character 12: expected the end position, found \"nan\"");
    row("ascan sx 0 inf 10 1", "Character 12: expected the end position, found \"inf\"");
    row("ascan sx 0 1 2.5 1", "Character 14: expected the number of intervals from 0 to 10000000, found \"2.5\"");
    row("ascan sx 0 1 -1 1", "Character 14: expected the number of intervals from 0 to 10000000, found \"-1\"");
    row("ascan sx 0 1 1e9 1", "Character 14: expected the number of intervals from 0 to 10000000, found \"1e9\"");
    row("ascan sx 0 1 10", "Character 16: expected the time per point in seconds, found the end of the line");
    row("ascan sx 0 1 10 -1", "Character 17: expected the time per point in seconds from 0 to 86400, found \"-1\"");
    row("ascan sx 0 1 10 1 7", "Character 19: expected nothing more, found \"7\"");
    row("ascan sx 0 1,5 10 1", "Character 12: expected the end position, found \"1,5\"");
    row("ascan sx 0 1 dwell=1", "Character 14: expected the number of intervals, found \"dwell=1\"");
    row("ascan sx 0 1 10 1 detectors=a,,b", "Character 31: expected names of detectors, found the end of the line");
    row("ascan sx 0 1 10 1 detectors=a,5", "Character 31: expected names of detectors, found \"5\"");
    row("ascan sx 0 1 10 1 every=x", "Character 25: expected a value for every from 0 to 1000000000, found \"x\"");
    row("ct size=1",
        "Character 4: expected one of num, delay, dwell, detectors, before, after, every, hook, extras, found "
        "\"size=1\"");
    row("ct 1 before=\"mv sx", "Character 13: this quote is not closed");
    row("list_scan sx 0,1:b:2", "Character 18: expected positions such as 0,0.5,1:2:0.1, found \"0,1:b:2\"");
    row("list_scan sx", "Character 13: expected positions such as 0,0.5,1:2:0.1, found the end of the line");
    row("grid_scan sx 0 1 3", "Character 19: expected the name of a motor, found the end of the line");
    row("grid_scan sx 0 1 3 sy 0 1 3 snake=maybe", "Character 35: expected snake, true or false, found \"maybe\"");
    row("wa sx", "Character 4: expected nothing more, found \"sx\"");
    row("wm", "Character 3: expected the name of a motor, found the end of the line");
    row("wm sx 5", "Character 7: expected the name of a motor, found \"5\"");
    row("mvr sx", "Character 7: expected the distance to go, found the end of the line");
    row("mv sx", "Character 6: expected the position to go to, found the end of the line");
    row("asca sx 0 1 10 1", "Character 1: expected a command (did you mean ascan?), found \"asca\"");
    row("mv sx 1 dwell=2", "Character 9: expected nothing more, found \"dwell=2\"");
    row("ascan sx 0 1 2 0.02 dwell=0.05", "Character 21: expected dwell once only, found \"dwell=0.05\"");
    row("loopscan 0", "Character 10: expected the number of points from 1 to 10000000, found \"0\"");
    row("mv sx 1 sy", "Character 11: expected the position to go to, found the end of the line");
}

void TestSpecCommand::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, message);
    const auto command = parseCommand(line, {});
    QVERIFY(!command);
    QCOMPARE(command.error().message, message);
    QCOMPARE(command.error().code, devices::ErrorCode::BadValue);
}

void TestSpecCommand::saysWhereParametersStand_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("located");
    const auto row = [](const char* line, const char* source, const char* message, const char* located) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(source) << QString::fromLatin1(message)
                            << QString::fromLatin1(located);
    };
    row("a2scan sx 0 1 sx 2 3 10 1", "axes[1].motor", "axes[1].motor: sx is there twice",
        "Character 15: sx is there twice");
    row("mesh sx 0 1 5 sx 2 3 10 1", "axes[1].motor", "axes[1].motor: sx is there twice",
        "Character 6: sx is there twice");
    row("ascan sq 0 1 10 1", "sq", "There is no device called \"sq\"", "Character 7: There is no device called \"sq\"");
    row("ct 1 detectors=sc,cam", "cam", "cam is not there", "Character 19: cam is not there");
    row("scan sx 0 1 intervals=5", "intervals", "intervals: too many", "Character 23: too many");
    row("scan sx 0 1", "dwell", "dwell: too long", "dwell: too long");
}

void TestSpecCommand::saysWhereParametersStand()
{
    QFETCH(QString, line);
    QFETCH(QString, source);
    QFETCH(QString, message);
    const auto command = parseCommand(line, {QStringLiteral("sc")});
    QVERIFY2(command, qPrintable(command.ok() ? QString() : command.error().message));
    const devices::Error error = locatedIn(command.value(), {devices::ErrorCode::BadValue, message, source});
    QTEST(error.message, "located");
}

void TestSpecCommand::reports()
{
    const auto all = parseCommand(QStringLiteral("wa"), {QStringLiteral("sc")});
    QVERIFY(all.ok());
    QCOMPARE(all.value().kind, ParsedCommand::Kind::Report);
    QCOMPARE(all.value().planId, QStringLiteral("wa"));
    const auto some = parseCommand(QStringLiteral("wm sx sy"), {QStringLiteral("sc")});
    QVERIFY(some.ok());
    QCOMPARE(some.value().kind, ParsedCommand::Kind::Report);
    QCOMPARE(some.value().parameters.value(QStringLiteral("devices")).toArray(),
        (QJsonArray{QStringLiteral("sx"), QStringLiteral("sy")}));
}

void TestSpecCommand::watchesMoves()
{
    QVERIFY(!parseCommand(QStringLiteral("mv sx 1"), {}).value().watched);
    const auto absolute = parseCommand(QStringLiteral("umv sx 1"), {});
    QCOMPARE(absolute.value().planId, QStringLiteral("mv"));
    QVERIFY(absolute.value().watched);
    const auto relative = parseCommand(QStringLiteral("umvr sx 1"), {});
    QCOMPARE(relative.value().planId, QStringLiteral("mvr"));
    QVERIFY(relative.value().watched);
}

void TestSpecCommand::everyPlanHasAUsage()
{
    const QStringList usages = commandUsages();
    QVERIFY(usages.contains(QStringLiteral("ascan motor start stop intervals dwell")));
    QVERIFY(usages.contains(QStringLiteral("loopscan num [dwell] [delay]")));
    for (const PlanSpec& spec : plansCatalog()) {
        const bool known = std::any_of(usages.begin(), usages.end(),
            [&spec](const QString& usage) { return usage == spec.id || usage.startsWith(spec.id + QLatin1Char(' ')); });
        QVERIFY2(known, qPrintable(spec.id));
    }
}

QTEST_APPLESS_MAIN(TestSpecCommand)
#include "tst_speccommand.moc"
