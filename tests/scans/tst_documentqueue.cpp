#include "scans/engine/documentqueue.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace scans;
using namespace std::chrono_literals;

namespace {

Document point(int number)
{
    auto made = std::make_shared<Event>();
    made->seqNum = number;
    return EventPtr(made);
}

Document stop()
{
    return RunStopPtr(std::make_shared<RunStop>());
}

std::vector<int> numbers(const std::deque<Document>& documents)
{
    std::vector<int> found;
    for (const Document& document : documents) {
        const auto* made = std::get_if<EventPtr>(&document);
        found.push_back(made ? (*made)->seqNum : -1);
    }
    return found;
}

devices::Error diskFull()
{
    return {devices::ErrorCode::Io, QStringLiteral("disk full"), QStringLiteral("writer")};
}

} // namespace

class TestDocumentQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losslessRefusesWhenFull();
    void roomWakerIsCalledOnceThereIsRoom();
    void lossyDropsOldestEventsOnly();
    void failureStopsPushes();
    void heldUntilTheConsumerGoesOn();
    void bytesAreBounded();
    void wakerIsCalledForTheFirstOnly();
    void passesEverythingBetweenThreads();
};

void TestDocumentQueue::losslessRefusesWhenFull()
{
    DocumentQueue queue(QStringLiteral("q"), Service::Lossless, 2);
    QVERIFY(queue.push(point(1)));
    QVERIFY(queue.push(point(2)));
    QVERIFY(!queue.push(point(3)));
    QVERIFY(!queue.waitForRoom({}));
    QCOMPARE(queue.counters().waiting, std::size_t{2});
    QCOMPARE(numbers(queue.pop()), (std::vector<int>{1, 2}));
    QVERIFY(queue.waitForRoom({}));
    QVERIFY(queue.push(point(3)));
    QCOMPARE(queue.counters().passed, quint64{3});
    QCOMPARE(queue.counters().dropped, quint64{0});
    QCOMPARE(queue.counters().highWater, std::size_t{2});
}

void TestDocumentQueue::roomWakerIsCalledOnceThereIsRoom()
{
    DocumentQueue queue(QStringLiteral("q"), Service::Lossless, 1);
    int woken = 0;
    queue.setRoomWaker([&woken] { ++woken; });
    QVERIFY(queue.push(point(1)));
    queue.pop();
    QCOMPARE(woken, 0);
    QVERIFY(queue.push(point(1)));
    QVERIFY(!queue.push(point(2)));
    queue.pop();
    QCOMPARE(woken, 1);
    queue.fail(diskFull());
    QCOMPARE(woken, 2);
}

void TestDocumentQueue::lossyDropsOldestEventsOnly()
{
    DocumentQueue queue(QStringLiteral("q"), Service::Lossy, 3);
    QVERIFY(queue.push(RunStartPtr(std::make_shared<RunStart>())));
    for (int i = 1; i <= 5; ++i)
        QVERIFY(queue.push(point(i)));
    QVERIFY(queue.push(stop()));
    QCOMPARE(numbers(queue.pop()), (std::vector<int>{-1, 5, -1}));
    QCOMPARE(queue.counters().dropped, quint64{4});
    for (int i = 0; i < 5; ++i)
        QVERIFY(queue.push(stop()));
    QCOMPARE(queue.pop().size(), std::size_t{5});
}

void TestDocumentQueue::failureStopsPushes()
{
    DocumentQueue queue(QStringLiteral("q"), Service::Lossless, 10);
    queue.fail(diskFull());
    queue.fail({devices::ErrorCode::Internal, QStringLiteral("later"), {}});
    QVERIFY(queue.failure());
    QCOMPARE(queue.failure()->message, QStringLiteral("disk full"));
    QVERIFY(!queue.push(point(1)));
    QVERIFY(!queue.waitForRoom(std::chrono::steady_clock::now() + 1h));
    queue.clearFailure();
    QVERIFY(queue.push(point(1)));
}

void TestDocumentQueue::heldUntilTheConsumerGoesOn()
{
    DocumentQueue queue(QStringLiteral("q"), Service::Lossless, 8);
    int woken = 0;
    queue.setRoomWaker([&woken] { ++woken; });
    queue.hold(QStringLiteral("/data is full"));
    QVERIFY(!queue.push(point(1)));
    QCOMPARE(queue.held(), QStringLiteral("/data is full"));
    QVERIFY(!queue.waitForRoom(std::chrono::steady_clock::now() + 1ms));
    QVERIFY(queue.pop().empty());
    QCOMPARE(woken, 0); // popping makes no room now
    queue.hold({});
    QCOMPARE(woken, 1);
    QVERIFY(queue.push(point(1)));
    QVERIFY(!queue.failure());
}

void TestDocumentQueue::bytesAreBounded()
{
    for (const Service service : {Service::Lossless, Service::Lossy}) {
        DocumentQueue queue(QStringLiteral("q"), service, 100, {}, 3 * memoryOf(point(1)));
        for (int n = 1; n <= 3; ++n)
            QVERIFY(queue.push(point(n)));
        QCOMPARE(queue.counters().waitingBytes, 3 * memoryOf(point(1)));
        QCOMPARE(queue.push(point(4)), service == Service::Lossy);
        QCOMPARE(
            numbers(queue.pop()), (service == Service::Lossy ? std::vector<int>{2, 3, 4} : std::vector<int>{1, 2, 3}));
        QCOMPARE(queue.counters().waitingBytes, 0U);
    }
}

void TestDocumentQueue::wakerIsCalledForTheFirstOnly()
{
    int woken = 0;
    DocumentQueue queue(QStringLiteral("q"), Service::Lossless, 10, [&woken] { ++woken; });
    QVERIFY(queue.push(point(1)));
    QVERIFY(queue.push(point(2)));
    QCOMPARE(woken, 1);
    queue.pop();
    QVERIFY(queue.push(point(3)));
    QCOMPARE(woken, 2);
}

void TestDocumentQueue::passesEverythingBetweenThreads()
{
    constexpr int count = 20'000;
    DocumentQueue queue(QStringLiteral("q"), Service::Lossless, 7);
    std::vector<int> received;
    std::thread consumer([&] {
        while (received.size() < count) {
            const std::vector<int> popped = numbers(queue.pop(std::chrono::steady_clock::now() + 10s));
            received.insert(received.end(), popped.begin(), popped.end());
        }
    });
    for (int i = 0; i < count; ++i) {
        const Document document = point(i);
        while (!queue.push(document))
            QVERIFY(queue.waitForRoom(std::chrono::steady_clock::now() + 10s));
    }
    consumer.join();
    for (int i = 0; i < count; ++i)
        QCOMPARE(received[static_cast<std::size_t>(i)], i);
    QVERIFY(queue.counters().highWater <= 7);
}

QTEST_APPLESS_MAIN(TestDocumentQueue)
#include "tst_documentqueue.moc"
