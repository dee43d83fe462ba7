// Files that a dead process left are ended where they are when they are too large to be copied.

#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/orphan.h"
#include "storage/nexus/runreader.h"
#include "storage/nexus/runreplay.h"
#include "tests/storage/testruns.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

/// As a kill in the middle of writing a chunk leaves it: what is behind the rows is another, and so the sum is wrong.
static void tear(const QString& path, const char* name)
{
    haddr_t address = 0;
    hsize_t size = 0;
    {
        const storage::h5::Handle file = storage::h5::openToRead(path);
        const storage::h5::Handle dataset = storage::h5::open(file.id(), QString::fromLatin1(name));
        hsize_t offset[2]{};
        unsigned skipped = 0;
        const storage::h5::Handle space(H5Dget_space(dataset.id()));
        QVERIFY(H5Dget_chunk_info(dataset.id(), space.id(), 0, offset, &skipped, &address, &size) >= 0);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly));
    QVERIFY(file.seek(static_cast<qint64>(address + size) - 12));
    QCOMPARE(file.write("\x55\x55\x55\x55", 4), 4);
}

class TestOrphan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ended_data();
    void ended();
};

void TestOrphan::ended_data()
{
    QTest::addColumn<qint64>("size"); // of the file at least
    QTest::addColumn<bool>("frames");
    QTest::addColumn<bool>("torn");
    const qint64 large = qint64{300} * 1024 * 1024;
    QTest::newRow("copied") << qint64{0} << false << false;
    QTest::newRow("in place") << large << false << false;
    QTest::newRow("frames, copied") << qint64{0} << true << false;
    QTest::newRow("frames, in place") << large << true << false;
    QTest::newRow("torn chunks, copied") << qint64{0} << false << true;
    QTest::newRow("torn chunks, in place") << large << false << true;
}

void TestOrphan::ended()
{
    QFETCH(qint64, size);
    QFETCH(bool, frames);
    QFETCH(bool, torn);
    const QTemporaryDir dir;
    const auto start = testruns::start(7, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    devices::DataKey key = testruns::key(QStringLiteral("d"),
        frames ? devices::DataKey::Dtype::Array : devices::DataKey::Dtype::Number, QStringLiteral("d"));
    if (frames)
        key.shape = {300, 200};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), {key});
    std::vector<scans::Document> documents{start, primary};
    for (int n = 1; n <= 12; ++n) {
        const devices::Value frame = devices::makeArray(std::vector<quint16>(300 * 200, static_cast<quint16>(n)));
        documents.emplace_back(testruns::event(primary, n, {frames ? frame : devices::Value(1.5 * n)}));
    }
    storage::NexusWriter writer(dir.path(), QStringLiteral("run.h5"), {});
    QVERIFY(testruns::feed(writer, documents));
    // As the file is now, a process that is killed leaves it.
    const QString dead = dir.filePath(QStringLiteral("dead.h5"));
    QVERIFY(QFile::copy(dir.filePath(QStringLiteral("run.h5")), dead));
    if (QFile(dead).size() < size)
        QVERIFY(QFile::resize(dead, size));

    if (torn) {
        for (const char* name : {"entry/measurement/d", "entry/measurement/time", "entry/measurement/seq_num",
                 "entry/documents/events/primary"})
            tear(dead, name);
        QCOMPARE(storage::RunReplay::all(dead).value().size(), documents.size()); // before anybody mends it
        QVERIFY(storage::RunReader::read(dead).ok());
    }

    scans::RunStop stop;
    stop.uid = QStringLiteral("51");
    stop.runStart = start->uid;
    stop.time = devices::now();
    stop.exitStatus = QStringLiteral("fail");
    stop.reasonCode = QStringLiteral("process_ended");
    for (int again = 0; again < 2; ++again) { // that may have been cut short as well
        const auto end = storage::finishOrphan(dead, stop);
        QVERIFY2(end.ok(), end ? "" : qPrintable(end.error().message));
        QCOMPARE(end.value().points, 12);
    }
    const auto all = storage::RunReplay::all(dead);
    QVERIFY2(all.ok(), all ? "" : qPrintable(all.error().message));
    QCOMPARE(all.value().size(), documents.size() + 1);
    for (std::size_t i = 2; i < documents.size(); ++i) {
        const auto& event = *std::get<scans::EventPtr>(documents[i]);
        const auto& read = *std::get<scans::EventPtr>(all.value()[i]);
        QCOMPARE(read.uid, event.uid);
        QVERIFY(devices::equal(read.data.at(0).value, event.data.at(0).value));
    }
    QCOMPARE(std::get<scans::RunStopPtr>(all.value().back())->reasonCode, QStringLiteral("process_ended"));
    QDirIterator left(dir.path(), {QStringLiteral("*.edit")});
    QVERIFY(!left.hasNext());
}

QTEST_GUILESS_MAIN(TestOrphan)
#include "tst_orphan.moc"
