#include "devices/channel/blocking.h"
#include "devices/channel/channelhub.h"

#include <QTest>

#include <thread>

using namespace devices;
using namespace std::chrono_literals;

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

static Reading readingOf(double value)
{
    return {Value(value), now(), Severity::None, 0};
}

/// A protocol under the test's control: requests are kept until the test answers them.
class ScriptedChannel : public Channel
{
public:
    using Channel::Channel;
    using Channel::publish;
    using Channel::setDisconnected;
    using Channel::setInfo;

    void connectNow() { setConnected(std::make_shared<const ChannelInfo>(offered)); }
    void answerGet(double value)
    {
        const auto answers = std::exchange(gets, {});
        for (const auto& answer : answers)
            answer(readingOf(value));
    }
    void answerPuts(const Result<void>& outcome = {})
    {
        for (const auto& answer : std::exchange(putAnswers, {}))
            answer(outcome);
    }

    ChannelInfo offered;
    std::vector<RawGetDone> gets;
    std::vector<Value> puts;
    std::vector<RawPutDone> putAnswers;
    int refreshes = 0;
    int monitorStarts = 0;
    bool monitored = false;

protected:
    void doGet(RawGetDone done) override { gets.push_back(std::move(done)); }
    void doPut(const Value& value, PutMode, RawPutDone done) override
    {
        puts.push_back(value);
        putAnswers.push_back(std::move(done));
    }
    void doRefreshInfo(std::function<void()> done) override
    {
        ++refreshes;
        setInfo(std::make_shared<const ChannelInfo>(offered));
        done();
    }
    void startMonitor() override
    {
        monitored = true;
        ++monitorStarts;
    }
    void stopMonitor() override { monitored = false; }
};

class ScriptedProvider : public ChannelProvider
{
public:
    Result<ChannelPtr> create(const QString& name, std::shared_ptr<ChannelPolicy> policy) override
    {
        auto channel = std::make_shared<ScriptedChannel>(name, std::move(policy));
        channel->offered.name = name;
        channel->offered.canRead = channel->offered.canWrite = true;
        return ChannelPtr(std::move(channel));
    }
};

/// What a subscriber has heard, as words.
struct Listener
{
    QStringList heard;

    ChannelEvents events()
    {
        return {[this](const Reading& r) { heard << QString::number(*toDouble(r.value)); },
            [this](ConnectionState state) { heard << connectionStateName(state); },
            [this](const ChannelInfoPtr& info) { heard << latin("info ") + info->units; }};
    }
    QString take() { return std::exchange(heard, {}).join(latin(", ")); }
};

class tst_Channel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneChannelPerName();
    void namesThatAreNone();
    void sameNameFromSeveralThreads();
    void monitorIsShared();
    void everyReadingOrTheLatest();
    void lateSubscriberHearsWhatIsKnown();
    void noReadingWhileDisconnected();
    void neverConnectedIsNotDisconnected();
    void droppedSubscriptionIsSilent();
    void requestsWaitForTheConnection();
    void requestsKeepTheirOrder();
    void droppedHandleCancels();
    void handleKeepsTheChannel();
    void timeoutNamesThePv();
    void answerAfterTheTimeoutIsIgnored();
    void readOnlyRefuses();
    void limitsAreAskedForAgainBeforeRefusing();
    void textsAreConverted();
    void putsAreJournalled();
    void blockingHelpers();
    void callablesAreDroppedWithTheHandle();
    void survivesManyThreads();

private:
    ChannelHub& hub() { return *m_hub; }
    std::shared_ptr<ScriptedChannel> open(const char* name)
    {
        return std::static_pointer_cast<ScriptedChannel>(m_hub->channel(latin(name)).value());
    }
    Handle get(Channel& channel, std::chrono::milliseconds timeout = 1min)
    {
        return channel.get(
            m_mailbox, [this](const Result<Reading>& r) { m_got = r; }, timeout);
    }
    Handle put(Channel& channel, Value value, std::chrono::milliseconds timeout = 1min)
    {
        return channel.put(
            m_mailbox, std::move(value), PutMode::Complete, [this](const Result<void>& r) { m_put = r; }, timeout,
            latin("tester"));
    }

    std::unique_ptr<ChannelHub> m_hub;
    Mailbox m_mailbox;
    std::optional<Result<Reading>> m_got;
    std::optional<Result<void>> m_put;
};

void tst_Channel::init()
{
    m_hub = std::make_unique<ChannelHub>();
    m_hub->addProvider(latin("ca"), std::make_unique<ScriptedProvider>());
    m_hub->addProvider(latin("other"), std::make_unique<ScriptedProvider>());
    m_got.reset();
    m_put.reset();
}

void tst_Channel::cleanup()
{
    m_mailbox.drain();
}

void tst_Channel::oneChannelPerName()
{
    ChannelPtr first = open("X:a");
    QCOMPARE(hub().channel(latin(" ca://X:a\n")).value(), first);
    QVERIFY(hub().channel(latin("other://X:a")).value() != first);
    QVERIFY(open("X:b") != first);
    QCOMPARE(hub().census().channels, std::size_t(1));
    const std::weak_ptr<Channel> gone = first;
    first.reset();
    QVERIFY(gone.expired());
    QCOMPARE(open("X:a")->name(), latin("X:a"));
}

void tst_Channel::namesThatAreNone()
{
    for (const char* name : {"", "  \n", "ca://", "pva://X:a"}) {
        const Result<ChannelPtr> channel = hub().channel(latin(name));
        QVERIFY2(!channel.ok(), name);
        QCOMPARE(channel.error().code, ErrorCode::BadValue);
    }
    QVERIFY(hub().channel(latin("pva://X:a")).error().message.contains(latin("pva")));
}

void tst_Channel::sameNameFromSeveralThreads()
{
    constexpr std::size_t threads = 4;
    for (int round = 0; round < 200; ++round) {
        std::array<ChannelPtr, threads> found;
        {
            std::vector<std::jthread> workers;
            for (ChannelPtr& channel : found)
                workers.emplace_back([this, &channel] { channel = hub().channel(latin("X:same")).value(); });
        }
        for (const ChannelPtr& channel : found)
            QCOMPARE(channel, found.front());
    }
}

void tst_Channel::monitorIsShared()
{
    const auto channel = open("X:a");
    Listener first;
    Listener second;
    ChannelEvents stateOnly;
    stateOnly.connection = [](ConnectionState) {};
    const Handle c = channel->subscribe(m_mailbox, Delivery::Every, std::move(stateOnly));
    QVERIFY(!channel->monitored);
    Handle a = channel->subscribe(m_mailbox, Delivery::Every, first.events());
    Handle b = channel->subscribe(m_mailbox, Delivery::Latest, second.events());
    QVERIFY(channel->monitored);
    QCOMPARE(channel->monitorStarts, 1);
    channel->connectNow();
    channel->publish(readingOf(5));
    QCOMPARE(*toDouble(channel->latest().value), 5.0);
    a.reset();
    QVERIFY(channel->monitored);
    b.reset();
    QVERIFY(!channel->monitored);
    QVERIFY(isNull(channel->latest().value));
    channel->publish(readingOf(6));
    QVERIFY(isNull(channel->latest().value));
}

void tst_Channel::everyReadingOrTheLatest()
{
    const auto channel = open("X:a");
    Listener every;
    Listener latest;
    const Handle a = channel->subscribe(m_mailbox, Delivery::Every, every.events());
    const Handle b = channel->subscribe(m_mailbox, Delivery::Latest, latest.events());
    channel->connectNow();
    m_mailbox.drain();
    every.take();
    latest.take();
    const quint64 skipped = m_mailbox.counters().skipped;
    for (int i = 1; i <= 4; ++i)
        channel->publish(readingOf(i));
    m_mailbox.drain();
    QCOMPARE(every.take(), latin("1, 2, 3, 4"));
    QCOMPARE(latest.take(), latin("4"));
    QCOMPARE(m_mailbox.counters().skipped - skipped, quint64(3));
}

void tst_Channel::lateSubscriberHearsWhatIsKnown()
{
    const auto channel = open("X:a");
    channel->offered.units = latin("mm");
    Listener early;
    const Handle a = channel->subscribe(m_mailbox, Delivery::Every, early.events());
    channel->connectNow();
    channel->publish(readingOf(7));
    m_mailbox.drain();
    QCOMPARE(early.take(), latin("never connected, connected, info mm, 7"));
    for (const Delivery delivery : {Delivery::Every, Delivery::Latest}) {
        Listener late;
        const Handle b = channel->subscribe(m_mailbox, delivery, late.events());
        m_mailbox.drain();
        QCOMPARE(late.take(), latin("connected, info mm, 7"));
    }
}

void tst_Channel::noReadingWhileDisconnected()
{
    const auto channel = open("X:a");
    Listener every;
    Listener latest;
    const Handle a = channel->subscribe(m_mailbox, Delivery::Every, every.events());
    const Handle b = channel->subscribe(m_mailbox, Delivery::Latest, latest.events());
    channel->publish(readingOf(1));
    channel->connectNow();
    channel->publish(readingOf(2));
    channel->setDisconnected();
    channel->publish(readingOf(3));
    m_mailbox.drain();
    QCOMPARE(every.take(), latin("never connected, connected, info , 2, disconnected"));
    QCOMPARE(latest.take(), latin("never connected, connected, info , disconnected"));
    QVERIFY(isNull(channel->latest().value));
    QVERIFY(channel->info() != nullptr);
    channel->connectNow();
    channel->publish(readingOf(4));
    m_mailbox.drain();
    QCOMPARE(every.take(), latin("connected, info , 4"));
    QCOMPARE(latest.take(), latin("connected, info , 4"));
}

void tst_Channel::neverConnectedIsNotDisconnected()
{
    const auto channel = open("X:a");
    channel->setDisconnected();
    QCOMPARE(channel->state(), ConnectionState::NeverConnected);
    QVERIFY(!channel->info());
}

void tst_Channel::droppedSubscriptionIsSilent()
{
    const auto channel = open("X:a");
    Listener listener;
    Handle handle = channel->subscribe(m_mailbox, Delivery::Every, listener.events());
    Handle latest = channel->subscribe(m_mailbox, Delivery::Latest, listener.events());
    channel->connectNow();
    channel->publish(readingOf(1));
    handle.reset();
    latest.reset();
    m_mailbox.drain();
    QCOMPARE(listener.take(), QString());
}

void tst_Channel::requestsWaitForTheConnection()
{
    const auto channel = open("X:a");
    const Handle a = get(*channel);
    const Handle b = put(*channel, 2.0);
    QVERIFY(channel->gets.empty());
    QVERIFY(channel->puts.empty());
    channel->connectNow();
    QCOMPARE(channel->gets.size(), std::size_t(1));
    QCOMPARE(channel->puts.size(), std::size_t(1));
    channel->answerGet(3);
    channel->answerPuts();
    QVERIFY(!m_got);
    m_mailbox.drain();
    QCOMPARE(*toDouble(m_got->value().value), 3.0);
    QVERIFY(m_put->ok());
}

/// Puts of one caller reach the protocol as they were asked for, also around the moment of connecting.
void tst_Channel::requestsKeepTheirOrder()
{
    for (int round = 0; round < 100; ++round) {
        const auto channel = open("X:a");
        std::vector<Handle> handles;
        std::jthread connector([&channel] { channel->connectNow(); });
        for (int i = 0; i < 20; ++i) {
            const bool waits = channel->state() != ConnectionState::Connected;
            handles.push_back(put(*channel, double(i)));
            if (!waits)
                break; // this one and those before are enough
        }
        connector.join();
        for (std::size_t i = 0; i < channel->puts.size(); ++i)
            QCOMPARE(*toDouble(channel->puts[i]), double(i));
        QCOMPARE(channel->puts.size(), handles.size());
    }
}

void tst_Channel::droppedHandleCancels()
{
    const auto channel = open("X:a");
    get(*channel).reset();
    put(*channel, 1.0).reset();
    channel->connectNow();
    QVERIFY(channel->gets.empty());
    QVERIFY(channel->puts.empty());
    Handle a = get(*channel);
    Handle b = put(*channel, 1.0);
    a.reset();
    channel->answerGet(3);
    channel->answerPuts();
    b.reset(); // after the answer, before the drain
    m_mailbox.drain();
    QVERIFY(!m_got);
    QVERIFY(!m_put);
}

void tst_Channel::handleKeepsTheChannel()
{
    auto channel = open("X:a");
    channel->connectNow();
    const std::weak_ptr<Channel> watch = channel;
    Handle request = get(*channel);
    Handle subscription = channel->subscribe(m_mailbox, Delivery::Every, {});
    channel.reset();
    QVERIFY(!watch.expired());
    request.reset();
    QVERIFY(!watch.expired());
    subscription.reset();
    QVERIFY(watch.expired()); // although the request was never answered
}

void tst_Channel::timeoutNamesThePv()
{
    const auto channel = open("X:slow");
    const Handle a = get(*channel, 10ms);
    while (!m_got) {
        QVERIFY(m_mailbox.waitFor(std::chrono::steady_clock::now() + 1min));
        m_mailbox.drain();
    }
    QCOMPARE(m_got->error().code, ErrorCode::Disconnected);
    QCOMPARE(m_got->error().source, latin("X:slow"));
    QCOMPARE(m_got->error().message, latin("X:slow is not connected (waited 0.01 s)"));
    channel->connectNow();
    QVERIFY(channel->gets.empty());
    const Handle b = put(*channel, 1.0, 10ms);
    while (!m_put) {
        QVERIFY(m_mailbox.waitFor(std::chrono::steady_clock::now() + 1min));
        m_mailbox.drain();
    }
    QCOMPARE(m_put->error().code, ErrorCode::Timeout);
    QCOMPARE(m_put->error().message, latin("X:slow did not answer within 0.01 s"));
}

void tst_Channel::answerAfterTheTimeoutIsIgnored()
{
    const auto channel = open("X:a");
    channel->connectNow();
    int calls = 0;
    const Handle handle = channel->get(
        m_mailbox, [&calls](const Result<Reading>&) { ++calls; }, 1ms);
    while (calls == 0) {
        QVERIFY(m_mailbox.waitFor(std::chrono::steady_clock::now() + 1min));
        m_mailbox.drain();
    }
    channel->answerGet(1);
    m_mailbox.drain();
    QCOMPARE(calls, 1);
}

void tst_Channel::readOnlyRefuses()
{
    const auto channel = open("X:a");
    hub().policy().readOnly = true;
    const Handle unconnected = put(*channel, 1.0);
    m_mailbox.drain();
    QCOMPARE(m_put->error().code, ErrorCode::ReadOnly);
    QVERIFY(m_put->error().message.contains(latin("X:a")));

    m_put.reset();
    hub().policy().readOnly = false;
    const Handle waiting = put(*channel, 1.0);
    hub().policy().readOnly = true;
    channel->connectNow();
    m_mailbox.drain();
    QCOMPARE(m_put->error().code, ErrorCode::ReadOnly);
    QVERIFY(channel->puts.empty());
    const Handle reading = get(*channel);
    QCOMPARE(channel->gets.size(), std::size_t(1));
}

void tst_Channel::limitsAreAskedForAgainBeforeRefusing()
{
    const auto channel = open("X:a");
    channel->offered.control = {-1, 1};
    channel->offered.units = latin("mm");
    channel->connectNow();
    const Handle refused = put(*channel, 1.5);
    m_mailbox.drain();
    QCOMPARE(m_put->error().code, ErrorCode::LimitViolation);
    QCOMPARE(m_put->error().message, latin("X:a = 1.5 mm is above the high limit of 1 mm"));
    QCOMPARE(channel->refreshes, 1);
    QVERIFY(channel->puts.empty());

    channel->offered.control = {-1, 2};
    const Handle allowed = put(*channel, 1.5);
    QCOMPARE(channel->puts.size(), std::size_t(1));
    QCOMPARE(channel->refreshes, 2);
    const Handle inside = put(*channel, 1.7);
    QCOMPARE(channel->puts.size(), std::size_t(2));
    QCOMPARE(channel->refreshes, 2);
}

void tst_Channel::textsAreConverted()
{
    const auto channel = open("X:a");
    channel->offered.control = {-1, 1};
    channel->connectNow();
    const Handle a = put(*channel, latin(" 0.5"));
    QVERIFY(equal(channel->puts.at(0), Value(0.5)));
    const Handle b = put(*channel, latin("5"));
    m_mailbox.drain();
    QCOMPARE(m_put->error().code, ErrorCode::LimitViolation);
    const Handle c = put(*channel, latin("five"));
    m_mailbox.drain();
    QCOMPARE(m_put->error().code, ErrorCode::BadValue);
    QCOMPARE(channel->puts.size(), std::size_t(1));
}

void tst_Channel::putsAreJournalled()
{
    std::vector<WriteRecord> journal;
    hub().policy().journal = [&journal](const WriteRecord& record) { journal.push_back(record); };
    const auto channel = open("X:a");
    Listener listener;
    const Handle monitor = channel->subscribe(m_mailbox, Delivery::Every, listener.events());
    channel->connectNow();
    channel->publish(readingOf(1));
    Handle handle = put(*channel, 2.0);
    QVERIFY(journal.empty());
    handle.reset(); // the write is under way, whoever still cares
    channel->answerPuts(Error{ErrorCode::Refused, latin("no"), latin("X:a")});
    QCOMPARE(journal.size(), std::size_t(1));
    const WriteRecord& record = journal.front();
    QCOMPARE(record.pv, latin("X:a"));
    QVERIFY(equal(record.oldValue, Value(1.0)));
    QVERIFY(equal(record.newValue, Value(2.0)));
    QCOMPARE(record.who, latin("tester"));
    QCOMPARE(record.outcome.error().code, ErrorCode::Refused);
}

void tst_Channel::blockingHelpers()
{
    const auto channel = open("X:a");
    QCOMPARE(connectBlocking(*channel, 5ms).error().message, latin("X:a is not connected (waited 0.005 s)"));
    QCOMPARE(getBlocking(*channel, 5ms).error().code, ErrorCode::Disconnected);
    std::jthread server([&channel] { channel->connectNow(); });
    QCOMPARE(connectBlocking(*channel).value()->name, latin("X:a"));
    server.join();
    QCOMPARE(putBlocking(*channel, 1.0, PutMode::Complete, 5ms).error().code, ErrorCode::Timeout);
}

void tst_Channel::callablesAreDroppedWithTheHandle()
{
    const auto channel = open("X:a");
    channel->connectNow();
    auto token = std::make_shared<int>(0);
    const std::weak_ptr<int> watch = token;
    Handle handle = channel->get(m_mailbox, [token](const Result<Reading>&) {});
    token.reset();
    QVERIFY(!watch.expired());
    handle.reset();
    QVERIFY(watch.expired()); // although the protocol still has the request
    QCOMPARE(channel->gets.size(), std::size_t(1));

    token = std::make_shared<int>(0);
    const std::weak_ptr<int> answered = token;
    handle = channel->get(m_mailbox, [token](const Result<Reading>&) {});
    token.reset();
    channel->answerGet(1);
    QVERIFY(!answered.expired());
    m_mailbox.drain();
    QVERIFY(answered.expired()); // although the handle is still held
}

/// One thread is the protocol; the others subscribe, ask and drop. For the sanitizers, and that nothing hangs.
void tst_Channel::survivesManyThreads()
{
    const auto channel = open("X:a");
    std::atomic<bool> stop = false;
    std::jthread protocol([&] {
        int i = 0;
        do { // once at least, however late this thread gets its turn
            channel->connectNow();
            for (int k = 0; k < 10; ++k)
                channel->publish(readingOf(i));
            channel->setDisconnected();
            ++i;
        } while (!stop);
    });
    {
        std::vector<std::jthread> readers;
        for (int t = 0; t < 3; ++t) {
            readers.emplace_back([&channel] {
                Mailbox mailbox;
                for (int i = 0; i < 300; ++i) {
                    Listener listener;
                    const auto delivery = i % 2 == 0 ? Delivery::Every : Delivery::Latest;
                    const Handle a = channel->subscribe(mailbox, delivery, listener.events());
                    mailbox.waitFor(std::chrono::steady_clock::now() + 1ms);
                    mailbox.drain();
                }
            });
        }
    }
    stop = true;
    protocol.join();
    QCOMPARE(channel->state(), ConnectionState::Disconnected);
    QVERIFY(isNull(channel->latest().value));
}

QTEST_APPLESS_MAIN(tst_Channel)
#include "tst_channel.moc"
