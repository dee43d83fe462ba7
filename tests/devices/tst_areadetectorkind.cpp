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

/// A file plugin that is off, and begins and ends to capture when it is told.
void addWriter(FakeBeamline& beamline)
{
    const QStringList noYes{QStringLiteral("No"), QStringLiteral("Yes")};
    const auto pv = [](const char* name) { return QStringLiteral("T:HDF1:") + QLatin1String(name); };
    for (const char* name : {"EnableCallbacks", "LazyOpen", "Capture", "Capture_RBV", "WriteStatus"})
        beamline.addEnum(pv(name), 0, noYes);
    beamline.addEnum(pv("FilePathExists_RBV"), 1, noYes);
    beamline.addEnum(
        pv("FileWriteMode"), 0, {QStringLiteral("Single"), QStringLiteral("Capture"), QStringLiteral("Stream")});
    for (const char* name : {"NumCapture", "NumCaptured_RBV", "CreateDirectory"})
        beamline.addInteger(pv(name), 0);
    for (const char* name : {"FilePath", "FileName", "FileTemplate", "FullFileName_RBV", "WriteMessage"})
        beamline.addText(pv(name), QString::fromLatin1(name));
    FakeChannel* capture = &beamline.pv(pv("Capture"));
    capture->onPut = [capture, &beamline, pv](const Value& value, PutMode mode) {
        capture->change(value);
        if (toInteger(value) == 1) {
            beamline.pv(pv("NumCaptured_RBV")).change(qint64{0});
            const QString name = toText(beamline.pv(pv("FileName")).value());
            beamline.pv(pv("FullFileName_RBV")).change(QStringLiteral("/data/%1.h5").arg(name));
        }
        beamline.pv(pv("Capture_RBV")).change(value);
        if (toInteger(value) == 0 && mode == PutMode::Complete)
            capture->completePut();
    };
    for (const char* size : {"ArraySizeX_RBV", "ArraySizeY_RBV", "ArraySizeZ_RBV"})
        beamline.addInteger(QStringLiteral("T:cam1:") + QLatin1String(size),
            size[9] == 'X'       ? 3
                : size[9] == 'Y' ? 2
                                 : 0);
}

QJsonObject writing(int frames)
{
    return {{QStringLiteral("file"), QStringLiteral("HDF1:")}, {QStringLiteral("directory"), QStringLiteral("/data")},
        {QStringLiteral("frames"), frames}};
}

/// A camera that is staged, and whose exposures the test ends.
DevicePtr stagedWriter(FakeBeamline& beamline, int frames)
{
    addCamera(beamline);
    addWriter(beamline);
    const DevicePtr camera = makeCamera(beamline, writing(frames));
    const StatusPtr status = camera->stage();
    if (!beamline.finish(status) || !status->result())
        qFatal("%s", qPrintable(status->reason()));
    beamline.pv("T:cam1:Acquire").onPut = [](const Value&, PutMode) {};
    return camera;
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
    void severalFrames();
    void regions();
    void internalTrigger();
    void writesFrames();
    void writerSettingsArePutBack();
    void waitsUntilFramesAreWritten();
    void beginsAnotherFileAfterAPartOfATrigger();
    void writerFails_data();
    void writerFails();
    void formerFailureDoesNotCount();
    void monitorsTheImage();
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
    QCOMPARE(staged->result().error().message, QStringLiteral("NumImages is locked (cam)"));
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
        QStringLiteral("T:image1:ArrayData: the image has 8 elements where 200 were announced (cam)"));
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

void tst_AreaDetectorKind::severalFrames()
{
    FakeBeamline beamline;
    addCamera(beamline);
    beamline.add(QStringLiteral("T:cam1:AcquirePeriod"), 2);
    const DevicePtr camera = makeCamera(beamline, {{QStringLiteral("frames"), 5}});
    beamline.settle();
    QVERIFY(beamline.finish(camera->stage()));
    QCOMPARE(state(beamline, "T:cam1:ImageMode"), std::optional<qint64>(1));
    QCOMPARE(state(beamline, "T:cam1:NumImages"), std::optional<qint64>(5));
    QVERIFY(beamline.finish(camera->setDwell(500ms)));
    beamline.pv("T:cam1:Acquire").onPut = [](const Value&, PutMode) {};
    // 0.5 s and four periods of 2 s, twice, and 10 s.
    QCOMPARE(camera->trigger()->timeout().count(), 27000);
}

void tst_AreaDetectorKind::regions()
{
    FakeBeamline beamline;
    addCamera(beamline);
    for (const char* name : {"Total", "MaxValue", "CentroidX", "CentroidY", "SigmaX", "SigmaY"})
        beamline.add(QStringLiteral("T:Stats2:%1_RBV").arg(QLatin1String(name)), 7);
    for (const char* name : {"MinX", "MinY", "SizeX", "SizeY"})
        beamline.addInteger(QStringLiteral("T:ROI1:%1_RBV").arg(QLatin1String(name)), 3);
    for (const char* pv : {"T:ROI1:EnableCallbacks", "T:Stats2:EnableCallbacks"})
        beamline.addEnum(QString::fromLatin1(pv), 0, {QStringLiteral("Disable"), QStringLiteral("Enable")});
    const DevicePtr camera = makeCamera(beamline,
        {{QStringLiteral("regions"), QJsonObject{{QStringLiteral("main spot"), QStringLiteral("Stats2:")}}},
            {QStringLiteral("rois"), QJsonArray{QStringLiteral("ROI1:")}}});
    QStringList names;
    for (const DataKey& key : camera->describe())
        names << key.name + (key.hinted ? QStringLiteral("*") : QString());
    QVERIFY2(names.join(QLatin1Char(' '))
                 .endsWith(QStringLiteral("cam_main_spot_total* cam_main_spot_max "
                                          "cam_main_spot_centroid_x cam_main_spot_centroid_y "
                                          "cam_main_spot_sigma_x cam_main_spot_sigma_y")),
        qPrintable(names.join(QLatin1Char(' '))));
    names.clear();
    for (const DataKey& key : camera->describeConfiguration())
        names << key.name;
    QCOMPARE(names.join(QLatin1Char(' ')),
        QStringLiteral("cam_exposure cam_roi1_min_x cam_roi1_min_y cam_roi1_size_x cam_roi1_size_y"));
    beamline.settle();
    QVERIFY(beamline.finish(camera->stage()));
    QCOMPARE(state(beamline, "T:ROI1:EnableCallbacks"), std::optional<qint64>(1));
    QCOMPARE(state(beamline, "T:Stats2:EnableCallbacks"), std::optional<qint64>(1));
    QCOMPARE(readNow(beamline, *camera).value().size(), std::size_t{12});
}

void tst_AreaDetectorKind::internalTrigger()
{
    FakeBeamline beamline;
    addCamera(beamline);
    beamline.addEnum(QStringLiteral("T:cam1:TriggerMode"), 1, {QStringLiteral("Internal"), QStringLiteral("External")});
    const DevicePtr camera = makeCamera(beamline);
    beamline.settle();
    QVERIFY(beamline.finish(camera->stage()));
    QCOMPARE(state(beamline, "T:cam1:TriggerMode"), std::optional<qint64>(0));
    QVERIFY(beamline.finish(camera->unstage()));
    QCOMPARE(state(beamline, "T:cam1:TriggerMode"), std::optional<qint64>(1));
}

void tst_AreaDetectorKind::writesFrames()
{
    FakeBeamline beamline;
    const DevicePtr camera = stagedWriter(beamline, 2);
    QCOMPARE(toText(beamline.pv("T:HDF1:FilePath").value()), QStringLiteral("/data"));
    QCOMPARE(state(beamline, "T:HDF1:FileWriteMode"), std::optional<qint64>(2));
    QCOMPARE(state(beamline, "T:HDF1:LazyOpen"), std::optional<qint64>(1));
    QCOMPARE(state(beamline, "T:HDF1:NumCapture"), std::optional<qint64>(0));
    QCOMPARE(state(beamline, "T:HDF1:Capture_RBV"), std::optional<qint64>(1));
    QVERIFY(camera->frameFiles().empty());
    const std::vector<DataKey> keys = camera->describeFrames();
    QCOMPARE(keys.size(), std::size_t{1});
    QCOMPARE(keys[0].name, QStringLiteral("cam_frames"));
    QCOMPARE(keys[0].shape, std::vector<qint64>({2, 2, 3}));
    QCOMPARE(keys[0].source, QStringLiteral("ca://T:HDF1:FullFileName_RBV"));
    for (int trigger = 1; trigger <= 3; ++trigger) {
        const StatusPtr status = camera->trigger();
        beamline.pv("T:HDF1:NumCaptured_RBV").change(qint64{2 * trigger});
        beamline.pv("T:cam1:Acquire").completePut();
        QVERIFY(beamline.finish(status));
        QVERIFY2(status->result().ok(), qPrintable(status->reason()));
        const std::vector<FrameFile> files = camera->frameFiles();
        QCOMPARE(files.size(), std::size_t{1});
        QCOMPARE(files[0].key, keys[0].name);
        QCOMPARE(files[0].frames, qint64{trigger});
        QCOMPARE(files[0].mimetype, QStringLiteral("application/x-hdf5"));
        QVERIFY2(
            files[0].uri.startsWith(QStringLiteral("file://localhost/data/cam_frames_2")), qPrintable(files[0].uri));
        QCOMPARE(files[0].parameters.value(QStringLiteral("dataset")).toString(), QStringLiteral("/entry/data/data"));
        QCOMPARE(files[0].parameters.value(QStringLiteral("frame_per_point")).toInt(), 2);
    }
}

void tst_AreaDetectorKind::writerSettingsArePutBack()
{
    FakeBeamline beamline;
    const DevicePtr camera = stagedWriter(beamline, 1);
    beamline.pv("T:cam1:Acquire").onPut = nullptr;
    const StatusPtr back = camera->unstage();
    QVERIFY(beamline.finish(back));
    QVERIFY2(back->result().ok(), qPrintable(back->reason()));
    QCOMPARE(state(beamline, "T:HDF1:Capture_RBV"), std::optional<qint64>(0));
    QCOMPARE(state(beamline, "T:HDF1:FileWriteMode"), std::optional<qint64>(0));
    QCOMPARE(state(beamline, "T:HDF1:EnableCallbacks"), std::optional<qint64>(0));
    for (const char* name : {"FilePath", "FileName", "FileTemplate"})
        QCOMPARE(
            toText(beamline.pv(QStringLiteral("T:HDF1:") + QLatin1String(name)).value()), QString::fromLatin1(name));
    QCOMPARE(state(beamline, "T:cam1:Acquire"), std::optional<qint64>(1)); // as before
    QVERIFY(beamline.finish(camera->unstage()));
}

void tst_AreaDetectorKind::waitsUntilFramesAreWritten()
{
    FakeBeamline beamline;
    const DevicePtr camera = stagedWriter(beamline, 1);
    const StatusPtr status = camera->trigger();
    beamline.pv("T:cam1:Acquire").completePut();
    QVERIFY(beamline.pump([&beamline] { return beamline.pv("T:HDF1:NumCaptured_RBV").gets > 1; }));
    beamline.settle();
    QVERIFY(!status->isDone());
    beamline.pv("T:HDF1:NumCaptured_RBV").change(qint64{1});
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());
    QCOMPARE(camera->frameFiles().at(0).frames, qint64{1});
}

void tst_AreaDetectorKind::beginsAnotherFileAfterAPartOfATrigger()
{
    FakeBeamline beamline;
    const DevicePtr camera = stagedWriter(beamline, 2);
    const StatusPtr cut = camera->trigger();
    camera->stop();
    beamline.pv("T:HDF1:NumCaptured_RBV").change(qint64{1});
    beamline.pv("T:cam1:Acquire").completePut();
    QVERIFY(beamline.finish(cut));
    QVERIFY(cut->result().error().code == ErrorCode::Stopped);
    beamline.settle();
    const QString first = toText(beamline.pv("T:HDF1:FullFileName_RBV").value());
    FakeChannel& acquire = beamline.pv("T:cam1:Acquire");
    const StatusPtr status = camera->trigger();
    QVERIFY(beamline.pump([&acquire] { return acquire.putWaits(); }));
    beamline.pv("T:HDF1:NumCaptured_RBV").change(qint64{2});
    acquire.completePut();
    QVERIFY(beamline.finish(status));
    QVERIFY2(status->result().ok(), qPrintable(status->reason()));
    QCOMPARE(camera->frameFiles().at(0).frames, qint64{1});
    QVERIFY(toText(beamline.pv("T:HDF1:FullFileName_RBV").value()) != first);
}

void tst_AreaDetectorKind::writerFails_data()
{
    QTest::addColumn<QString>("pv");
    QTest::addColumn<int>("value");
    QTest::addColumn<bool>("whileStaging");
    QTest::addColumn<QString>("message");
    QTest::newRow("no directory") << QStringLiteral("T:HDF1:FilePathExists_RBV") << 0 << true
                                  << QStringLiteral(
                                         "cam_frames has no directory to write into (T:HDF1:FilePathExists_RBV)");
    QTest::newRow("cannot open") << QStringLiteral("T:HDF1:WriteStatus") << 1 << true
                                 << QStringLiteral("cam_frames cannot write: disk full (T:HDF1:WriteMessage)");
    QTest::newRow("cannot write") << QStringLiteral("T:HDF1:WriteStatus") << 1 << false
                                  << QStringLiteral("cam_frames cannot write: disk full (T:HDF1:WriteMessage)");
    QTest::newRow("ended by somebody") << QStringLiteral("T:HDF1:Capture_RBV") << 0 << false
                                       << QStringLiteral(
                                              "cam_frames stopped writing after 0 frames (T:HDF1:Capture_RBV)");
}

void tst_AreaDetectorKind::writerFails()
{
    QFETCH(QString, pv);
    QFETCH(int, value);
    QFETCH(bool, whileStaging);
    QFETCH(QString, message);
    FakeBeamline beamline;
    addCamera(beamline);
    addWriter(beamline);
    beamline.pv("T:HDF1:WriteMessage").change(QStringLiteral("disk full"));
    const DevicePtr camera = makeCamera(beamline, writing(1));
    const Value fault(EnumIndex{static_cast<quint16>(value)});
    FakeChannel& capture = beamline.pv("T:HDF1:Capture");
    if (whileStaging) {
        beamline.pv(pv).change(fault);
        capture.onPut = [&capture](const Value&, PutMode) { capture.completePut(); };
    }
    const StatusPtr staged = camera->stage();
    QVERIFY(beamline.finish(staged));
    QCOMPARE(staged->result().ok(), !whileStaging);
    if (whileStaging) {
        QCOMPARE(staged->reason(), message);
        QCOMPARE(state(beamline, "T:cam1:Acquire"), std::optional<qint64>(1)); // put back
        QCOMPARE(toText(beamline.pv("T:HDF1:FilePath").value()), QStringLiteral("FilePath"));
        return;
    }
    beamline.pv("T:cam1:Acquire").onPut = [](const Value&, PutMode) {};
    const StatusPtr status = camera->trigger();
    beamline.pv(pv).change(fault);
    beamline.pv("T:cam1:Acquire").completePut();
    QVERIFY(beamline.finish(status));
    QCOMPARE(status->reason(), message);
    QVERIFY(status->result().error().code == ErrorCode::Io);
}

void tst_AreaDetectorKind::formerFailureDoesNotCount()
{
    FakeBeamline beamline;
    addCamera(beamline);
    addWriter(beamline);
    beamline.pv("T:HDF1:WriteStatus").change(EnumIndex{1});
    const DevicePtr camera = makeCamera(beamline, writing(1));
    const StatusPtr staged = camera->stage();
    QVERIFY(beamline.finish(staged));
    QVERIFY2(staged->result().ok(), qPrintable(staged->reason()));
    FakeChannel& acquire = beamline.pv("T:cam1:Acquire");
    acquire.onPut = [](const Value&, PutMode) {};
    const StatusPtr status = camera->trigger();
    acquire.completePut();
    QVERIFY(beamline.pump([&beamline] { return beamline.pv("T:HDF1:WriteStatus").gets > 1; }));
    beamline.settle();
    QVERIFY(!status->isDone());
    beamline.pv("T:HDF1:WriteStatus").change(EnumIndex{0});
    beamline.pv("T:HDF1:NumCaptured_RBV").change(qint64{1});
    QVERIFY(beamline.finish(status) && status->result());
}

void tst_AreaDetectorKind::monitorsTheImage()
{
    FakeBeamline beamline;
    addCamera(beamline);
    const DevicePtr camera = makeCamera(beamline, {{QStringLiteral("image"), true}});
    std::vector<Reading> last;
    const Result<Handle> handle = camera->monitor([&last](const std::vector<Reading>& readings) { last = readings; });
    QVERIFY(handle.ok());
    QVERIFY(beamline.pump([&last] { return !last.empty(); }));
    QCOMPARE(last.size(), camera->describe().size());
    QVERIFY(std::holds_alternative<ArrayPtr<quint16>>(last.back().value));
}

QTEST_GUILESS_MAIN(tst_AreaDetectorKind)
#include "tst_areadetectorkind.moc"
