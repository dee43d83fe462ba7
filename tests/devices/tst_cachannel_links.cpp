#include "cafixture.h"

#include <QProcess>
#include <QTest>

#include <random>
#include <thread>

using namespace devices;
using namespace std::chrono_literals;

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

/// Many channels, many threads, servers that go and come, and the end of it all.
class tst_CaChannel_Links : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void serverGoesAndAnotherComes();
    void pendingPutFailsWithTheLink();
    void thousandsOfChannels();
    void channelsOfManyThreads();
    void monitorsComeAndGoUnderLoad();
    void endsWithRequestsUnderWay();
    void contextAfterContext();
    void providerMayGoBeforeItsChannels();
    void repeaterLeavesTheOutputOfItsParent();

private:
    void neverFinishPuts()
    {
        m_ca->served().onServer([this] {
            const auto handler = [this](ServerPv&, const Value&, const ClientIdentity&, PutCompletion done) {
                m_unfinished.push_back(std::move(done));
            };
            m_ca->served().pv("t:a")->setPutHandler(handler);
        });
    }

    std::vector<PutCompletion> m_unfinished; // server's thread, until that has ended
    std::unique_ptr<CaFixture> m_ca;
};

constexpr int ManyChannels = 10'000;

static QString nameOf(int index)
{
    return QStringLiteral("t:many%1").arg(index);
}

void tst_CaChannel_Links::init()
{
    m_ca = std::make_unique<CaFixture>();
    m_ca->served().add("t:a", NativeType::Double, 1, 1.0);
    for (int i = 0; i < ManyChannels; ++i)
        m_ca->served().add(qPrintable(nameOf(i)), NativeType::Double, 1, double(i));
    m_ca->start();
}

void tst_CaChannel_Links::cleanup()
{
    m_ca.reset();
    m_unfinished.clear();
}

/// libca waits 10 s before it searches again, so this takes its time.
void tst_CaChannel_Links::serverGoesAndAnotherComes()
{
    const ChannelPtr channel = m_ca->open("t:a");
    Mailbox mailbox;
    QStringList heard;
    ChannelEvents events;
    events.value = [&heard](const Reading& reading) { heard << toText(reading.value); };
    events.connection = [&heard](ConnectionState state) { heard << connectionStateName(state); };
    events.info = [&heard](const ChannelInfoPtr& info) { heard << nativeTypeName(info->type); };
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return heard.contains(latin("1")); }));
    QCOMPARE(heard, QStringList({latin("never connected"), latin("connected"), latin("double"), latin("1")}));

    heard.clear();
    m_ca->stopServer();
    QVERIFY(drainUntil(mailbox, [&] { return !heard.isEmpty(); }));
    QCOMPARE(heard, QStringList{latin("disconnected")});
    QVERIFY(isNull(channel->latest().value));
    QCOMPARE(channel->info()->type, NativeType::Double);
    QCOMPARE(getBlocking(*channel, 10ms).error().code, ErrorCode::Disconnected);

    heard.clear();
    CaServerFixture& second = m_ca->replaceServer();
    second.add("t:a", NativeType::String, 1, latin("another"));
    second.start();
    QVERIFY(drainUntil(mailbox, [&] { return heard.contains(latin("another")); }));
    QCOMPARE(heard, QStringList({latin("connected"), latin("string"), latin("another")}));
    QVERIFY(putBlocking(*channel, latin("text")).ok());
    QVERIFY(drainUntil(mailbox, [&] { return heard.contains(latin("text")); }));
    QCOMPARE(second.server().census().subscriptions, std::size_t{1}); // none of the first connection's
}

void tst_CaChannel_Links::pendingPutFailsWithTheLink()
{
    neverFinishPuts();
    const ChannelPtr channel = m_ca->open("t:a");
    connectBlocking(*channel).value();
    Mailbox mailbox;
    std::optional<Result<void>> outcome;
    const Handle handle = channel->put(
        mailbox, 3.0, PutMode::Complete, [&outcome](const Result<void>& result) { outcome = result; }, 0ms);
    QVERIFY(getBlocking(*channel).ok()); // so the put has arrived
    m_ca->stopServer();
    QVERIFY(drainUntil(mailbox, [&] { return outcome.has_value(); }));
    QVERIFY2(outcome->error().code == ErrorCode::Disconnected, qPrintable(outcome->error().message));
    QCOMPARE(outcome->error().source, latin("t:a"));
    QVERIFY2(outcome->error().message.startsWith(latin("t:a ")), qPrintable(outcome->error().message));
}

void tst_CaChannel_Links::thousandsOfChannels()
{
    constexpr int count = ManyChannels;
    Mailbox mailbox;
    std::vector<double> seen(count, -1);
    std::size_t values = 0;
    std::vector<Handle> handles;
    for (int i = 0; i < count; ++i) {
        ChannelEvents events;
        events.value = [&seen, &values, i](const Reading& reading) {
            values += seen[std::size_t(i)] < 0 ? 1 : 0;
            seen[std::size_t(i)] = *toDouble(reading.value);
        };
        handles.push_back(m_ca->open(nameOf(i))->subscribe(mailbox, Delivery::Latest, std::move(events)));
    }
    QVERIFY(drainUntil(mailbox, [&] { return values == count; }));
    for (int i = 0; i < count; ++i)
        QCOMPARE(seen[std::size_t(i)], double(i));
    QCOMPARE(m_ca->hub().census().connected, std::size_t{count});
    handles.clear();
    QCOMPARE(m_ca->hub().census().channels, std::size_t{0});
    QTRY_COMPARE(m_ca->served().server().census().channels, std::size_t{0});
}

void tst_CaChannel_Links::channelsOfManyThreads()
{
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> workers;
        for (int t = 0; t < 4; ++t) {
            workers.emplace_back([this, t, &failures] {
                std::minstd_rand random(static_cast<unsigned>(t + 1));
                for (int i = 0; i < 150; ++i) {
                    const int index = static_cast<int>(random() % 100);
                    const ChannelPtr channel = m_ca->open(nameOf(index));
                    if (i % 3 == 0)
                        continue; // dropped while it searches
                    const Result<Reading> got = getBlocking(*channel, 1min);
                    if (!got || *toDouble(got.value().value) != index)
                        ++failures;
                }
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(m_ca->hub().census().channels, std::size_t{0});
}

void tst_CaChannel_Links::monitorsComeAndGoUnderLoad()
{
    const Handle feed = [this] {
        Handle handle;
        m_ca->served().onServer([&] {
            handle = m_ca->served().server().every(
                100us, [pv = m_ca->served().pv("t:a"), value = 1.0]() mutable { pv->set(value += 1); });
        });
        return handle;
    }();
    const ChannelPtr channel = m_ca->open("t:a");
    {
        std::vector<std::jthread> readers;
        for (int t = 0; t < 3; ++t) {
            readers.emplace_back([&channel, t] {
                Mailbox mailbox;
                for (int i = 0; i < 100; ++i) {
                    double last = 0;
                    bool forward = true;
                    int heard = 0;
                    ChannelEvents events;
                    events.value = [&](const Reading& reading) {
                        forward = forward && *toDouble(reading.value) >= last;
                        last = *toDouble(reading.value);
                        ++heard;
                    };
                    const Delivery delivery = t == 0 ? Delivery::Latest : Delivery::Every;
                    const Handle handle = channel->subscribe(mailbox, delivery, std::move(events));
                    if (!drainUntil(mailbox, [&] { return heard > i % 5; }) || !forward)
                        qFatal("a monitor stopped or went backwards");
                }
            });
        }
    }
    m_ca->stopClient();
    m_ca->served().server().stop();
}

void tst_CaChannel_Links::endsWithRequestsUnderWay()
{
    neverFinishPuts();
    int journalled = 0;
    m_ca->hub().policy().journal = [&journalled](const WriteRecord& record) {
        if (record.outcome.error().code == ErrorCode::Disconnected)
            ++journalled;
    };
    Mailbox mailbox;
    bool called = false;
    {
        std::vector<Handle> handles;
        for (int i = 0; i < 500; ++i)
            handles.push_back(m_ca->open(nameOf(i))->subscribe(mailbox, Delivery::Every, {}));
        const ChannelPtr channel = m_ca->open("t:a");
        connectBlocking(*channel).value();
        handles.push_back(channel->put(
            mailbox, 3.0, PutMode::Complete, [&called](const Result<void>&) { called = true; }, 0ms));
        QVERIFY(getBlocking(*channel).ok());
    }
    QCOMPARE(journalled, 1); // written, nobody knows with what result
    m_ca->stopClient();
    mailbox.drain();
    QVERIFY(!called);
}

void tst_CaChannel_Links::contextAfterContext()
{
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(*toDouble(getBlocking(*m_ca->open("t:a")).value().value), 1.0);
        m_ca->stopClient();
        m_ca->startClient();
    }
}

void tst_CaChannel_Links::providerMayGoBeforeItsChannels()
{
    ChannelPtr channel = m_ca->open("t:a");
    connectBlocking(*channel).value();
    m_ca->stopClient();
    QVERIFY(getBlocking(*channel).ok());
    std::jthread([dropped = std::move(channel)]() mutable { dropped.reset(); });
}

void tst_CaChannel_Links::repeaterLeavesTheOutputOfItsParent()
{
    QUdpSocket probe;
    probe.setProxy(QNetworkProxy::NoProxy); // the system's would be asked for in threads of its own
    QVERIFY(probe.bind(QHostAddress::AnyIPv4, 0));
    const quint16 port = probe.localPort();
    probe.close();
    QProcess repeater;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(latin("EPICS_CA_REPEATER_PORT"), QString::number(port));
    repeater.setProcessEnvironment(environment);
    repeater.start(QCoreApplication::applicationDirPath() + latin("/caRepeater"), QStringList());
    QVERIFY(repeater.waitForStarted());
    for (int descriptor = 0; descriptor < 3; ++descriptor) {
        const QString link = QStringLiteral("/proc/%1/fd/%2").arg(repeater.processId()).arg(descriptor);
        QTRY_COMPARE(QFile::symLinkTarget(link), latin("/dev/null"));
    }
    // It has the port: a second one finds it taken and ends.
    const auto taken = [port] {
        QUdpSocket second;
        second.setProxy(QNetworkProxy::NoProxy);
        return !second.bind(QHostAddress::AnyIPv4, port, QAbstractSocket::DontShareAddress);
    };
    QTRY_VERIFY(taken());
    QCOMPARE(repeater.state(), QProcess::Running);
    repeater.kill();
    QVERIFY(repeater.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_CaChannel_Links)
#include "tst_cachannel_links.moc"
