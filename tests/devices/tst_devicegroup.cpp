#include "devices/kinds/devicegroup.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/deviceset.h"
#include "devices/kinds/manualclock.h"
#include "devices/kinds/soft.h"
#include "devices/kinds/statusjoin.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

/// Says what it is asked, and answers staging as the test wants.
class Witness : public SoftDetector
{
public:
    Witness(const char* name, QStringList& log)
        : SoftDetector(QString::fromLatin1(name), [] { return 1.0; })
        , m_log(log)
    {
    }

    std::optional<Error> stageFault;
    bool repeatable = true;

    StatusPtr stage() override
    {
        m_log << QStringLiteral("stage ") + name();
        return stageFault ? Status::failed(*stageFault) : Status::done();
    }
    StatusPtr unstage() override
    {
        m_log << QStringLiteral("unstage ") + name();
        return Status::done();
    }
    void stop() override { m_log << QStringLiteral("stop ") + name(); }
    bool pause() override
    {
        m_log << QStringLiteral("pause ") + name();
        return repeatable;
    }
    void resume() override { m_log << QStringLiteral("resume ") + name(); }
    std::vector<DataKey> describeFrames() const override
    {
        DataKey key;
        key.name = name() + QStringLiteral("_frames");
        return {key};
    }
    std::vector<FrameFile> frameFiles() const override { return {{name() + QStringLiteral("_frames"), {}, {}, {}, 3}}; }

private:
    QStringList& m_log;
};

QStringList namesOf(const std::vector<DataKey>& keys)
{
    QStringList names;
    for (const DataKey& key : keys)
        names << key.name;
    return names;
}

Error fault(const char* text)
{
    return {ErrorCode::Io, QString::fromLatin1(text), QStringLiteral("X:pv")};
}

} // namespace

class tst_DeviceGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nestsNames();
    void readsAllParts();
    void partThatCannotBeRead();
    void triggersAllParts();
    void fansOut();
    void unstagesWhenOneCannotBeStaged();
    void frames();
    void connectsThroughTheSet();
    void joinedStatus();
};

void tst_DeviceGroup::nestsNames()
{
    const auto pitch = std::make_shared<SoftPositioner>(QStringLiteral("mirror_pitch"));
    const auto other = std::make_shared<SoftPositioner>(QStringLiteral("sx"));
    const DeviceGroup group(QStringLiteral("mirror"), {pitch, other});
    QCOMPARE(namesOf(group.describe()).join(QLatin1Char(' ')), QStringLiteral("mirror_pitch mirror_sx"));
    for (const DataKey& key : group.describe())
        QCOMPARE(key.objectName, QStringLiteral("mirror"));
    QVERIFY(!group.movable());
}

void tst_DeviceGroup::readsAllParts()
{
    const auto a = std::make_shared<SoftPositioner>(QStringLiteral("a"));
    const auto b = std::make_shared<SoftPositioner>(QStringLiteral("b"));
    QVERIFY(a->set(1)->result() && b->set(2)->result());
    DeviceGroup group(QStringLiteral("g"), {a, b});
    std::vector<double> values;
    const Handle handle = group.read([&values](Result<std::vector<Reading>> got) {
        for (const Reading& reading : got.value())
            values.push_back(*toDouble(reading.value));
    });
    QCOMPARE(values, std::vector<double>({1, 2}));
}

void tst_DeviceGroup::partThatCannotBeRead()
{
    FakeBeamline beamline;
    beamline.add(QStringLiteral("T:a"), 1);
    beamline.pv("T:a").mute = true;
    const auto make = [&beamline](const char* name, const char* pv) {
        DeviceSpec spec;
        spec.kind = QStringLiteral("signal");
        spec.name = QString::fromLatin1(name);
        spec.pv = QString::fromLatin1(pv);
        return makeDevice(spec, beamline.context()).value();
    };
    DeviceGroup group(QStringLiteral("g"), {make("a", "T:a"), make("b", "bad name://")});
    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle = group.read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    QVERIFY(beamline.pump([&got] { return got.has_value(); }));
    QVERIFY(!*got);
}

void tst_DeviceGroup::triggersAllParts()
{
    ManualClock clock;
    const auto part = [&clock](const char* name) {
        return std::make_shared<SoftDetector>(
            QString::fromLatin1(name), [] { return 1.0; }, QString(), &clock);
    };
    const auto a = part("a");
    const auto b = part("b");
    DeviceGroup group(QStringLiteral("g"), {a, b});
    QVERIFY(group.setDwell(2s)->result());
    const StatusPtr status = group.trigger();
    clock.advance(1s);
    QCOMPARE(status->progress(), std::optional<double>(0.5));
    clock.advance(1s);
    QVERIFY(status->isDone() && status->result());
    const StatusPtr failing = group.trigger();
    a->fail(fault("a is dead"));
    QVERIFY(!failing->isDone()); // b still counts
    group.stop();
    QVERIFY(failing->isDone());
    QCOMPARE(failing->reason(), QStringLiteral("a is dead"));
}

void tst_DeviceGroup::fansOut()
{
    QStringList log;
    const auto a = std::make_shared<Witness>("a", log);
    const auto b = std::make_shared<Witness>("b", log);
    DeviceGroup group(QStringLiteral("g"), {a, b});
    QVERIFY(group.stage()->result());
    group.stop();
    QVERIFY(group.pause());
    b->repeatable = false;
    QVERIFY(!group.pause());
    group.resume();
    QVERIFY(group.unstage()->result());
    QCOMPARE(log.join(QLatin1Char(',')),
        QStringLiteral(
            "stage a,stage b,stop a,stop b,pause a,pause b,pause a,pause b,resume a,resume b,unstage a,unstage b"));
}

void tst_DeviceGroup::unstagesWhenOneCannotBeStaged()
{
    QStringList log;
    const auto a = std::make_shared<Witness>("a", log);
    const auto b = std::make_shared<Witness>("b", log);
    b->stageFault = fault("b is locked");
    DeviceGroup group(QStringLiteral("g"), {a, b});
    const StatusPtr status = group.stage();
    QVERIFY(status->isDone());
    QCOMPARE(status->reason(), QStringLiteral("b is locked"));
    QCOMPARE(log.join(QLatin1Char(',')), QStringLiteral("stage a,stage b,unstage a,unstage b"));
}

void tst_DeviceGroup::frames()
{
    QStringList log;
    DeviceGroup group(
        QStringLiteral("g"), {std::make_shared<Witness>("a", log), std::make_shared<Witness>("g_b", log)});
    QCOMPARE(namesOf(group.describeFrames()).join(QLatin1Char(' ')), QStringLiteral("g_a_frames g_b_frames"));
    QCOMPARE(group.frameFiles().at(0).key, QStringLiteral("g_a_frames"));
    QCOMPARE(group.frameFiles().at(1).frames, qint64{3});
}

void tst_DeviceGroup::connectsThroughTheSet()
{
    FakeBeamline beamline;
    beamline.add(QStringLiteral("T:p"), 1);
    DeviceSpec part;
    part.kind = QStringLiteral("signal");
    part.name = QStringLiteral("mirror_pitch");
    part.pv = QStringLiteral("T:p");
    DeviceSpec group;
    group.kind = QStringLiteral("group");
    group.name = QStringLiteral("mirror");
    group.options = {{QStringLiteral("parts"), QJsonArray{QStringLiteral("mirror_pitch")}}};
    DeviceSpec empty = group;
    empty.name = QStringLiteral("void");
    empty.options = {};
    std::vector<Error> problems;
    DeviceSet set = DeviceSet::make({part, group, empty}, beamline.context(), problems);
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].message, QStringLiteral("void has no parts"));
    const StatusPtr status = set.connect(5s);
    QVERIFY(beamline.finish(status) && status->result());
    QVERIFY(set.find(QStringLiteral("mirror")).value()->missing().isEmpty());
    QVERIFY(set.find(QStringLiteral("mirror_pitch")).value()->movable());
}

void tst_DeviceGroup::joinedStatus()
{
    const StatusPtr a = Status::pending(QStringLiteral("a"));
    const StatusPtr b = Status::pending(QStringLiteral("b"));
    a->setTimeout(2s);
    b->setTimeout(5s);
    int failures = 0;
    const StatusPtr both = joined(QStringLiteral("both"), {a, b, Status::done()}, [&failures] { ++failures; });
    QCOMPARE(both->timeout(), std::chrono::milliseconds(5000));
    a->setProgress(0.75);
    b->setProgress(0.25);
    QCOMPARE(both->progress(), std::optional<double>(0.25));
    a->finish(fault("first"));
    QCOMPARE(failures, 1);
    QVERIFY(!both->isDone());
    b->finish(fault("second"));
    QCOMPARE(failures, 1);
    QCOMPARE(both->reason(), QStringLiteral("first"));
    QVERIFY(joined(QString(), {})->isDone());
    const StatusPtr endless = Status::pending(QString());
    QCOMPARE(joined(QString(), {a, endless})->timeout().count(), 0);
}

QTEST_GUILESS_MAIN(tst_DeviceGroup)
#include "tst_devicegroup.moc"
