#include "storage/catalogue/runimport.h"
#include "storage/nexus/nexuswriter.h"
#include "tests/storage/testruns.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using storage::Catalogue;
using storage::RunImport;

class TestRunImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folder();
    void ofAnotherReader();
    void unreadable();

private:
    QString write(int number);
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

void TestRunImport::folder()
{
    const QString first = write(1);
    write(2);
    Catalogue runs = catalogue();
    RunImport import(runs);
    const QStringList files = RunImport::filesBelow(m_dir->path());
    QCOMPARE(files.size(), 2);
    for (const QString& file : files) {
        const auto added = import.add(file);
        QVERIFY2(added.ok(), added ? "" : qPrintable(added.error().message));
        QVERIFY(added.value());
    }
    for (const QString& file : files)
        QCOMPARE(import.add(file).value(), false);
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
    QCOMPARE(import.add(moved).value(), false);
}

/// A file of somebody else says little of its run.
void TestRunImport::ofAnotherReader()
{
    QFile file(m_dir->filePath(QStringLiteral("theirs.nxs")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Catalogue runs = catalogue();
    RunImport import(runs, [](const QString& path) -> devices::Result<storage::RunData> {
        storage::RunData run;
        run.path = path;
        run.title = QStringLiteral("ascan th 1 2 10 1");
        run.startTime = QStringLiteral("2019-03-05T10:00:00");
        run.columns.push_back({QStringLiteral("th"), {}, {}, {}, {}, {1, 2, 3}, {}, false, false});
        run.axes.push_back({QStringLiteral("th"), {}, {}, {}});
        run.positions.push_back({QStringLiteral("energy"), QStringLiteral("keV"), 8.9, {}, {}, {}});
        return run;
    });
    const QString path = RunImport::filesBelow(m_dir->path()).front();
    QVERIFY(import.add(path).value());
    QCOMPARE(import.add(path).value(), false);
    QCOMPARE(runs.count(QStringLiteral("on:2019-03-05 status:unknown energy=8.9 motor:th points=3 ascan")).value(), 1);
    // Nobody's process is behind it: nothing to finish.
    const auto recovered = runs.recover([](const QString&, const scans::RunStop&) { return Catalogue::FileEnd{}; });
    QVERIFY(recovered && recovered.value().empty());
}

void TestRunImport::unreadable()
{
    QFile file(m_dir->filePath(QStringLiteral("broken.h5")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no HDF5") == 7);
    file.close();
    Catalogue runs = catalogue();
    const auto added = RunImport(runs).add(file.fileName());
    QVERIFY(!added);
    QVERIFY2(added.error().message.contains(QStringLiteral("broken.h5")), qPrintable(added.error().message));
    QCOMPARE(runs.count().value(), 0);
}

QTEST_GUILESS_MAIN(TestRunImport)
#include "tst_runimport.moc"
