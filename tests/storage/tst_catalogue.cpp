#include "storage/catalogue/catalogue.h"
#include "storage/catalogue/cataloguewriter.h"
#include "storage/processmark.h"
#include "tests/storage/testruns.h"

#include <QJsonArray>
#include <QProcess>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <thread>

using storage::Catalogue;
using storage::CatalogueWriter;
using storage::Database;
using storage::RunSummary;

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
    void refusesNewer();
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
    auto database = Database::open(path(), {{}}, storage::Durability::Process);
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
    QTest::newRow("percent is no wildcard") << QStringLiteral("%") << 0;
    QTest::newRow("quote") << QStringLiteral("'; DROP TABLE runs; --") << 0;
    QTest::newRow("nothing") << QStringLiteral("unobtainium") << 0;
}

void TestCatalogue::hundredRuns()
{
    QFETCH(QString, text);
    QFETCH(int, found);
    const auto runs = Catalogue::open(m_hundred->filePath(QStringLiteral("runs.sqlite")));
    QVERIFY(runs);
    const auto list = runs.value().runs({text, 1000, 0});
    QVERIFY2(list.ok(), list ? "" : qPrintable(list.error().message));
    QCOMPARE(list.value().size(), static_cast<std::size_t>(found));
    QCOMPARE(runs.value().count(text).value(), found);
}

void TestCatalogue::pages()
{
    const auto out = writer();
    for (int n = 1; n <= 10; ++n)
        QVERIFY(testruns::feed(*out, testruns::LineScan(1, n).documents()));
    const auto page = catalogue().runs({{}, 3, 4});
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

void TestCatalogue::refusesNewer()
{
    QVERIFY(testruns::feed(*writer(), testruns::LineScan(1).documents()));
    {
        const auto database = Database::open(path(), {{}}, storage::Durability::Process);
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
