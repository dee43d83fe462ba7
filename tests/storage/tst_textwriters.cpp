#include "storage/consumers.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/runreplay.h"
#include "storage/storage.h"
#include "tests/storage/testruns.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using devices::DataKey;
using scans::Document;
using storage::IfExists;
using testruns::key;
using testruns::LineScan;

namespace {

using Files = QMap<QString, QByteArray>;

Files filesIn(const QString& folder)
{
    Files files;
    QDirIterator each(folder, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly))
            files[QDir(folder).relativeFilePath(file.fileName())] = file.readAll();
    }
    return files;
}

devices::Result<void> write(const char* format, const QString& folder, const QString& name,
    const std::vector<Document>& documents, IfExists ifExists = IfExists::NextName)
{
    auto made = storage::makeFileConsumer(QString::fromLatin1(format), {folder, name, ifExists, false, {}});
    return made ? testruns::feed(*made.value(), documents) : made.error();
}

/// Scalars, texts, states, missing values, a spectrum, an image, a baseline, and a point that is measured again.
std::vector<Document> richRun(qint64 scanId = 7)
{
    const LineScan line(4, scanId,
        {{QStringLiteral("dwell"), 0.25}, {QStringLiteral("command"), QStringLiteral("ascan sx -1 -0.625 3 0.25")}});
    DataKey filter = key(QStringLiteral("filter"), DataKey::Dtype::String, QStringLiteral("filter"));
    filter.choices = QStringList{QStringLiteral("Out"), QStringLiteral("Al, \"thick\"")};
    DataKey spectrum = key(QStringLiteral("mca"), DataKey::Dtype::Array, QStringLiteral("mca"));
    spectrum.shape = {4};
    DataKey image = key(QStringLiteral("image"), DataKey::Dtype::Array, QStringLiteral("cam"));
    image.shape = {2, 3};
    std::vector<DataKey> keys = line.primary->keys;
    keys.insert(keys.begin() + 1, {filter, spectrum, image});
    const auto primary = testruns::descriptor(line.start, QStringLiteral("primary"), keys);
    std::vector<DataKey> motors;
    for (int m = 1; m <= 10; ++m)
        motors.push_back(key(
            QStringLiteral("m%1").arg(m), DataKey::Dtype::Number, QStringLiteral("m%1").arg(m), QStringLiteral("mm")));
    const auto baseline = testruns::descriptor(line.start, QStringLiteral("baseline"), motors);
    const auto positions = [&](int number) {
        std::vector<devices::Value> values;
        for (int m = 1; m <= 10; ++m)
            values.emplace_back(m + 0.5 * number);
        return testruns::event(baseline, number, std::move(values));
    };
    const auto point = [&](int n, qint64 counts) {
        const auto spectrumAt = devices::makeArray<qint32>({n, 10 * n, 100 * n, 0});
        const auto imageAt = devices::makeArray<quint16>({1, 2, 3, 4, 5, static_cast<quint16>(n)});
        const devices::Value clock
            = n == 2 ? devices::Value(std::numeric_limits<double>::quiet_NaN()) : devices::Value(0.1);
        return testruns::event(primary, n,
            {LineScan::position(n), devices::EnumIndex{static_cast<quint16>(n % 2)}, spectrumAt, imageAt, clock,
                counts});
    };
    std::vector<Document> all{line.start, baseline, positions(1), primary};
    for (int n = 1; n <= 3; ++n)
        all.emplace_back(point(n, LineScan::counts(n)));
    all.emplace_back(point(3, 1'234'567));
    all.emplace_back(point(4, LineScan::counts(4)));
    all.emplace_back(positions(2));
    all.emplace_back(testruns::stop(line.start, 4));
    return all;
}

const QString pattern = QStringLiteral("{scan_id:03d}.out");

QString python(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(PYTHON), QStringList{QStringLiteral("-c"), program} + arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        QTest::qFail(process.readAllStandardError().constData(), __FILE__, __LINE__);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace

/// QProcess starts programs by vfork, which the thread sanitizer takes for a fork of this one.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}

class TestTextWriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportedAsLive_data();
    void exportedAsLive();
    void dryRunTellsTheNames_data();
    void dryRunTellsTheNames();
    void overwriting();
    void templatesThatDoNotFit();
    void preflightRefuses_data();
    void preflightRefuses();
    void csv();
    void csvOfEveryStream();
    void tsv();
    void jsonLinesFollowTheSchemas();
    void abandonedRunEnds();
};

void TestTextWriters::exportedAsLive_data()
{
    QTest::addColumn<QString>("format");
    for (const storage::FileFormat& format : storage::fileFormats())
        QTest::newRow(qPrintable(format.id)) << format.id;
}

void TestTextWriters::exportedAsLive()
{
    QFETCH(QString, format);
    const QTemporaryDir dir;
    const std::vector<Document> documents = richRun();
    QString runFile;
    storage::NexusWriter nexus(dir.path(), QStringLiteral("run.h5"),
        [&runFile](const QString&, const QString& path, storage::NexusWriter::Stage) {
            runFile = path;
            return devices::Result<void>();
        });
    QVERIFY(testruns::feed(nexus, documents).ok());
    const QString live = dir.filePath(QStringLiteral("live"));
    const auto written = write(qPrintable(format), live, {}, documents);
    QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().message));

    const QString exported = dir.filePath(QStringLiteral("exported"));
    auto consumer = storage::makeFileConsumer(format, {exported, {}, IfExists::Refuse, false, {}});
    QVERIFY(consumer.ok());
    const auto replayed = storage::RunReplay::forEach(
        runFile, [&consumer](const Document& document) { return consumer.value()->consume(document); });
    QVERIFY2(replayed.ok(), replayed ? "" : qPrintable(replayed.error().message));
    const Files got = filesIn(exported);
    QVERIFY(!got.isEmpty());
    QCOMPARE(got, filesIn(live));
}

void TestTextWriters::dryRunTellsTheNames_data()
{
    exportedAsLive_data();
}

void TestTextWriters::dryRunTellsTheNames()
{
    QFETCH(QString, format);
    const QTemporaryDir dir;
    QStringList names;
    const QString folder = dir.filePath(QStringLiteral("files"));
    auto dry = storage::makeFileConsumer(format, {folder, {}, IfExists::Refuse, true, [&](const QString& path) {
                                                      names << QDir(folder).relativeFilePath(path);
                                                  }});
    const auto documents = richRun();
    QVERIFY(testruns::feed(*dry.value(), documents).ok());
    QVERIFY(!QFile::exists(folder));
    QVERIFY(write(qPrintable(format), folder, {}, documents).ok());
    names.sort();
    QVERIFY(!names.isEmpty());
    QCOMPARE(names, filesIn(folder).keys());
}

void TestTextWriters::overwriting()
{
    const QTemporaryDir dir;
    const auto documents = richRun();
    QVERIFY(write("csv", dir.path(), pattern, documents).ok());
    const Files first = filesIn(dir.path());
    QCOMPARE(first.keys(), QStringList{QStringLiteral("007.out")});
    const auto refused = write("csv", dir.path(), pattern, documents, IfExists::Refuse);
    QCOMPARE(refused.error().code, devices::ErrorCode::Refused);
    QCOMPARE(filesIn(dir.path()), first);
    QVERIFY(write("csv", dir.path(), pattern, LineScan(2, 7).documents(), IfExists::Overwrite).ok());
    QVERIFY(filesIn(dir.path()).first().size() < first.first().size());
    QVERIFY(write("csv", dir.path(), pattern, documents).ok());
    QCOMPARE(filesIn(dir.path()).value(QStringLiteral("007-2.out")), first.first());
}

void TestTextWriters::templatesThatDoNotFit()
{
    const QTemporaryDir dir;
    const auto tooFine = storage::outputTemplate({QStringLiteral("csv"), QStringLiteral("{event.seq_num}.csv")});
    QVERIFY(!tooFine && tooFine.error().message.contains(QLatin1String("names parts of a run")));
    const auto unknown = storage::outputTemplate({QStringLiteral("cvs"), {}});
    QVERIFY(!unknown && unknown.error().message.contains(QLatin1String("there are: csv, ")));
    for (const storage::FileFormat& format : storage::fileFormats())
        QVERIFY2(storage::outputTemplate({format.id, {}}).ok(), qPrintable(format.id));
}

void TestTextWriters::preflightRefuses_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says"); // empty = allowed
    QTest::newRow("good") << QStringLiteral("csv") << QStringLiteral("{start.user}.csv") << QString();
    QTest::newRow("format") << QStringLiteral("cvs") << QString() << QStringLiteral("no file format \"cvs\"");
    QTest::newRow("key") << QStringLiteral("csv") << QStringLiteral("{usr}.csv") << QStringLiteral("{usr} is unknown");
    QTest::newRow("metadata") << QStringLiteral("csv") << QStringLiteral("{start.usr}.csv")
                              << QStringLiteral("has no \"usr\"; it has: user");
}

void TestTextWriters::preflightRefuses()
{
    QFETCH(QString, says);
    QFETCH(QString, format);
    QFETCH(QString, name);
    const QTemporaryDir dir;
    storage::StorageOptions options;
    options.outputFolder = dir.filePath(QStringLiteral("runs"));
    options.databaseFolder = dir.filePath(QStringLiteral("db"));
    options.minimumFreeBytes = 1;
    options.files = {{format, name}};
    auto opened = storage::Storage::open(options);
    QVERIFY(opened.ok());
    const auto allowed = opened.value()->preflight({{QStringLiteral("user"), QStringLiteral("ada")}});
    QCOMPARE(allowed.ok(), says.isEmpty());
    if (!allowed)
        QVERIFY2(allowed.error().message.contains(says), qPrintable(allowed.error().message));
    if (!says.isEmpty())
        return;
    const auto documents = LineScan(3).documents();
    for (const Document& document : documents)
        QVERIFY(opened.value()->documentQueue()->push(document));
    QVERIFY(opened.value()->drain(std::chrono::seconds(30)).ok());
    QVERIFY(filesIn(options.outputFolder).value(QStringLiteral("ada.csv")).contains("\n3,"));
}

void TestTextWriters::csv()
{
    const QTemporaryDir dir;
    QVERIFY(write("csv", dir.path(), pattern, richRun()).ok());
    QCOMPARE(filesIn(dir.path()).first(),
        QByteArray("seq_num,time,sx,filter,mca,sc_clock,sc_I0\n"
                   "1,1763000000.750000,-1,\"Al, \"\"thick\"\"\",1 10 100 0,0.1,101\n"
                   "2,1763000001.250000,-0.875,Out,2 20 200 0,,104\n"
                   "3,1763000001.750000,-0.75,\"Al, \"\"thick\"\"\",3 30 300 0,0.1,1234567\n"
                   "4,1763000002.250000,-0.625,Out,4 40 400 0,0.1,116\n"));
}

void TestTextWriters::csvOfEveryStream()
{
    const QTemporaryDir dir;
    QVERIFY(write("csv", dir.path(), QStringLiteral("{descriptor.name}.csv"), richRun()).ok());
    const Files files = filesIn(dir.path());
    QCOMPARE(files.keys(), (QStringList{QStringLiteral("baseline.csv"), QStringLiteral("primary.csv")}));
    QVERIFY(files.first().startsWith("seq_num,time,m1,m2"));
}

void TestTextWriters::tsv()
{
    const QTemporaryDir dir;
    QVERIFY(write("tsv", dir.path(), pattern, richRun()).ok());
    const QByteArray table = filesIn(dir.path()).first();
    QVERIFY(table.startsWith("seq_num\ttime\tsx\tfilter\t"));
    QVERIFY(table.contains("\tAl, \"thick\"\t"));
}

void TestTextWriters::jsonLinesFollowTheSchemas()
{
    const QTemporaryDir dir;
    QVERIFY(write("jsonl", dir.path(), pattern, richRun()).ok());
    const QString said = python(QStringLiteral(R"(
import json, sys
from jsonschema import Draft202012Validator
files = {"start": "run_start", "descriptor": "event_descriptor", "event": "event", "stop": "run_stop"}
checks = {k: Draft202012Validator(json.load(open(f"{sys.argv[1]}/{v}.json"))) for k, v in files.items()}
names = []
for line in open(sys.argv[2]):
    document = json.loads(line)
    assert sorted(document) == ["doc", "name"]
    checks[document["name"]].validate(document["doc"])
    names.append(document["name"][0])
print("".join(names))
)"),
        {QStringLiteral(SCHEMAS), dir.filePath(QStringLiteral("007.out"))});
    QCOMPARE(said,
        QStringLiteral("sdedeeeee"
                       "es"));
}

void TestTextWriters::abandonedRunEnds()
{
    const QTemporaryDir dir;
    auto made
        = storage::makeFileConsumer(QStringLiteral("jsonl"), {dir.path(), pattern, IfExists::NextName, false, {}});
    auto documents = richRun();
    documents.pop_back();
    QVERIFY(testruns::feed(*made.value(), documents).ok());
    made.value()->abandon({devices::ErrorCode::Io, QStringLiteral("the disk is full"), {}});
    const QByteArray lines = filesIn(dir.path()).first();
    const auto last = QJsonDocument::fromJson(lines.trimmed().split('\n').last()).object();
    QCOMPARE(last[QLatin1String("name")].toString(), QStringLiteral("stop"));
    QVERIFY(last[QLatin1String("doc")][QLatin1String("exit_status")].toString() != QLatin1String("success"));
}

QTEST_GUILESS_MAIN(TestTextWriters)
#include "tst_textwriters.moc"
