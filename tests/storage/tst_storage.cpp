#include "storage/nexus/runreplay.h"
#include "storage/storage.h"
#include "tests/storage/smalldisk.h"
#include "tests/storage/testruns.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <future>

using storage::RunReader;
using storage::Storage;
using storage::StorageOptions;

namespace {

StorageOptions optionsIn(const QTemporaryDir& dir)
{
    StorageOptions options;
    options.outputFolder = dir.filePath(QStringLiteral("runs"));
    options.databaseFolder = dir.filePath(QStringLiteral("db"));
    options.minimumFreeBytes = 1;
    options.reservedBytes = 1;
    return options;
}

const std::chrono::seconds patience{30};

void feed(Storage& storage, const std::vector<scans::Document>& documents)
{
    for (const scans::Document& document : documents)
        QVERIFY(storage.documentQueue()->push(document));
    const auto drained = storage.drain(patience);
    QVERIFY2(drained.ok(), drained ? "" : qPrintable(drained.error().message));
}

/// h5py's and silx's opinion of a file.
void checkWithPython(const char* what, const QString& file, int points)
{
    QProcess python;
    python.start(
        QStringLiteral(PYTHON), {QStringLiteral(CHECK_NEXUS), QLatin1String(what), file, QString::number(points)});
    QVERIFY(python.waitForFinished(60'000));
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
}

} // namespace

/// QProcess starts programs by vfork, which the thread sanitizer takes for a fork of this one.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}

class TestStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runIsListedAndReadBack();
    void listenerHearsOfFile();
    void preflight();
    void badOptions();
    void waitsForItsFolder();
    void folderGoesAndComesBack();
    void fullDisk_data();
    void fullDisk();
    void killed_data();
    void killed();
    void killedAtAnyMoment();
};

void TestStorage::runIsListedAndReadBack()
{
    const QTemporaryDir dir;
    auto opened = Storage::open(optionsIn(dir));
    QVERIFY(opened);
    const auto storage = std::move(opened).value();
    QVERIFY(storage->recovered().empty());
    const qint64 id = storage->nextScanId();
    QCOMPARE(id, 1);
    const testruns::LineScan scan(11, id);
    feed(*storage, scan.documents());
    const auto runs = storage->catalogue().runs({});
    QCOMPARE(runs.value().size(), 1U);
    const QString file = runs.value().front().file;
    const QString expected = QStringLiteral("/runs/%1/00001_scan_%2.h5")
                                 .arg(devices::toIso(scan.start->time).left(10), scan.start->uid.left(8));
    QVERIFY2(file.endsWith(expected), qPrintable(file));
    QVERIFY(!runs.value().front().running());
    const auto run = RunReader::read(file);
    QVERIFY(run);
    QCOMPARE(run.value().uid, scan.start->uid);
    QCOMPARE(run.value().times.size(), 11U);
    QCOMPARE(storage->nextScanId(), 2);
    QVERIFY(storage->positions().saveInstrument({QStringLiteral("Stage"), {QStringLiteral("BD:m1")}, false}));
}

void TestStorage::listenerHearsOfFile()
{
    const QTemporaryDir dir;
    const auto storage = std::move(Storage::open(optionsIn(dir))).value();
    std::promise<QString> heard;
    storage->setWriterListener([&heard, once = false](const storage::WriterStatus& status) mutable {
        if (!status.file.isEmpty() && !std::exchange(once, true))
            heard.set_value(status.file);
    });
    feed(*storage, testruns::LineScan(2).documents());
    auto file = heard.get_future();
    QVERIFY(file.wait_for(patience) == std::future_status::ready);
    QVERIFY(QFile::exists(file.get()));
}

void TestStorage::preflight()
{
    const QTemporaryDir dir;
    StorageOptions options = optionsIn(dir);
    QVERIFY(Storage::open(options).value()->preflight({}));
    options.outputFolder = QStringLiteral("/proc/runs");
    const auto refused = Storage::open(options).value()->preflight({});
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(QStringLiteral("/proc/runs")));
}

void TestStorage::badOptions()
{
    const QTemporaryDir dir;
    StorageOptions options = optionsIn(dir);
    options.fileNameTemplate = QStringLiteral("{scan}.h5");
    const auto bad = Storage::open(options);
    QVERIFY(!bad);
    QCOMPARE(bad.error().code, devices::ErrorCode::BadValue);
    options = optionsIn(dir);
    options.databaseFolder = QStringLiteral("/proc/db");
    QVERIFY(!Storage::open(options));
}

void TestStorage::waitsForItsFolder()
{
    const QTemporaryDir dir;
    const StorageOptions options = optionsIn(dir);
    const auto storage = std::move(Storage::open(options)).value();
    QFile obstacle(options.outputFolder); // a file where the folder should be
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    const testruns::LineScan scan(2, 1);
    for (const scans::Document& document : scan.documents())
        storage->documentQueue()->push(document);
    QTRY_VERIFY(!storage->documentQueue()->held().isEmpty());
    QVERIFY2(
        storage->documentQueue()->held().contains(options.outputFolder), qPrintable(storage->documentQueue()->held()));
    const auto drained = storage->drain(std::chrono::milliseconds(1));
    QCOMPARE(drained.error().message, storage->documentQueue()->held());
    QVERIFY(!storage->documentQueue()->push(scan.point(1))); // the engine waits

    QVERIFY(obstacle.remove());
    QVERIFY(storage->drain(patience));
    QVERIFY(storage->documentQueue()->held().isEmpty());
    QVERIFY(RunReader::read(storage->catalogue().run(scan.start->uid).value().summary.file));
}

/// As when a network folder is lost.
void TestStorage::folderGoesAndComesBack()
{
    const QTemporaryDir dir;
    const StorageOptions options = optionsIn(dir);
    const auto storage = std::move(Storage::open(options)).value();
    const testruns::LineScan scan(300, 1);
    std::vector<scans::Document> all = scan.documents();
    const std::vector<scans::Document> first(all.begin(), all.begin() + 100);
    feed(*storage, first);
    const QString away = dir.filePath(QStringLiteral("away"));
    QVERIFY(QDir().rename(options.outputFolder, away));
    QTRY_VERIFY(storage->documentQueue()->push(all[100])); // it is noticed with the next document, or the one after
    QTRY_VERIFY(!storage->documentQueue()->held().isEmpty() || !storage->documentQueue()->push(scan.point(100)));
    QVERIFY(!storage->drain(std::chrono::milliseconds(1)));
    QVERIFY(!QFile::exists(options.outputFolder)); // it is not made anew
    QVERIFY(QDir().rename(away, options.outputFolder));
    for (std::size_t i = 101; i < all.size(); ++i)
        QTRY_VERIFY(storage->documentQueue()->push(all[i]));
    QVERIFY(storage->drain(patience));
    const auto run = RunReader::read(storage->catalogue().run(scan.start->uid).value().summary.file);
    QCOMPARE(run.value().times.size(), 300U);
    QVERIFY(!run.value().growing);
}

namespace {

/// A run of frames of 128 kB.
std::vector<scans::Document> frames(int count)
{
    const auto start = testruns::start(5, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    devices::DataKey frame
        = testruns::key(QStringLiteral("cam"), devices::DataKey::Dtype::Array, QStringLiteral("cam"));
    frame.shape = {256, 256};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), {frame});
    std::vector<scans::Document> all{start, primary};
    for (int n = 1; n <= count; ++n)
        all.emplace_back(testruns::event(
            primary, n, {devices::makeArray(std::vector<quint16>(256 * 256, static_cast<quint16>(n)))}));
    all.emplace_back(testruns::stop(start, count));
    return all;
}

bool readsAs(const QString& path, const std::vector<scans::Document>& documents)
{
    const auto again = storage::RunReplay::all(path);
    return again && again.value().size() == documents.size()
        && std::equal(documents.cbegin(), documents.cend(), again.value().cbegin(), [](const auto& a, const auto& b) {
               const auto* event = std::get_if<scans::EventPtr>(&a);
               const auto* other = std::get_if<scans::EventPtr>(&b);
               if (event == nullptr || other == nullptr)
                   return scans::toJson(a) == scans::toJson(b);
               return (*event)->uid == (*other)->uid
                   && devices::equal((*event)->data.front().value, (*other)->data.front().value);
           });
}

} // namespace

/// Why the writer gave up; empty when it did not.
static QString troubleOf(const Storage& storage)
{
    const auto failure = storage.documentQueue()->failure();
    return failure ? failure->message : QString();
}

void TestStorage::fullDisk_data()
{
    QTest::addColumn<int>("filledAt"); // others take the room, at this document; -1: the run itself does
    QTest::addColumn<bool>("sameDisk"); // for the catalogue as well
    QTest::newRow("others before there is a file") << 2 << false;
    QTest::newRow("others") << 40 << false;
    QTest::newRow("others, everything there") << 40 << true;
    QTest::newRow("itself") << -1 << false;
    QTest::newRow("itself, everything there") << -1 << true;
}

void TestStorage::fullDisk()
{
    QFETCH(int, filledAt);
    QFETCH(bool, sameDisk);
    const bool others = filledAt >= 0;
    const bool growing = filledAt != 2;
    const QTemporaryDir dir;
    const testruns::SmallDisk disk(dir.filePath(QStringLiteral("disk")), "64m");
    if (!disk.mounted())
        QSKIP("Only root can mount a small disk to fill it up.");
    StorageOptions options = optionsIn(dir);
    options.outputFolder = dir.filePath(QStringLiteral("disk/runs"));
    if (sameDisk)
        options.databaseFolder = dir.filePath(QStringLiteral("disk/db"));
    options.reservedBytes = 4 * 1024 * 1024;
    auto storage = std::move(Storage::open(options)).value();
    const std::vector<scans::Document> all = frames(others ? 150 : 600); // of 64 MB: 19 or 75
    const QString filler = dir.filePath(QStringLiteral("disk/filler"));
    std::size_t next = 0;
    bool heldOnce = false;
    QString told;
    storage->setWriterListener([](const storage::WriterStatus&) {});
    for (; next < all.size() && told.isEmpty(); ++next) {
        if (growing && next == 20)
            QVERIFY(storage->drain(patience));
        if (static_cast<int>(next) == filledAt)
            testruns::fillUp(filler); // in the middle of the writer's work
        while (!storage->documentQueue()->push(all[next])) {
            QVERIFY2(troubleOf(*storage).isEmpty(), qPrintable(troubleOf(*storage)));
            told = storage->documentQueue()->held();
            if (!told.isEmpty())
                break;
            storage->documentQueue()->waitForRoom(std::chrono::steady_clock::now() + std::chrono::milliseconds(100));
        }
        heldOnce = heldOnce || !told.isEmpty();
        if (heldOnce)
            break;
    }
    QTRY_VERIFY(!storage->documentQueue()->held().isEmpty());
    QVERIFY2(storage->documentQueue()->held().contains(options.outputFolder)
            || storage->documentQueue()->held().contains(options.databaseFolder),
        qPrintable(storage->documentQueue()->held()));
    const auto uid = std::get<scans::RunStartPtr>(all.front())->uid;
    if (growing) {
        const auto meanwhile = storage::RunReplay::all(storage->catalogue().run(uid).value().summary.file);
        QVERIFY2(meanwhile.ok(), meanwhile ? "" : qPrintable(meanwhile.error().message)); // what is there, is sound
    }
    QVERIFY(others ? QFile::remove(filler) : disk.resize("256m"));
    for (; next < all.size(); ++next) {
        while (!storage->documentQueue()->push(all[next])) {
            QVERIFY2(troubleOf(*storage).isEmpty(), qPrintable(troubleOf(*storage)));
            storage->documentQueue()->waitForRoom(std::chrono::steady_clock::now() + std::chrono::seconds(1));
        }
    }
    const auto drained = storage->drain(patience);
    QVERIFY2(drained.ok(), drained ? "" : qPrintable(drained.error().message));
    const QString file = storage->catalogue().run(uid).value().summary.file;
    storage.reset();
    QVERIFY(readsAs(file, all));
}

void TestStorage::killed_data()
{
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("after"); // killed when this many points are acknowledged
    QTest::newRow("before the first point") << 1 << 0;
    QTest::newRow("first point") << 1 << 1;
    QTest::newRow("point by point") << 1 << 37;
    QTest::newRow("past a chunk") << 20 << 600;
    QTest::newRow("in a batch") << 50 << 150;
    QTest::newRow("at full speed") << 1000 << 3000;
}

void TestStorage::killed()
{
    QFETCH(int, batch);
    QFETCH(int, after);
    const QTemporaryDir dir;
    QProcess program;
    program.start(
        QCoreApplication::applicationDirPath() + QStringLiteral("/mortalwriter"), {dir.path(), QString::number(batch)});
    QVERIFY(program.waitForStarted());
    int acknowledged = -1;
    while (acknowledged < after) {
        if (!program.canReadLine())
            QVERIFY2(program.waitForReadyRead(60'000), program.readAllStandardError().constData());
        while (program.canReadLine())
            acknowledged = program.readLine().trimmed().toInt();
    }
    ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
    QVERIFY(program.waitForFinished());
    while (program.canReadLine())
        acknowledged = program.readLine().trimmed().toInt();

    QStringList files;
    for (QDirIterator it(
             dir.filePath(QStringLiteral("runs")), {QStringLiteral("*.h5")}, QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();)
        files << it.next();
    QVERIFY(files.size() == 1 || acknowledged == 0);
    if (!files.isEmpty()) {
        const auto run = RunReader::read(files.constFirst());
        QVERIFY2(run.ok(), run ? "" : qPrintable(run.error().message));
        QVERIFY(run.value().growing);
        QVERIFY(run.value().times.size() >= static_cast<std::size_t>(acknowledged));
        checkWithPython("--dead", files.constFirst(), acknowledged);
    }

    auto opened = Storage::open(optionsIn(dir));
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().message));
    const auto storage = std::move(opened).value();
    QVERIFY(acknowledged == 0 || storage->recovered().size() == 1);
    if (storage->recovered().empty())
        return; // killed before anything was told to the writer
    const storage::RunSummary& dead = storage->recovered().front();
    QCOMPARE(dead.exitStatus, QStringLiteral("fail"));
    QCOMPARE(dead.reasonCode, QStringLiteral("process_ended"));
    QVERIFY(dead.pointsDone >= acknowledged);
    QCOMPARE(storage->catalogue().runs({}).value().front().exitStatus, QStringLiteral("fail"));
    if (!files.isEmpty() && acknowledged > 0) {
        QCOMPARE(dead.file, files.constFirst());
        checkWithPython("--ended", dead.file, acknowledged);
        const auto run = RunReader::read(dead.file);
        QVERIFY(run && !run.value().growing);
        QCOMPARE(run.value().times.size(), static_cast<std::size_t>(dead.pointsDone));
    }
    QVERIFY(storage->nextScanId() > 1); // the dead run's is not given again
    feed(*storage, testruns::LineScan(2, 2).documents());
}

/// The points of the only run file in the folder, from its documents; -1 without a file.
static int pointsIn(const QString& folder, bool ended)
{
    QStringList files;
    for (QDirIterator it(folder, {QStringLiteral("*.h5")}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        files << it.next();
    if (files.isEmpty())
        return -1;
    int points = 0;
    bool stopped = false;
    bool right = files.size() == 1;
    const auto read = storage::RunReplay::forEach(files.constFirst(), [&](const scans::Document& document) {
        right = right && !stopped; // nothing after the stop
        if (const auto* event = std::get_if<scans::EventPtr>(&document);
            event != nullptr && (*event)->descriptor->name == QLatin1String("primary")) {
            ++points;
            right = right && (*event)->seqNum == points
                && devices::toInteger((*event)->data.at(2).value) == testruns::LineScan::counts(points);
        }
        stopped = stopped || std::holds_alternative<scans::RunStopPtr>(document);
        return devices::Result<void>();
    });
    if (!read)
        QTest::qFail(qPrintable(read.error().message), __FILE__, __LINE__);
    if (!right || stopped != ended)
        QTest::qFail("the documents are not those of the run", __FILE__, __LINE__);
    return points;
}

/// BEAMDECK_KILLS says how often.
void TestStorage::killedAtAnyMoment()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr int usual = 20; // all is slower
#else
    constexpr int usual = 200;
#endif
    const int wanted = qEnvironmentVariableIntValue("BEAMDECK_KILLS");
    const int kills = wanted > 0 ? wanted : usual;
    QRandomGenerator random(QRandomGenerator::securelySeeded());
    for (int kill = 0; kill < kills; ++kill) {
        const QTemporaryDir dir;
        const QString runs = dir.filePath(QStringLiteral("runs"));
        QProcess program;
        program.start(QCoreApplication::applicationDirPath() + QStringLiteral("/mortalwriter"),
            {dir.path(), QString::number(kill % 3 == 0 ? 1 : random.bounded(2, 200))});
        QVERIFY(program.waitForStarted());
        program.waitForFinished(random.bounded(10, 250)); // it does not end by itself: any moment will do
        ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
        QVERIFY(program.waitForFinished());
        const QList<QByteArray> told = program.readAllStandardOutput().split('\n');
        const int acknowledged = told.size() < 2 ? -1 : told.at(told.size() - 2).toInt();
        const int before = pointsIn(runs, false);
        QVERIFY2(before >= acknowledged || acknowledged <= 0, qPrintable(dir.path()));

        auto opened = Storage::open(optionsIn(dir));
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().message));
        const auto storage = std::move(opened).value();
        const auto listed = storage->catalogue().runs({}).value();
        QCOMPARE(storage->recovered().size(), listed.size());
        if (listed.empty())
            continue; // killed before anything was told to the writer
        QCOMPARE(listed.front().exitStatus, QStringLiteral("fail"));
        QCOMPARE(listed.front().reasonCode, QStringLiteral("process_ended"));
        QVERIFY2(!listed.front().reason.contains(runs), qPrintable(listed.front().reason)); // its file could be ended
        const int after = pointsIn(runs, before >= 0);
        QCOMPARE(after, before);
        QCOMPARE(listed.front().pointsDone, std::max(after, 0));
        QVERIFY(storage->awaitVerification(patience));
        const storage::RunSummary dead = storage->catalogue().runs({}).value().front();
        QVERIFY2(dead.verified == (before >= 0 ? storage::Verified::Good : storage::Verified::Damaged),
            qPrintable(dead.verifiedText));
        QDirIterator left(
            runs, {QStringLiteral("*.part"), QStringLiteral("*.edit")}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY2(!left.hasNext(), qPrintable(left.hasNext() ? left.next() : QString()));
        feed(*storage, testruns::LineScan(2, 2).documents());
    }
}

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
