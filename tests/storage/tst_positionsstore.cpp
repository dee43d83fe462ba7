#include "storage/positions/positionsstore.h"
#include "storage/positions/valuecodec.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <thread>

using devices::ErrorCode;
using devices::Value;
using storage::Instrument;
using storage::PositionsStore;
using storage::SavedValue;

Q_DECLARE_METATYPE(devices::Value)

namespace {

const QString stage = QStringLiteral("Sample stage");
const QString centre = QStringLiteral("centre");

/// Same type and the same bits, also of NaN and of minus zero.
bool identical(const Value& a, const Value& b)
{
    const storage::StoredValue x = storage::StoredValue::from(a);
    const storage::StoredValue y = storage::StoredValue::from(b);
    if (a.index() != b.index() || x.bytes != y.bytes)
        return false;
    const auto* left = std::get_if<double>(&a);
    return left == nullptr || std::bit_cast<quint64>(*left) == std::bit_cast<quint64>(std::get<double>(b));
}

SavedValue saved(const QString& pv, Value value)
{
    SavedValue made;
    made.pv = pv;
    made.value = std::move(value);
    made.units = QStringLiteral("mm");
    made.time = devices::fromEpochSeconds(1763000000.5);
    return made;
}

} // namespace

class TestPositionsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void valuesAreExact_data();
    void valuesAreExact();
    void brokenBytesAreToldOf();
    void enumKeepsLabel();
    void disconnectedPvIsRecordedAsNotSaved();
    void revisionsInsteadOfOverwrites();
    void instruments();
    void renameAndRemove();
    void badNames_data();
    void badNames();
    void reopened();
    void twoConnections();
    void lockedByAnother();
    void refusesNewer();

private:
    PositionsStore store();

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestPositionsStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("positions.sqlite"));
    QVERIFY(store().saveInstrument({stage, {QStringLiteral("BD:m1"), QStringLiteral("BD:m2")}, true}));
}

PositionsStore TestPositionsStore::store()
{
    auto opened = PositionsStore::open(m_path);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(opened).value();
}

void TestPositionsStore::valuesAreExact_data()
{
    using limits = std::numeric_limits<double>;
    QTest::addColumn<Value>("value");
    const auto row = [](const char* name, Value value) { QTest::newRow(name) << value; };
    row("tenth", 0.1);
    row("third", 1.0 / 3.0);
    row("seventeen digits", 6378137.1234567891);
    row("minus zero", -0.0);
    row("smallest", limits::denorm_min());
    row("largest", limits::max());
    row("infinity", limits::infinity());
    row("minus infinity", -limits::infinity());
    row("NaN", limits::quiet_NaN());
    row("NaN with payload", std::bit_cast<double>(quint64{0xFFF8'0000'1234'5678}));
    row("integer beyond 2^53", qint64{9'007'199'254'740'993});
    row("smallest integer", std::numeric_limits<qint64>::min());
    row("enum", devices::EnumIndex{65535});
    row("text", QStringLiteral("größer \u2265 5 µm"));
    row("empty text", QStringLiteral(""));
    row("text with NUL", QString(QChar(0)) + QLatin1Char('x'));
    row("doubles", devices::makeArray<double>({0.1, limits::quiet_NaN(), -0.0, limits::infinity()}));
    row("floats", devices::makeArray<float>({0.1F, std::numeric_limits<float>::quiet_NaN()}));
    row("int32", devices::makeArray<qint32>({-5, 0, std::numeric_limits<qint32>::min()}));
    row("uint32", devices::makeArray<quint32>({0, 4'000'000'000U}));
    row("int16", devices::makeArray<qint16>({-32768, 7}));
    row("uint16", devices::makeArray<quint16>({65535, 1}));
    row("int8", devices::makeArray<qint8>({-128, 1}));
    row("uint8", devices::makeArray<quint8>({0, 255}));
    row("no elements", devices::makeArray<double>({}));
    row("texts", devices::makeArray<QString>({QStringLiteral("a \"quoted\""), QString(), QStringLiteral("ß")}));
}

void TestPositionsStore::valuesAreExact()
{
    QFETCH(Value, value);
    QVERIFY(store().savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), value)}, QStringLiteral("ada")));
    const auto loaded = store().load(stage, centre);
    QVERIFY(loaded);
    QCOMPARE(loaded.value().values.size(), 1U);
    QVERIFY(loaded.value().values[0].problem.isEmpty());
    QVERIFY(identical(loaded.value().values[0].value, value));
}

void TestPositionsStore::brokenBytesAreToldOf()
{
    QVERIFY(store().savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), 1.5)}, {}));
    const auto database = storage::Database::open(m_path, {{}}, storage::Durability::Process);
    QVERIFY(database.value().exec(QStringLiteral("UPDATE revision_values SET value = x'00'")));
    const auto loaded = store().load(stage, centre);
    QVERIFY(devices::isNull(loaded.value().values[0].value));
    QVERIFY(loaded.value().values[0].problem.contains(QStringLiteral("double")));
}

void TestPositionsStore::enumKeepsLabel()
{
    SavedValue filter = saved(QStringLiteral("BD:filter"), devices::EnumIndex{2});
    filter.label = QStringLiteral("Al 10 µm");
    QVERIFY(store().savePosition(stage, centre, {filter}, QStringLiteral("ada"), QStringLiteral("for the foil")));
    const auto loaded = store().load(stage, centre);
    QCOMPARE(std::get<devices::EnumIndex>(loaded.value().values[0].value).index, 2);
    QCOMPARE(loaded.value().values[0].label, QStringLiteral("Al 10 µm"));
    QCOMPARE(loaded.value().values[0].units, QStringLiteral("mm"));
    QVERIFY(loaded.value().values[0].time == filter.time);
    QCOMPARE(loaded.value().info.user, QStringLiteral("ada"));
    QCOMPARE(loaded.value().info.note, QStringLiteral("for the foil"));
}

void TestPositionsStore::disconnectedPvIsRecordedAsNotSaved()
{
    SavedValue lost;
    lost.pv = QStringLiteral("BD:m2");
    lost.problem = QStringLiteral("not connected");
    QVERIFY(store().savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), 1.0), lost}, {}));
    const auto loaded = store().load(stage, centre);
    QCOMPARE(loaded.value().values.size(), 2U);
    QVERIFY(devices::isNull(loaded.value().values[1].value));
    QCOMPARE(loaded.value().values[1].problem, QStringLiteral("not connected"));
}

void TestPositionsStore::revisionsInsteadOfOverwrites()
{
    for (int n = 1; n <= 3; ++n) {
        const auto info
            = store().savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), 1.0 * n)}, QStringLiteral("ada"));
        QVERIFY(info);
        QCOMPARE(info.value().revision, n);
    }
    QVERIFY(store().savePosition(stage, QStringLiteral("edge"), {}, {}));
    const auto all = store().positions(stage);
    QCOMPARE(all.value().size(), 2U);
    QCOMPARE(all.value()[0].name, QStringLiteral("edge"));
    QCOMPARE(all.value()[1].revision, 3);
    const auto history = store().revisions(stage, centre);
    QCOMPARE(history.value().size(), 3U);
    QCOMPARE(history.value()[0].revision, 3);
    QVERIFY(history.value()[0].time >= history.value()[2].time);
    QVERIFY(identical(store().load(stage, centre).value().values[0].value, 3.0));
    QVERIFY(identical(store().load(stage, centre, 1).value().values[0].value, 1.0));
    const auto none = store().load(stage, centre, 4);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::BadValue);
}

void TestPositionsStore::instruments()
{
    QVERIFY(
        store().saveInstrument({QStringLiteral("Slits"), {QStringLiteral("BD:m5"), QStringLiteral("BD:m6")}, false}));
    QVERIFY(store().saveInstrument({QStringLiteral("Empty"), {}, false}));
    QVERIFY(store().saveInstrument(
        {QStringLiteral("Slits"), {QStringLiteral("BD:m6"), QStringLiteral("BD:m5"), QStringLiteral("BD:m7")}, false}));
    const auto list = store().instruments();
    QVERIFY(list);
    QCOMPARE(list.value().size(), 3U);
    QCOMPARE(list.value()[0].name, stage);
    QVERIFY(list.value()[0].fromProfile);
    QCOMPARE(list.value()[0].pvs, (QStringList{QStringLiteral("BD:m1"), QStringLiteral("BD:m2")}));
    QCOMPARE(
        list.value()[1].pvs, (QStringList{QStringLiteral("BD:m6"), QStringLiteral("BD:m5"), QStringLiteral("BD:m7")}));
    QVERIFY(!list.value()[1].fromProfile);
    QVERIFY(list.value()[2].pvs.isEmpty());
}

void TestPositionsStore::renameAndRemove()
{
    PositionsStore positions = store();
    QVERIFY(positions.savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), 1.0)}, {}));
    QVERIFY(positions.savePosition(stage, QStringLiteral("edge"), {}, {}));
    QVERIFY(!positions.renamePosition(stage, centre, QStringLiteral("edge")));
    QVERIFY(positions.renamePosition(stage, centre, QStringLiteral("middle")));
    QVERIFY(!positions.load(stage, centre));
    QVERIFY(positions.load(stage, QStringLiteral("middle")));
    QVERIFY(positions.removePosition(stage, QStringLiteral("middle")));
    QCOMPARE(positions.positions(stage).value().size(), 1U);
    const auto anew = positions.savePosition(stage, QStringLiteral("middle"), {}, {});
    QCOMPARE(anew.value().revision, 1);
    QVERIFY(positions.removePosition(stage, QStringLiteral("middle"))); // a second of that name

    QVERIFY(positions.renameInstrument(stage, QStringLiteral("Table")));
    QCOMPARE(positions.positions(QStringLiteral("Table")).value().size(), 1U);
    QVERIFY(positions.removeInstrument(QStringLiteral("Table")));
    QVERIFY(positions.instruments().value().empty());
    QVERIFY(!positions.savePosition(QStringLiteral("Table"), centre, {}, {}));
    // Nothing is ever erased.
    const auto database = storage::Database::open(m_path, {{}}, storage::Durability::Process);
    auto rows = database.value().query(QStringLiteral("SELECT count(*) FROM revisions"));
    QVERIFY(rows && rows.value().next());
    QCOMPARE(rows.value().value(0).toInt(), 3);
}

void TestPositionsStore::badNames_data()
{
    QTest::addColumn<QString>("instrument");
    QTest::addColumn<QString>("position");
    QTest::newRow("no name") << stage << QString();
    QTest::newRow("blank") << stage << QStringLiteral("  ");
    QTest::newRow("unknown instrument") << QStringLiteral("Nothing") << centre;
}

void TestPositionsStore::badNames()
{
    QFETCH(QString, instrument);
    QFETCH(QString, position);
    const auto done = store().savePosition(instrument, position, {}, {});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::BadValue);
    QVERIFY(!done.error().message.isEmpty());
    QVERIFY(store().positions(instrument).value().empty());
}

void TestPositionsStore::reopened()
{
    QVERIFY(store().savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), 0.1)}, {}));
    QFile::remove(m_path + QStringLiteral("-shm")); // only an index, made anew
    QVERIFY(identical(store().load(stage, centre).value().values[0].value, 0.1));
}

void TestPositionsStore::twoConnections()
{
    constexpr int each = 40;
    std::array<int, 2> failures{};
    const PositionsStore watcher = store();
    const auto before = watcher.dataVersion();
    {
        std::vector<std::jthread> threads;
        for (int& failed : failures) {
            threads.emplace_back([this, &failed] {
                PositionsStore mine = store();
                for (int n = 0; n < each; ++n)
                    failed += mine.savePosition(stage, centre, {saved(QStringLiteral("BD:m1"), 1.0 * n)}, {}) ? 0 : 1;
            });
        }
    }
    QCOMPARE(failures[0] + failures[1], 0);
    const auto history = watcher.revisions(stage, centre);
    QCOMPARE(history.value().size(), 2U * each);
    QCOMPARE(history.value()[0].revision, 2 * each); // numbered without gap or repeat
    QVERIFY(watcher.dataVersion().value() != before.value());
}

void TestPositionsStore::lockedByAnother()
{
    const auto other = storage::Database::open(m_path, {{}}, storage::Durability::Process);
    QVERIFY(other.value().exec(QStringLiteral("BEGIN IMMEDIATE")));
    PositionsStore positions = store();
    const auto done = positions.savePosition(stage, centre, {}, {});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Timeout);
    QVERIFY2(done.error().message.contains(m_path), qPrintable(done.error().message));
    QVERIFY(positions.positions(stage)); // reading goes on
    QVERIFY(other.value().exec(QStringLiteral("COMMIT")));
    QVERIFY(positions.savePosition(stage, centre, {}, {}));
}

void TestPositionsStore::refusesNewer()
{
    {
        const auto database = storage::Database::open(m_path, {{}}, storage::Durability::Process);
        QVERIFY(database.value().exec(QStringLiteral("PRAGMA user_version = 2")));
    }
    const auto refused = PositionsStore::open(m_path);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
}

QTEST_GUILESS_MAIN(TestPositionsStore)
#include "tst_positionsstore.moc"
