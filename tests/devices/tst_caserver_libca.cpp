#include "caserverfixture.h"

#include "devices/ca/caenvironment.h"

#include <QNetworkProxy>
#include <QUdpSocket>
#include <QtTest>

#include <cadef.h>

#include <array>
#include <cstring>
#include <optional>

using namespace devices;

namespace {

constexpr double patience = 30; // seconds

// Request types without names in libca's binary interface.
constexpr chtype putAckTransient = 35;
constexpr chtype putAckSeverity = 36;
constexpr chtype stsAckString = 37;
constexpr chtype className = 38;
constexpr chtype ctrlEnum = DBR_ENUM + 28;
constexpr capri highestPriority = 99;

/// What libca delivers: the bytes of one DBR structure, numbers as this machine has them.
struct Delivered
{
    int status = 0;
    chtype type = 0;
    long count = 0;
    QByteArray bytes;

    /// The field at this offset of the structure.
    template <typename T>
    T at(std::size_t offset) const
    {
        T field{};
        if (offset + sizeof(T) <= std::size_t(bytes.size()))
            std::memcpy(&field, bytes.constData() + offset, sizeof(T));
        return field;
    }
    template <typename T>
    T value() const
    {
        return at<T>(dbr_value_offset[type]);
    }
};

std::size_t structureBytes(chtype type, long count)
{
    return std::size_t(dbr_value_offset[type]) + std::size_t(count) * dbr_value_size[type];
}

void keep(event_handler_args args)
{
    auto* list = static_cast<std::vector<Delivered>*>(args.usr);
    Delivered delivered{args.status, args.type, args.count, {}};
    if (args.dbr)
        delivered.bytes
            = QByteArray(static_cast<const char*>(args.dbr), qsizetype(structureBytes(args.type, args.count)));
    list->push_back(delivered);
}

/// A channel of libca's.
class Channel
{
public:
    explicit Channel(const char* name, capri priority = CA_PRIORITY_DEFAULT)
    {
        ca_create_channel(name, onConnection, this, priority, &m_id);
        ca_replace_access_rights_event(m_id, onRights);
    }
    ~Channel() { ca_clear_channel(m_id); }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    chid id() const { return m_id; }
    bool connected() const { return m_connected; }
    int rightsChanges() const { return m_rightsChanges; }

    /// Of the given count, or nothing within the patience.
    std::optional<Delivered> get(chtype type, unsigned long count = 1) const
    {
        std::vector<Delivered> list;
        ca_array_get_callback(type, count, m_id, keep, &list);
        return awaited(list);
    }
    /// The status with which it completed.
    int put(chtype type, const void* value, unsigned long count = 1) const
    {
        std::vector<Delivered> list;
        const int sent = ca_array_put_callback(type, count, m_id, value, keep, &list);
        return sent == ECA_NORMAL ? awaited(list).value_or(Delivered{}).status : sent;
    }

private:
    static std::optional<Delivered> awaited(const std::vector<Delivered>& list)
    {
        const QDeadlineTimer deadline(std::chrono::seconds(30));
        while (list.empty() && !deadline.hasExpired())
            ca_pend_event(0.001);
        return list.empty() ? std::nullopt : std::optional(list.front());
    }
    static void onConnection(connection_handler_args args)
    {
        static_cast<Channel*>(ca_puser(args.chid))->m_connected = args.op == CA_OP_CONN_UP;
    }
    static void onRights(access_rights_handler_args args)
    {
        ++static_cast<Channel*>(ca_puser(args.chid))->m_rightsChanges;
    }

    chid m_id = nullptr;
    bool m_connected = false;
    int m_rightsChanges = 0;
};

template <typename Condition>
bool until(Condition condition)
{
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    while (!condition() && !deadline.hasExpired())
        ca_pend_event(0.001);
    return condition();
}

PvMetadata metadata()
{
    PvMetadata result;
    result.units = QStringLiteral("mm");
    result.precision = 2;
    result.display = {-10, 10};
    result.control = {-5, 5};
    result.alarm = {-9, 9};
    result.warning = {-8, 8};
    result.labels = QStringList{QStringLiteral("Idle"), QStringLiteral("Busy"), QStringLiteral("Done")};
    return result;
}

} // namespace

/// The server as EPICS's own client library sees it.
class TestCaServerLibca : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void readsEveryType_data();
    void readsEveryType();
    void readsMetadata();
    void writesEveryType_data();
    void writesEveryType();
    void acknowledgesAlarms();
    void readsRecordType();
    void followsProperties();
    void understandsModifiers();
    void opensCircuitsByPriority();
    void followsAccess();
    void hearsOfRefusals();
    void losesRemovedPvs();

private:
    std::unique_ptr<CaServerFixture> m_fixture;
    QUdpSocket m_repeaterPort;
};

void TestCaServerLibca::initTestCase()
{
    m_fixture = std::make_unique<CaServerFixture>();
    m_fixture->add("c:double.VAL", NativeType::Double, 1, 1.25, metadata())->setRecordType(QStringLiteral("ai"));
    m_fixture->add("c:enum", NativeType::Enum, 1, EnumIndex{1}, metadata());
    m_fixture->add("c:text", NativeType::String, 1, QStringLiteral("2.5"));
    m_fixture->add("c:long", NativeType::Long, 1, qint64{3});
    m_fixture->add("c:short", NativeType::Short, 1, qint64{3});
    m_fixture->add("c:char", NativeType::Char, 1, qint64{3});
    m_fixture->add("c:float", NativeType::Float, 1, 3.0);
    m_fixture->add("c:wave", NativeType::Double, 100, makeArray(std::vector<double>{0, 1, 2, 3, 4, 5}));
    m_fixture->add("c:passing", NativeType::Double, 1, 1.0);
    m_fixture->start();
    caEnvironmentForLoopback(m_fixture->port());
    // A taken repeater port keeps libca from starting a program that would outlive the test.
    m_repeaterPort.setProxy(QNetworkProxy::NoProxy);
    QVERIFY(m_repeaterPort.bind(QHostAddress::LocalHost, 0));
    qputenv("EPICS_CA_REPEATER_PORT", QByteArray::number(m_repeaterPort.localPort()));
    QCOMPARE(ca_context_create(ca_disable_preemptive_callback), ECA_NORMAL);
}

void TestCaServerLibca::cleanupTestCase()
{
    ca_context_destroy();
    m_fixture.reset();
}

void TestCaServerLibca::readsEveryType_data()
{
    QTest::addColumn<QByteArray>("pv");
    QTest::addColumn<int>("base");
    QTest::addColumn<QByteArray>("expected"); // the value in the machine's own byte order
    const auto bytes = [](auto value) { return QByteArray(reinterpret_cast<const char*>(&value), sizeof(value)); };
    const QByteArray number("c:double");
    const QByteArray state("c:enum");
    const QByteArray text("c:text");
    QTest::newRow("number as string") << number << DBR_STRING << QByteArray("1.25", 5);
    QTest::newRow("number as short") << number << DBR_SHORT << bytes(qint16{1});
    QTest::newRow("number as float") << number << DBR_FLOAT << bytes(1.25F);
    QTest::newRow("number as enum") << number << DBR_ENUM << bytes(quint16{1});
    QTest::newRow("number as char") << number << DBR_CHAR << bytes(quint8{1});
    QTest::newRow("number as long") << number << DBR_LONG << bytes(qint32{1});
    QTest::newRow("number as double") << number << DBR_DOUBLE << bytes(1.25);
    QTest::newRow("state as string") << state << DBR_STRING << QByteArray("Busy", 5);
    QTest::newRow("state as enum") << state << DBR_ENUM << bytes(quint16{1});
    QTest::newRow("state as double") << state << DBR_DOUBLE << bytes(1.0);
    QTest::newRow("text as string") << text << DBR_STRING << QByteArray("2.5", 4);
    QTest::newRow("text as double") << text << DBR_DOUBLE << bytes(2.5);
}

void TestCaServerLibca::readsEveryType()
{
    QFETCH(QByteArray, pv);
    QFETCH(int, base);
    QFETCH(QByteArray, expected);
    const Channel channel(pv.constData());
    QVERIFY(until([&] { return channel.connected(); }));
    for (const chtype dbrClass : {0, 7, 14, 21, 28}) {
        const chtype type = base + dbrClass;
        const auto delivered = channel.get(type);
        QVERIFY2(delivered && delivered->status == ECA_NORMAL, qPrintable(QString::number(type)));
        QCOMPARE(delivered->bytes.mid(dbr_value_offset[type], expected.size()), expected);
    }
}

void TestCaServerLibca::readsMetadata()
{
    const Channel number("c:double");
    const Channel state("c:enum");
    QVERIFY(until([&] { return number.connected() && state.connected(); }));
    const Delivered limits = number.get(DBR_CTRL_DOUBLE).value_or(Delivered{});
    QCOMPARE(limits.at<qint16>(4), qint16{2}); // precision
    QCOMPARE(limits.bytes.mid(8, 3), QByteArray("mm", 3));
    QCOMPARE((limits.at<std::array<double, 8>>(16)), (std::array<double, 8>{10, -10, 9, 8, -8, -9, 5, -5}));
    const Delivered labels = state.get(ctrlEnum).value_or(Delivered{});
    QCOMPARE(labels.at<qint16>(4), qint16{3});
    QCOMPARE(labels.bytes.mid(6 + 2 * 26, 5), QByteArray("Done", 5));
    const Delivered stamped = number.get(DBR_TIME_DOUBLE).value_or(Delivered{});
    const auto since1990 = double(QDateTime::currentSecsSinceEpoch() - 631152000);
    QVERIFY(std::abs(double(stamped.at<quint32>(4)) - since1990) < 3600);
}

void TestCaServerLibca::writesEveryType_data()
{
    QTest::addColumn<QByteArray>("pv");
    for (const char* pv : {"c:double", "c:long", "c:short", "c:char", "c:float", "c:enum", "c:text"})
        QTest::newRow(pv) << QByteArray(pv);
}

void TestCaServerLibca::writesEveryType()
{
    QFETCH(QByteArray, pv);
    const Channel channel(pv.constData());
    QVERIFY(until([&] { return channel.connected(); }));
    const auto written = [&channel](chtype type, const void* value, double expected) {
        return channel.put(type, value) == ECA_NORMAL
            && std::abs(channel.get(DBR_DOUBLE).value_or(Delivered{}).value<double>() - expected) < 1e-9;
    };
    const std::array<char, 40> text{'1'};
    const qint16 small = 2;
    const float real = 1;
    const quint16 state = 2;
    const quint8 character = 1;
    const qint32 whole = 2;
    const double number = 1;
    QVERIFY(written(DBR_STRING, text.data(), 1));
    QVERIFY(written(DBR_SHORT, &small, 2));
    QVERIFY(written(DBR_FLOAT, &real, 1));
    QVERIFY(written(DBR_ENUM, &state, 2));
    QVERIFY(written(DBR_CHAR, &character, 1));
    QVERIFY(written(DBR_LONG, &whole, 2));
    QVERIFY(written(DBR_DOUBLE, &number, 1));
}

void TestCaServerLibca::acknowledgesAlarms()
{
    const Channel channel("c:double");
    QVERIFY(until([&] { return channel.connected(); }));
    constexpr std::size_t transientAt = 4;
    constexpr std::size_t severityAt = 6;
    const auto state = [&channel](std::size_t offset) {
        return channel.get(stsAckString).value_or(Delivered{}).at<quint16>(offset);
    };
    m_fixture->onServer([this] {
        const ServerPvPtr pv = m_fixture->pv("c:double.VAL");
        pv->set(9.5, Severity::Major, 3);
        pv->set(1.25, Severity::None, 0);
    });
    std::array<char, 48> structure{};
    QCOMPARE(ca_array_get(stsAckString, 1, channel.id(), structure.data()), ECA_NORMAL);
    QCOMPARE(ca_pend_io(patience), ECA_NORMAL);
    QCOMPARE(structure[0], '\0'); // no alarm now
    QCOMPARE(structure.data() + 8, "1.25");
    QCOMPARE(state(transientAt), quint16{1});
    QCOMPARE(state(severityAt), quint16{2}); // an alarm that has gone unseen
    const quint16 severity = 2;
    QCOMPARE(channel.put(putAckSeverity, &severity), ECA_NORMAL);
    QCOMPARE(state(severityAt), quint16{0});
    const quint16 off = 0;
    QCOMPARE(ca_array_put(putAckTransient, 1, channel.id(), &off), ECA_NORMAL);
    QCOMPARE(state(transientAt), quint16{0});
}

void TestCaServerLibca::readsRecordType()
{
    const Channel channel("c:double");
    const Channel plain("c:long");
    QVERIFY(until([&] { return channel.connected() && plain.connected(); }));
    std::array<char, 40> name{};
    QCOMPARE(ca_array_get(className, 1, channel.id(), name.data()), ECA_NORMAL);
    QCOMPARE(ca_pend_io(patience), ECA_NORMAL);
    QCOMPARE(name.data(), "ai");
    QCOMPARE(plain.get(className).value_or(Delivered{}).bytes.constData(), "beamdeck");
}

void TestCaServerLibca::followsProperties()
{
    const Channel channel("c:double");
    QVERIFY(until([&] { return channel.connected(); }));
    std::vector<Delivered> updates;
    evid subscription = nullptr;
    QCOMPARE(ca_create_subscription(DBR_CTRL_DOUBLE, 1, channel.id(), DBE_PROPERTY, keep, &updates, &subscription),
        ECA_NORMAL);
    QVERIFY(until([&] { return updates.size() == 1; }));
    m_fixture->onServer([this] {
        const ServerPvPtr pv = m_fixture->pv("c:double.VAL");
        pv->set(2.0);
        PvMetadata changed = pv->metadata();
        changed.units = QStringLiteral("um");
        pv->setMetadata(changed);
    });
    QVERIFY(until([&] { return updates.size() == 2; }));
    QCOMPARE(updates.back().bytes.mid(8, 3), QByteArray("um", 3));
    ca_clear_subscription(subscription);
}

void TestCaServerLibca::understandsModifiers()
{
    const Channel slice(R"(c:wave.{"arr":{"s":1,"i":2}})");
    const Channel text("c:text$");
    const Channel banded(R"(c:double{"dbnd":{"d":1}})");
    QVERIFY(until([&] { return slice.connected() && text.connected() && banded.connected(); }));
    QCOMPARE(ca_element_count(slice.id()), 50UL);
    const auto delivered = slice.get(DBR_DOUBLE, 0);
    QCOMPARE(delivered->count, 3L);
    QCOMPARE((delivered->value<std::array<double, 3>>()), (std::array<double, 3>{1, 3, 5}));
    QCOMPARE(ca_field_type(text.id()), short{DBF_CHAR});
    const QByteArray longText(200, 'x');
    QCOMPARE(text.put(DBR_CHAR, longText.constData(), 201), ECA_NORMAL);
    QCOMPARE(text.get(DBR_CHAR, 0)->bytes, longText + '\0');
}

void TestCaServerLibca::opensCircuitsByPriority()
{
    const Channel low("c:long");
    QVERIFY(until([&] { return low.connected(); }));
    QCOMPARE(m_fixture->server().census().clients, std::size_t{1});
    const Channel high("c:long", highestPriority);
    QVERIFY(until([&] { return high.connected(); }));
    QCOMPARE(m_fixture->server().census().clients, std::size_t{2});
}

void TestCaServerLibca::followsAccess()
{
    const Channel channel("c:long");
    QVERIFY(until([&] { return channel.connected() && ca_write_access(channel.id()) != 0; }));
    const int changes = channel.rightsChanges();
    m_fixture->server().setAccessRules(AccessRules(AccessLevel::Read));
    QVERIFY(until([&] { return channel.rightsChanges() > changes; }));
    QVERIFY(ca_read_access(channel.id()) != 0);
    QVERIFY(ca_write_access(channel.id()) == 0);
    const qint32 value = 1;
    QCOMPARE(channel.put(DBR_LONG, &value), ECA_NOWTACCESS);
    m_fixture->server().setAccessRules(AccessRules());
    QVERIFY(until([&] { return ca_write_access(channel.id()) != 0; }));
}

void TestCaServerLibca::hearsOfRefusals()
{
    const Channel channel("c:double");
    QVERIFY(until([&] { return channel.connected(); }));
    std::vector<int> heard;
    ca_add_exception_event(
        [](exception_handler_args args) { static_cast<std::vector<int>*>(args.usr)->push_back(int(args.stat)); },
        &heard);
    const double outside = 1000;
    QCOMPARE(channel.put(DBR_DOUBLE, &outside), ECA_PUTFAIL);
    QCOMPARE(ca_array_put(DBR_DOUBLE, 1, channel.id(), &outside), ECA_NORMAL); // it is told later
    QVERIFY(until([&] { return !heard.empty(); }));
    ca_add_exception_event(nullptr, nullptr);
    QCOMPARE(heard, std::vector<int>{ECA_PUTFAIL});
}

void TestCaServerLibca::losesRemovedPvs()
{
    const Channel passing("c:passing");
    const Channel staying("c:long");
    QVERIFY(until([&] { return passing.connected() && staying.connected(); }));
    m_fixture->onServer([this] { m_fixture->server().remove(QStringLiteral("c:passing")); });
    QVERIFY(until([&] { return !passing.connected(); }));
    QVERIFY(staying.connected());
    QCOMPARE(staying.get(DBR_LONG)->status, ECA_NORMAL);
}

QTEST_GUILESS_MAIN(TestCaServerLibca)
#include "tst_caserver_libca.moc"
