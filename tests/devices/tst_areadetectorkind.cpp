#include "devices/kinds/areadetector.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/ndarray.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

const QStringList& dataTypes()
{
    static const QStringList names{QStringLiteral("Int8"), QStringLiteral("UInt8"), QStringLiteral("Int16"),
        QStringLiteral("UInt16"), QStringLiteral("Int32"), QStringLiteral("UInt32"), QStringLiteral("Int64"),
        QStringLiteral("UInt64"), QStringLiteral("Float32"), QStringLiteral("Float64")};
    return names;
}

/// A camera that runs freely with 0.1 s, with a UInt16 image of 2 rows and 3 columns in an array of 8 elements.
void addCamera(FakeBeamline& beamline)
{
    const QStringList offOn{QStringLiteral("Done"), QStringLiteral("Acquire")};
    beamline.addEnum(QStringLiteral("T:cam1:Acquire"), 1, offOn);
    beamline.addEnum(QStringLiteral("T:cam1:ImageMode"), 2,
        {QStringLiteral("Single"), QStringLiteral("Multiple"), QStringLiteral("Continuous")});
    beamline.addInteger(QStringLiteral("T:cam1:NumImages"), 100);
    beamline.add(QStringLiteral("T:cam1:AcquireTime"), 0.1);
    const std::pair<const char*, double> stats[]
        = {{"Total", 1000}, {"MaxValue", 40}, {"CentroidX", 1.5}, {"CentroidY", 0.5}, {"SigmaX", 0.7}, {"SigmaY", 0.3}};
    for (const auto& [name, value] : stats)
        beamline.add(QStringLiteral("T:Stats1:%1_RBV").arg(QLatin1String(name)), value);
    beamline.addArray<qint16>(QStringLiteral("T:image1:ArrayData"), NativeType::Short, {1, 2, 3, 4, 5, -1, 0, 0});
    beamline.addInteger(QStringLiteral("T:image1:ArraySize0_RBV"), 3);
    beamline.addInteger(QStringLiteral("T:image1:ArraySize1_RBV"), 2);
    beamline.addEnum(QStringLiteral("T:image1:DataType_RBV"), 3, dataTypes());
}

DevicePtr makeCamera(FakeBeamline& beamline, const QJsonObject& options = {})
{
    DeviceSpec spec;
    spec.kind = QStringLiteral("areadetector");
    spec.name = QStringLiteral("cam");
    spec.pv = QStringLiteral("T:");
    spec.options = options;
    const DevicePtr camera = makeDevice(spec, beamline.context()).value();
    const StatusPtr status = camera->connect(5s);
    if (!beamline.finish(status) || !status->result())
        qFatal("the camera does not connect");
    return camera;
}

Result<std::vector<Reading>> readNow(FakeBeamline& beamline, Device& device)
{
    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle = device.read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    if (!beamline.pump([&got] { return got.has_value(); }))
        return Error{ErrorCode::Timeout, QStringLiteral("no reading"), {}};
    return std::move(*got);
}

std::optional<qint64> state(FakeBeamline& beamline, const char* pv)
{
    return toInteger(beamline.pv(pv).value());
}

} // namespace

class tst_AreaDetectorKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describes();
    void describesWithoutStats();
    void stagesAndPutsBack();
    void leavesAnIdleCameraIdle();
    void switchesPluginsOn();
    void givesUpHalfStaged();
    void unstageWhileStaging();
    void exposes();
    void stoppedWhileExposing();
    void readsTheImage();
    void imageThatDoesNotFit();
    void reinterprets_data();
    void reinterprets();
};

void tst_AreaDetectorKind::describes()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline, {{QStringLiteral("image"), true}});
    QStringList names;
    for (const DataKey& key : camera->describe())
        names << key.name + (key.hinted ? QStringLiteral("*") : QString());
    QCOMPARE(names.join(QLatin1Char(' ')),
        QStringLiteral("cam_total* cam_max cam_centroid_x cam_centroid_y cam_sigma_x cam_sigma_y cam_image"));
    const DataKey image = camera->describe().back();
    QVERIFY(image.dtype == DataKey::Dtype::Array);
    QCOMPARE(image.shape, std::vector<qint64>({2, 3}));
    QCOMPARE(image.source, QStringLiteral("ca://T:image1:ArrayData"));
    QCOMPARE(camera->describeConfiguration().size(), std::size_t{1});
    QCOMPARE(camera->describeConfiguration()[0].name, QStringLiteral("cam_exposure"));
}

void tst_AreaDetectorKind::describesWithoutStats()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera
        = makeCamera(beamline, {{QStringLiteral("stats"), QString()}, {QStringLiteral("image"), true}});
    QCOMPARE(camera->describe().size(), std::size_t{1});
    QVERIFY(beamline.finish(camera->stage()));
    QVERIFY(beamline.finish(camera->unstage()));
    QCOMPARE(state(beamline, "T:cam1:Acquire"), std::optional<qint64>(1));
}

void tst_AreaDetectorKind::stagesAndPutsBack()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline);
    QStringList order;
    for (const char* pv : {"T:cam1:Acquire", "T:cam1:ImageMode", "T:cam1:NumImages", "T:cam1:AcquireTime"}) {
        FakeChannel* channel = &beamline.pv(pv);
        channel->onPut = [channel, &order](const Value& value, PutMode mode) {
            order << QStringLiteral("%1=%2").arg(channel->name().section(QLatin1Char(':'), -1), toText(value));
            channel->change(value);
            if (mode == PutMode::Complete)
                channel->completePut();
        };
    }
    const StatusPtr staged = camera->stage();
    QVERIFY(beamline.finish(staged));
    QVERIFY2(staged->result().ok(), qPrintable(staged->result().error().message));
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("Acquire=0 ImageMode=0 NumImages=1"));
    QVERIFY(beamline.finish(camera->setDwell(20ms)));
    order.clear();
    const StatusPtr back = camera->unstage();
    QVERIFY(beamline.finish(back));
    QVERIFY(back->result());
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("AcquireTime=0.1 NumImages=100 ImageMode=2 Acquire=1"));
    QVERIFY(beamline.pv("T:cam1:Acquire").puts.back().mode == PutMode::Forget);
}

void tst_AreaDetectorKind::leavesAnIdleCameraIdle()
{
    FakeBeamline beamline;
    addCamera(beamline);
    beamline.pv("T:cam1:Acquire").change(EnumIndex{0});
    beamline.pv("T:cam1:ImageMode").change(EnumIndex{0});
    const DevicePtr camera = makeCamera(beamline);
    QVERIFY(beamline.finish(camera->stage()));
    QVERIFY(beamline.finish(camera->unstage()));
    QVERIFY(beamline.pv("T:cam1:Acquire").puts.empty());
    QVERIFY(beamline.pv("T:cam1:ImageMode").puts.empty());
    QCOMPARE(state(beamline, "T:cam1:NumImages"), std::optional<qint64>(100));
}

void tst_AreaDetectorKind::switchesPluginsOn()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const QStringList noYes{QStringLiteral("No"), QStringLiteral("Yes")};
    for (const char* pv :
        {"T:cam1:WaitForPlugins", "T:Stats1:EnableCallbacks", "T:Stats1:ComputeStatistics", "T:Stats1:ComputeCentroid"})
        beamline.addEnum(QString::fromLatin1(pv), 0, noYes);
    const DevicePtr camera = makeCamera(beamline);
    beamline.settle();
    QVERIFY(beamline.finish(camera->stage()));
    for (const char* pv :
        {"T:cam1:WaitForPlugins", "T:Stats1:EnableCallbacks", "T:Stats1:ComputeStatistics", "T:Stats1:ComputeCentroid"})
        QCOMPARE(state(beamline, pv), std::optional<qint64>(1));
    QVERIFY(beamline.finish(camera->unstage()));
    QCOMPARE(state(beamline, "T:Stats1:ComputeCentroid"), std::optional<qint64>(0));
}

void tst_AreaDetectorKind::givesUpHalfStaged()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline);
    FakeChannel* images = &beamline.pv("T:cam1:NumImages");
    images->onPut = [images](const Value&, PutMode mode) {
        if (mode == PutMode::Complete)
            images->completePut(Error{ErrorCode::NoAccess, QStringLiteral("NumImages is locked"), images->name()});
    };
    const StatusPtr staged = camera->stage();
    QVERIFY(beamline.finish(staged));
    QVERIFY(!staged->result());
    QCOMPARE(staged->result().error().message, QStringLiteral("NumImages is locked"));
    QCOMPARE(state(beamline, "T:cam1:ImageMode"), std::optional<qint64>(2));
    QCOMPARE(state(beamline, "T:cam1:Acquire"), std::optional<qint64>(1));
    QVERIFY(camera->unstage()->isDone());
}

void tst_AreaDetectorKind::unstageWhileStaging()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline);
    FakeChannel* mode = &beamline.pv("T:cam1:ImageMode");
    mode->onPut = [mode](const Value& value, PutMode) { mode->change(value); };
    const StatusPtr staged = camera->stage();
    QVERIFY(beamline.pump([mode] { return mode->putWaits(); }));
    mode->onPut = nullptr;
    const StatusPtr back = camera->unstage();
    QVERIFY(staged->isDone() && staged->result().error().code == ErrorCode::Cancelled);
    QVERIFY(beamline.finish(back));
    QVERIFY(back->result());
    QCOMPARE(state(beamline, "T:cam1:ImageMode"), std::optional<qint64>(2));
    QCOMPARE(state(beamline, "T:cam1:Acquire"), std::optional<qint64>(1));
}

void tst_AreaDetectorKind::exposes()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline);
    QVERIFY(beamline.finish(camera->stage()));
    QVERIFY(beamline.finish(camera->setDwell(250ms)));
    QCOMPARE(toDouble(beamline.pv("T:cam1:AcquireTime").value()), std::optional<double>(0.25));
    FakeChannel& acquire = beamline.pv("T:cam1:Acquire");
    acquire.onPut = [](const Value&, PutMode) {};
    const StatusPtr status = camera->trigger();
    beamline.settle();
    QVERIFY(!status->isDone());
    QCOMPARE(status->timeout().count(), 10500);
    QVERIFY(toInteger(acquire.puts.back().value) == 1 && acquire.puts.back().mode == PutMode::Complete);
    beamline.pv("T:Stats1:Total_RBV").changeSilently(2345.0);
    acquire.completePut();
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());
    const auto readings = readNow(beamline, *camera);
    QVERIFY(readings.ok());
    QCOMPARE(readings.value().size(), std::size_t{6});
    QCOMPARE(toDouble(readings.value()[0].value), std::optional<double>(2345.0));
    QCOMPARE(toDouble(readings.value()[2].value), std::optional<double>(1.5));
}

void tst_AreaDetectorKind::stoppedWhileExposing()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline);
    FakeChannel& acquire = beamline.pv("T:cam1:Acquire");
    acquire.onPut = [](const Value&, PutMode) {};
    const StatusPtr status = camera->trigger();
    camera->stop();
    QVERIFY(toInteger(acquire.puts.back().value) == 0 && acquire.puts.back().mode == PutMode::Forget);
    acquire.completePut();
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result().error().code == ErrorCode::Stopped);
}

void tst_AreaDetectorKind::readsTheImage()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline, {{QStringLiteral("image"), true}});
    const auto readings = readNow(beamline, *camera);
    QVERIFY(readings.ok());
    QCOMPARE(readings.value().size(), camera->describe().size());
    const auto* pixels = std::get_if<ArrayPtr<quint16>>(&readings.value().back().value);
    QVERIFY(pixels);
    QCOMPARE(**pixels, std::vector<quint16>({1, 2, 3, 4, 5, 65535}));
}

void tst_AreaDetectorKind::imageThatDoesNotFit()
{
    FakeBeamline beamline;
    addCamera(beamline);
    beamline.pv("T:image1:ArraySize0_RBV").change(qint64{100});
    const DevicePtr camera = makeCamera(beamline, {{QStringLiteral("image"), true}});
    const auto readings = readNow(beamline, *camera);
    QVERIFY(!readings.ok());
    QCOMPARE(readings.error().message,
        QStringLiteral("T:image1:ArrayData: the image has 8 elements where 200 were announced"));
}

void tst_AreaDetectorKind::reinterprets_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("held"); // index in Value of what the wire carries
    QTest::addColumn<int>("becomes"); // index in Value, −1 = refused
    const auto indexOf = [](const Value& value) { return static_cast<int>(value.index()); };
    const int chars = indexOf(makeArray<quint8>({}));
    const int shorts = indexOf(makeArray<qint16>({}));
    const int longs = indexOf(makeArray<qint32>({}));
    const int floats = indexOf(makeArray<float>({}));
    const int doubles = indexOf(makeArray<double>({}));
    const int text = indexOf(Value(QString()));
    QTest::newRow("Int8") << 0 << chars << indexOf(makeArray<qint8>({}));
    QTest::newRow("UInt8") << 1 << chars << chars;
    QTest::newRow("Int16") << 2 << shorts << shorts;
    QTest::newRow("UInt16") << 3 << shorts << indexOf(makeArray<quint16>({}));
    QTest::newRow("Int32") << 4 << longs << longs;
    QTest::newRow("UInt32") << 5 << longs << indexOf(makeArray<quint32>({}));
    QTest::newRow("Int64") << 6 << doubles << doubles;
    QTest::newRow("Float32") << 8 << floats << floats;
    QTest::newRow("Float64") << 9 << doubles << doubles;
    QTest::newRow("wrong width") << 3 << chars << -1;
    QTest::newRow("float as integer") << 5 << floats << -1;
    QTest::newRow("text") << 1 << text << -1;
}

void tst_AreaDetectorKind::reinterprets()
{
    QFETCH(int, type);
    QFETCH(int, held);
    QFETCH(int, becomes);
    const std::vector<Value> wire{Value(makeArray<quint8>({1, 255})), Value(makeArray<qint16>({1, -1})),
        Value(makeArray<qint32>({1, -1})), Value(makeArray<float>({1, -1})), Value(makeArray<double>({1, -1})),
        Value(QStringLiteral("no"))};
    const auto given = std::find_if(
        wire.cbegin(), wire.cend(), [held](const Value& value) { return static_cast<int>(value.index()) == held; });
    QVERIFY(given != wire.cend());
    const Result<Value> got = asNdArray(*given, static_cast<NdType>(type), 1);
    QCOMPARE(got.ok() ? static_cast<int>(got.value().index()) : -1, becomes);
    if (got.ok())
        QCOMPARE(toDoubles(got.value()), std::vector<double>({1}));
}

QTEST_GUILESS_MAIN(tst_AreaDetectorKind)
#include "tst_areadetectorkind.moc"
