#include "storage/catalogue/catalogueschema.h"
#include "storage/catalogue/runimport.h"
#include "storage/foreign/runfiles.h"
#include "storage/hdf5/h5.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/verify/runverifier.h"
#include "tests/storage/foreignfiles.h"
#include "tests/storage/testruns.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using storage::Catalogue;
using storage::RunImport;

namespace {

/// Runs that were added, and that were known.
std::pair<int, int> added(Catalogue& runs, const QString& path)
{
    const auto done = RunImport(runs).add(path);
    if (!done)
        qFatal("%s", qPrintable(done.error().message));
    return {done.value().runs, done.value().known};
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestRunImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folder();
    void ofOtherPrograms_data();
    void ofOtherPrograms();
    void exportsOthers();
    void ourOwnCopies();
    void unreadable();
    void appended();
    void manyScans();
    void sameNames();
    void grownScan();
    void stillBeingWritten();

private:
    QString write(int number);
    void writeForeign() const;
    Catalogue catalogue() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRunImport::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

Catalogue TestRunImport::catalogue() const
{
    auto opened = Catalogue::open(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(opened).value();
}

/// A file as a scan leaves it; its run's identifier.
QString TestRunImport::write(int number)
{
    storage::NexusWriter writer(m_dir->filePath(QStringLiteral("data")), QStringLiteral("{scan_id:03d}.h5"), {});
    const testruns::LineScan scan(3, number);
    const auto done = testruns::feed(writer, scan.documents());
    if (!done)
        qFatal("%s", qPrintable(done.error().message));
    return scan.start->uid;
}

void TestRunImport::writeForeign() const
{
    const QString folder = m_dir->filePath(QStringLiteral("theirs/"));
    foreignfiles::save(folder + QStringLiteral("scan_0017.mda"), foreignfiles::mda());
    foreignfiles::save(folder + QStringLiteral("alignment"), foreignfiles::spec());
    foreignfiles::save(folder + QStringLiteral("foil.xdi"), foreignfiles::xdi());
    foreignfiles::writeNexus(folder + QStringLiteral("theirs.nxs"));
}

void TestRunImport::folder()
{
    const QString first = write(1);
    write(2);
    Catalogue runs = catalogue();
    const QStringList files = RunImport::filesBelow(m_dir->filePath(QStringLiteral("data")));
    QCOMPARE(files.size(), 2);
    for (const QString& file : files)
        QCOMPARE(added(runs, file), std::pair(1, 0));
    for (const QString& file : files)
        QCOMPARE(added(runs, file), std::pair(0, 1));
    QCOMPARE(runs.count().value(), 2);
    const auto run = runs.summary(first);
    QVERIFY(run);
    QVERIFY(run.value().imported);
    QCOMPARE(run.value().file, files.front());
    QCOMPARE(run.value().exitStatus, QStringLiteral("success"));
    QCOMPARE(run.value().pointsDone, 3);
    QCOMPARE(run.value().sample, QStringLiteral("iron foil"));
    QCOMPARE(runs.count(QStringLiteral("imported:yes motor:sx column:sc_I0 user:ada points=3 scan:1")).value(), 1);
    // Moved to where another program looks, it is the same run still.
    const QString moved = m_dir->filePath(QStringLiteral("moved.h5"));
    QVERIFY(QFile::rename(files.front(), moved));
    QCOMPARE(added(runs, moved), std::pair(0, 1));
}

void TestRunImport::ofOtherPrograms_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("count");
    QTest::addColumn<QStringList>("queries"); // each finds one of them
    QTest::newRow("MDA") << QStringLiteral("scan_0017.mda") << 1
                         << QStringList{QStringLiteral(
                                "scan:17 on:2025-11-13 points=3 motor:\"X:m1.VAL\" \"X:ring\"=101.5 program:savedata")};
    QTest::newRow("SPEC without a suffix")
        << QStringLiteral("alignment") << 2
        << QStringList{QStringLiteral("scan:1 plan:ascan motor:mu points=3 dwell=0.5 nu=2.5 det"),
               QStringLiteral("scan:2 plan:mesh motor:nu points=4 program:spec")};
    QTest::newRow("stepscan") << QStringLiteral("foil.xdi") << 1
                              << QStringList{QStringLiteral("points=2 motor:energy on:2025-11-13 program:stepscan")};
    QTest::newRow("NeXus") << QStringLiteral("theirs.nxs") << 2
                           << QStringList{QStringLiteral(
                                              "scan:1 fly th points=3 motor:th on:2019-03-05 status:success,unknown"),
                                  QStringLiteral("scan:2 points=6 motor:y motor:x column:det")};
}

/// A file of somebody else: its runs can be found, opened and exported, the file stays as it is.
void TestRunImport::ofOtherPrograms()
{
    QFETCH(QString, file);
    QFETCH(int, count);
    QFETCH(QStringList, queries);
    writeForeign();
    const QString path = m_dir->filePath(QStringLiteral("theirs/") + file);
    const auto bytes = contents(path);
    Catalogue runs = catalogue();
    QCOMPARE(added(runs, path), std::pair(count, 0));
    QCOMPARE(added(runs, path), std::pair(0, count == 1 ? 1 : count));
    QCOMPARE(runs.count().value(), count);
    for (const QString& query : queries) {
        const auto found = runs.runs({query, 10, {}});
        QVERIFY(found);
        QVERIFY2(found.value().size() == 1, qPrintable(query));
        const storage::RunSummary& run = found.value().front();
        QVERIFY(run.imported && run.exitStatus != QLatin1String("fail"));
        const auto data = storage::RunFiles::read(run.file);
        QVERIFY2(data.ok(), data ? "" : qPrintable(data.error().message));
        QCOMPARE(data.value().uid, run.uid);
        QCOMPARE(static_cast<int>(data.value().times.size()), run.pointsDone);
        const auto verified = storage::RunVerifier::verify(run);
        QVERIFY2(verified.problems.isEmpty(), qPrintable(verified.text()));
        QVERIFY2(verified.text().contains(QStringLiteral("of another program: readable")), qPrintable(verified.text()));
    }
    QCOMPARE(contents(path), bytes);
    // Nobody's process is behind it: nothing to finish.
    const auto recovered = runs.recover([](const QString&, const scans::RunStop&) { return Catalogue::FileEnd{}; });
    QVERIFY(recovered && recovered.value().empty());
}

/// What is made of it can be written into a file of ours, and read back with the same numbers.
void TestRunImport::exportsOthers()
{
    writeForeign();
    const QString out = m_dir->filePath(QStringLiteral("out"));
    for (const char* name :
        {"theirs/scan_0017.mda", "theirs/alignment#2.1", "theirs/foil.xdi", "theirs/theirs.nxs#entry2"}) {
        const QString address = QFileInfo(m_dir->path()).canonicalFilePath() + QLatin1Char('/') + QLatin1String(name);
        const auto theirs = storage::RunFiles::read(address);
        QVERIFY2(theirs.ok(), theirs ? "" : qPrintable(theirs.error().message));
        storage::NexusWriter writer(out, QStringLiteral("{uid}.h5"), {});
        const auto done = storage::RunFiles::replay(
            address, [&writer](const scans::Document& document) { return writer.consume(document); });
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().message));
        QVERIFY(writer.flush());
        const auto ours = storage::RunReader::read(out + QStringLiteral("/%1.h5").arg(theirs.value().uid));
        QVERIFY2(ours.ok(), ours ? "" : qPrintable(ours.error().message));
        QCOMPARE(ours.value().gridShape, theirs.value().gridShape);
        QCOMPARE(ours.value().scanId, theirs.value().scanId);
        for (const storage::RunColumn& column : theirs.value().columns) {
            const storage::RunColumn* same = ours.value().column(storage::h5::linkName(column.name));
            QVERIFY2(same != nullptr, qPrintable(column.name));
            QCOMPARE(same->values, column.values);
        }
    }
}

/// The same scan as a run file and as SPEC file is one run, and the run file says more of it.
void TestRunImport::ourOwnCopies()
{
    const QString uid = write(1);
    foreignfiles::save(m_dir->filePath(QStringLiteral("data/a.spec")),
        foreignfiles::spec().replace("#N 3\n#L mu  E", "#C uid = " + uid.toUtf8() + "\n#N 3\n#L mu  E"));
    Catalogue runs = catalogue();
    for (const QString& file : RunImport::filesBelow(m_dir->filePath(QStringLiteral("data"))))
        added(runs, file);
    QCOMPARE(runs.count().value(), 2); // and the mesh of the SPEC file
    const auto run = runs.summary(uid);
    QVERIFY(run && run.value().file.endsWith(QLatin1String(".h5")));
}

/// What has no runs is passed over; what should have some and cannot be read is told by name, and leaves nothing behind.
void TestRunImport::unreadable()
{
    const auto save = [this](const char* name, const QByteArray& bytes) {
        const QString path = m_dir->filePath(QLatin1String(name));
        foreignfiles::save(path, bytes);
        return path;
    };
    Catalogue runs = catalogue();
    const QString half = save("half.mda", foreignfiles::mda().left(100));
    for (const QString& path : {save("broken.h5", "no HDF5"), save("empty.mda", {}), half}) {
        const auto done = RunImport(runs).add(path);
        QVERIFY2(!done, qPrintable(path));
        QVERIFY2(done.error().message.contains(QFileInfo(path).fileName()), qPrintable(done.error().message));
    }
    const QString frames = m_dir->filePath(QStringLiteral("frames.h5"));
    foreignfiles::writeFrames(frames);
    const QString endless = m_dir->filePath(QStringLiteral("endless.h5"));
    foreignfiles::writeEndless(endless);
    for (const QString& path : {save("notes.txt", "no runs"), save("picture.png", "\x89PNG"), frames, endless})
        QCOMPARE(added(runs, path), std::pair(0, 0));
    QCOMPARE(runs.count().value(), 0);
}

/// A SPEC file grows: what is new comes at the next time.
void TestRunImport::appended()
{
    const QString path = m_dir->filePath(QStringLiteral("growing"));
    const QByteArray all = foreignfiles::spec();
    foreignfiles::save(path, all.left(all.indexOf("#S 2")));
    Catalogue runs = catalogue();
    QCOMPARE(added(runs, path), std::pair(1, 0));
    foreignfiles::save(path, all);
    QCOMPARE(added(runs, path), std::pair(1, 1));
}

/// A file with very many scans is not one transaction, for which a running scan would have to wait: what stands before an error
/// of the catalogue is there, and the rest comes at the next time.
void TestRunImport::manyScans()
{
    constexpr int scans = 450;
    QByteArray text;
    for (int number = 1; number <= scans; ++number)
        text += "#S " + QByteArray::number(number) + " ascan th 0 1 1 1\n#N 2\n#L th  det\n0 1\n1 2\n\n";
    const QString path = m_dir->filePath(QStringLiteral("many.spec"));
    foreignfiles::save(path, text);
    Catalogue runs = catalogue();
    const auto change = storage::openCatalogueDatabase(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(change.ok());
    QVERIFY(change.value().exec(QStringLiteral("CREATE TRIGGER full BEFORE INSERT ON runs WHEN new.scan_id = 350 BEGIN"
                                               " SELECT raise(ABORT, 'full'); END")));
    QVERIFY(!RunImport(runs).add(path));
    QCOMPARE(runs.count().value(), 300);
    QVERIFY(change.value().exec(QStringLiteral("DROP TRIGGER full")));
    QCOMPARE(added(runs, path), std::pair(scans - 300, 300));
    QCOMPARE(added(runs, path), std::pair(0, scans));
    QCOMPARE(runs.count().value(), scans);
}

/// Other data are other runs, though number, command, and for NeXus the names are the same; a copy is the same run.
void TestRunImport::sameNames()
{
    const auto path = [this](const char* name) { return m_dir->filePath(QLatin1String(name)); };
    const QByteArray header("#S 1 ascan th 0 1 1 1\n#D Fri Nov 20 14:00:00 2026\n#N 2\n#L th  det\n");
    foreignfiles::save(path("monday.spec"), header + "0 11\n1 12\n");
    foreignfiles::save(path("copy.spec"), header + "0 11\n1 12\n");
    foreignfiles::save(path("tuesday.spec"), QByteArray(header).replace("Nov 20", "Oct 10") + "0 11\n1 12\n");
    foreignfiles::save(path("other.spec"), header + "0 77\n1 78\n");
    foreignfiles::save(path("a/none"), {});
    foreignfiles::save(path("b/none"), {});
    foreignfiles::save(path("c/none"), {});
    foreignfiles::writeNexus(path("a/scan.nxs"));
    foreignfiles::writeNexus(path("b/scan.nxs"), 5);
    foreignfiles::writeNexus(path("c/scan.nxs"));
    Catalogue runs = catalogue();
    for (const char* fresh : {"monday.spec", "tuesday.spec", "other.spec"})
        QCOMPARE(added(runs, path(fresh)), std::pair(1, 0));
    for (const char* fresh : {"a/scan.nxs", "b/scan.nxs"})
        QCOMPARE(added(runs, path(fresh)), std::pair(2, 0));
    for (const char* known : {"monday.spec", "tuesday.spec", "copy.spec"})
        QCOMPARE(added(runs, path(known)), std::pair(0, 1));
    for (const char* known : {"a/scan.nxs", "b/scan.nxs", "c/scan.nxs"})
        QCOMPARE(added(runs, path(known)), std::pair(0, 2));
}

/// A scan that gets points and a comment stays the same run, in a copy too.
void TestRunImport::grownScan()
{
    const QByteArray begun("#S 1 ascan th 0 1 2 1\n#N 2\n#L th  det\n@A 1 2 \\\n 3\n0 11\n");
    const QString path = m_dir->filePath(QStringLiteral("grows.spec"));
    const QString copy = m_dir->filePath(QStringLiteral("copy.spec"));
    foreignfiles::save(path, begun);
    Catalogue runs = catalogue();
    QCOMPARE(added(runs, path), std::pair(1, 0));
    QCOMPARE(runs.count(QStringLiteral("scan:1 points=1 status:success")).value(), 1);
    for (const QString& each : {path, copy}) {
        foreignfiles::save(each, begun + "1 12\n#C aborted\n\n#S 2 ascan th 0 1 2 1\n#N 2\n#L th  det\n0 1\n");
        QCOMPARE(added(runs, each), each == path ? std::pair(1, 1) : std::pair(0, 2));
    }
    QCOMPARE(runs.count(QStringLiteral("scan:1 points=2 status:abort")).value(), 1);
}

/// A run that was imported too early is completed by the next import; what people said of it stays.
void TestRunImport::stillBeingWritten()
{
    storage::NexusWriter writer(m_dir->filePath(QStringLiteral("data")), QStringLiteral("{scan_id:03d}.h5"), {});
    const testruns::LineScan scan(5, 1);
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary, scan.point(1)}));
    const QString path = RunImport::filesBelow(m_dir->filePath(QStringLiteral("data"))).value(0);
    Catalogue runs = catalogue();
    QCOMPARE(added(runs, path), std::pair(1, 0));
    QVERIFY(runs.marks().setVerified(scan.start->uid, storage::Verified::Damaged, QStringLiteral("It has no end")));
    QVERIFY(runs.marks().addTag(scan.start->uid, QStringLiteral("good")));
    QCOMPARE(runs.count(QStringLiteral("status:unknown points=1 verified:damaged")).value(), 1);
    QVERIFY(testruns::feed(
        writer, {scan.point(2), scan.point(3), scan.point(4), scan.point(5), testruns::stop(scan.start, 5)}));
    QCOMPARE(added(runs, path), std::pair(0, 1));
    const auto run = runs.summary(scan.start->uid);
    QVERIFY(run);
    QCOMPARE(run.value().exitStatus, QStringLiteral("success"));
    QCOMPARE(run.value().pointsDone, 5);
    QCOMPARE(run.value().verified, storage::Verified::Unknown);
    QCOMPARE(runs.count(QStringLiteral("status:success points=5 tag:good column:sc_I0")).value(), 1);
    QCOMPARE(runs.count(QStringLiteral("verified:damaged")).value(), 0);
    QCOMPARE(added(runs, path), std::pair(0, 1));
}

QTEST_GUILESS_MAIN(TestRunImport)
#include "tst_runimport.moc"
