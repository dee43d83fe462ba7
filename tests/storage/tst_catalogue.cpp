#include "storage/catalogue/catalogue.h"
#include "storage/catalogue/catalogueschema.h"
#include "storage/catalogue/cataloguewriter.h"
#include "storage/processmark.h"
#include "tests/storage/testruns.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <set>
#include <thread>

using storage::Catalogue;
using storage::CatalogueWriter;
using storage::Database;
using storage::RunSummary;

namespace {

/// As version 0.1 made it; it never changes.
QStringList firstSchema()
{
    return {
        QStringLiteral("CREATE TABLE runs (uid TEXT PRIMARY KEY, scan_id INTEGER NOT NULL, plan_name TEXT NOT NULL,"
                       " title TEXT NOT NULL, start_ns INTEGER NOT NULL, stop_ns INTEGER,"
                       " exit_status TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',"
                       " reason_code TEXT NOT NULL DEFAULT '', points_planned INTEGER NOT NULL DEFAULT 0,"
                       " points_done INTEGER NOT NULL DEFAULT 0, motors TEXT NOT NULL, detectors TEXT NOT NULL,"
                       " sample TEXT NOT NULL, user TEXT NOT NULL, file TEXT NOT NULL DEFAULT '', file_open INTEGER "
                       "NOT NULL DEFAULT 0, start_json TEXT NOT NULL,"
                       " descriptors_json TEXT NOT NULL DEFAULT '[]', stop_json TEXT NOT NULL DEFAULT '',"
                       " search TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, born TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX runs_by_time ON runs (start_ns)"),
        QStringLiteral("CREATE INDEX runs_open ON runs (host) WHERE exit_status = '' OR file_open"),
        QStringLiteral("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO counters VALUES ('scan_id', 0)")};
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsARun();
    void runningRun();
    void abandonedRun();
    void hundredRuns_data();
    void hundredRuns();
    void pages();
    void scanIdsAreUnique();
    void migratesForward();
    void migratesTheFirstSchema();
    void refusesNewer();
    void backupWhileWriting();
    void backupSparesFiles();
    void startsAtTheSameMoment();
    void notADatabase();
    void seesOthersChanges();
    void recover();
    void recoverFinishesFilesLeftOpen();
    void recoverWithLostFile();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("catalogue.sqlite")); }
    std::unique_ptr<CatalogueWriter> writer();
    Catalogue catalogue();
    /// Makes every run belong to a process that is gone.
    void orphanAll();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QTemporaryDir> m_hundred;
};

void TestCatalogue::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

std::unique_ptr<CatalogueWriter> TestCatalogue::writer()
{
    auto made = CatalogueWriter::make(path());
    return made ? std::move(made).value() : nullptr;
}

Catalogue TestCatalogue::catalogue()
{
    auto opened = Catalogue::open(path());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(opened).value();
}

void TestCatalogue::orphanAll()
{
    QProcess gone;
    gone.start(QStringLiteral("true"), QStringList());
    QVERIFY(gone.waitForStarted());
    const qint64 pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    auto database = storage::openCatalogueDatabase(path());
    QVERIFY(database);
    QVERIFY(database.value().exec(QStringLiteral("UPDATE runs SET pid = ?, born = 'earlier'"), {pid}));
}

void TestCatalogue::keepsARun()
{
    const testruns::LineScan scan(5, 3);
    QVERIFY(testruns::feed(*writer(), scan.documents()));
    const Catalogue runs = catalogue();
    const auto list = runs.runs({});
    QVERIFY(list);
    QCOMPARE(list.value().size(), 1U);
    const RunSummary& run = list.value().front();
    QCOMPARE(run.uid, scan.start->uid);
    QCOMPARE(run.scanId, 3);
    QCOMPARE(run.planName, QStringLiteral("scan"));
    QCOMPARE(run.title, QStringLiteral("scan sx"));
    QCOMPARE(run.motors, QStringList{QStringLiteral("sx")});
    QCOMPARE(run.detectors, QStringList{QStringLiteral("sc")});
    QCOMPARE(run.sample, QStringLiteral("iron foil"));
    QCOMPARE(run.user, QStringLiteral("ada"));
    QCOMPARE(run.exitStatus, QStringLiteral("success"));
    QCOMPARE(run.pointsPlanned, 5);
    QCOMPARE(run.pointsDone, 5);
    QCOMPARE(run.started, scan.start->time);
    QVERIFY(run.stopped.has_value());

    const auto record = runs.run(scan.start->uid);
    QVERIFY(record);
    QCOMPARE(record.value().start, scans::toJson(scan.start));
    QCOMPARE(record.value().descriptors.size(), 1);
    QCOMPARE(record.value().descriptors.at(0).toObject(), scans::toJson(scan.primary));
    QCOMPARE(record.value().stop.value(QStringLiteral("exit_status")).toString(), QStringLiteral("success"));
    const auto unknown = runs.run(QStringLiteral("nobody"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, devices::ErrorCode::BadValue);
}

void TestCatalogue::runningRun()
{
    const testruns::LineScan scan(5);
    const auto out = writer();
    QVERIFY(testruns::feed(*out, {scan.start, scan.primary, scan.point(1)}));
    QVERIFY(out->setFile(scan.start->uid, QStringLiteral("/data/a.h5"), true));
    const auto list = catalogue().runs({});
    QVERIFY(list.value().front().running());
    QCOMPARE(list.value().front().file, QStringLiteral("/data/a.h5"));
    // Our own process lives: nothing to recover.
    const auto recovered
        = catalogue().recover([](const QString&, const scans::RunStop&) { return Catalogue::FileEnd{}; });
    QVERIFY(recovered && recovered.value().empty());
}

void TestCatalogue::abandonedRun()
{
    const testruns::LineScan scan(5);
    const auto out = writer();
    QVERIFY(testruns::feed(*out, {scan.start, scan.primary, scan.point(1), scan.point(1), scan.point(2)}));
    out->abandon({devices::ErrorCode::Io, QStringLiteral("No space left on device"), {}});
    const auto list = catalogue().runs({});
    QCOMPARE(list.value().front().exitStatus, QStringLiteral("fail"));
    QCOMPARE(list.value().front().reason, QStringLiteral("No space left on device"));
    QCOMPARE(list.value().front().pointsDone, 2);
}

void TestCatalogue::hundredRuns_data()
{
    m_hundred = std::make_unique<QTemporaryDir>(); // made once, for all rows
    const auto out = CatalogueWriter::make(m_hundred->filePath(QStringLiteral("runs.sqlite")));
    QVERIFY(out);
    for (int n = 0; n < 100; ++n) {
        const testruns::LineScan scan(2, n + 1,
            {{QStringLiteral("plan_name"), n % 2 == 0 ? QStringLiteral("grid_scan") : QStringLiteral("scan")},
                {QStringLiteral("sample"),
                    QJsonObject{
                        {QStringLiteral("name"), n / 10 == 4 ? QStringLiteral("Äpfel") : QStringLiteral("iron")}}},
                {QStringLiteral("proposal"), QStringLiteral("proposal-%1").arg(n, 2, 10, QLatin1Char('0'))}});
        QVERIFY(testruns::feed(*out.value(), scan.documents()));
    }

    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("found");
    QTest::newRow("everything") << QString() << 100;
    QTest::newRow("plan") << QStringLiteral("grid_scan") << 50;
    QTest::newRow("upper case") << QStringLiteral("GRID_SCAN") << 50;
    QTest::newRow("umlaut, other case") << QStringLiteral("ÄPFEL") << 10;
    QTest::newRow("two words") << QStringLiteral("  grid_scan   äpfel ") << 5;
    QTest::newRow("metadata value") << QStringLiteral("proposal-77") << 1;
    QTest::newRow("percent is no wildcard") << QStringLiteral("\"a%\"") << 0;
    QTest::newRow("quote") << QStringLiteral("\"'; DROP TABLE runs; --\"") << 0;
    QTest::newRow("nothing") << QStringLiteral("unobtainium") << 0;
}

void TestCatalogue::hundredRuns()
{
    QFETCH(QString, text);
    QFETCH(int, found);
    const auto runs = Catalogue::open(m_hundred->filePath(QStringLiteral("runs.sqlite")));
    QVERIFY(runs);
    const auto list = runs.value().runs({text, 1000, {}});
    QVERIFY2(list.ok(), list ? "" : qPrintable(list.error().message));
    QCOMPARE(list.value().size(), static_cast<std::size_t>(found));
    QCOMPARE(runs.value().count(text).value(), found);
}

void TestCatalogue::pages()
{
    const auto out = writer();
    for (int n = 1; n <= 10; ++n)
        QVERIFY(testruns::feed(*out, testruns::LineScan(1, n).documents()));
    const auto first = catalogue().runs({{}, 4, {}});
    QVERIFY(first);
    const auto page = catalogue().runs({{}, 3, first.value().back().id});
    QVERIFY(page);
    std::vector<qint64> ids;
    for (const RunSummary& run : page.value())
        ids.push_back(run.scanId);
    QCOMPARE(ids, (std::vector<qint64>{6, 5, 4})); // newest first
}

void TestCatalogue::scanIdsAreUnique()
{
    constexpr int each = 50;
    std::array<std::vector<qint64>, 2> ids;
    QVERIFY(catalogue().nextScanId());
    {
        std::vector<std::jthread> threads;
        for (std::vector<qint64>& mine : ids) {
            threads.emplace_back([this, &mine] {
                for (int n = 0; n < each; ++n) {
                    const auto id = catalogue().nextScanId(); // as a program of its own would
                    if (id)
                        mine.push_back(id.value());
                }
            });
        }
    }
    std::set<qint64> all(ids[0].cbegin(), ids[0].cend());
    all.insert(ids[1].cbegin(), ids[1].cend());
    QCOMPARE(all.size(), 2U * each);
    QCOMPARE(*all.cbegin(), 2);
    QCOMPARE(catalogue().nextScanId().value(), 2 * each + 2);
}

void TestCatalogue::migratesForward()
{
    const QStringList first{QStringLiteral("CREATE TABLE t (a INTEGER)"), QStringLiteral("INSERT INTO t VALUES (7)")};
    const QStringList second{QStringLiteral("ALTER TABLE t ADD COLUMN b INTEGER NOT NULL DEFAULT 8")};
    QVERIFY(Database::open(path(), {first}, storage::Durability::Process));
    {
        // A step that fails leaves the file as it was.
        const auto broken = Database::open(path(),
            {first, {QStringLiteral("DELETE FROM t"), QStringLiteral("nonsense")}}, storage::Durability::Process);
        QVERIFY(!broken);
    }
    const auto database = Database::open(path(), {first, second}, storage::Durability::Process);
    QVERIFY(database);
    auto row = database.value().query(QStringLiteral("SELECT a, b FROM t"));
    QVERIFY(row && row.value().next());
    QCOMPARE(row.value().value(0).toInt(), 7);
    QCOMPARE(row.value().value(1).toInt(), 8);
}

/// A database as version 0.1 made it.
void TestCatalogue::migratesTheFirstSchema()
{
    const testruns::LineScan done(5, 7, {{QStringLiteral("proposal"), QStringLiteral("Ünlü-5")}});
    const testruns::LineScan dead(3, 8);
    const auto json = [](const scans::Document& document) {
        return QString::fromUtf8(QJsonDocument(scans::toJson(document)).toJson(QJsonDocument::Compact));
    };
    {
        const auto database = Database::open(path(), {firstSchema()}, storage::Durability::Process);
        QVERIFY(database);
        const QString insert = QStringLiteral(
            "INSERT INTO runs (uid, scan_id, plan_name, title, start_ns, stop_ns, exit_status, reason, points_planned,"
            " points_done, motors, detectors, sample, user, file, file_open, start_json, descriptors_json, stop_json, "
            "search,"
            " host, pid, born) VALUES (?, ?, 'scan', 'scan sx', ?, ?, ?, ?, 5, ?, 'sx', 'sc', 'iron foil', 'ada', ?, "
            "?, ?, ?, ?, '',"
            " ?, 1, 'earlier')");
        const auto ns
            = [](devices::Timestamp time) { return QVariant::fromValue<qint64>(time.time_since_epoch().count()); };
        const scans::RunStopPtr stop
            = testruns::stop(done.start, 5, QStringLiteral("success"), QStringLiteral("Beam was good"));
        QVERIFY(database.value().exec(insert,
            {done.start->uid, 7, ns(done.start->time), ns(stop->time), QStringLiteral("success"), stop->reason, 5,
                QStringLiteral("/data/7.h5"), 0, json(done.start),
                QLatin1Char('[') + json(done.primary) + QLatin1Char(']'), json(stop),
                storage::ProcessMark::current().host}));
        QVERIFY(database.value().exec(insert,
            {dead.start->uid, 8, ns(dead.start->time), QVariant(QMetaType::fromType<qint64>()), QString(), QString(), 0,
                QStringLiteral("/data/8.h5"), 1, json(dead.start), QStringLiteral("[]"), QString(),
                storage::ProcessMark::current().host}));
        QVERIFY(database.value().exec(QStringLiteral("UPDATE counters SET value = 8")));
    }
    Catalogue runs = catalogue();
    const auto list = runs.runs({});
    QVERIFY2(list.ok(), list ? "" : qPrintable(list.error().message));
    QCOMPARE(list.value().size(), 2U);
    QCOMPARE(list.value()[0].scanId, 8);
    QVERIFY(list.value()[0].running());
    const auto record = runs.run(done.start->uid);
    QVERIFY(record);
    QCOMPARE(record.value().start, scans::toJson(done.start));
    QCOMPARE(record.value().descriptors.at(0).toObject(), scans::toJson(done.primary));
    QCOMPARE(record.value().stop.value(QStringLiteral("reason")).toString(), QStringLiteral("Beam was good"));
    QCOMPARE(record.value().summary.file, QStringLiteral("/data/7.h5"));
    QCOMPARE(record.value().summary.pointsDone, 5);
    for (const char* query : {"ünlü", "beam", "proposal:ÜNLÜ-5", "points=5 status:success", "column:sc_I0 duration>1",
             "file~7.h5", "motor:sx sample~foil -status:running"})
        QCOMPARE(runs.count(QString::fromUtf8(query)).value(), 1);
    QCOMPARE(runs.nextScanId().value(), 9);
    // What was left unfinished then is finished now.
    const auto recovered = runs.recover([](const QString&, const scans::RunStop&) {
        return Catalogue::FileEnd{2, {}};
    });
    QVERIFY(recovered);
    QCOMPARE(recovered.value().size(), 1U);
    QCOMPARE(runs.count(QStringLiteral("status:incomplete points=2")).value(), 1);
}

void TestCatalogue::refusesNewer()
{
    QVERIFY(testruns::feed(*writer(), testruns::LineScan(1).documents()));
    {
        const auto database = storage::openCatalogueDatabase(path());
        QVERIFY(database.value().exec(QStringLiteral("PRAGMA user_version = 99")));
    }
    const auto hashOf = [](const QString& file) {
        QFile all(file);
        return all.open(QIODevice::ReadOnly) ? all.readAll() : QByteArray();
    };
    const QByteArray before = hashOf(path());
    const auto refused = Catalogue::open(path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, devices::ErrorCode::Refused);
    QVERIFY2(refused.error().message.contains(QStringLiteral("schema 99")), qPrintable(refused.error().message));
    QVERIFY(refused.error().message.contains(path()));
    QCOMPARE(hashOf(path()), before);
}

/// Every copy that was made meanwhile holds each run whole or not at all.
void TestCatalogue::backupWhileWriting()
{
    constexpr int total = 60;
    const auto first = writer(); // the file is there
    std::atomic<int> written{0};
    std::jthread scans([this, &written] {
        const auto out = writer();
        for (int number = 1; number <= total; ++number) {
            if (!testruns::feed(*out, testruns::LineScan(2, number).documents()))
                return;
            ++written;
        }
    });
    const Catalogue runs = catalogue();
    for (int copy = 0; copy < 5; ++copy) {
        const int before = written;
        const QString file = m_dir->filePath(QStringLiteral("copy%1.sqlite").arg(copy));
        const auto done = runs.backup(file);
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().message));
        const auto opened = Catalogue::open(file);
        QVERIFY(opened);
        const auto list = opened.value().runs({{}, 1000, {}});
        QVERIFY(list);
        QVERIFY(static_cast<int>(list.value().size()) >= before);
        for (const RunSummary& run : list.value())
            QVERIFY(opened.value().run(run.uid));
        const auto database = storage::openCatalogueDatabase(file);
        auto check = database.value().query(QStringLiteral("PRAGMA integrity_check"));
        QVERIFY(check && check.value().next());
        QCOMPARE(check.value().value(0).toString(), QStringLiteral("ok"));
    }
    scans.join();
    QCOMPARE(written.load(), total);
    QCOMPARE(runs.count().value(), total);
}

void TestCatalogue::backupSparesFiles()
{
    const QString file = m_dir->filePath(QStringLiteral("mine.txt"));
    QFile mine(file);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    const auto refused = catalogue().backup(file);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, devices::ErrorCode::Refused);
    QCOMPARE(mine.size(), 4);
    const auto nowhere = catalogue().backup(m_dir->filePath(QStringLiteral("no/such/folder.sqlite")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, devices::ErrorCode::Io);
}

void TestCatalogue::startsAtTheSameMoment()
{
    const auto out = writer();
    for (int number = 1; number <= 5; ++number)
        QVERIFY(testruns::feed(*out, testruns::LineScan(1, number).documents()));
    const auto list = catalogue().runs({});
    std::set<qint64> ids;
    for (const RunSummary& run : list.value()) {
        ids.insert(run.id);
        QCOMPARE(run.started, list.value().front().started);
    }
    QCOMPARE(ids.size(), 5U);
    QCOMPARE(list.value().front().scanId, 5);
}

void TestCatalogue::notADatabase()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    file.close();
    const auto opened = Catalogue::open(path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, devices::ErrorCode::Io);
    QVERIFY2(opened.error().message.contains(path()), qPrintable(opened.error().message));
    const auto nowhere = Catalogue::open(m_dir->filePath(QStringLiteral("no/such/folder/c.sqlite")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, devices::ErrorCode::Io);
}

void TestCatalogue::seesOthersChanges()
{
    const Catalogue reader = catalogue();
    const auto before = reader.dataVersion();
    QCOMPARE(reader.dataVersion().value(), before.value());
    QVERIFY(testruns::feed(*writer(), testruns::LineScan(1).documents()));
    QVERIFY(reader.dataVersion().value() != before.value());
}

void TestCatalogue::recover()
{
    const testruns::LineScan dead(5, 8);
    const testruns::LineScan done(5, 9);
    {
        const auto out = writer();
        QVERIFY(testruns::feed(*out, done.documents()));
        QVERIFY(testruns::feed(*out, {dead.start, dead.primary, dead.point(1)}));
        QVERIFY(out->setFile(dead.start->uid, QStringLiteral("/data/8.h5"), true));
    }
    orphanAll();
    QStringList finished;
    const auto lastPoint = dead.start->time + std::chrono::seconds(3);
    const auto recovered = catalogue().recover([&](const QString& file, const scans::RunStop& stop) {
        finished << file << stop.exitStatus << stop.reasonCode;
        return Catalogue::FileEnd{3, lastPoint};
    });
    QVERIFY(recovered);
    QCOMPARE(recovered.value().size(), 1U);
    QCOMPARE(
        finished, (QStringList{QStringLiteral("/data/8.h5"), QStringLiteral("fail"), QStringLiteral("process_ended")}));
    const auto record = catalogue().run(dead.start->uid);
    QCOMPARE(record.value().summary.exitStatus, QStringLiteral("fail"));
    QCOMPARE(record.value().summary.reasonCode, QStringLiteral("process_ended"));
    QCOMPARE(record.value().summary.pointsDone, 3);
    QVERIFY(record.value().summary.stopped == std::optional<devices::Timestamp>(lastPoint));
    QCOMPARE(record.value().stop.value(QStringLiteral("reason_code")).toString(), QStringLiteral("process_ended"));
    QCOMPARE(catalogue().run(done.start->uid).value().summary.exitStatus, QStringLiteral("success"));
    // Once is enough.
    const auto again = catalogue().recover([](const QString&, const scans::RunStop&) { return Catalogue::FileEnd{}; });
    QVERIFY(again && again.value().empty());
}

void TestCatalogue::recoverFinishesFilesLeftOpen()
{
    const testruns::LineScan scan(2);
    {
        const auto out = writer();
        QVERIFY(testruns::feed(*out, {scan.start, scan.primary, scan.point(1)}));
        QVERIFY(out->setFile(scan.start->uid, QStringLiteral("/data/full.h5"), true));
        out->abandon({devices::ErrorCode::Io, QStringLiteral("No space left on device"), {}});
    }
    orphanAll();
    QStringList finished;
    const auto recovered = catalogue().recover([&finished](const QString& file, const scans::RunStop& stop) {
        finished << file << stop.reason;
        return Catalogue::FileEnd{1, std::nullopt};
    });
    QVERIFY(recovered && recovered.value().empty());
    QCOMPARE(finished, (QStringList{QStringLiteral("/data/full.h5"), QStringLiteral("No space left on device")}));
    QCOMPARE(catalogue().run(scan.start->uid).value().summary.reason, QStringLiteral("No space left on device"));
}

void TestCatalogue::recoverWithLostFile()
{
    const testruns::LineScan scan(2);
    {
        const auto out = writer();
        QVERIFY(testruns::feed(*out, {scan.start}));
        QVERIFY(out->setFile(scan.start->uid, QStringLiteral("/data/lost.h5"), true));
    }
    orphanAll();
    const auto recovered
        = catalogue().recover([](const QString& file, const scans::RunStop&) -> devices::Result<Catalogue::FileEnd> {
              return devices::Error{devices::ErrorCode::Io, file + QStringLiteral(": No such file or directory"), file};
          });
    QVERIFY(recovered);
    QVERIFY(recovered.value().at(0).reason.contains(QStringLiteral("/data/lost.h5: No such file")));
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
