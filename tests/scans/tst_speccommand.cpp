#include "scans/plans/planspec.h"

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
    const char* all = "one of ascan, a2scan, a3scan, mesh, ct, loopscan, timescan, mv";
    row("", qPrintable(QStringLiteral("Character 1: expected %1, found the end of the line").arg(QLatin1String(all))));
    row(" dance sx", qPrintable(QStringLiteral("Character 2: expected %1, found \"dance\"").arg(QLatin1String(all))));
    row("ascan", "Character 6: expected the name of a motor, found the end of the line");
    row("ascan 5 0 1", "Character 7: expected the name of a motor, found \"5\"");
    row("ascan sx a 1 10 1", "Character 10: expected the start position, found \"a\"");
    row("ascan sx 0 nan 10 1", "Character 12: expected the end position, found \"nan\"");
    row("ascan sx 0 inf 10 1", "Character 12: expected the end position, found \"inf\"");
    row("ascan sx 0 1 2.5 1", "Character 14: expected the number of intervals, found \"2.5\"");
    row("ascan sx 0 1 0 1", "Character 14: expected the number of intervals, found \"0\"");
    row("ascan sx 0 1 10", "Character 16: expected the time per point in seconds, found the end of the line");
    row("ascan sx 0 1 10 -1", "Character 17: expected the time per point in seconds, found \"-1\"");
    row("ascan sx 0 1 10 1 7", "Character 19: expected nothing more, found \"7\"");
    row("ascan sx 0 1,5 10 1", "Character 12: expected the end position, found \"1,5\"");
    row("mv sx", "Character 6: expected the position to go to, found the end of the line");
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

QTEST_APPLESS_MAIN(TestSpecCommand)
#include "tst_speccommand.moc"
