#include "storage/nexus/nexuswriter.h"
#include "storage/storage.h"
#include "storage/verify/documentcount.h"
#include "storage/verify/runverifier.h"
#include "tests/storage/testruns.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using scans::Document;
using storage::RunVerifier;
using storage::Verification;
using storage::Verified;

namespace {

const std::chrono::seconds patience{30};

QString write(const QTemporaryDir& dir, const std::vector<Document>& documents)
{
    storage::NexusWriter writer(dir.path(), QStringLiteral("run.h5"), {});
    const auto done = testruns::feed(writer, documents);
    if (!done)
        QTest::qFail(qPrintable(done.error().message), __FILE__, __LINE__);
    return dir.filePath(QStringLiteral("run.h5"));
}

/// Damages the file where it says so; false if it does not.
bool spoil(const QString& path, const QByteArray& where, qsizetype behind)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const qsizetype at = file.readAll().indexOf(where);
    return at >= 0 && file.seek(at + behind) && file.write("\x5A\xA5") == 2;
}

} // namespace

class TestRunVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRun();
    void pointsMissing();
    void stillGrowing();
    void damagedValues();
    void damagedAnywhere();
    void detectorsFile();
    void countsSpans();
    void noFile();
    void everyRunIsLookedAt();
};

void TestRunVerifier::wholeRun()
{
    const QTemporaryDir dir;
    const testruns::LineScan scan(40);
    std::vector<Document> documents = scan.documents();
    documents.insert(documents.begin() + 10, scan.point(8)); // repeated: counts once
    const Verification found = RunVerifier::verify(write(dir, documents));
    QVERIFY2(found.problems.isEmpty(), qPrintable(found.text()));
    QCOMPARE(found.points, 40);
    QCOMPARE(found.state(), Verified::Good);
}

void TestRunVerifier::pointsMissing()
{
    const QTemporaryDir dir;
    const testruns::LineScan scan(5);
    const Verification found
        = RunVerifier::verify(write(dir, {scan.start, scan.primary, scan.point(1), testruns::stop(scan.start, 5)}));
    QCOMPARE(found.state(), Verified::Damaged);
    QVERIFY2(found.text().contains(QStringLiteral("has 1 points, but 5")), qPrintable(found.text()));
}

void TestRunVerifier::stillGrowing()
{
    const QTemporaryDir dir;
    const testruns::LineScan scan(5);
    storage::NexusWriter writer(dir.path(), QStringLiteral("run.h5"), {});
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary, scan.point(1)}));
    const Verification found = RunVerifier::verify(dir.filePath(QStringLiteral("run.h5")));
    QCOMPARE(found.state(), Verified::Damaged);
    QCOMPARE(found.points, 1);
}

void TestRunVerifier::damagedValues()
{
    const QTemporaryDir dir;
    const QString path = write(dir, testruns::LineScan(40).documents());
    const std::array<double, 3> known{
        testruns::LineScan::position(3), testruns::LineScan::position(4), testruns::LineScan::position(5)};
    QVERIFY(spoil(path, QByteArray(reinterpret_cast<const char*>(known.data()), sizeof known), 9));
    const Verification found = RunVerifier::verify(path);
    QCOMPARE(found.state(), Verified::Damaged);
    QVERIFY2(found.text().contains(path), qPrintable(found.text()));
}

/// Wherever a file is damaged, looking at it ends.
void TestRunVerifier::damagedAnywhere()
{
    const QTemporaryDir dir;
    const QString path = write(dir, testruns::LineScan(40).documents());
    QFile whole(path);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const QString copy = dir.filePath(QStringLiteral("copy.h5"));
    int noticed = 0;
    for (qsizetype at = 0; at + 4096 < bytes.size(); at += bytes.size() / 50) {
        QByteArray damaged = bytes;
        damaged.replace(at, 2048, QByteArray(2048, '\x5A'));
        QFile file(copy);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(damaged) == damaged.size());
        file.close();
        noticed += RunVerifier::verify(copy).state() == Verified::Damaged ? 1 : 0;
    }
    QVERIFY2(noticed > 0, "some of it must matter");
}

void TestRunVerifier::detectorsFile()
{
    const QTemporaryDir dir;
    const testruns::LineScan scan(1);
    auto primary = std::make_shared<scans::EventDescriptor>(*scan.primary);
    primary->external = {testruns::key(QStringLiteral("cam"), devices::DataKey::Dtype::Array, QStringLiteral("cam"))};
    const QString frames = dir.filePath(QStringLiteral("frames.raw"));
    const auto resource = std::make_shared<const scans::StreamResource>(scans::StreamResource{QStringLiteral("r"),
        scan.start->uid, QStringLiteral("cam"), QStringLiteral("image/x-raw"), QStringLiteral("file://") + frames, {}});
    const auto datum = std::make_shared<const scans::StreamDatum>(
        scans::StreamDatum{QStringLiteral("r/0"), resource, primary, {0, 1}, {1, 2}});
    const QString path = write(dir,
        {scan.start, scans::EventDescriptorPtr(primary), testruns::event(primary, 1, {1.0, 0.5, qint64{3}}), resource,
            datum, testruns::stop(scan.start, 1)});
    const Verification lost = RunVerifier::verify(path);
    QCOMPARE(lost.state(), Verified::Damaged);
    QVERIFY2(lost.text().contains(frames), qPrintable(lost.text()));
    QFile file(frames);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Verification found = RunVerifier::verify(path);
    QVERIFY2(found.problems.isEmpty(), qPrintable(found.text()));
    QCOMPARE(found.files, 1);
}

/// Numbers in any order, repeated and overlapping; and as many as a damaged file may name.
void TestRunVerifier::countsSpans()
{
    const testruns::LineScan scan(1);
    const auto resource = std::make_shared<const scans::StreamResource>(scans::StreamResource{QStringLiteral("r"),
        scan.start->uid, QStringLiteral("cam"), QStringLiteral("image/x-raw"), QStringLiteral("file:///f"), {}});
    storage::DocumentCount count;
    const auto take = [&](qint64 begin, qint64 end) {
        count.add(std::make_shared<const scans::StreamDatum>(
            scans::StreamDatum{QStringLiteral("r/0"), resource, scan.primary, {begin, end}, {begin, end}}));
        return count.points(QStringLiteral("primary"));
    };
    QCOMPARE(take(5, 7), 2);
    QCOMPARE(take(1, 3), 4);
    QCOMPARE(take(3, 4), 5);
    QCOMPARE(take(2, 6), 6);
    QCOMPARE(take(9, 9), 6);
    QCOMPARE(take(10, 9), 6);
    QCOMPARE(take(8, 9), 7);
    QCOMPARE(take(0, 12), 12);
    QCOMPARE(take(0, 1'000'000'000'000'000), 1'000'000'000'000'000);
    count.add(testruns::stop(scan.start, 11));
    QVERIFY2(count.problems().join(QLatin1Char(' ')).contains(QStringLiteral("has 1000000000000000 points, but 11")),
        qPrintable(count.problems().join(QLatin1Char(' '))));
}

void TestRunVerifier::noFile()
{
    storage::RunSummary run;
    QCOMPARE(RunVerifier::verify(run).state(), Verified::Damaged);
    run.file = QStringLiteral("/nonexistent.h5");
    QVERIFY(RunVerifier::verify(run).text().contains(run.file));
}

void TestRunVerifier::everyRunIsLookedAt()
{
    const QTemporaryDir dir;
    storage::StorageOptions options;
    options.outputFolder = dir.filePath(QStringLiteral("runs"));
    options.databaseFolder = dir.filePath(QStringLiteral("db"));
    options.reservedBytes = 1;
    const auto storage = std::move(storage::Storage::open(options)).value();
    const testruns::LineScan good(3, 1);
    std::vector<Document> documents = good.documents();
    const testruns::LineScan bad(3, 2);
    documents.insert(documents.end(), {bad.start, bad.primary, bad.point(1), testruns::stop(bad.start, 3)});
    for (const Document& document : documents)
        QVERIFY(storage->documentQueue()->push(document));
    QVERIFY(storage->drain(patience));
    QVERIFY(storage->awaitVerification(patience));
    QCOMPARE(storage->catalogue().summary(good.start->uid).value().verified, Verified::Good);
    QCOMPARE(storage->catalogue().summary(bad.start->uid).value().verified, Verified::Damaged);
    QVERIFY(!storage->catalogue().summary(bad.start->uid).value().verifiedText.isEmpty());
}

QTEST_GUILESS_MAIN(TestRunVerifier)
#include "tst_runverifier.moc"
