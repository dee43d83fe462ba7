#include "cafixture.h"

#include <QTest>

#include <limits>
#include <thread>

using namespace devices;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(devices::Value)
Q_DECLARE_METATYPE(devices::NativeType)

static QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

class tst_CaChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void values_data();
    void values();
    void writes_data();
    void writes();
    void arraysChangeTheirLength();
    void longStrings();
    void numbersHaveMetadata();
    void enumsHaveLabels();
    void stringsHaveNone();
    void timeAndAlarmTravelWithTheValue();
    void monitorTellsEveryChangeInOrder();
    void monitorEndsWithItsLastHandle();
    void metadataAreRenewed();
    void changedLimitsCountAtOnce();
    void accessRightsAreFollowed();
    void putWaitsForCompletion();
    void putWithoutCompletionDoesNotWait();
    void refusedPutSaysWhy();
    void badValuesAreNotSent();
    void longTextsAreCut();
    void verifiedPutsReadBack_data();
    void verifiedPutsReadBack();
    void filtersPassThrough();
    void largeArrays();
    void serversAreCounted();
    void unknownNameTimesOut();
    void lastReferenceDroppedInCallback();
    void removedPvDisconnects();

private:
    template <typename Change>
    void onServer(Change change)
    {
        m_ca->served().onServer(change);
    }
    ServerPvPtr pv(const char* name) { return m_ca->served().pv(name); }

    std::unique_ptr<CaFixture> m_ca;
};

void tst_CaChannel::init()
{
    m_ca = std::make_unique<CaFixture>();
    PvMetadata metadata;
    metadata.units = QStringLiteral("µm");
    metadata.precision = 3;
    metadata.display = {-10, 10};
    metadata.alarm = {-9, 9};
    metadata.warning = {-8, 8};
    metadata.control = {-7, 7};
    CaServerFixture& served = m_ca->served();
    served.add("t:number", NativeType::Double, 1, 1.25, metadata);
    served.add("t:float", NativeType::Float, 1, 0.5, metadata);
    served.add("t:long", NativeType::Long, 1, qint64{-70000}, metadata);
    served.add("t:short", NativeType::Short, 1, qint64{-7}, metadata);
    served.add("t:char", NativeType::Char, 1, qint64{200}, metadata);
    served.add("t:free", NativeType::Double, 1, 0.0);
    served.add("t:count", NativeType::Long, 1, qint64{0});
    served.add("t:text", NativeType::String, 1, latin("sample A"));
    PvMetadata labels;
    labels.labels = QStringList{latin("Idle"), latin("Moving"), QStringLiteral("Zurück")};
    served.add("t:state", NativeType::Enum, 1, EnumIndex{1}, labels);
    served.add("t:doubles", NativeType::Double, 1000, makeArray<double>({1, 2.5, -3}), metadata);
    served.add("t:floats", NativeType::Float, 10, makeArray<float>({0.5F}));
    served.add("t:longs", NativeType::Long, 10, makeArray<qint32>({-70000, 70000}));
    served.add("t:shorts", NativeType::Short, 10, makeArray<qint16>({-1, 2, 3}));
    served.add("t:chars", NativeType::Char, 256, makeArray<quint8>({'a', 'b', 0}));
    served.add("t:texts", NativeType::String, 4, makeArray<QString>({latin("one"), latin("two")}));
    served.add("t:empty", NativeType::Double, 10, makeArray<double>({}));
    std::vector<quint16> pixels(1U << 20U);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<quint16>(i % 30000);
    served.add(
        "t:image", NativeType::Short, pixels.size(), makeArray(std::vector<qint16>(pixels.cbegin(), pixels.cend())));
    m_ca->start();
}

void tst_CaChannel::cleanup()
{
    m_ca.reset();
}

void tst_CaChannel::values_data()
{
    QTest::addColumn<NativeType>("type");
    QTest::addColumn<std::size_t>("count");
    QTest::addColumn<Value>("value");
    const std::size_t one = 1;
    QTest::newRow("t:number") << NativeType::Double << one << Value(1.25);
    QTest::newRow("t:float") << NativeType::Float << one << Value(0.5);
    QTest::newRow("t:long") << NativeType::Long << one << Value(qint64{-70000});
    QTest::newRow("t:short") << NativeType::Short << one << Value(qint64{-7});
    QTest::newRow("t:char") << NativeType::Char << one << Value(qint64{200});
    QTest::newRow("t:text") << NativeType::String << one << Value(latin("sample A"));
    QTest::newRow("t:state") << NativeType::Enum << one << Value(EnumIndex{1});
    QTest::newRow("t:doubles") << NativeType::Double << std::size_t{1000} << Value(makeArray<double>({1, 2.5, -3}));
    QTest::newRow("t:floats") << NativeType::Float << std::size_t{10} << Value(makeArray<float>({0.5F}));
    QTest::newRow("t:longs") << NativeType::Long << std::size_t{10} << Value(makeArray<qint32>({-70000, 70000}));
    QTest::newRow("t:shorts") << NativeType::Short << std::size_t{10} << Value(makeArray<qint16>({-1, 2, 3}));
    QTest::newRow("t:chars") << NativeType::Char << std::size_t{256} << Value(makeArray<quint8>({'a', 'b', 0}));
    QTest::newRow("t:texts") << NativeType::String << std::size_t{4}
                             << Value(makeArray<QString>({latin("one"), latin("two")}));
    QTest::newRow("t:empty") << NativeType::Double << std::size_t{10} << Value(makeArray<double>({}));
}

void tst_CaChannel::values()
{
    QFETCH(Value, value);
    const ChannelPtr channel = m_ca->open(QTest::currentDataTag());
    const Result<ChannelInfoPtr> info = connectBlocking(*channel);
    QVERIFY2(info.ok(), info ? "" : qPrintable(info.error().message));
    QTEST(info.value()->type, "type");
    QTEST(info.value()->count, "count");

    const Result<Reading> got = getBlocking(*channel);
    QVERIFY2(got.ok(), got ? "" : qPrintable(got.error().message));
    QVERIFY2(equal(got.value().value, value), qPrintable(toText(got.value().value)));

    Mailbox mailbox;
    std::optional<Reading> monitored;
    ChannelEvents events;
    events.value = [&monitored](const Reading& reading) { monitored = reading; };
    const Handle handle = channel->subscribe(mailbox, Delivery::Latest, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return monitored.has_value(); }));
    QVERIFY2(equal(monitored->value, value), qPrintable(toText(monitored->value)));
    QVERIFY(equal(channel->latest().value, value));
}

void tst_CaChannel::writes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Value>("written");
    QTest::addColumn<Value>("read");
    const QString number = latin("t:number");
    const QString text39(39, QLatin1Char('x'));
    QTest::newRow("double") << number << Value(0.1) << Value(0.1);
    QTest::newRow("integer to double") << number << Value(qint64{3}) << Value(3.0);
    QTest::newRow("text to double") << number << Value(latin("2.5")) << Value(2.5);
    QTest::newRow("float") << latin("t:float") << Value(0.25) << Value(0.25);
    QTest::newRow("long") << latin("t:count") << Value(qint64{-2147483648LL}) << Value(qint64{-2147483648LL});
    QTest::newRow("whole double to long") << latin("t:count") << Value(12.0) << Value(qint64{12});
    QTest::newRow("short") << latin("t:short") << Value(qint64{5}) << Value(qint64{5});
    QTest::newRow("char") << latin("t:char") << Value(qint64{7}) << Value(qint64{7});
    QTest::newRow("text") << latin("t:text") << Value(QStringLiteral("Größe")) << Value(QStringLiteral("Größe"));
    QTest::newRow("empty text") << latin("t:text") << Value(latin("")) << Value(latin(""));
    QTest::newRow("39 characters") << latin("t:text") << Value(text39) << Value(text39);
    QTest::newRow("number to text") << latin("t:text") << Value(0.1) << Value(latin("0.1"));
    QTest::newRow("enum index") << latin("t:state") << Value(EnumIndex{2}) << Value(EnumIndex{2});
    QTest::newRow("enum label") << latin("t:state") << Value(QStringLiteral("Zurück")) << Value(EnumIndex{2});
    QTest::newRow("enum number as text") << latin("t:state") << Value(latin("0")) << Value(EnumIndex{0});
    QTest::newRow("doubles") << latin("t:doubles") << Value(makeArray<double>({5, 6}))
                             << Value(makeArray<double>({5, 6}));
    QTest::newRow("integers to doubles") << latin("t:empty") << Value(makeArray<quint32>({5, 4000000000U}))
                                         << Value(makeArray<double>({5, 4000000000.0}));
    QTest::newRow("shorts") << latin("t:shorts") << Value(makeArray<qint16>({-9})) << Value(makeArray<qint16>({-9}));
    QTest::newRow("text to chars") << latin("t:chars") << Value(latin("/data"))
                                   << Value(makeArray<quint8>({'/', 'd', 'a', 't', 'a', 0}));
    QTest::newRow("texts") << latin("t:texts") << Value(makeArray<QString>({latin("a"), latin("b"), latin("c")}))
                           << Value(makeArray<QString>({latin("a"), latin("b"), latin("c")}));
}

void tst_CaChannel::writes()
{
    QFETCH(QString, name);
    QFETCH(Value, written);
    QFETCH(Value, read);
    const ChannelPtr channel = m_ca->open(name);
    for (const PutMode mode : {PutMode::Complete, PutMode::Forget}) {
        const Result<void> put = putBlocking(*channel, written, mode);
        QVERIFY2(put.ok(), qPrintable(put.error().message));
        const Result<Reading> got = getBlocking(*channel);
        QVERIFY2(got.ok(), got ? "" : qPrintable(got.error().message));
        QVERIFY2(equal(got.value().value, read), qPrintable(toText(got.value().value)));
    }
}

void tst_CaChannel::arraysChangeTheirLength()
{
    const ChannelPtr channel = m_ca->open("t:doubles");
    Mailbox mailbox;
    std::vector<std::size_t> lengths;
    ChannelEvents events;
    events.value = [&lengths](const Reading& reading) { lengths.push_back(elementCount(reading.value)); };
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return lengths.size() == 1; }));
    for (const std::size_t length : {std::size_t{1}, std::size_t{1000}, std::size_t{0}}) {
        const std::size_t before = lengths.size();
        onServer([&] { pv("t:doubles")->set(makeArray(std::vector<double>(length, 1.5))); });
        QVERIFY(drainUntil(mailbox, [&] { return lengths.size() > before; }));
        QCOMPARE(lengths.back(), length);
    }
    const Result<Reading> image = getBlocking(*m_ca->open("t:image"));
    const auto& pixels = std::get<ArrayPtr<qint16>>(image.value().value);
    QCOMPARE(pixels->size(), std::size_t{1} << 20U);
    QCOMPARE((*pixels)[1000000], qint16(1000000 % 30000));
}

void tst_CaChannel::longStrings()
{
    const ChannelPtr channel = m_ca->open("t:chars");
    const QString path = QStringLiteral("/beamline/Übung/") + QString(200, QLatin1Char('p'));
    QVERIFY(putBlocking(*channel, path).ok());
    QCOMPARE(toText(getBlocking(*channel).value().value), path);
}

void tst_CaChannel::numbersHaveMetadata()
{
    for (const char* name : {"t:number", "t:float", "t:long", "t:short", "t:doubles"}) {
        const ChannelPtr channel = m_ca->open(name);
        const ChannelInfo info = *connectBlocking(*channel).value();
        QCOMPARE(info.name, latin(name));
        QCOMPARE(info.units, QStringLiteral("µm"));
        const bool floating = info.type == NativeType::Double || info.type == NativeType::Float;
        QCOMPARE(info.precision.has_value(), floating);
        if (floating)
            QCOMPARE(*info.precision, 3);
        QCOMPARE(info.display.low, -10.0);
        QCOMPARE(info.display.high, 10.0);
        QCOMPARE(info.alarm.low, -9.0);
        QCOMPARE(info.alarm.high, 9.0);
        QCOMPARE(info.warning.low, -8.0);
        QCOMPARE(info.warning.high, 8.0);
        QCOMPARE(info.control.low, -7.0);
        QCOMPARE(info.control.high, 7.0);
        QVERIFY(info.canRead);
        QVERIFY(info.canWrite);
        QVERIFY(info.labels.isEmpty());
        QVERIFY2(info.host.endsWith(QLatin1Char(':') + QString::number(m_ca->served().port())), qPrintable(info.host));
    }
}

void tst_CaChannel::enumsHaveLabels()
{
    const ChannelPtr channel = m_ca->open("t:state");
    const ChannelInfoPtr info = connectBlocking(*channel).value();
    QCOMPARE(info->labels, QStringList({latin("Idle"), latin("Moving"), QStringLiteral("Zurück")}));
    QVERIFY(!info->precision);
}

void tst_CaChannel::stringsHaveNone()
{
    const ChannelPtr channel = m_ca->open("t:text");
    const ChannelInfoPtr info = connectBlocking(*channel).value();
    QVERIFY(info->units.isEmpty());
    QVERIFY(info->labels.isEmpty());
    QVERIFY(!info->control.valid());
    QVERIFY(info->canWrite);
}

void tst_CaChannel::timeAndAlarmTravelWithTheValue()
{
    const Timestamp when = fromEpochSeconds(1700000000) + 123456789ns;
    onServer([&] { pv("t:number")->set(9.5, Severity::Major, 3, when); });
    const Reading reading = getBlocking(*m_ca->open("t:number")).value();
    QCOMPARE(*toDouble(reading.value), 9.5);
    QCOMPARE(reading.severity, Severity::Major);
    QCOMPARE(reading.status, quint16{3});
    QCOMPARE(reading.time.time_since_epoch().count(), when.time_since_epoch().count());
}

void tst_CaChannel::monitorTellsEveryChangeInOrder()
{
    const ChannelPtr channel = m_ca->open("t:free");
    Mailbox mailbox;
    std::vector<double> seen;
    QStringList order;
    ChannelEvents events;
    events.value = [&](const Reading& reading) {
        seen.push_back(*toDouble(reading.value));
        order << latin("value");
    };
    events.connection = [&](ConnectionState state) { order << connectionStateName(state); };
    events.info = [&](const ChannelInfoPtr&) { order << latin("info"); };
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return seen.size() == 1; }));
    QCOMPARE(order, QStringList({latin("never connected"), latin("connected"), latin("info"), latin("value")}));
    for (int i = 1; i <= 50; ++i) {
        onServer([&] { pv("t:free")->set(double(i)); });
        QVERIFY(drainUntil(mailbox, [&] { return seen.size() == std::size_t(i) + 1; }));
        QCOMPARE(seen.back(), double(i));
    }
}

void tst_CaChannel::monitorEndsWithItsLastHandle()
{
    const ChannelPtr channel = m_ca->open("t:free");
    connectBlocking(*channel).value();
    const auto subscriptions = [this] { return m_ca->served().server().census().subscriptions; };
    QTRY_COMPARE(subscriptions(), std::size_t{1}); // metadata
    Mailbox mailbox;
    ChannelEvents events;
    events.value = [](const Reading&) {};
    Handle first = channel->subscribe(mailbox, Delivery::Every, events);
    Handle second = channel->subscribe(mailbox, Delivery::Latest, events);
    QTRY_COMPARE(subscriptions(), std::size_t{2});
    first.reset();
    second.reset();
    QTRY_COMPARE(subscriptions(), std::size_t{1});
    first = channel->subscribe(mailbox, Delivery::Latest, events);
    QTRY_COMPARE(subscriptions(), std::size_t{2});
}

void tst_CaChannel::metadataAreRenewed()
{
    const ChannelPtr channel = m_ca->open("t:state");
    Mailbox mailbox;
    QStringList seen;
    ChannelEvents events;
    events.info = [&seen](const ChannelInfoPtr& info) { seen << info->labels.join(QLatin1Char('|')); };
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return seen.size() == 1; }));
    QTRY_COMPARE(m_ca->served().server().census().subscriptions, std::size_t{1});
    PvMetadata changed;
    changed.labels = QStringList{latin("Open"), latin("Closed")};
    onServer([&] { pv("t:state")->setMetadata(changed); });
    QVERIFY(drainUntil(mailbox, [&] { return seen.size() == 2; }));
    QCOMPARE(seen, QStringList({QStringLiteral("Idle|Moving|Zurück"), latin("Open|Closed")}));
    QVERIFY(putBlocking(*channel, latin("Closed")).ok());
    QVERIFY(equal(getBlocking(*channel).value().value, Value(EnumIndex{1})));
}

void tst_CaChannel::changedLimitsCountAtOnce()
{
    const ChannelPtr channel = m_ca->open("t:number");
    const Result<void> refused = putBlocking(*channel, 7.5);
    QCOMPARE(refused.error().code, ErrorCode::LimitViolation);
    QCOMPARE(refused.error().message, QStringLiteral("t:number = 7.5 µm is above the high limit of 7 µm"));
    onServer([this] {
        PvMetadata metadata = pv("t:number")->metadata();
        metadata.control = {-8, 8};
        pv("t:number")->setMetadata(metadata);
    });
    QVERIFY(putBlocking(*channel, 7.5).ok());
    QCOMPARE(*toDouble(getBlocking(*channel).value().value), 7.5);
}

void tst_CaChannel::accessRightsAreFollowed()
{
    const ChannelPtr channel = m_ca->open("t:number");
    Mailbox mailbox;
    ChannelInfoPtr info;
    ChannelEvents events;
    events.info = [&info](const ChannelInfoPtr& changed) { info = changed; };
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return info && info->canWrite; }));
    onServer([this] { pv("t:number")->setAccess(true, false); });
    QVERIFY(drainUntil(mailbox, [&] { return !info->canWrite; }));
    QVERIFY(info->canRead);
    QCOMPARE(info->units, QStringLiteral("µm"));
    for (const PutMode mode : {PutMode::Complete, PutMode::Forget}) {
        const Result<void> put = putBlocking(*channel, 1.0, mode);
        QCOMPARE(put.error().code, ErrorCode::NoAccess);
        QVERIFY2(put.error().message.contains(latin("t:number")), qPrintable(put.error().message));
    }
    onServer([this] { pv("t:number")->setAccess(false, true); });
    QVERIFY(drainUntil(mailbox, [&] { return !info->canRead; }));
    QCOMPARE(getBlocking(*channel).error().code, ErrorCode::NoAccess);
    onServer([this] { pv("t:number")->setAccess(true, true); });
    QVERIFY(drainUntil(mailbox, [&] { return info->canRead; }));
    QVERIFY(getBlocking(*channel).ok());
}

void tst_CaChannel::putWaitsForCompletion()
{
    PutCompletion completion;
    onServer([&] {
        pv("t:free")->setPutHandler(
            [&completion](ServerPv& target, const Value& value, const ClientIdentity&, PutCompletion done) {
                target.set(value);
                completion = std::move(done);
            });
    });
    const ChannelPtr channel = m_ca->open("t:free");
    connectBlocking(*channel).value();
    Mailbox mailbox;
    std::optional<Result<void>> outcome;
    const Handle handle = channel->put(
        mailbox, 3.0, PutMode::Complete, [&outcome](const Result<void>& result) { outcome = result; }, 1min);
    QTRY_COMPARE(*toDouble(getBlocking(*channel).value().value), 3.0);
    mailbox.drain();
    QVERIFY(!outcome); // written, not yet done
    onServer([&completion] { completion({}); });
    QVERIFY(drainUntil(mailbox, [&] { return outcome.has_value(); }));
    QVERIFY(outcome->ok());
    onServer([this] { pv("t:free")->setPutHandler({}); });
}

void tst_CaChannel::putWithoutCompletionDoesNotWait()
{
    std::vector<PutCompletion> completions;
    onServer([&] {
        pv("t:free")->setPutHandler(
            [&completions](ServerPv& target, const Value& value, const ClientIdentity&, PutCompletion done) {
                target.set(value);
                completions.push_back(std::move(done));
            });
    });
    const ChannelPtr channel = m_ca->open("t:free");
    QVERIFY(putBlocking(*channel, 3.0, PutMode::Forget).ok());
    QCOMPARE(*toDouble(getBlocking(*channel).value().value), 3.0);
    onServer([&] {
        for (const PutCompletion& done : completions)
            done({});
        pv("t:free")->setPutHandler({});
    });
    QCOMPARE(completions.size(), std::size_t{1});
}

void tst_CaChannel::refusedPutSaysWhy()
{
    onServer([this] {
        pv("t:free")->setPutHandler([](ServerPv&, const Value&, const ClientIdentity&, PutCompletion done) {
            done(Error{ErrorCode::Refused, latin("no"), latin("t:free")});
        });
    });
    const ChannelPtr channel = m_ca->open("t:free");
    const Result<void> put = putBlocking(*channel, 3.0);
    QCOMPARE(put.error().code, ErrorCode::Refused);
    QCOMPARE(put.error().source, latin("t:free"));
    QVERIFY2(put.error().message.startsWith(latin("t:free was not written")), qPrintable(put.error().message));

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(latin("t:free was not written")));
    QVERIFY(putBlocking(*channel, 3.0, PutMode::Forget).ok()); // only sent; the refusal is logged
    QVERIFY(getBlocking(*channel).ok());
    m_ca->stopClient();
}

void tst_CaChannel::badValuesAreNotSent()
{
    const std::vector<std::pair<const char*, Value>> values{{"t:count", 1.5}, {"t:state", EnumIndex{3}},
        {"t:state", latin("Nowhere")}, {"t:free", latin("abc")}, {"t:free", std::numeric_limits<double>::quiet_NaN()},
        {"t:free", Value()}, {"t:shorts", makeArray(std::vector<qint16>(11))}, {"t:shorts", makeArray<qint16>({})},
        {"t:free", makeArray<double>({1, 2})}};
    for (const auto& [name, value] : values) {
        const ChannelPtr channel = m_ca->open(name);
        const Result<void> put = putBlocking(*channel, value);
        QVERIFY2(!put.ok(), name);
        QCOMPARE(put.error().code, ErrorCode::BadValue);
        QVERIFY2(put.error().message.contains(latin(name)), qPrintable(put.error().message));
    }
}

void tst_CaChannel::longTextsAreCut()
{
    QStringList warnings;
    m_ca->hub().policy().warning = [&warnings](const Error& warning) { warnings << warning.message; };
    const ChannelPtr channel = m_ca->open("t:text");
    // 38 bytes, then a letter of two: it does not fit and is left out as a whole.
    const QString text = QString(38, QLatin1Char('x')) + QStringLiteral("µ end");
    QVERIFY(putBlocking(*channel, text).ok());
    QCOMPARE(warnings, QStringList{latin("t:text takes texts of 39 bytes; what was written is cut")});
    QCOMPARE(toText(getBlocking(*channel).value().value), QString(38, QLatin1Char('x')));
    QVERIFY(putBlocking(*channel, QString(39, QLatin1Char('y'))).ok());
    QCOMPARE(toText(getBlocking(*channel).value().value), QString(39, QLatin1Char('y')));
    QCOMPARE(warnings.size(), 1);
}

void tst_CaChannel::verifiedPutsReadBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Value>("value");

    QTest::newRow("double") << latin("t:number") << Value(0.1);
    QTest::newRow("float") << latin("t:float") << Value(0.1);
    QTest::newRow("long") << latin("t:count") << Value(qint64{70000});
    QTest::newRow("char") << latin("t:char") << Value(qint64{5});
    QTest::newRow("text") << latin("t:text") << Value(latin("Fe foil"));
    QTest::newRow("enum by label") << latin("t:state") << Value(latin("Moving"));
    QTest::newRow("doubles") << latin("t:doubles") << Value(makeArray<double>({0.1, -6.5, 5}));
    QTest::newRow("shorts") << latin("t:shorts") << Value(makeArray<qint16>({-5, 5}));
    QTest::newRow("texts") << latin("t:texts") << Value(makeArray<QString>({latin("a"), latin("b")}));
    QTest::newRow("chars") << latin("t:chars") << Value(latin("a text of characters"));
}

void tst_CaChannel::verifiedPutsReadBack()
{
    QFETCH(QString, name);
    QFETCH(Value, value);
    const ChannelPtr channel = m_ca->open(name);
    const Result<void> put = putBlocking(*channel, value, PutMode::Verify);
    QVERIFY2(put.ok(), put ? "" : qPrintable(put.error().message));

    // A record that makes something else of it.
    onServer([this, name] {
        m_ca->served().server().find(name)->setPutHandler(
            [](ServerPv&, const Value&, const ClientIdentity&, const PutCompletion& done) { done({}); });
    });
    const bool isNumber = toDouble(value).has_value() && !isArray(value);
    const Value other = isNumber ? Value(qint64{1}) : isArray(value) ? value : Value(latin("Idle"));
    if (isArray(value)) {
        onServer([this, name] {
            ServerPv& served = *m_ca->served().server().find(name);
            if (served.type() == NativeType::String)
                served.set(makeArray<QString>({latin("c")}));
            else
                served.set(makeArray<double>({7, 7, 7}));
        });
    }
    const Result<void> ignored = putBlocking(*channel, other, PutMode::Verify);
    QVERIFY(!ignored.ok());
    QCOMPARE(ignored.error().code, ErrorCode::Refused);
    QVERIFY2(ignored.error().message.contains(latin("but reads back")), qPrintable(ignored.error().message));
    QVERIFY(putBlocking(*channel, other, PutMode::Complete).ok());
}

void tst_CaChannel::filtersPassThrough()
{
    const ChannelPtr part = m_ca->open(R"(t:doubles.{"arr":{"s":1,"e":2}})");
    QVERIFY(equal(getBlocking(*part).value().value, makeArray<double>({2.5, -3})));
    const ChannelPtr coarse = m_ca->open(R"(t:free.{"dbnd":{"d":5}})");
    Mailbox mailbox;
    std::vector<double> seen;
    const auto take = [&seen](const Reading& reading) { seen.push_back(*toDouble(reading.value)); };
    const Handle handle = coarse->subscribe(mailbox, Delivery::Every, {take, {}, {}});
    QVERIFY(drainUntil(mailbox, [&] { return seen.size() == 1; }));
    for (const double value : {1.0, 4.0, 6.0, 7.0, 20.0})
        onServer([this, value] { pv("t:free")->set(value); });
    QVERIFY(drainUntil(mailbox, [&] { return !seen.empty() && seen.back() == 20; }));
    QCOMPARE(seen, (std::vector<double>{0, 6, 20}));
}

void tst_CaChannel::largeArrays()
{
    static constexpr std::size_t Elements = 8U << 20U; // 64 MiB
    onServer([this] {
        std::vector<double> ramp(Elements);
        for (std::size_t i = 0; i < Elements; ++i)
            ramp[i] = static_cast<double>(i) / 3;
        auto large
            = std::make_shared<ServerPv>(latin("t:large"), NativeType::Double, Elements, makeArray(std::move(ramp)));
        QVERIFY(m_ca->served().server().add(large).ok());
    });
    const ChannelPtr channel = m_ca->open("t:large");
    const Result<Reading> reading = getBlocking(*channel, 60s);
    QVERIFY2(reading.ok(), reading ? "" : qPrintable(reading.error().message));
    const auto& elements = *std::get<ArrayPtr<double>>(reading.value().value);
    QCOMPARE(elements.size(), Elements);
    QCOMPARE(elements[Elements - 1], static_cast<double>(Elements - 1) / 3);
    const Value back = makeArray(std::vector<double>(Elements, 2.5));
    const Result<void> put = putBlocking(*channel, back, PutMode::Verify, 120s);
    QVERIFY2(put.ok(), put ? "" : qPrintable(put.error().message));
}

void tst_CaChannel::serversAreCounted()
{
    const ChannelPtr channel = m_ca->open("t:free");
    const ChannelPtr state = m_ca->open("t:state");
    QVERIFY(connectBlocking(*channel).ok() && connectBlocking(*state).ok());
    Mailbox mailbox;
    int heard = 0;
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, {[&heard](const Reading&) { ++heard; }, {}, {}});
    QVERIFY(drainUntil(mailbox, [&] { return heard == 1; }));
    const auto figures = [this] { return m_ca->hub().servers().at(0); };
    QCOMPARE(m_ca->hub().servers().size(), std::size_t{1});
    QCOMPARE(figures().connected, std::size_t{2});
    const ServerFigures before = figures();
    for (int i = 1; i <= 10; ++i)
        onServer([this, i] { pv("t:free")->set(double(i)); });
    QVERIFY(drainUntil(mailbox, [&] { return heard == 11; }));
    QCOMPARE(figures().updates - before.updates, quint64{10});
    QCOMPARE(figures().bytes - before.bytes, quint64{80});
    const std::vector<Handle> pings = m_ca->hub().ping(mailbox);
    QCOMPARE(pings.size(), std::size_t{1});
    QTRY_VERIFY(figures().roundTrip.has_value());
    QVERIFY(figures().roundTrip->count() > 0);
    onServer([this] { m_ca->served().server().remove(latin("t:state")); });
    QTRY_COMPARE(figures().connected, std::size_t{1});
}

void tst_CaChannel::unknownNameTimesOut()
{
    const ChannelPtr channel = m_ca->open("t:nowhere");
    QCOMPARE(getBlocking(*channel, 100ms).error().message, latin("t:nowhere is not connected (waited 0.1 s)"));
    QCOMPARE(channel->state(), ConnectionState::NeverConnected);
    QVERIFY(!m_ca->hub().channel(QString(100000, QLatin1Char('x'))).ok());
}

void tst_CaChannel::lastReferenceDroppedInCallback()
{
    for (int i = 0; i < 50; ++i) {
        Mailbox mailbox;
        ChannelPtr channel = m_ca->open("t:number");
        const std::weak_ptr<Channel> watch = channel;
        Handle request;
        Handle subscription;
        int heard = 0;
        ChannelEvents events;
        events.value = [&](const Reading&) {
            ++heard;
            subscription.reset();
        };
        subscription = channel->subscribe(mailbox, Delivery::Every, std::move(events));
        request = channel->get(mailbox, [&](const Result<Reading>&) {
            ++heard;
            request.reset();
        });
        channel.reset();
        QVERIFY(drainUntil(mailbox, [&] { return watch.expired(); }));
        QCOMPARE(heard, 2);
    }
}

void tst_CaChannel::removedPvDisconnects()
{
    const ChannelPtr channel = m_ca->open("t:free");
    Mailbox mailbox;
    QStringList states;
    ChannelEvents events;
    events.connection = [&states](ConnectionState state) { states << connectionStateName(state); };
    const Handle handle = channel->subscribe(mailbox, Delivery::Every, std::move(events));
    QVERIFY(drainUntil(mailbox, [&] { return states.contains(latin("connected")); }));
    onServer([this] { m_ca->served().server().remove(latin("t:free")); });
    QVERIFY(drainUntil(mailbox, [&] { return states.contains(latin("disconnected")); }));
    QCOMPARE(getBlocking(*channel, 10ms).error().code, ErrorCode::Disconnected);
}

QTEST_GUILESS_MAIN(tst_CaChannel)
#include "tst_cachannel.moc"
