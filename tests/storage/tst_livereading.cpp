// Programs read the file of a run while it grows: the window's own threads through the same HDF5 library, others beside it.

#include "storage/nexus/runreplay.h"
#include "storage/storage.h"
#include "tests/storage/testruns.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using storage::RunReader;
using storage::RunReplay;
using storage::Storage;

namespace {

/// What a reader found wrong; empty while all is well.
class Reader
{
public:
    Reader(QString path, int points)
        : m_path(std::move(path))
        , m_points(points)
        , m_thread([this] { work(); })
    {
    }
    ~Reader() { stop(); }

    void stop()
    {
        m_quit = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    QString trouble() const { return m_trouble; }
    int reads() const { return m_reads; }

private:
    void work()
    {
        while (!m_quit && m_trouble.isEmpty()) {
            m_trouble = m_reads % 2 == 0 ? readDocuments() : readColumns();
            ++m_reads;
        }
    }

    QString readDocuments()
    {
        int points = 0;
        QString wrong;
        const auto done = RunReplay::forEach(m_path, [&](const scans::Document& document) {
            const auto* event = std::get_if<scans::EventPtr>(&document);
            if (event != nullptr && (*event)->descriptor->name == QLatin1String("primary")) {
                ++points;
                const auto& data = (*event)->data;
                if ((*event)->seqNum != points || data.size() != 3
                    || devices::toInteger(data[2].value) != testruns::LineScan::counts(points))
                    wrong = QStringLiteral("event %1 is not what was measured: number %2, %3 values, %4")
                                .arg(points)
                                .arg((*event)->seqNum)
                                .arg(data.size())
                                .arg(data.empty() ? QString() : devices::toText(data.back().value));
            }
            return devices::Result<void>();
        });
        return done ? (wrong.isEmpty() ? judge(points) : wrong) : done.error().message;
    }

    QString readColumns()
    {
        const auto run = RunReader::read(m_path);
        if (!run)
            return run.error().message;
        const storage::RunColumn* counts = nullptr;
        for (const storage::RunColumn& column : run.value().columns)
            counts = column.counts ? &column : counts;
        if (counts == nullptr)
            return QStringLiteral("the counts are missing");
        for (std::size_t row = 0; row < counts->values.size(); ++row) {
            if (counts->values[row] != static_cast<double>(testruns::LineScan::counts(static_cast<int>(row) + 1)))
                return QStringLiteral("row %1 of %2 is not what was measured").arg(row).arg(counts->values.size());
        }
        return judge(static_cast<int>(run.value().times.size()));
    }

    QString judge(int points)
    {
        if (points < m_seen || points > m_points)
            return QStringLiteral("%1 points after %2").arg(points).arg(m_seen);
        m_seen = points;
        return {};
    }

    const QString m_path;
    const int m_points;
    int m_seen = 0;
    std::atomic<bool> m_quit = false;
    std::atomic<int> m_reads = 0;
    QString m_trouble; ///< of the thread until it is joined
    std::thread m_thread;
};

} // namespace

class TestLiveReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inTheSameProgram();
};

void TestLiveReading::inTheSameProgram()
{
    const QTemporaryDir dir;
    storage::StorageOptions options;
    options.outputFolder = dir.filePath(QStringLiteral("runs"));
    options.databaseFolder = dir.filePath(QStringLiteral("db"));
    options.flushPeriod = std::chrono::milliseconds(5);
    const auto storage = std::move(Storage::open(options)).value();
    const auto queue = storage->documentQueue();
    const auto push = [&queue](const scans::Document& document) {
        while (!queue->push(document) && !queue->failure())
            queue->waitForRoom(std::chrono::steady_clock::now() + std::chrono::seconds(1));
    };
    const testruns::LineScan scan(30'000);
    push(scan.start);
    push(scan.primary);
    std::vector<std::unique_ptr<Reader>> readers;
    for (int n = 1; n <= scan.points; ++n) {
        push(scan.point(n));
        if (n == 1) {
            QVERIFY(storage->drain(std::chrono::seconds(30)));
            const QString file = storage->catalogue().run(scan.start->uid).value().summary.file;
            for (int i = 0; i < 3; ++i)
                readers.push_back(std::make_unique<Reader>(file, scan.points));
        }
        if (n % 3'000 == 0) { // a stream nobody knew of: the file is closed for a moment
            const auto late = testruns::descriptor(scan.start, QStringLiteral("late_%1").arg(n),
                {testruns::key(QStringLiteral("t"), devices::DataKey::Dtype::Number, QStringLiteral("t"))});
            push(late);
            push(testruns::event(late, 1, {1.5}));
        }
    }
    const auto drained = storage->drain(std::chrono::seconds(60));
    for (const auto& reader : readers) {
        QTRY_VERIFY_WITH_TIMEOUT(reader->reads() > 4, 60'000);
        reader->stop();
        QVERIFY2(reader->trouble().isEmpty(), qPrintable(reader->trouble()));
    }
    QVERIFY2(drained.ok(), drained ? "" : qPrintable(drained.error().message));
    push(testruns::stop(scan.start, scan.points));
    QVERIFY(storage->drain(std::chrono::seconds(60)));
    QCOMPARE(storage->catalogue().run(scan.start->uid).value().summary.exitStatus, QStringLiteral("success"));
}

QTEST_GUILESS_MAIN(TestLiveReading)
#include "tst_livereading.moc"
