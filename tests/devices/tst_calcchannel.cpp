#include "devices/calc/calcprovider.h"
#include "devices/calc/expression.h"
#include "devices/channel/blocking.h"
#include "devices/local/localprovider.h"

#include <QTest>

#include <cmath>

using namespace devices;

namespace {

QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

/// A PV that a test connects, changes and disconnects while the calculation thread uses it.
class SwitchedChannel : public Channel
{
public:
    using Channel::Channel;

    void goOnline(Reading reading)
    {
        const std::scoped_lock lock(m_mutex);
        m_reading = std::move(reading);
        setConnected(std::make_shared<const ChannelInfo>());
        publish(m_reading);
    }
    void goOffline()
    {
        const std::scoped_lock lock(m_mutex);
        setDisconnected();
    }

protected:
    void doGet(RawGetDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        done(m_reading);
    }
    void doPut(const Value&, PutMode, RawPutDone done) override { done({}); }
    void doRefreshInfo(std::function<void()> done) override { done(); }
    void startMonitor() override
    {
        const std::scoped_lock lock(m_mutex);
        publish(m_reading);
    }
    void stopMonitor() override { }

private:
    std::mutex m_mutex;
    Reading m_reading;
};

class SwitchedProvider : public ChannelProvider
{
public:
    Result<ChannelPtr> create(const QString& name, std::shared_ptr<ChannelPolicy> policy) override
    {
        return ChannelPtr(std::make_shared<SwitchedChannel>(name, std::move(policy)));
    }
};

Reading readingOf(double value, Severity severity = Severity::None)
{
    return {value, now(), severity, 0};
}

} // namespace

class tst_CalcChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void expressions_data();
    void expressions();
    void refuses_data();
    void refuses();
    void readsOnce();
    void followsItsInputs();
    void countsOneChangeOnce();
    void connectsWithItsInputs();
    void worstAlarmNewestTime();
    void notANumberIsInvalid();
    void cannotBeWritten();
    void endsWhileInputsChange();

private:
    ChannelPtr open(const QString& name) { return m_hub->channel(name).value(); }
    void write(const QString& name, const Value& value)
    {
        QVERIFY(putBlocking(*open(name), value, PutMode::Complete).ok());
    }
    std::shared_ptr<SwitchedChannel> switched(const char* name)
    {
        return std::static_pointer_cast<SwitchedChannel>(open(latin(name)));
    }
    bool drainUntil(const std::function<bool()>& condition)
    {
        return QTest::qWaitFor([&] {
            m_mailbox.drain();
            return condition();
        });
    }

    std::unique_ptr<ChannelHub> m_hub;
    Mailbox m_mailbox;
};

void tst_CalcChannel::init()
{
    m_hub = std::make_unique<ChannelHub>();
    m_hub->addProvider(latin("loc"), std::make_unique<LocalProvider>());
    m_hub->addProvider(latin("ca"), std::make_unique<SwitchedProvider>());
    m_hub->addProvider(latin("calc"), std::make_unique<CalcProvider>(*m_hub));
}

void tst_CalcChannel::expressions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("result");

    QTest::newRow("sum") << latin("a + 2 * b") << 8.0;
    QTest::newRow("power before sign") << latin("-a^2") << -4.0;
    QTest::newRow("natural logarithm") << latin("ln(exp(a))") << 2.0;
    QTest::newRow("decades") << latin("log10(1000)") << 3.0;
    QTest::newRow("radians") << latin("sin(pi/2)") << 1.0;
    QTest::newRow("choice") << latin("a > b ? 10 : 20") << 20.0;
    QTest::newRow("logic") << latin("!(a == 2 && b != 3) || 0") << 1.0;
    QTest::newRow("list") << latin("max(a, b, 7) - min(a, b) + avg(1, 3) + sum(1, 1)") << 9.0;
    QTest::newRow("remainder") << latin("mod(7.5, a)") << 1.5;
    QTest::newRow("sign of nothing") << latin("sign(0) + sign(-b)") << -1.0;
}

void tst_CalcChannel::expressions()
{
    QFETCH(QString, text);
    const Result<Expression> expression = Expression::compile(text, {latin("a"), latin("b")});
    QVERIFY2(expression.ok(), expression ? "" : qPrintable(expression.error().message));
    const double numbers[] = {2, 3};
    QTEST(expression.value().evaluate(numbers), "result");
}

void tst_CalcChannel::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mentions");

    QTest::newRow("empty") << latin("calc:// ") << latin("empty");
    QTest::newRow("no name") << latin("calc://{} + 1") << latin("between its braces");
    QTest::newRow("open brace") << latin("calc://2 * {loc://a") << latin("not closed");
    QTest::newRow("unknown word") << latin("calc://2 * foo({loc://a})") << latin("foo");
    QTest::newRow("ends early") << latin("calc://{loc://a} +") << latin("at its end");
    QTest::newRow("two results") << latin("calc://1, 2") << latin("more than one");
    QTest::newRow("unknown setting") << latin("calc://{loc://a}; units=mm") << latin("egu=");
    QTest::newRow("precision") << latin("calc://{loc://a}; prec=many") << latin("prec=");
    QTest::newRow("unknown protocol") << latin("calc://{none://a}") << latin("none");
}

void tst_CalcChannel::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, mentions);
    const Result<ChannelPtr> channel = m_hub->channel(name);
    QVERIFY(!channel.ok());
    QCOMPARE(channel.error().code, ErrorCode::BadValue);
    QVERIFY2(channel.error().message.contains(mentions), qPrintable(channel.error().message));
}

void tst_CalcChannel::readsOnce()
{
    write(latin("loc://a"), 20.0);
    const ChannelPtr sum = open(latin("calc://{loc://a} * 2 + {loc://b(2)} - {loc://a} ; egu=mm ; prec=2"));
    const Result<Reading> reading = getBlocking(*sum);
    QVERIFY2(reading.ok(), reading ? "" : qPrintable(reading.error().message));
    QCOMPARE(toDouble(reading.value().value), 22.0);
    QCOMPARE(sum->info()->units, latin("mm"));
    QCOMPARE(sum->info()->precision, 2);
    QVERIFY(!sum->info()->canWrite);
    QCOMPARE(toDouble(getBlocking(*open(latin("calc://2^10"))).value().value), 1024.0);
}

void tst_CalcChannel::followsItsInputs()
{
    const ChannelPtr twice = open(latin("calc://2 * {loc://x(5)}"));
    std::vector<double> seen;
    const auto take = [&](const Reading& reading) { seen.push_back(*toDouble(reading.value)); };
    const Handle handle = twice->subscribe(m_mailbox, Delivery::Every, {take, {}, {}});
    QVERIFY(drainUntil([&] { return seen == std::vector<double>{10}; }));
    write(latin("loc://x"), 6.0);
    QVERIFY(drainUntil([&] { return seen == std::vector<double>{10, 12}; }));
    // A calculation over a calculation.
    const ChannelPtr deeper = open(latin("calc://{calc://2 * {loc://x(5)}} + 1"));
    QCOMPARE(toDouble(getBlocking(*deeper).value().value), 13.0);
}

void tst_CalcChannel::countsOneChangeOnce()
{
    const auto p = switched("p");
    const auto q = switched("q");
    const ChannelPtr sum = open(latin("calc://{p} + {q}"));
    std::vector<double> seen;
    const auto take = [&](const Reading& reading) { seen.push_back(*toDouble(reading.value)); };
    const Handle handle = sum->subscribe(m_mailbox, Delivery::Every, {take, {}, {}});
    p->goOnline(readingOf(1));
    m_mailbox.drain();
    QVERIFY(seen.empty());
    q->goOnline(readingOf(2));
    QVERIFY(drainUntil([&] { return !seen.empty(); }));
    QCOMPARE(seen, std::vector<double>{3});
}

void tst_CalcChannel::connectsWithItsInputs()
{
    const auto input = switched("p");
    const ChannelPtr root = open(latin("calc://sqrt({p})"));
    QCOMPARE(root->state(), ConnectionState::NeverConnected);
    input->goOnline(readingOf(4));
    QTRY_COMPARE(root->state(), ConnectionState::Connected);
    QCOMPARE(toDouble(getBlocking(*root).value().value), 2.0);
    input->goOffline();
    QTRY_COMPARE(root->state(), ConnectionState::Disconnected);
    const Result<Reading> lost = getBlocking(*root, std::chrono::milliseconds(50));
    QVERIFY(!lost.ok());
    QCOMPARE(lost.error().code, ErrorCode::Disconnected);
}

void tst_CalcChannel::worstAlarmNewestTime()
{
    const auto input = switched("p");
    input->goOnline(readingOf(5, Severity::Major));
    const ChannelPtr sum = open(latin("calc://{loc://old(1)} + {p}"));
    const Reading reading = getBlocking(*sum).value();
    QCOMPARE(reading.severity, Severity::Major);
    QCOMPARE(toDouble(reading.value), 6.0);
    const Timestamp ofOld = getBlocking(*open(latin("loc://old"))).value().time;
    const Timestamp ofInput = getBlocking(*open(latin("p"))).value().time;
    QVERIFY(reading.time == std::max(ofOld, ofInput));
}

void tst_CalcChannel::notANumberIsInvalid()
{
    const Reading reading = getBlocking(*open(latin("calc://ln(0 - {loc://one(1)})"))).value();
    QVERIFY(std::isnan(*toDouble(reading.value)));
    QCOMPARE(reading.severity, Severity::Invalid);
    const Reading text = getBlocking(*open(latin("calc://{loc://word(\"x\")} + 1"))).value();
    QCOMPARE(text.severity, Severity::Invalid);
}

void tst_CalcChannel::cannotBeWritten()
{
    const Result<void> put = putBlocking(*open(latin("calc://{loc://a} + 1")), 5.0, PutMode::Complete);
    QVERIFY(!put.ok());
    QCOMPARE(put.error().code, ErrorCode::NoAccess);
    QVERIFY(put.error().message.contains(latin("computed")));
}

void tst_CalcChannel::endsWhileInputsChange()
{
    const ChannelPtr input = open(latin("loc://busy"));
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (double i = 0; !stop; ++i)
            QVERIFY(putBlocking(*input, i, PutMode::Forget).ok());
    });
    for (int i = 0; i < 200; ++i) {
        const ChannelPtr calc = open(latin("calc://{loc://busy} + %1").arg(i));
        const Handle handle = calc->subscribe(m_mailbox, Delivery::Latest, {[](const Reading&) {}, {}, {}});
        Q_UNUSED(getBlocking(*calc).ok())
        m_mailbox.drain();
    }
    stop = true;
    writer.join();
}

QTEST_GUILESS_MAIN(tst_CalcChannel)
#include "tst_calcchannel.moc"
