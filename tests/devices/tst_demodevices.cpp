#include "devices/ca/caprovider.h"
#include "devices/kinds/braggenergy.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/deviceset.h"
#include "devices/profile/profile.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QUrl>
#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

/// The demo profile's devices against the simulated beamline, over Channel Access: does what the fakes say hold there?
class tst_DemoDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void movesAndReads();
    void stoppedFromOutside();
    void motorFails_data();
    void motorFails();
    void motorIsSlow();
    void energyOfTheMonochromator();
    void pastTheLimits();
    void countsPhotons();
    void analysesFluorescence();
    void takesAnImage();
    void writesFrames();
    void readsAGroup();
    void shutterDarkens();

private:
    bool pump(const std::function<bool()>& condition);
    /// Empty when it went well, otherwise the reason.
    QString outcome(const StatusPtr& status);
    std::map<QString, Reading> read(const char* device);
    Device& device(const char* name) { return *m_devices.find(QString::fromLatin1(name)).value(); }
    void write(const QString& pv, const Value& value);
    void write(const char* pv, const Value& value) { write(QString::fromLatin1(pv), value); }
    /// A device that the profile does not have, connected.
    DevicePtr extra(const char* kind, const char* name, const char* pv, const QJsonObject& options);

    QProcess m_simulator;
    std::unique_ptr<ChannelHub> m_hub;
    std::unique_ptr<Mailbox> m_mailbox;
    DeviceSet m_devices;
};

bool tst_DemoDevices::pump(const std::function<bool()>& condition)
{
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        m_mailbox->waitFor(deadline);
        m_mailbox->drain();
    }
    return true;
}

QString tst_DemoDevices::outcome(const StatusPtr& status)
{
    if (!pump([&status] { return status->isDone(); }))
        return QStringLiteral("never done: ") + status->what();
    return status->result() ? QString() : status->result().error().message;
}

std::map<QString, Reading> tst_DemoDevices::read(const char* name)
{
    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle
        = device(name).read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    std::map<QString, Reading> byName;
    const std::vector<DataKey> keys = device(name).describe();
    if (!pump([&got] { return got.has_value(); }) || !*got || got->value().size() != keys.size())
        return byName;
    for (std::size_t i = 0; i < keys.size(); ++i)
        byName[keys[i].name] = got->value()[i];
    return byName;
}

DevicePtr tst_DemoDevices::extra(const char* kind, const char* name, const char* pv, const QJsonObject& options)
{
    DeviceSpec spec;
    spec.kind = QString::fromLatin1(kind);
    spec.name = QString::fromLatin1(name);
    spec.pv = QString::fromLatin1(pv);
    spec.options = options;
    const Result<DevicePtr> made = makeDevice(spec, {*m_hub, *m_mailbox, QStringLiteral("test")},
        [this](const QString& part) { return m_devices.find(part); });
    if (!made || !outcome(made.value()->connect(30s)).isEmpty())
        qFatal("%s cannot be made", name);
    return made.value();
}

void tst_DemoDevices::write(const QString& pv, const Value& value)
{
    bool done = false;
    const Result<ChannelPtr> channel = m_hub->channel(pv);
    QVERIFY(channel.ok());
    const Handle handle = channel.value()->put(*m_mailbox, value, PutMode::Forget, [&done](const Result<void>& result) {
        QVERIFY2(result.ok(), qPrintable(result.error().message));
        done = true;
    });
    QVERIFY(pump([&done] { return done; }));
}

void tst_DemoDevices::initTestCase()
{
    m_simulator.setProgram(QStringLiteral(BEAMDECK_SIMULATOR));
    m_simulator.setArguments({QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--die-with-parent")});
    m_simulator.start();
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += m_simulator.readAllStandardOutput()).contains('\n'), 30000);
    static const QRegularExpression address(QStringLiteral("127\\.0\\.0\\.1:(\\d+)"));
    const QString port = address.match(QString::fromLatin1(said)).captured(1);
    QVERIFY2(!port.isEmpty(), said.constData());
    qputenv("EPICS_CA_ADDR_LIST", "127.0.0.1:" + port.toLatin1());
    qputenv("EPICS_CA_AUTO_ADDR_LIST", "NO");

    m_hub = std::make_unique<ChannelHub>();
    m_hub->addProvider(QStringLiteral("ca"), std::make_unique<CaProvider>());
    m_mailbox = std::make_unique<Mailbox>();
    ProfileLoad load = loadProfile(QStringLiteral(BEAMDECK_SOURCE_DIR "/resources/beamlines/demo.yaml"));
    QVERIFY(load.problems.empty());
    for (DeviceSpec& spec : load.profile.devices) {
        if (spec.kind == QLatin1String("areadetector"))
            spec.options.insert(QStringLiteral("image"), true);
    }
    std::vector<Error> problems;
    m_devices = DeviceSet::make(load.profile.devices, {*m_hub, *m_mailbox, QStringLiteral("test")}, problems);
    QVERIFY(problems.empty());
    QCOMPARE(outcome(m_devices.connect(30s)), QString());
    QVERIFY(m_devices.missing().isEmpty());
}

void tst_DemoDevices::cleanupTestCase()
{
    m_devices = DeviceSet();
    m_mailbox.reset();
    m_hub.reset();
    m_simulator.terminate();
    QVERIFY(m_simulator.waitForFinished());
}

void tst_DemoDevices::movesAndReads()
{
    Device& sx = device("sx");
    for (const double target : {0.25, -0.1, -0.1001, 0.0}) {
        QCOMPARE(outcome(sx.set(target)), QString());
        std::map<QString, Reading> columns = read("sx");
        QCOMPARE(columns.size(), std::size_t{2});
        QVERIFY(std::abs(toDouble(columns[QStringLiteral("sx")].value).value_or(99) - target) < 0.002);
        QCOMPARE(toDouble(columns[QStringLiteral("sx_setpoint")].value), std::optional<double>(target));
    }
    QVERIFY(sx.moveTime(0, 1));
    QVERIFY(!sx.describe()[0].units.isEmpty());
    QVERIFY(device("energy").position());
}

void tst_DemoDevices::stoppedFromOutside()
{
    Device& sx = device("sx");
    const double start = *sx.position();
    const StatusPtr status = sx.set(start + 5);
    QVERIFY(pump([&] { return std::abs(*sx.position() - start) > 0.05; }));
    write("BD:m3.STOP", Value(qint64{1}));
    const QString reason = outcome(status);
    QVERIFY2(reason.startsWith(QStringLiteral("sx was stopped from outside at ")), qPrintable(reason));
    QVERIFY(status->result().error().code == ErrorCode::Stopped);

    const StatusPtr ours = sx.set(start);
    sx.stop();
    QVERIFY(outcome(ours).startsWith(QStringLiteral("sx was stopped at ")));
    QCOMPARE(outcome(sx.set(start)), QString());
}

using Writes = std::vector<std::pair<QString, Value>>;
Q_DECLARE_METATYPE(Writes)

/// Each way in which the simulated motor can fail, and what the device says of it.
void tst_DemoDevices::motorFails_data()
{
    QTest::addColumn<Writes>("before");
    QTest::addColumn<Writes>("during");
    QTest::addColumn<Writes>("after");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason"); // as a pattern
    const auto row
        = [](const char* name, Writes before, Writes during, Writes after, ErrorCode code, const char* reason) {
              QTest::newRow(name) << std::move(before) << std::move(during) << std::move(after)
                                  << static_cast<int>(code) << QString::fromLatin1(reason);
          };
    const auto at = [](const char* field, double value) {
        return std::pair<QString, Value>(QStringLiteral("BD:m4") + QLatin1String(field), Value(value));
    };
    const auto chaos = [](const char* action) {
        return Writes{{QStringLiteral("BD:chaos:target"), Value(QStringLiteral("BD:m4"))},
            {QStringLiteral("BD:chaos:action"), Value(QString::fromLatin1(action))},
            {QStringLiteral("BD:chaos:severity"), Value(QStringLiteral("INVALID"))},
            {QStringLiteral("BD:chaos:on"), Value(qint64{1})}};
    };
    const Writes calm{{QStringLiteral("BD:chaos:on"), Value(qint64{0})}};
    row("stalls", {}, {at("_axis:fault", 1)}, {at("_axis:fault", 0)}, ErrorCode::Io, "^sy .*\\(BD:m4\\.");
    row("controller is out of reach", {}, {at("_axis:fault", 3)}, {at("_axis:fault", 0)}, ErrorCode::Io,
        "^sy does not know where it is: BD:m4\\.RBV is INVALID \\(COMM\\)$");
    row("disabled", {at("_able", 1)}, {}, {at("_able", 0)}, ErrorCode::Refused,
        "^BD:m4\\.VAL was not written: .* \\(sy\\)$");
    row("position would be redefined", {at(".SET", 1)}, {}, {at(".SET", 0)}, ErrorCode::Refused,
        "^sy does not move: BD:m4\\.SET is Set$");
    row("paused", {at(".SPMG", 1)}, {}, {at(".SPMG", 3)}, ErrorCode::Refused,
        "^sy does not move: BD:m4\\.SPMG is Pause$");
    row("paused on its way", {}, {at(".SPMG", 0)}, {at(".SPMG", 3)}, ErrorCode::Stopped,
        "^sy was stopped at .* on its way to .*: BD:m4\\.SPMG is Stop$");
    row("sent elsewhere", {}, {at(".VAL", -1)}, {}, ErrorCode::Stopped,
        "^sy was sent to -1\\.000 mm from outside on its way to 3\\.000 mm \\(BD:m4\\.VAL\\)$");
    row("runs out of retries", {at(".UEIP", 1), at("_axis:slip", 0.3), at(".RTRY", 1)}, {},
        {at("_axis:slip", 0), at(".RTRY", 10), at(".UEIP", 0)}, ErrorCode::Io,
        "^sy ran out of retries at .* on its way to 3\\.000 mm \\(BD:m4\\.MISS\\)$");
    row("runs into its limit switch", {at(".HLM", 0), at(".LLM", 0), at(".VELO", 20)}, {},
        {at(".HLM", 10), at(".LLM", -10), at(".VELO", 2)}, ErrorCode::LimitViolation,
        "^sy ran into its high limit switch at .* on its way to 1000\\.000 mm \\(BD:m4\\.HLS\\)$");
    row("invalid", {}, chaos("alarm"), calm, ErrorCode::Io, "^sy does not know where it is: BD:m4\\.RBV is INVALID");
    row("disconnected", {}, chaos("disconnect"), calm, ErrorCode::Disconnected, "^BD:m4\\.\\w+ disconnected \\(sy\\)$");
    row("frozen", {}, chaos("freeze"), calm, ErrorCode::Timeout,
        "^sy did not reach 3\\.000 mm within 4 s: it is at .*BD:m4\\.RBV");
    row("writing is refused", chaos("refuse"), {}, calm, ErrorCode::Refused, "BD:m4\\.VAL.*sy");
}

void tst_DemoDevices::motorFails()
{
    QFETCH(Writes, before);
    QFETCH(Writes, during);
    QFETCH(Writes, after);
    QFETCH(QString, reason);
    const DevicePtr sy = extra("motor", "sy", "BD:m4", {{QStringLiteral("timeout"), 4}});
    QCOMPARE(outcome(sy->set(0)), QString());
    for (const auto& [pv, value] : before)
        write(pv, value);
    if (!before.empty()) // so that the device has heard of it
        QCOMPARE(outcome(device("sx").set(*device("sx").position() > 0.01 ? 0 : 0.02)), QString());
    const bool far = reason.contains(QStringLiteral("1000"));
    const StatusPtr status = sy->set(far ? 1000 : 3);
    if (!during.empty())
        QVERIFY(pump([&] { return status->isDone() || *sy->position() > 0.3; }));
    for (const auto& [pv, value] : during)
        write(pv, value);
    const QString said = outcome(status);
    for (const auto& [pv, value] : after)
        write(pv, value);
    QVERIFY2(QRegularExpression(reason).match(said).hasMatch(), qPrintable(said));
    QTEST(static_cast<int>(status->result().error().code), "code");
    // And all is well again.
    QVERIFY(pump([&] { return sy->missing().isEmpty(); }));
    QString well;
    QVERIFY(pump([&] { return (well = outcome(sy->set(0))).isEmpty(); }));
}

void tst_DemoDevices::motorIsSlow()
{
    write("BD:chaos:target", Value(QStringLiteral("BD:m4")));
    write("BD:chaos:action", Value(QStringLiteral("slow")));
    write("BD:chaos:delay", Value(0.3));
    write("BD:chaos:on", Value(qint64{1}));
    const QString said = outcome(device("sy").set(0.2));
    write("BD:chaos:on", Value(qint64{0}));
    QCOMPARE(said, QString());
    QCOMPARE(outcome(device("sy").set(0)), QString());
}

void tst_DemoDevices::energyOfTheMonochromator()
{
    const DevicePtr energy = extra("braggenergy", "mono", "",
        {{QStringLiteral("angle"), QStringLiteral("theta")}, {QStringLiteral("units"), QStringLiteral("keV")}});
    QVERIFY(std::abs(energy->position().value_or(0) - 7.112) < 0.01);
    const double angle = *device("theta").position();
    const StatusPtr status = energy->set(7.2);
    QVERIFY(pump([&] { return status->isDone() || status->progress().value_or(0) > 0.1; }));
    QCOMPARE(outcome(status), QString());
    QVERIFY(std::abs(*device("theta").position() - 15.936) < 0.005);
    QVERIFY(std::abs(*energy->position() - 7.2) < 0.001);
    const StatusPtr refused = energy->set(50);
    QVERIFY2(outcome(refused).endsWith(QStringLiteral("(BD:m2.LLM)")), qPrintable(outcome(refused)));
    QCOMPARE(outcome(device("theta").set(angle)), QString());
}

void tst_DemoDevices::pastTheLimits()
{
    const Result<void> allowed = device("sx").check(1e6);
    QVERIFY(!allowed);
    QVERIFY(allowed.error().code == ErrorCode::LimitViolation);
    QVERIFY2(allowed.error().message.endsWith(QStringLiteral("(BD:m3.HLM)")), qPrintable(allowed.error().message));
}

void tst_DemoDevices::countsPhotons()
{
    Device& sc = device("sc");
    QCOMPARE(outcome(sc.stage()), QString());
    QCOMPARE(outcome(sc.setDwell(50ms)), QString());
    QCOMPARE(outcome(sc.trigger()), QString());
    std::map<QString, Reading> columns = read("sc");
    QVERIFY(columns.size() >= 4);
    QVERIFY(toDouble(columns[QStringLiteral("sc_I0")].value).value_or(0) > 0);
    QCOMPARE(outcome(sc.setDwell(60s)), QString());
    const StatusPtr cut = sc.trigger();
    sc.stop();
    QCOMPARE(outcome(cut), QStringLiteral("sc was stopped while it acquired (BD:scaler1.CNT)"));
    QCOMPARE(outcome(sc.unstage()), QString());
    QStringList hinted;
    for (const DataKey& key : sc.describe())
        hinted << (key.hinted ? QStringList(key.name) : QStringList());
    QCOMPARE(hinted.join(QLatin1Char(' ')), QStringLiteral("sc_I1 sc_If"));
}

void tst_DemoDevices::analysesFluorescence()
{
    Device& mca = device("mca");
    QCOMPARE(outcome(mca.stage()), QString());
    QCOMPARE(outcome(mca.setDwell(200ms)), QString());
    QCOMPARE(outcome(mca.trigger()), QString());
    std::map<QString, Reading> columns = read("mca");
    const auto number
        = [&columns](const char* name) { return toDouble(columns[QString::fromLatin1(name)].value).value_or(-1); };
    QVERIFY(number("mca_total") > 100);
    QVERIFY(number("mca_Fe_Ka") > 0 && number("mca_Fe_Ka") < number("mca_total"));
    QVERIFY(std::abs(number("mca_live_time") - 0.2) < 1e-6);
    QVERIFY(number("mca_real_time") >= number("mca_live_time"));
    QVERIFY(number("mca_dead_time") >= 0 && number("mca_dead_time") < 100);
    QVERIFY(mca.describeConfiguration().size() >= 10);
    QCOMPARE(outcome(mca.setDwell(60s)), QString());
    const StatusPtr cut = mca.trigger();
    mca.stop();
    QCOMPARE(outcome(cut), QStringLiteral("mca was stopped while it acquired (BD:mca1.ERST)"));
    QCOMPARE(outcome(mca.unstage()), QString());
}

void tst_DemoDevices::writesFrames()
{
    const QTemporaryDir directory;
    const DevicePtr camera = extra("areadetector", "writer", "BD:",
        {{QStringLiteral("file"), QStringLiteral("HDF1:")}, {QStringLiteral("directory"), directory.path()},
            {QStringLiteral("rois"), QJsonArray{QStringLiteral("ROI1:")}}, {QStringLiteral("frames"), 2}});
    QCOMPARE(outcome(camera->stage()), QString());
    QCOMPARE(outcome(camera->setDwell(20ms)), QString());
    for (const qint64 trigger : {1, 2, 3}) {
        QCOMPARE(outcome(camera->trigger()), QString());
        QCOMPARE(camera->frameFiles().at(0).frames, trigger);
    }
    const FrameFile file = camera->frameFiles().at(0);
    const QString path = QUrl(file.uri).path();
    QVERIFY2(path.startsWith(directory.path()), qPrintable(file.uri));
    QCOMPARE(camera->describeFrames().at(0).shape.at(0), qint64{2});
    QVERIFY(camera->describeFrames().at(0).shape.at(1) > 1);
    const StatusPtr cut = camera->trigger();
    camera->stop();
    QVERIFY(!outcome(cut).isEmpty());
    QCOMPARE(outcome(camera->unstage()), QString());
    QFile written(path);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.read(8), QByteArray("\x89HDF\r\n\x1a\n"));
    const qint64 pixels = camera->describeFrames().at(0).shape.at(1) * camera->describeFrames().at(0).shape.at(2);
    QVERIFY(written.size() >= 6 * pixels);

    const DevicePtr nowhere = extra("areadetector", "nowhere", "BD:",
        {{QStringLiteral("file"), QStringLiteral("HDF1:")},
            {QStringLiteral("directory"), QStringLiteral("/proc/none/here")}});
    QCOMPARE(outcome(nowhere->stage()),
        QStringLiteral("nowhere_frames has no directory to write into (BD:HDF1:FilePathExists_RBV)"));
}

void tst_DemoDevices::readsAGroup()
{
    const DevicePtr group = extra(
        "group", "table", "", {{QStringLiteral("parts"), QJsonArray{QStringLiteral("sx"), QStringLiteral("sc")}}});
    QCOMPARE(outcome(group->stage()), QString());
    QCOMPARE(outcome(group->setDwell(50ms)), QString());
    QCOMPARE(outcome(group->trigger()), QString());
    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle = group->read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    QVERIFY(pump([&got] { return got.has_value(); }));
    QVERIFY(got->ok());
    QCOMPARE(got->value().size(), group->describe().size());
    QCOMPARE(group->describe().front().name, QStringLiteral("table_sx"));
    QCOMPARE(outcome(group->unstage()), QString());
}

void tst_DemoDevices::takesAnImage()
{
    Device& cam = device("cam");
    QCOMPARE(outcome(cam.stage()), QString());
    QCOMPARE(outcome(cam.setDwell(20ms)), QString());
    QCOMPARE(outcome(cam.trigger()), QString());
    std::map<QString, Reading> columns = read("cam");
    QCOMPARE(columns.size(), std::size_t{7});
    QVERIFY(toDouble(columns[QStringLiteral("cam_total")].value).value_or(0) > 0);
    const std::vector<qint64> shape = cam.describe().back().shape;
    QVERIFY(shape[0] > 1 && shape[1] > 1);
    QCOMPARE(elementCount(columns[QStringLiteral("cam_image")].value), static_cast<std::size_t>(shape[0] * shape[1]));
    QCOMPARE(outcome(cam.unstage()), QString());
}

void tst_DemoDevices::shutterDarkens()
{
    Device& shutter = device("shutter");
    Device& sc = device("sc");
    QCOMPARE(outcome(sc.setDwell(50ms)), QString());
    std::map<double, double> counts;
    for (const double open : {0.0, 1.0}) {
        QCOMPARE(outcome(shutter.set(open)), QString());
        QVERIFY(pump([&] { return shutter.position() == open; }));
        QCOMPARE(outcome(sc.trigger()), QString());
        counts[open] = toDouble(read("sc")[QStringLiteral("sc_I0")].value).value_or(-1);
    }
    QVERIFY2(counts[1] > 10 * counts[0] + 10, qPrintable(QStringLiteral("%1 %2").arg(counts[0]).arg(counts[1])));
}

QTEST_GUILESS_MAIN(tst_DemoDevices)
#include "tst_demodevices.moc"
