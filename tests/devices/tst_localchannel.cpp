#include "devices/channel/blocking.h"
#include "devices/channel/channelhub.h"
#include "devices/local/localdefinition.h"
#include "devices/local/localprovider.h"

#include <QTest>

using namespace devices;

Q_DECLARE_METATYPE(devices::Value)
Q_DECLARE_METATYPE(devices::NativeType)

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

class tst_LocalChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void definitions_data();
    void definitions();
    void refusesDefinition_data();
    void refusesDefinition();
    void writes_data();
    void writes();
    void refusesValue_data();
    void refusesValue();
    void oneVariableForAllSpellings();
    void keepsItsValueWithoutChannels();
    void monitorTellsEveryWrite();

private:
    ChannelPtr open(const QString& name) { return m_hub->channel(latin("loc://") + name).value(); }

    std::unique_ptr<ChannelHub> m_hub;
};

void tst_LocalChannel::init()
{
    m_hub = std::make_unique<ChannelHub>();
    m_hub->addProvider(latin("loc"), std::make_unique<LocalProvider>());
}

void tst_LocalChannel::definitions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<NativeType>("type");
    QTest::addColumn<Value>("initial");
    QTest::addColumn<QStringList>("labels");

    const QStringList none;
    const QStringList offOn{latin("off"), latin("on, please")};
    QTest::newRow("bare") << latin("x") << NativeType::Double << Value(0.0) << none;
    QTest::newRow("number") << latin("x(-1.5)") << NativeType::Double << Value(-1.5) << none;
    QTest::newRow("text") << latin("x(\"a, (b)\")") << NativeType::String << Value(latin("a, (b)")) << none;
    QTest::newRow("quoted quote") << latin(R"(x("a\"b\\"))") << NativeType::String << Value(latin("a\"b\\")) << none;
    QTest::newRow("numbers") << latin("x(1, 2,3)") << NativeType::Double << Value(makeArray<double>({1, 2, 3})) << none;
    QTest::newRow("double") << latin("x( double , 2 )") << NativeType::Double << Value(2.0) << none;
    QTest::newRow("double only") << latin("x(double)") << NativeType::Double << Value(0.0) << none;
    QTest::newRow("long") << latin("x(long, 5)") << NativeType::Long << Value(qint64(5)) << none;
    QTest::newRow("string") << latin("x(string, \"hi\")") << NativeType::String << Value(latin("hi")) << none;
    QTest::newRow("one element") << latin("x(array, 4)") << NativeType::Double << Value(makeArray<double>({4})) << none;
    QTest::newRow("enum") << latin("x(enum, \"off\", \"on, please\")") << NativeType::Enum << Value(EnumIndex{0})
                          << offOn;
    QTest::newRow("enum at 1") << latin("x(enum, 1, off, \"on, please\")") << NativeType::Enum << Value(EnumIndex{1})
                               << offOn;
}

void tst_LocalChannel::definitions()
{
    QFETCH(QString, text);
    QFETCH(Value, initial);
    const ChannelPtr channel = open(text);
    QCOMPARE(channel->state(), ConnectionState::Connected);
    QCOMPARE(channel->name(), latin("loc://x"));
    QTEST(channel->info()->type, "type");
    QTEST(channel->info()->labels, "labels");
    const Result<Reading> got = getBlocking(*channel);
    QVERIFY(got.ok());
    QVERIFY2(equal(got.value().value, initial), qPrintable(toText(got.value().value)));
}

void tst_LocalChannel::refusesDefinition_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"x(", "x(abc)", "x(1,abc)", "x(long, 1.5)", "x(long, 1, 2)", "x(\"a)", "x()", "x(1,)",
             "x(enum)", "x(enum, 2, \"a\", \"b\")", "(5)", "a b", "x(1) y"})
        QTest::newRow(text) << latin(text);
}

void tst_LocalChannel::refusesDefinition()
{
    QFETCH(QString, text);
    const Result<ChannelPtr> channel = m_hub->channel(latin("loc://") + text);
    QVERIFY(!channel.ok());
    QCOMPARE(channel.error().code, ErrorCode::BadValue);
    QVERIFY2(channel.error().message.contains(text), qPrintable(channel.error().message));
}

void tst_LocalChannel::writes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Value>("written");
    QTest::addColumn<Value>("read");

    QTest::newRow("double") << latin("x") << Value(1.25) << Value(1.25);
    QTest::newRow("integer to double") << latin("x") << Value(qint64(3)) << Value(3.0);
    QTest::newRow("text to double") << latin("x") << Value(latin("2.5")) << Value(2.5);
    QTest::newRow("double to long") << latin("x(long, 0)") << Value(4.0) << Value(qint64(4));
    QTest::newRow("label") << latin("x(enum, a, b)") << Value(latin("b")) << Value(EnumIndex{1});
    QTest::newRow("index") << latin("x(enum, a, b)") << Value(EnumIndex{1}) << Value(EnumIndex{1});
    QTest::newRow("number to enum") << latin("x(enum, a, b)") << Value(1.0) << Value(EnumIndex{1});
    QTest::newRow("text") << latin("x(\"\")") << Value(latin("ä")) << Value(latin("ä"));
    QTest::newRow("number to text") << latin("x(\"\")") << Value(0.1) << Value(latin("0.1"));
    QTest::newRow("array") << latin("x(array, 1)") << Value(makeArray<qint32>({1, 2}))
                           << Value(makeArray<double>({1, 2}));
    QTest::newRow("empty array") << latin("x(array, 1)") << Value(makeArray<double>({}))
                                 << Value(makeArray<double>({}));
}

void tst_LocalChannel::writes()
{
    QFETCH(QString, name);
    QFETCH(Value, written);
    QFETCH(Value, read);
    const ChannelPtr channel = open(name);
    const Result<void> put = putBlocking(*channel, written);
    QVERIFY2(put.ok(), qPrintable(put.error().message));
    const Result<Reading> got = getBlocking(*channel);
    QVERIFY2(equal(got.value().value, read), qPrintable(toText(got.value().value)));
}

void tst_LocalChannel::refusesValue_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Value>("value");
    QTest::newRow("text for a number") << latin("x") << Value(latin("abc"));
    QTest::newRow("no number") << latin("x") << Value(std::numeric_limits<double>::quiet_NaN());
    QTest::newRow("fraction for a long") << latin("x(long, 0)") << Value(1.5);
    QTest::newRow("array for a number") << latin("x") << Value(makeArray<double>({1, 2}));
    QTest::newRow("no such label") << latin("x(enum, a, b)") << Value(latin("c"));
    QTest::newRow("no such state") << latin("x(enum, a, b)") << Value(EnumIndex{2});
}

void tst_LocalChannel::refusesValue()
{
    QFETCH(QString, name);
    QFETCH(Value, value);
    const ChannelPtr channel = open(name);
    const Value before = getBlocking(*channel).value().value;
    const Result<void> put = putBlocking(*channel, value);
    QVERIFY(!put.ok());
    QCOMPARE(put.error().code, ErrorCode::BadValue);
    QVERIFY(put.error().message.contains(latin("loc://x")));
    QVERIFY(equal(getBlocking(*channel).value().value, before));
}

void tst_LocalChannel::oneVariableForAllSpellings()
{
    const ChannelPtr first = open(latin("x(5)"));
    const ChannelPtr second = open(latin("x"));
    QVERIFY(putBlocking(*second, 7.0).ok());
    QCOMPARE(*toDouble(getBlocking(*first).value().value), 7.0);
    QCOMPARE(*toDouble(getBlocking(*open(latin("x(9)"))).value().value), 7.0);
}

void tst_LocalChannel::keepsItsValueWithoutChannels()
{
    QVERIFY(putBlocking(*open(latin("x")), 3.0).ok());
    QCOMPARE(m_hub->census().channels, std::size_t(0));
    QCOMPARE(*toDouble(getBlocking(*open(latin("x"))).value().value), 3.0);
}

void tst_LocalChannel::monitorTellsEveryWrite()
{
    const ChannelPtr channel = open(latin("x(1)"));
    const ChannelPtr other = open(latin("x"));
    Mailbox mailbox;
    std::vector<double> seen;
    ChannelEvents events;
    events.value = [&seen](const Reading& reading) { seen.push_back(*toDouble(reading.value)); };
    Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    for (const double value : {2.0, 2.0, 3.0})
        QVERIFY(putBlocking(*other, value).ok());
    mailbox.drain();
    QCOMPARE(seen, (std::vector<double>{1, 2, 2, 3}));
    handle.reset();
    QVERIFY(putBlocking(*other, 4.0).ok());
    mailbox.drain();
    QCOMPARE(seen.size(), std::size_t(4));
}

QTEST_APPLESS_MAIN(tst_LocalChannel)
#include "tst_localchannel.moc"
