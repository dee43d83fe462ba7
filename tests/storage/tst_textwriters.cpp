#include "storage/consumers.h"
#include "storage/foreign/runfiles.h"
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

#include <sys/file.h>

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
    void specReadBySilx();
    void specAppends();
    void specLeavesOtherFilesAlone();
    void specOfRunsWithinRuns();
    void specOfAbandonedRuns_data();
    void specOfAbandonedRuns();
    void specOfRunsBehindALock();
    void xdi();
    void namesWithBlanks_data();
    void namesWithBlanks();
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

void TestTextWriters::specReadBySilx()
{
    const QTemporaryDir dir;
    QVERIFY(write("spec", dir.path(), QStringLiteral("a.spec"), richRun()).ok());
    const QString said = python(QStringLiteral(R"(
import sys
from silx.io.specfile import SpecFile
from datetime import datetime
file = SpecFile(sys.argv[1])
scan = file["7.1"]
header = scan.scan_header_dict
print(list(file.keys()), header["S"], scan.labels, scan.data_column_by_name("sc_I0").tolist(), scan.data_column_by_name("sx").tolist(),
      scan.motor_names, scan.motor_positions.tolist() if hasattr(scan.motor_positions, "tolist") else list(scan.motor_positions),
      len(scan.mca), [m.tolist() for m in scan.mca], header["T"], sep="|")
)"),
        {dir.filePath(QStringLiteral("a.spec"))});
    QCOMPARE(said,
        QStringLiteral(
            "['7.1']|7 ascan sx -1 -0.625 3 0.25|['sx', 'Epoch', 'sc_clock', 'sc_I0']|[101.0, 104.0, 1234567.0, 116.0]|"
            "[-1.0, -0.875, -0.75, -0.625]|['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10']|"
            "[1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5]|4|[[1.0, 10.0, 100.0, 0.0], [2.0, 20.0, 200.0, 0.0], "
            "[3.0, 30.0, 300.0, 0.0], [4.0, 40.0, 400.0, 0.0]]|0.25  (Seconds)"));
}

void TestTextWriters::specAppends()
{
    const QTemporaryDir dir;
    const QString name = QStringLiteral("a.spec");
    QFile theirs(dir.filePath(name));
    QVERIFY(theirs.open(QIODevice::WriteOnly));
    const QByteArray before(
        "#F their.spec\n#E 1000\n#D Thu Jan  1 00:16:40 1970\n#O0 mu  nu\n\n#S 1 ct 1\n#P0 1 2\n#N 1\n#L det\n5\n6");
    theirs.write(before); // the last line is incomplete
    theirs.close();
    QVERIFY(write("spec", dir.path(), name, richRun(7)).ok());
    QVERIFY(write("spec", dir.path(), name, richRun(8)).ok());
    QVERIFY(write("spec", dir.path(), name, LineScan(2, 8).documents()).ok()); // without positions
    const QByteArray all = filesIn(dir.path()).value(name);
    QVERIFY(all.startsWith(before + '\n'));
    QCOMPARE(all.count("#E "), 2);
    const QString said = python(QStringLiteral(R"(
import sys
from silx.io.specfile import SpecFile
file = SpecFile(sys.argv[1])
print(list(file.keys()), [len(s.data_column_by_name(s.labels[-1])) for s in file], file["1.1"].motor_names, file["7.1"].motor_names[:2],
      file["8.1"].motor_position_by_name("m10"), sep="|")
)"),
        {dir.filePath(name)});
    QCOMPARE(said, QStringLiteral("['1.1', '7.1', '8.1', '8.2']|[2, 4, 4, 2]|['mu', 'nu']|['m1', 'm2']|10.5"));
}

void TestTextWriters::specLeavesOtherFilesAlone()
{
    const QTemporaryDir dir;
    const QString name = QStringLiteral("notes.spec");
    QFile other(dir.filePath(name));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("my notes\n");
    other.close();
    const auto refused = write("spec", dir.path(), name, richRun());
    QVERIFY(!refused && refused.error().message.contains(QLatin1String("is no SPEC file")));
    QCOMPARE(filesIn(dir.path()).value(name), QByteArray("my notes\n"));
}

void TestTextWriters::specOfRunsWithinRuns()
{
    const QTemporaryDir dir;
    const auto outer = LineScan(3, 1).documents();
    const auto inner = LineScan(2, 2).documents();
    std::vector<Document> mixed(outer.begin(), outer.begin() + 3);
    mixed.insert(mixed.end(), inner.begin(), inner.end());
    mixed.insert(mixed.end(), outer.begin() + 3, outer.end());
    QVERIFY(write("spec", dir.path(), QStringLiteral("mixed"), mixed).ok());
    auto inTurn = outer;
    inTurn.insert(inTurn.end(), inner.begin(), inner.end());
    QVERIFY(write("spec", dir.path() + QStringLiteral("/x"), QStringLiteral("mixed"), inTurn).ok());
    QCOMPARE(filesIn(dir.path()).value(QStringLiteral("mixed")), filesIn(dir.path()).value(QStringLiteral("x/mixed")));
}

void TestTextWriters::specOfAbandonedRuns_data()
{
    QTest::addColumn<bool>("ownerFirst");
    QTest::newRow("the one that has the file ends first") << true;
    QTest::newRow("the one that waits ends first") << false;
}

void TestTextWriters::specOfAbandonedRuns()
{
    QFETCH(bool, ownerFirst);
    const LineScan second(3, 2);
    LineScan owner(3, 1); // runs end in the order of their uids
    while ((owner.start->uid < second.start->uid) != ownerFirst)
        owner = LineScan(3, 1);
    const QTemporaryDir dir;
    auto made = storage::makeFileConsumer(
        QStringLiteral("spec"), {dir.path(), QStringLiteral("day"), IfExists::NextName, false, {}});
    QVERIFY(testruns::feed(*made.value(), {owner.start, owner.primary, owner.point(1)}).ok());
    QVERIFY(testruns::feed(*made.value(), {second.start, second.primary, second.point(1), second.point(2)}).ok());
    made.value()->abandon({devices::ErrorCode::Stopped, QStringLiteral("closed"), {}});
    const auto read = storage::RunFiles::readAll(dir.filePath(QStringLiteral("day")));
    QVERIFY(read.ok());
    QMap<qint64, std::size_t> points;
    for (const storage::RunData& run : read.value())
        points[run.scanId] = run.columns.front().values.size();
    QCOMPARE(points, (QMap<qint64, std::size_t>{{1, 1}, {2, 2}}));
}

/// The first cannot be brought to the disk when it ends, and the second ends meanwhile.
void TestTextWriters::specOfRunsBehindALock()
{
    const QTemporaryDir dir;
    auto made = storage::makeFileConsumer(
        QStringLiteral("spec"), {dir.path(), QStringLiteral("day"), IfExists::NextName, false, {}});
    storage::DocumentConsumer& consumer = *made.value();
    const auto first = LineScan(3, 1).documents();
    const auto second = LineScan(2, 2).documents();
    QVERIFY(testruns::feed(consumer, {first.begin(), first.end() - 2}).ok());
    QFile locked(dir.filePath(QStringLiteral("day")));
    QVERIFY(locked.open(QIODevice::ReadWrite));
    QCOMPARE(::flock(locked.handle(), LOCK_EX), 0);
    QVERIFY(testruns::feed(consumer, {second.begin(), second.end() - 1}).ok());
    QVERIFY(consumer.consume(*(first.end() - 2)).ok());
    const auto refused = consumer.consume(first.back());
    QVERIFY(!refused && refused.error().code == devices::ErrorCode::Io);
    QVERIFY(consumer.consume(second.back()).ok());
    locked.close();
    QVERIFY(consumer.consume(first.back()).ok());
    QVERIFY(write("spec", dir.filePath(QStringLiteral("x")), QStringLiteral("day"), first).ok());
    QVERIFY(write("spec", dir.filePath(QStringLiteral("x")), QStringLiteral("day"), second).ok());
    QCOMPARE(filesIn(dir.path()).value(QStringLiteral("day")), filesIn(dir.path()).value(QStringLiteral("x/day")));
}

void TestTextWriters::xdi()
{
    const QTemporaryDir dir;
    QVERIFY(write("xdi", dir.path(), {}, richRun()).ok());
    const Files files = filesIn(dir.path());
    QVERIFY(files.firstKey().endsWith(QLatin1String("/scan.007")));
    const QByteArray text = files.first();
    QVERIFY(text.startsWith("#XDI/1.1    Epics StepScan File / 2.0\n# Scan.start_time: 2025-11-1"));
    QVERIFY(text.contains("# Column.1: sx mm || sx\n# Column.2: sc_clock s || sc_clock\n# Column.3: sc_I0 || sc_I0\n"));
    QVERIFY(text.contains("# m1.m1: 1.5  ||  m1\n") && text.contains("# m1.m1: 2  ||  m1\n"));
    QVERIFY(text.contains("# sx\tsc_clock\tsc_I0\n"));
    QFile file(dir.filePath(files.firstKey()));
    const QString said = python(
        QStringLiteral("import numpy, sys; print(numpy.loadtxt(sys.argv[1])[:, [0, 2]].tolist())"), {file.fileName()});
    QCOMPARE(said, QStringLiteral("[[-1.0, 101.0], [-0.875, 104.0], [-0.75, 1234567.0], [-0.625, 116.0]]"));
}

void TestTextWriters::namesWithBlanks_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QString>("motor");
    QTest::newRow("spec") << QStringLiteral("spec")
                          << QStringList{QStringLiteral("my motor"), QStringLiteral("Epoch"), QStringLiteral("a b c"),
                                 QStringLiteral("_"), QStringLiteral("I 0")}
                          << QStringLiteral("slit gap");
    QTest::newRow("xdi") << QStringLiteral("xdi")
                         << QStringList{QStringLiteral("my_motor"), QStringLiteral("a_b_c"), QStringLiteral("_"),
                                QStringLiteral("I_0")}
                         << QStringLiteral("slit_gap");
}

void TestTextWriters::namesWithBlanks()
{
    QFETCH(QString, format);
    QFETCH(QStringList, columns);
    QFETCH(QString, motor);
    const LineScan line(2);
    const auto number = DataKey::Dtype::Number;
    std::vector<DataKey> keys = line.primary->keys;
    keys[0].name = QStringLiteral("my  motor");
    keys[2].name = QStringLiteral(" I   0 ");
    keys.insert(keys.begin() + 1,
        {key(QStringLiteral("a\tb\n c"), number, QStringLiteral("sc")), key({}, number, QStringLiteral("sc"))});
    keys.erase(keys.begin() + 3); // the clock
    const auto primary = testruns::descriptor(line.start, QStringLiteral("primary"), keys);
    const auto baseline = testruns::descriptor(line.start, QStringLiteral("baseline"),
        {key(QStringLiteral("slit  gap"), number, QStringLiteral("slit  gap")),
            key(QStringLiteral("m2"), number, QStringLiteral("m2"))});
    const QTemporaryDir dir;
    const auto written = write(qPrintable(format), dir.path(), QStringLiteral("blanks"),
        {line.start, baseline, testruns::event(baseline, 1, {4.5, 5.5}), primary,
            testruns::event(primary, 1, {1.0, 2.0, 3.0, 4.0}), testruns::stop(line.start, 1)});
    QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().message));
    const auto read = storage::RunFiles::readAll(dir.filePath(QStringLiteral("blanks")));
    QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().message));
    const storage::RunData& run = read.value().front();
    QStringList names;
    for (const storage::RunColumn& column : run.columns)
        names << column.name;
    QCOMPARE(names, columns);
    for (const auto& [index, value] : {std::pair{qsizetype{0}, 1.0}, std::pair{columns.size() - 1, 4.0}})
        QCOMPARE(run.columns[static_cast<std::size_t>(index)].values, std::vector<double>{value});
    QCOMPARE(run.positions.size(), std::size_t{2});
    QCOMPARE(run.positions[0].name, motor);
    QCOMPARE(run.positions[0].before, std::optional<double>(4.5));
    QCOMPARE(run.positions[1].before, std::optional<double>(5.5));
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
