#include "tests/scans/enginetests.h"

#include "scans/engine/replay.h"

#include <thread>

using namespace enginetests;

namespace {

/// Two runs, as a live consumer has got them.
std::deque<Document> stored(int points)
{
    Session session;
    session.detector("d");
    session.motor("x");
    const bool good = session.run(session.plan("count", countParameters(points))).success
        && session.run(session.plan("scan", scanParameters(0, 1, points - 1))).success;
    return good ? session.documents() : std::deque<Document>();
}

DocumentQueuePtr makeQueue(Service service, std::size_t capacity)
{
    return std::make_shared<DocumentQueue>(QStringLiteral("listener"), service, capacity);
}

/// Takes everything on a thread of its own.
class Listener
{
public:
    explicit Listener(DocumentQueuePtr queue)
        : m_queue(std::move(queue))
        , m_thread([this](const std::stop_token& over) {
            while (!over.stop_requested())
                take();
        })
    {
    }
    std::deque<Document> all()
    {
        m_thread.request_stop();
        m_thread.join();
        take();
        return m_documents;
    }

private:
    void take()
    {
        for (Document& document : m_queue->pop(std::chrono::steady_clock::now() + 1ms))
            m_documents.push_back(std::move(document));
    }

    DocumentQueuePtr m_queue;
    std::deque<Document> m_documents;
    std::jthread m_thread; // last: everything is there when it begins
};

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyGetsWhatALiveRunGives_data();
    void everybodyGetsWhatALiveRunGives();
    void kindsAndLifetimesHold();
    void factoriesSeeEachRun();
    void displayThatTakesNothingHoldsNobody();
    void failingConsumerIsTheError();
    void canBeStopped();
};

void TestReplay::everybodyGetsWhatALiveRunGives_data()
{
    QTest::addColumn<bool>("lossy");
    QTest::newRow("lossless") << false;
    QTest::newRow("display") << true;
}

void TestReplay::everybodyGetsWhatALiveRunGives()
{
    QFETCH(bool, lossy);
    const auto documents = stored(40);
    const auto queue = makeQueue(lossy ? Service::Lossy : Service::Lossless, 3);
    Listener listener(queue);
    Replay replay;
    replay.subscribe(queue);
    // Any range: here one that is not stored anywhere.
    const std::vector<Document> range(documents.begin(), documents.end());
    const auto fed = replay.run(range);
    QVERIFY(fed.ok());
    const auto heard = listener.all();
    QCOMPARE(outline(heard), outline(documents));
    QVERIFY(heard == documents); // the very same ones
    QVERIFY(queue->counters().highWater <= 3);
}

void TestReplay::kindsAndLifetimesHold()
{
    const auto documents = stored(3);
    const auto ends = makeQueue(Service::Lossless, 100);
    const auto first = makeQueue(Service::Lossless, 100);
    Replay replay;
    replay.subscribe(ends, {StartDocuments | StopDocuments, Lifetime::ForGood});
    replay.subscribe(first, {EveryDocument, Lifetime::Run});
    QVERIFY(replay.run(documents).ok());
    QCOMPARE(outline(ends->pop()), split("start stop:success start stop:success"));
    QCOMPARE(outline(first->pop()),
        split("start descriptor:primary event:primary:1 event:primary:2 event:primary:3 stop:success"));
    // Once more: whoever was there for a run is gone.
    QVERIFY(replay.run(documents).ok());
    QCOMPARE(ends->pop().size(), std::size_t{4});
    QVERIFY(first->pop().empty());
}

void TestReplay::factoriesSeeEachRun()
{
    const auto documents = stored(2);
    std::vector<DocumentQueuePtr> made;
    QStringList plans;
    Replay replay;
    replay.addConsumers([&](const RunStart& start) -> std::vector<DocumentQueuePtr> {
        plans << start.metadata.value(QStringLiteral("plan_name")).toString();
        made.push_back(makeQueue(Service::Lossless, 100));
        return {made.back()};
    });
    QVERIFY(replay.run(documents).ok());
    QCOMPARE(plans, split("count scan"));
    for (const DocumentQueuePtr& queue : made)
        QCOMPARE(outline(queue->pop()), split("start descriptor:primary event:primary:1 event:primary:2 stop:success"));
}

void TestReplay::displayThatTakesNothingHoldsNobody()
{
    const auto documents = stored(30);
    const auto hung = makeQueue(Service::Lossy, 2);
    const auto writer = makeQueue(Service::Lossless, 1000);
    Replay replay;
    replay.subscribe(hung);
    replay.subscribe(writer);
    QVERIFY(replay.run(documents).ok());
    QCOMPARE(writer->pop().size(), documents.size());
    QVERIFY(hung->counters().dropped > 0);
}

void TestReplay::failingConsumerIsTheError()
{
    const auto documents = stored(30);
    const auto writer = makeQueue(Service::Lossless, 2);
    writer->fail({ErrorCode::Io, QStringLiteral("the disk is full"), {}});
    Replay replay;
    replay.subscribe(writer);
    const auto fed = replay.run(documents);
    QVERIFY(!fed.ok());
    QCOMPARE(fed.error().message, QStringLiteral("listener failed: the disk is full"));
    QCOMPARE(fed.error().code, ErrorCode::Io);
}

void TestReplay::canBeStopped()
{
    const auto documents = stored(30);
    const auto writer = makeQueue(Service::Lossless, 2); // that nobody empties
    Replay replay;
    replay.subscribe(writer);
    std::stop_source source;
    std::jthread impatient([&] {
        while (writer->counters().waiting < 2)
            std::this_thread::yield();
        source.request_stop();
    });
    const auto fed = replay.run(documents, source.get_token());
    QVERIFY(!fed.ok());
    QCOMPARE(fed.error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
