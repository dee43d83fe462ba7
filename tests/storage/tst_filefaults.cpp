#include "storage/consumers.h"
#include "storage/storage.h"
#include "tests/storage/smalldisk.h"
#include "tests/storage/testruns.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using devices::DataKey;
using devices::Result;
using scans::Document;
using storage::DocumentConsumer;
using storage::IfExists;

namespace {

constexpr std::chrono::seconds patience{60};
constexpr int points = 400;

using Files = QMap<QString, QByteArray>;

/// All but run files.
Files filesIn(const QString& folder)
{
    Files files;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        if (!file.fileName().endsWith(QLatin1String(".h5")) && file.open(QIODevice::ReadOnly))
            files[QDir(folder).relativeFilePath(file.fileName())] = file.readAll();
    }
    return files;
}

/// With small images, and a point that is measured again and needs more room then.
std::vector<Document> frames()
{
    const auto start = testruns::start(3, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    DataKey image = testruns::key(QStringLiteral("cam"), DataKey::Dtype::Array, QStringLiteral("cam"));
    image.shape = {32, 32};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(QStringLiteral("x"), DataKey::Dtype::Number, QStringLiteral("x")), image});
    std::vector<Document> all{start, primary};
    const auto measure = [&](int n, double x) {
        all.emplace_back(testruns::event(
            primary, n, {x, devices::makeArray(std::vector<quint16>(32 * 32, static_cast<quint16>(n)))}));
    };
    for (int n = 1; n <= points; ++n) {
        measure(n, n / 7.0);
        if (n % 10 == 0)
            measure(n - 5, -n / 7e10);
    }
    all.emplace_back(testruns::stop(start, points));
    return all;
}

std::unique_ptr<DocumentConsumer> consumerFor(const QString& format, const QString& folder)
{
    return std::move(storage::makeFileConsumer(format, {folder, {}, IfExists::NextName, false, {}})).value();
}

Files undisturbed(const QString& format, const std::vector<Document>& documents)
{
    const QTemporaryDir dir;
    const auto consumer = consumerFor(format, dir.path());
    return testruns::feed(*consumer, documents).ok() ? filesIn(dir.path()) : Files();
}

/// False when the writer waits for something other than room in its queue.
bool push(scans::DocumentQueue& queue, const Document& document)
{
    while (!queue.push(document)) {
        if (!queue.held().isEmpty() || queue.failure())
            return false;
        queue.waitForRoom(std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
    }
    return true;
}

bool isText(const QString& format)
{
    return !format.startsWith(QLatin1String("tiff"));
}

} // namespace

class TestFileFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullDisk_data();
    void fullDisk();
    void lostFolder_data();
    void lostFolder();
    void lostFolderIsNotMadeAnew();
};

void TestFileFaults::fullDisk_data()
{
    QTest::addColumn<QString>("format");
    for (const storage::FileFormat& format : storage::fileFormats())
        QTest::newRow(qPrintable(format.id)) << format.id;
}

void TestFileFaults::fullDisk()
{
    QFETCH(QString, format);
    const std::vector<Document> documents = frames();
    const QTemporaryDir dir;
    int size = 4; // kB
    const auto mountSize = [&size] { return QByteArray::number(size) + 'k'; };
    const testruns::SmallDisk disk(dir.filePath(QStringLiteral("disk")), mountSize().constData());
    if (!disk.mounted())
        QSKIP("Only root can mount a small disk to fill it up.");
    const QString folder = dir.filePath(QStringLiteral("disk/files"));
    auto consumer = consumerFor(format, folder);
    int refusals = 0;
    const auto insist = [&](const std::function<Result<void>()>& work) {
        for (Result<void> done = work(); !done; done = work()) {
            QVERIFY2(done.error().code == devices::ErrorCode::Io, qPrintable(done.error().message));
            QVERIFY(++refusals < 1000);
            const Files now = filesIn(folder);
            for (auto file = now.cbegin(); file != now.cend() && isText(format); ++file)
                QVERIFY2(file->isEmpty() || file->endsWith('\n'), file->right(100).constData());
            size += 4;
            QVERIFY(disk.resize(mountSize().constData()));
        }
    };
    for (std::size_t i = 0; i < documents.size(); ++i) {
        insist([&] { return consumer->consume(documents[i]); });
        if (i % 3 == 0)
            insist([&] { return consumer->flush(); });
    }
    QVERIFY(refusals > 0);
    QCOMPARE(filesIn(folder), undisturbed(format, documents));
}

void TestFileFaults::lostFolder_data()
{
    fullDisk_data();
}

/// As when a network folder is lost, and comes back.
void TestFileFaults::lostFolder()
{
    QFETCH(QString, format);
    const std::vector<Document> documents = frames();
    const QTemporaryDir dir;
    storage::StorageOptions options;
    options.outputFolder = dir.filePath(QStringLiteral("runs"));
    options.databaseFolder = dir.filePath(QStringLiteral("db"));
    options.minimumFreeBytes = 1;
    options.reservedBytes = 1;
    options.files = {{format, {}}};
    auto storage = std::move(storage::Storage::open(options)).value();
    const auto queue = storage->documentQueue();
    std::size_t next = 0;
    for (; next < 40; ++next)
        QVERIFY(push(*queue, documents[next]));
    const auto begun = storage->drain(patience);
    QVERIFY2(begun.ok(), begun ? "" : qPrintable(begun.error().message));
    const QString away = dir.filePath(QStringLiteral("away"));
    QVERIFY(QDir().rename(options.outputFolder, away));
    const auto noticed = [&] { // with a document, a while after the last one
        if (queue->held().isEmpty() && next < documents.size() - 20 && push(*queue, documents[next]))
            ++next;
        return !queue->held().isEmpty();
    };
    QTRY_VERIFY(noticed());
    QVERIFY(!QFile::exists(options.outputFolder));
    QVERIFY(QDir().rename(away, options.outputFolder));
    QTRY_VERIFY(queue->held().isEmpty());
    for (; next < documents.size(); ++next)
        QVERIFY(push(*queue, documents[next]));
    const auto drained = storage->drain(patience);
    QVERIFY2(drained.ok(), drained ? "" : qPrintable(drained.error().message));
    storage.reset();
    QCOMPARE(filesIn(options.outputFolder), undisturbed(format, documents));
}

void TestFileFaults::lostFolderIsNotMadeAnew()
{
    const QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("runs"));
    const auto consumer = consumerFor(QStringLiteral("csv"), folder);
    QVERIFY(testruns::feed(*consumer, frames()).ok());
    QVERIFY(QDir().rename(folder, dir.filePath(QStringLiteral("away"))));
    const auto refused = testruns::feed(*consumer, frames());
    QVERIFY(!refused && refused.error().code == devices::ErrorCode::Io);
    QVERIFY(refused.error().message.contains(folder));
    QVERIFY(!QFile::exists(folder));
}

QTEST_GUILESS_MAIN(TestFileFaults)
#include "tst_filefaults.moc"
