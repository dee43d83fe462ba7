#include "devices/channel/mailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace devices;
using namespace std::chrono_literals;

class FunctionSlot : public Mailbox::Slot
{
public:
    explicit FunctionSlot(std::function<void(const Reading&)> deliver)
        : m_deliver(std::move(deliver))
    {
    }

protected:
    void deliver(const Reading& reading) override { m_deliver(reading); }

private:
    const std::function<void(const Reading&)> m_deliver;
};

class tst_Mailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTasksInOrder();
    void wakesOncePerFilling();
    void slotKeepsLatestAndCountsSkips();
    void discardedReadingIsNotDelivered();
    void tasksRunBeforeSlots();
    void readingStoredWhileDrainingWaits();
    void timedTasksRunWhenDue();
    void cancelledTimedTaskIsGone();
    void earlierTimedTaskWakesTheSleeper();
    void waitForGivesUp();
    void taskMayPost();
    void takesFromSeveralThreads();
    void slotsFromSeveralThreadsEndWithTheLast();
};

static Reading readingOf(double value)
{
    return {Value(value), {}, Severity::None, 0};
}

static double numberOf(const Reading& reading)
{
    return *toDouble(reading.value);
}

void tst_Mailbox::keepsTasksInOrder()
{
    Mailbox mailbox;
    std::vector<int> seen;
    for (int i = 0; i < 100; ++i)
        mailbox.post([&seen, i] { seen.push_back(i); });
    QVERIFY(seen.empty());
    QCOMPARE(mailbox.drain(), std::size_t(100));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(seen[std::size_t(i)], i);
    QCOMPARE(mailbox.drain(), std::size_t(0));
    QCOMPARE(mailbox.counters().delivered, quint64(100));
    QCOMPARE(mailbox.counters().highWater, std::size_t(100));
}

void tst_Mailbox::wakesOncePerFilling()
{
    int woken = 0;
    Mailbox mailbox([&woken] { ++woken; });
    mailbox.post([] {});
    mailbox.post([] {});
    QCOMPARE(woken, 1);
    mailbox.drain();
    mailbox.post([] {});
    QCOMPARE(woken, 2);
    mailbox.store(std::make_shared<FunctionSlot>([](const Reading&) {}), readingOf(1));
    QCOMPARE(woken, 2);
    mailbox.drain();
}

void tst_Mailbox::slotKeepsLatestAndCountsSkips()
{
    Mailbox mailbox;
    std::vector<double> seen;
    const auto slot = std::make_shared<FunctionSlot>([&seen](const Reading& r) { seen.push_back(numberOf(r)); });
    for (int i = 1; i <= 5; ++i)
        mailbox.store(slot, readingOf(i));
    mailbox.drain();
    mailbox.store(slot, readingOf(6));
    mailbox.drain();
    mailbox.drain();
    QCOMPARE(seen, (std::vector<double>{5, 6}));
    QCOMPARE(mailbox.counters().skipped, quint64(4));
    QCOMPARE(mailbox.counters().delivered, quint64(2));
}

void tst_Mailbox::discardedReadingIsNotDelivered()
{
    Mailbox mailbox;
    std::vector<double> seen;
    const auto slot = std::make_shared<FunctionSlot>([&seen](const Reading& r) { seen.push_back(numberOf(r)); });
    mailbox.store(slot, readingOf(1));
    mailbox.discard(slot);
    mailbox.drain();
    QVERIFY(seen.empty());
    mailbox.store(slot, readingOf(2));
    mailbox.discard(slot);
    mailbox.store(slot, readingOf(3));
    mailbox.drain();
    QCOMPARE(seen, std::vector<double>{3});
}

void tst_Mailbox::tasksRunBeforeSlots()
{
    Mailbox mailbox;
    QStringList order;
    const auto slot = std::make_shared<FunctionSlot>([&order](const Reading&) { order << QStringLiteral("slot"); });
    mailbox.store(slot, readingOf(1));
    mailbox.post([&order] { order << QStringLiteral("task"); });
    mailbox.drain();
    QCOMPARE(order, QStringList({QStringLiteral("task"), QStringLiteral("slot")}));
}

/// A channel that breaks and comes back while its reader drains: the new reading must not overtake the news.
void tst_Mailbox::readingStoredWhileDrainingWaits()
{
    Mailbox mailbox;
    QStringList order;
    const auto slot
        = std::make_shared<FunctionSlot>([&order](const Reading& r) { order << QString::number(numberOf(r)); });
    mailbox.store(slot, readingOf(1));
    mailbox.post([&] {
        mailbox.discard(slot);
        mailbox.post([&order] { order << QStringLiteral("reconnected"); });
        mailbox.store(slot, readingOf(2));
    });
    mailbox.drain();
    mailbox.drain();
    QCOMPARE(order, QStringList({QStringLiteral("1"), QStringLiteral("reconnected"), QStringLiteral("2")}));
}

void tst_Mailbox::timedTasksRunWhenDue()
{
    Mailbox mailbox;
    std::vector<int> seen;
    const auto start = std::chrono::steady_clock::now();
    mailbox.postAt(start + 20ms, [&seen] { seen.push_back(2); });
    mailbox.postAt(start + 10ms, [&seen] { seen.push_back(1); });
    mailbox.postAt(start + 1h, [&seen] { seen.push_back(3); });
    mailbox.drain();
    while (seen.size() < 2) {
        QVERIFY(mailbox.waitFor(start + 1min));
        mailbox.drain();
    }
    QVERIFY(std::chrono::steady_clock::now() >= start + 20ms);
    QCOMPARE(seen, (std::vector<int>{1, 2}));
}

void tst_Mailbox::cancelledTimedTaskIsGone()
{
    Mailbox mailbox;
    const auto start = std::chrono::steady_clock::now();
    QString ran;
    auto token = std::make_shared<int>(0);
    const std::weak_ptr<int> watch = token;
    const Mailbox::TimerKey first = mailbox.postAt(start, [&ran, token] { ran += QLatin1Char('1'); });
    const Mailbox::TimerKey second = mailbox.postAt(start, [&ran] { ran += QLatin1Char('2'); });
    token.reset();
    mailbox.cancel(first);
    QVERIFY(watch.expired());
    mailbox.drain();
    mailbox.cancel(second); // too late, harmless
    QCOMPARE(ran, QStringLiteral("2"));
}

void tst_Mailbox::earlierTimedTaskWakesTheSleeper()
{
    Mailbox mailbox;
    const auto start = std::chrono::steady_clock::now();
    mailbox.postAt(start + 1h, [] {});
    std::atomic<bool> ran = false;
    std::thread poster([&] { mailbox.postAt(start, [&ran] { ran = true; }); });
    QVERIFY(mailbox.waitFor(start + 1min));
    mailbox.drain();
    QVERIFY(ran);
    poster.join();
}

void tst_Mailbox::waitForGivesUp()
{
    Mailbox mailbox;
    const auto deadline = std::chrono::steady_clock::now() + 5ms;
    QVERIFY(!mailbox.waitFor(deadline));
    QVERIFY(std::chrono::steady_clock::now() >= deadline);
    mailbox.post([] {});
    QVERIFY(mailbox.waitFor(deadline));
}

void tst_Mailbox::taskMayPost()
{
    Mailbox mailbox;
    int runs = 0;
    mailbox.post([&] {
        ++runs;
        mailbox.post([&runs] { ++runs; });
    });
    QCOMPARE(mailbox.drain(), std::size_t(1));
    QCOMPARE(runs, 1);
    QCOMPARE(mailbox.drain(), std::size_t(1));
    QCOMPARE(runs, 2);
}

void tst_Mailbox::takesFromSeveralThreads()
{
    constexpr int threads = 4;
    constexpr int each = 2000;
    Mailbox mailbox;
    std::array<int, threads> next{};
    bool inOrder = true;
    std::vector<std::thread> posters;
    for (int t = 0; t < threads; ++t) {
        posters.emplace_back([&, t] {
            for (int i = 0; i < each; ++i)
                mailbox.post([&, t, i] { inOrder = inOrder && next[std::size_t(t)]++ == i; });
        });
    }
    std::size_t delivered = 0;
    const auto deadline = std::chrono::steady_clock::now() + 1min;
    while (delivered < std::size_t(threads * each) && mailbox.waitFor(deadline))
        delivered += mailbox.drain();
    for (std::thread& poster : posters)
        poster.join();
    QCOMPARE(delivered, std::size_t(threads * each));
    QVERIFY(inOrder);
}

void tst_Mailbox::slotsFromSeveralThreadsEndWithTheLast()
{
    constexpr int threads = 3;
    constexpr int each = 2000;
    Mailbox mailbox;
    std::array<double, threads> last{};
    bool forward = true;
    std::vector<std::thread> storers;
    for (int t = 0; t < threads; ++t) {
        const auto slot = std::make_shared<FunctionSlot>([&last, &forward, t](const Reading& r) {
            forward = forward && numberOf(r) > last[std::size_t(t)];
            last[std::size_t(t)] = numberOf(r);
        });
        storers.emplace_back([&mailbox, slot] {
            for (int i = 1; i <= each; ++i)
                mailbox.store(slot, readingOf(i));
        });
    }
    const auto deadline = std::chrono::steady_clock::now() + 1min;
    const auto finished = [&last] { return std::all_of(last.begin(), last.end(), [](double x) { return x == each; }); };
    while (!finished() && mailbox.waitFor(deadline))
        mailbox.drain();
    for (std::thread& storer : storers)
        storer.join();
    QVERIFY(finished());
    QVERIFY(forward);
    const Mailbox::Counters counters = mailbox.counters();
    QCOMPARE(counters.delivered + counters.skipped, quint64(threads * each));
}

QTEST_APPLESS_MAIN(tst_Mailbox)
#include "tst_mailbox.moc"
