#include "storage/writerthread.h"
#include "tests/storage/testruns.h"

#include <QTest>

#include <future>
#include <mutex>
#include <semaphore>

using devices::Error;
using devices::ErrorCode;
using devices::Result;
using namespace std::chrono_literals;

namespace {

/// What the fake consumer was asked, seen from the test's thread.
struct Log
{
    std::mutex mutex;
    QStringList calls;

    void add(const QString& call)
    {
        const std::scoped_lock lock(mutex);
        calls << call;
    }
    QStringList all()
    {
        const std::scoped_lock lock(mutex);
        return calls;
    }
};

class FakeConsumer : public storage::DocumentConsumer
{
public:
    FakeConsumer(Log& log, std::function<Result<void>(const scans::Document&)> react, bool essential = true)
        : m_log(log)
        , m_react(std::move(react))
        , m_essential(essential)
    {
    }

    bool essential() const override { return m_essential; }

    QString name() const override { return QStringLiteral("fake"); }
    Result<void> consume(const scans::Document& document) override
    {
        const auto* event = std::get_if<scans::EventPtr>(&document);
        m_log.add(event == nullptr ? scans::documentName(document) : QString::number((*event)->seqNum));
        return m_react ? m_react(document) : Result<void>();
    }
    Result<void> flush() override
    {
        m_log.add(QStringLiteral("flush"));
        return {};
    }
    void abandon(const Error& reason) override { m_log.add(QStringLiteral("abandon: ") + reason.message); }

private:
    Log& m_log;
    const std::function<Result<void>(const scans::Document&)> m_react;
    const bool m_essential;
};

storage::WriterThread::MakeConsumers one(Log& log, std::function<Result<void>(const scans::Document&)> react = {})
{
    return [&log, react = std::move(react)](storage::WriterThread&) -> Result<storage::WriterThread::Consumers> {
        storage::WriterThread::Consumers consumers;
        consumers.push_back(std::make_unique<FakeConsumer>(log, react));
        return consumers;
    };
}

QStringList withoutFlushes(QStringList calls)
{
    calls.removeAll(QStringLiteral("flush"));
    return calls;
}

const std::chrono::seconds patience{30};

} // namespace

class TestWriterThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inOrderAndFlushed();
    void flushedBeforeIdle();
    void everythingWaitingIsWrittenAtTheEnd();
    void openRunsAreAbandonedAtTheEnd();
    void failingConsumer();
    void runGoesOnWithoutWhatIsNotEssential();
    void consumersThatCannotBeMade();
    void backPressure();
    void memoryIsBounded();
    void waitsWhileNothingCanBeWritten();
    void waitsForALockedCatalogue();
    void writesWhatItCanAtTheEnd();
    void errorsWithRoomStopTheRun();
    void queueOutlivesTheWriter();
};

void TestWriterThread::inOrderAndFlushed()
{
    Log log;
    storage::WriterThread writer(one(log));
    for (const scans::Document& document : testruns::LineScan(3).documents())
        QVERIFY(writer.queue()->push(document));
    QVERIFY(writer.drain(patience));
    QCOMPARE(withoutFlushes(log.all()),
        (QStringList{QStringLiteral("start"), QStringLiteral("descriptor"), QStringLiteral("1"), QStringLiteral("2"),
            QStringLiteral("3"), QStringLiteral("stop")}));
    QCOMPARE(log.all().constLast(), QStringLiteral("flush"));
}

void TestWriterThread::flushedBeforeIdle()
{
    Log log;
    storage::WriterThread writer(one(log));
    const testruns::LineScan scan(3);
    QVERIFY(writer.queue()->push(scan.start));
    QTRY_COMPARE(log.all(), (QStringList{QStringLiteral("start"), QStringLiteral("flush")})); // without being asked
}

void TestWriterThread::everythingWaitingIsWrittenAtTheEnd()
{
    Log log;
    {
        storage::WriterThread writer(one(log));
        for (const scans::Document& document : testruns::LineScan(100).documents())
            QVERIFY(writer.queue()->push(document));
    }
    QCOMPARE(withoutFlushes(log.all()).mid(0, 103).constLast(), QStringLiteral("stop"));
}

void TestWriterThread::openRunsAreAbandonedAtTheEnd()
{
    Log log;
    {
        storage::WriterThread writer(one(log));
        QVERIFY(writer.queue()->push(testruns::LineScan(1).start));
    }
    QVERIFY(log.all().constLast().startsWith(QStringLiteral("abandon: ")));
}

void TestWriterThread::failingConsumer()
{
    Log log;
    std::promise<storage::WriterStatus> told;
    storage::WriterThread writer(one(log, [](const scans::Document& document) -> Result<void> {
        const auto* event = std::get_if<scans::EventPtr>(&document);
        if (event != nullptr && (*event)->seqNum == 2)
            return Error{ErrorCode::Io, QStringLiteral("No space left on device"), {}};
        return {};
    }));
    writer.setListener([&told, once = false](const storage::WriterStatus& status) mutable {
        if (!status.error.isEmpty() && !std::exchange(once, true))
            told.set_value(status);
    });
    const testruns::LineScan scan(5);
    for (const scans::Document& document : scan.documents()) {
        if (!writer.queue()->push(document))
            break; // as the engine would: stop
    }
    auto status = told.get_future();
    QVERIFY(status.wait_for(patience) == std::future_status::ready);
    QCOMPARE(status.get().error, QStringLiteral("No space left on device"));
    const auto drained = writer.drain(patience);
    QVERIFY(!drained);
    QCOMPARE(drained.error().source, QStringLiteral("fake"));
    QVERIFY(writer.queue()->failure().has_value());
    QVERIFY(!writer.queue()->push(scan.point(5)));
    QCOMPARE(withoutFlushes(log.all()).mid(0, 5),
        (QStringList{QStringLiteral("start"), QStringLiteral("descriptor"), QStringLiteral("1"), QStringLiteral("2"),
            QStringLiteral("abandon: No space left on device")}));
    QCOMPARE(withoutFlushes(log.all()).size(), 5); // nothing of that run any more

    // The engine clears the failure when it starts the next run, which is tried anew.
    writer.queue()->clearFailure();
    for (const scans::Document& document : testruns::LineScan(1).documents())
        QVERIFY(writer.queue()->push(document));
    QVERIFY(writer.drain(patience));
    QCOMPARE(withoutFlushes(log.all()).mid(5),
        (QStringList{
            QStringLiteral("start"), QStringLiteral("descriptor"), QStringLiteral("1"), QStringLiteral("stop")}));
}

void TestWriterThread::runGoesOnWithoutWhatIsNotEssential()
{
    Log extra;
    Log log;
    storage::WriterThread writer([&](storage::WriterThread&) -> Result<storage::WriterThread::Consumers> {
        storage::WriterThread::Consumers consumers;
        const auto refuses = [](const scans::Document& document) -> Result<void> {
            const auto* event = std::get_if<scans::EventPtr>(&document);
            if (event != nullptr && (*event)->seqNum == 2)
                return Error{ErrorCode::NotSupported, QStringLiteral("no such pixels"), {}};
            return {};
        };
        consumers.push_back(std::make_unique<FakeConsumer>(extra, refuses, false));
        consumers.push_back(std::make_unique<FakeConsumer>(log, nullptr));
        return consumers;
    });
    std::mutex mutex;
    QStringList warnings;
    writer.setListener([&](const storage::WriterStatus& status) {
        const std::scoped_lock lock(mutex);
        if (warnings.isEmpty() || warnings.constLast() != status.warning)
            warnings << status.warning;
    });
    for (const scans::Document& document : testruns::LineScan(3).documents())
        QVERIFY(writer.queue()->push(document));
    QVERIFY(writer.drain(patience));
    QVERIFY(!writer.queue()->failure());
    QCOMPARE(withoutFlushes(log.all()).size(), 6); // everything
    QVERIFY(withoutFlushes(extra.all()).contains(QStringLiteral("abandon: no such pixels")));
    for (const scans::Document& document : testruns::LineScan(1).documents())
        QVERIFY(writer.queue()->push(document));
    QVERIFY(writer.drain(patience));
    const std::scoped_lock lock(mutex);
    QCOMPARE(warnings.size(), 3); // none, this run's, none with the next
    QVERIFY2(warnings.at(1).contains(QStringLiteral("no such pixels")), qPrintable(warnings.at(1)));
    QVERIFY(warnings.constLast().isEmpty());
}

void TestWriterThread::consumersThatCannotBeMade()
{
    Log log;
    bool works = false;
    storage::WriterThread writer([&](storage::WriterThread& self) -> Result<storage::WriterThread::Consumers> {
        if (!std::exchange(works, true))
            return Error{ErrorCode::Refused, QStringLiteral("made by a newer program"), {}};
        return one(log)(self);
    });
    QVERIFY(writer.queue()->push(testruns::LineScan(1).start));
    const auto drained = writer.drain(patience);
    QVERIFY(!drained);
    QCOMPARE(drained.error().message, QStringLiteral("made by a newer program"));
    QCOMPARE(writer.queue()->failure()->message, QStringLiteral("made by a newer program"));
    writer.queue()->clearFailure();
    QVERIFY(writer.queue()->push(testruns::LineScan(1).start));
    QVERIFY(writer.drain(patience));
    QCOMPARE(withoutFlushes(log.all()), QStringList{QStringLiteral("start")});
}

void TestWriterThread::backPressure()
{
    Log log;
    std::counting_semaphore<> permits(0);
    storage::WriterOptions options;
    options.capacity = 4;
    storage::WriterThread writer(one(log,
                                     [&permits](const scans::Document&) -> Result<void> {
                                         permits.acquire();
                                         return {};
                                     }),
        options);
    const testruns::LineScan scan(50);
    const std::vector<scans::Document> documents = scan.documents();
    QVERIFY(writer.queue()->push(documents[0]));
    QTRY_COMPARE(writer.queue()->counters().waiting, 0U); // the writer holds it, and waits
    for (std::size_t i = 1; i <= 4; ++i)
        QVERIFY(writer.queue()->push(documents[i]));
    QVERIFY(!writer.queue()->push(documents[5]));
    QVERIFY(!writer.queue()->failure().has_value());
    permits.release(1000);
    for (std::size_t i = 5; i < documents.size(); ++i) {
        while (!writer.queue()->push(documents[i]))
            QVERIFY(writer.queue()->waitForRoom(std::chrono::steady_clock::now() + patience));
    }
    QVERIFY(writer.drain(patience));
    QCOMPARE(withoutFlushes(log.all()).size(), static_cast<qsizetype>(documents.size()));
    QVERIFY(writer.queue()->counters().highWater <= 4);
}

void TestWriterThread::memoryIsBounded()
{
    Log log;
    std::counting_semaphore<> permits(0);
    storage::WriterOptions options;
    options.capacityBytes = 1024 * 1024;
    storage::WriterThread writer(one(log,
                                     [&permits](const scans::Document&) -> Result<void> {
                                         permits.acquire();
                                         return {};
                                     }),
        options);
    const auto start = testruns::start(1, {});
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(QStringLiteral("cam"), devices::DataKey::Dtype::Array, QStringLiteral("cam"))});
    QVERIFY(writer.queue()->push(start));
    QTRY_COMPARE(writer.queue()->counters().waiting, 0U);
    const auto frame = testruns::event(primary, 1, {devices::makeArray(std::vector<double>(65536))}); // 512 kB
    QVERIFY(writer.queue()->push(frame));
    QVERIFY(writer.queue()->push(frame));
    QVERIFY(!writer.queue()->push(frame));
    QVERIFY(writer.queue()->counters().waitingBytes > 1024 * 1024);
    permits.release(1000);
    QVERIFY(writer.drain(patience));
    QCOMPARE(writer.queue()->counters().waitingBytes, 0U);
}

void TestWriterThread::waitsWhileNothingCanBeWritten()
{
    Log log;
    std::atomic<bool> room = true;
    storage::WriterOptions options;
    options.retryPeriod = std::chrono::milliseconds(1);
    options.ready = [&room](bool) -> Result<void> {
        if (room)
            return {};
        return Error{ErrorCode::Io, QStringLiteral("/data is full"), {}};
    };
    storage::WriterThread writer(one(log,
                                     [&room](const scans::Document& document) -> Result<void> {
                                         const auto* event = std::get_if<scans::EventPtr>(&document);
                                         if (event != nullptr && (*event)->seqNum == 2 && !room)
                                             return Error{ErrorCode::Io, QStringLiteral("write: no space"), {}};
                                         return {};
                                     }),
        options);
    const testruns::LineScan scan(3);
    QVERIFY(writer.queue()->push(scan.start));
    QVERIFY(writer.queue()->push(scan.primary));
    QVERIFY(writer.queue()->push(scan.point(1)));
    QVERIFY(writer.drain(patience));
    room = false;
    QVERIFY(writer.queue()->push(scan.point(2)));
    QTRY_COMPARE(writer.queue()->held(), QStringLiteral("/data is full"));
    QVERIFY(!writer.queue()->push(scan.point(3)));
    QVERIFY(!writer.queue()->failure().has_value());
    std::promise<QString> told;
    writer.setListener([&told, once = false](const storage::WriterStatus& status) mutable {
        if (!std::exchange(once, true))
            told.set_value(status.held);
    });
    QCOMPARE(told.get_future().get(), QStringLiteral("/data is full"));
    room = true;
    QVERIFY(writer.queue()->waitForRoom(std::chrono::steady_clock::now() + patience));
    QVERIFY(writer.queue()->push(scan.point(3)));
    QVERIFY(writer.drain(patience));
    QStringList kept = withoutFlushes(log.all());
    kept.removeDuplicates(); // the second may have been tried in vain
    QCOMPARE(kept,
        (QStringList{QStringLiteral("start"), QStringLiteral("descriptor"), QStringLiteral("1"), QStringLiteral("2"),
            QStringLiteral("3")}));
}

void TestWriterThread::waitsForALockedCatalogue()
{
    Log log;
    std::atomic<int> locked = 5;
    storage::WriterOptions options;
    options.retryPeriod = std::chrono::milliseconds(1);
    options.ready = [](bool) -> Result<void> { return {}; };
    storage::WriterThread writer(one(log,
                                     [&locked](const scans::Document&) -> Result<void> {
                                         if (locked-- > 0)
                                             return Error{ErrorCode::Timeout, QStringLiteral("locked"), {}};
                                         return {};
                                     }),
        options);
    QVERIFY(writer.queue()->push(testruns::LineScan(1).start));
    QVERIFY(writer.drain(patience));
    QVERIFY(!writer.queue()->failure());
    QVERIFY(locked < 0);
}

void TestWriterThread::writesWhatItCanAtTheEnd()
{
    Log full;
    Log fine;
    {
        storage::WriterOptions options;
        options.ready = [](bool) -> Result<void> { return {}; };
        storage::WriterThread writer(
            [&](storage::WriterThread&) -> Result<storage::WriterThread::Consumers> {
                storage::WriterThread::Consumers consumers;
                const auto refuses = [](const scans::Document& document) -> Result<void> {
                    if (std::holds_alternative<scans::EventPtr>(document))
                        return Error{ErrorCode::Io, QStringLiteral("no space"), {}};
                    return {};
                };
                consumers.push_back(std::make_unique<FakeConsumer>(full, refuses));
                consumers.push_back(std::make_unique<FakeConsumer>(fine, nullptr));
                return consumers;
            },
            options);
        const testruns::LineScan scan(3);
        for (const scans::Document& document : scan.documents()) {
            if (!writer.queue()->push(document))
                break; // held
        }
        QTRY_COMPARE(writer.queue()->held(), QStringLiteral("no space"));
    }
    QVERIFY(withoutFlushes(full.all()).contains(QStringLiteral("abandon: no space")));
    QVERIFY(withoutFlushes(fine.all()).contains(QStringLiteral("1"))); // was taken when the program ended
}

void TestWriterThread::errorsWithRoomStopTheRun()
{
    Log log;
    storage::WriterOptions options;
    options.retryPeriod = std::chrono::milliseconds(1);
    options.ready = [](bool) -> Result<void> { return {}; };
    storage::WriterThread writer(one(log,
                                     [](const scans::Document&) -> Result<void> {
                                         return Error{ErrorCode::Io, QStringLiteral("broken"), {}};
                                     }),
        options);
    QVERIFY(writer.queue()->push(testruns::LineScan(1).start));
    const auto drained = writer.drain(patience);
    QCOMPARE(drained.error().message, QStringLiteral("broken"));
    QVERIFY(writer.queue()->failure().has_value());
    QVERIFY(writer.queue()->held().isEmpty());
}

void TestWriterThread::queueOutlivesTheWriter()
{
    Log log;
    scans::DocumentQueuePtr queue;
    {
        storage::WriterThread writer(one(log));
        queue = writer.queue();
    }
    QVERIFY(!queue->push(testruns::LineScan(1).start)); // told, not lost
    QVERIFY(queue->failure().has_value());
}

QTEST_GUILESS_MAIN(TestWriterThread)
#include "tst_writerthread.moc"
