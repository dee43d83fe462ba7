#include "devices/ca/caprovider.h"
#include "devices/kinds/deviceset.h"
#include "devices/profile/profile.h"

#include <QProcess>
#include <QRegularExpression>
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
    void pastTheLimits();
    void countsPhotons();
    void takesAnImage();
    void shutterDarkens();

private:
    bool pump(const std::function<bool()>& condition);
    /// Empty when it went well, otherwise the reason.
    QString outcome(const StatusPtr& status);
    std::map<QString, Reading> read(const char* device);
    Device& device(const char* name) { return *m_devices.find(QString::fromLatin1(name)).value(); }
    void write(const char* pv, const Value& value);

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

void tst_DemoDevices::write(const char* pv, const Value& value)
{
    bool done = false;
    const Result<ChannelPtr> channel = m_hub->channel(QString::fromLatin1(pv));
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
    QCOMPARE(outcome(cut), QStringLiteral("sc was stopped while it acquired"));
    QCOMPARE(outcome(sc.unstage()), QString());
    QStringList hinted;
    for (const DataKey& key : sc.describe())
        hinted << (key.hinted ? QStringList(key.name) : QStringList());
    QCOMPARE(hinted.join(QLatin1Char(' ')), QStringLiteral("sc_I1 sc_If"));
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
