#include "storage/catalogue/cataloguewriter.h"
#include "tests/storage/testruns.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using storage::Catalogue;
using storage::CatalogueWriter;
using storage::RunQuery;

/// Twelve runs, numbered 1 to 12: each term must find the right ones, whichever of them leads.
class TestRunSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void pagesOfAQuery();
    void unknownKey();
    void keys();
    void badQuery();
    void namesOfRuns();

private:
    void addRun(CatalogueWriter& writer, int number);
    Catalogue catalogue() const;

    QTemporaryDir m_dir;
};

Catalogue TestRunSearch::catalogue() const
{
    auto opened = Catalogue::open(m_dir.filePath(QStringLiteral("catalogue.sqlite")));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(opened).value();
}

/// Even ones are meshes, every third is of copper, the energy is 7 keV and a tenth for each; every fourth failed. One run started
/// a day, the last on the 12th of November 2026.
void TestRunSearch::addRun(CatalogueWriter& writer, int number)
{
    const bool mesh = number % 2 == 0;
    const QJsonObject sample{
        {QStringLiteral("name"), number % 3 == 0 ? QStringLiteral("Copper") : QStringLiteral("iron foil")},
        {QStringLiteral("thickness"), 0.5 * number}};
    auto start = std::make_shared<scans::RunStart>(*testruns::LineScan(2, number,
        {{QStringLiteral("plan_name"), mesh ? QStringLiteral("grid_scan") : QStringLiteral("scan")},
            {QStringLiteral("command"),
                mesh ? QStringLiteral("mesh sx 0 1 4 sy 0 1 4 1") : QStringLiteral("ascan sx 0 1 2 1")},
            {QStringLiteral("motors"),
                mesh ? QJsonArray{QStringLiteral("sy"), QStringLiteral("sx")} : QJsonArray{QStringLiteral("sx")}},
            {QStringLiteral("sample"), sample}, {QStringLiteral("cryo"), number == 5},
            {QStringLiteral("tag"), QStringLiteral("of the metadata")},
            {QStringLiteral("proposal"),
                QStringLiteral("[p]-%1").arg(number)}}).start);
    start->time = devices::fromEpochSeconds(
        static_cast<double>(QDateTime(QDate(2026, 11, number), QTime(12, 0)).toSecsSinceEpoch()));
    const bool failed = number % 4 == 0;
    const auto baseline = testruns::descriptor(start, QStringLiteral("baseline"),
        {testruns::key(QStringLiteral("energy"), devices::DataKey::Dtype::Number, QStringLiteral("mono"))});
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(number == 7 ? QStringLiteral("xrf_Fe") : QStringLiteral("sc_I0"),
            devices::DataKey::Dtype::Number, QStringLiteral("sc"))});
    auto stop = std::make_shared<scans::RunStop>(
        *testruns::stop(start, number, failed ? QStringLiteral("fail") : QStringLiteral("success"),
            failed ? QStringLiteral("Motor sx hit its limit") : QString()));
    stop->time = start->time + std::chrono::minutes(number);
    QVERIFY(testruns::feed(writer,
        {start, baseline, testruns::event(baseline, 1, {7 + number / 10.0}), primary,
            testruns::event(primary, 1, {1.0}), testruns::event(baseline, 2, {99.0}), stop}));
    QVERIFY(writer.setFile(start->uid, QStringLiteral("/data/2026/run_%1.h5").arg(number), false));
    const Catalogue runs = catalogue();
    const storage::RunMarks marks = runs.marks();
    if (number == 3)
        QVERIFY(marks.addTag(start->uid, QStringLiteral("good")));
    if (number == 4)
        QVERIFY(marks.setStar(start->uid, true));
    if (number == 5)
        QVERIFY(marks.comment(start->uid, QStringLiteral("Schöne Auflösung")));
    if (number == 6)
        QVERIFY(marks.setVerified(start->uid, storage::Verified::Damaged, QStringLiteral("2 points are missing")));
    if (number == 12)
        QVERIFY(marks.setHidden(start->uid, true));
}

void TestRunSearch::initTestCase()
{
    const auto writer = CatalogueWriter::make(m_dir.filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(writer);
    for (int number = 1; number <= 12; ++number)
        addRun(*writer.value(), number);
}

void TestRunSearch::finds_data()
{
    using Ids = QList<qint64>;
    QTest::addColumn<QString>("text");
    QTest::addColumn<Ids>("ids");
    const auto row = [](const char* text, const Ids& ids) { QTest::newRow(text) << QString::fromUtf8(text) << ids; };
    row("", {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    row("plan:mesh", {10, 8, 6, 4, 2});
    row("plan:GRID_scan", {10, 8, 6, 4, 2});
    row("plan:mesh,ascan", {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    row("-plan:mesh", {11, 9, 7, 5, 3, 1});
    row("plan!=mesh sample:copper", {9, 3});
    row("sample:copper", {9, 6, 3});
    row("sample~\"iron*\" plan:mesh", {10, 8, 4, 2});
    row("sample~foil motor:sy", {10, 8, 4, 2});
    row("sample~\"copp?r\"", {9, 6, 3});
    row("energy>7.85", {11, 10, 9});
    row("energy >= 7.9 energy < 8.1", {10, 9});
    row("energy=8", {10});
    row("energy:99", {}); // where things stood afterwards is not asked
    row("-energy>7.35", {3, 2, 1});
    row("sample.thickness<=1", {2, 1});
    row("cryo:yes", {5});
    row("proposal:[p]-7", {7});
    row("proposal~[p]-1*", {11, 10, 1});
    row("since:2026-11-09", {11, 10, 9});
    row("since:2026-11-09 until:2026-11-10", {10, 9});
    row("on:2026-11-04", {4});
    row("-on:2026-11-04 plan:mesh", {10, 8, 6, 2});
    row("started<2026-11-03", {2, 1});
    row("plan:mesh until:2026-11-04", {4, 2});
    row("status:fail", {8, 4});
    row("status:success plan:mesh", {10, 6, 2});
    row("reason~limit", {8, 4});
    row("points>9", {11, 10});
    row("scan:7", {7});
    row("scan:7,8", {8, 7});
    row("motor:sx detector:sc energy<7.15", {1});
    row("column:xrf_fe", {7});
    row("duration>=600", {11, 10});
    row("file~run_1", {11, 10, 1});
    row("file~*run_1?.h5", {11, 10});
    row("tag:good", {3});
    row("tag:*", {});
    row("tag~*", {3});
    row("start.tag~meta", {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    row("star:yes", {4});
    row("star:no plan:mesh", {10, 8, 6, 2});
    row("-star:yes plan:mesh", {10, 8, 6, 2});
    row("-star:no", {4});
    row("comment~auflösung", {5});
    row("schone", {5});
    row("verified:damaged", {6});
    row("hidden:yes", {12});
    row("hidden:yes,no plan:mesh", {12, 10, 8, 6, 4, 2});
    row("imported:no scan:3", {3});
    row("copper", {9, 6, 3});
    row("copp", {9, 6, 3});
    row("\"copp\"", {});
    row("iron foil -mesh", {11, 7, 5, 1});
    row("good", {3});
    row("xrf_Fe", {7});
    row("sy copper energy>7.2", {6});
    row("limit", {8, 4});
    row("unobtainium", {});
    row("nobody:here", {});
}

void TestRunSearch::finds()
{
    QFETCH(QString, text);
    QFETCH(QList<qint64>, ids);
    const Catalogue runs = catalogue();
    const auto found = runs.runs({text, 100, {}});
    QVERIFY2(found.ok(), found ? "" : qPrintable(found.error().message));
    QList<qint64> numbers;
    for (const storage::RunSummary& run : found.value())
        numbers << run.scanId;
    QCOMPARE(numbers, ids);
    const auto counted = runs.count(text);
    QVERIFY2(counted.ok(), counted ? "" : qPrintable(counted.error().message));
    QCOMPARE(counted.value(), static_cast<int>(ids.size()));
}

void TestRunSearch::pagesOfAQuery()
{
    const Catalogue runs = catalogue();
    QList<qint64> numbers;
    std::optional<qint64> before;
    for (int page = 0; page < 4; ++page) {
        const auto found = runs.runs({QStringLiteral("motor~s? sample~foil"), 3, before});
        QVERIFY(found);
        for (const storage::RunSummary& run : found.value()) {
            numbers << run.scanId;
            before = run.id;
        }
    }
    QCOMPARE(numbers, (QList<qint64>{11, 10, 8, 7, 5, 4, 2, 1}));
}

void TestRunSearch::unknownKey()
{
    const Catalogue runs = catalogue();
    const auto problem = runs.check(RunQuery::parse(QStringLiteral("iron -enrgy>7")));
    QVERIFY(problem);
    QCOMPARE(problem->position, 6);
    QCOMPARE(problem->length, 5);
    QVERIFY(problem->message.contains(QStringLiteral("enrgy")));
    QVERIFY(!runs.check(RunQuery::parse(QStringLiteral("Energy>7 tag:x since:today iron"))));
}

void TestRunSearch::keys()
{
    const auto keys = catalogue().keys();
    QVERIFY(keys);
    for (const char* key : {"energy", "sample.thickness", "proposal", "plan", "since", "hidden", "start.tag"})
        QVERIFY2(keys.value().contains(QLatin1String(key)), key);
    QCOMPARE(keys.value().count(QStringLiteral("plan")), 1);
    QVERIFY(!keys.value().contains(QStringLiteral("uuid")));
}

void TestRunSearch::badQuery()
{
    const auto found = catalogue().runs({QStringLiteral("energy>"), 10, {}});
    QVERIFY(!found);
    QCOMPARE(found.error().code, devices::ErrorCode::BadValue);
    QVERIFY(found.error().message.contains(QStringLiteral("energy needs a value")));
    QVERIFY(!catalogue().count(QStringLiteral("energy>")));
}

/// What a person types for one run.
void TestRunSearch::namesOfRuns()
{
    const Catalogue runs = catalogue();
    const auto found = runs.runs({QStringLiteral("scan:7"), 1, {}});
    QVERIFY(found && found.value().size() == 1);
    const QString uid = found.value().front().uid;
    for (const QString& name : {uid, uid.left(13), QStringLiteral("7")}) {
        const auto meant = runs.uidOf(name);
        QVERIFY2(meant.ok(), meant ? "" : qPrintable(meant.error().message));
        QCOMPARE(meant.value(), uid);
    }
    QVERIFY(!runs.uidOf(QStringLiteral("nobody")));
    QVERIFY(!runs.uidOf(QStringLiteral("77")));
    const auto several = runs.uidOf(QString());
    QVERIFY(!several && several.error().message.contains(QStringLiteral("Several")));
}

QTEST_GUILESS_MAIN(TestRunSearch)
#include "tst_runsearch.moc"
