#include "fakehost.h"
#include "fakeworker.h"

#include "simulator/areadetector/arrayplugin.h"
#include "simulator/areadetector/camera.h"
#include "simulator/areadetector/roiplugin.h"
#include "simulator/areadetector/statsplugin.h"

#include <QTest>

#include <numeric>

using namespace simulator;

Q_DECLARE_METATYPE(simulator::Region)

class TestAreaDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freeRuns();
    void countsImages_data();
    void countsImages();
    void stops_data();
    void stops();
    void waitsForTriggers_data();
    void waitsForTriggers();
    void addsExposures();
    void tellsWhatRemains();
    void drawsNothingUnasked();
    void servesTypes_data();
    void servesTypes();
    void servesColours();
    void refuses_data();
    void refuses();
    void readsOutRegions();
    void mirrors();
    void gainAndNoise();
    void countersCanBeSet();
    void passesOver();
    void dropsWhatDoesNotFit();
    void blocks();
    void waitsForPlugins();
    void followsPorts();
    void cutsRegions_data();
    void cutsRegions();
    void regionGoesOn();
    void statisticsOfKnownImage();
    void histogramAndProfiles();
    void seesTheBeam();
    void sameSeedSameImage();

private:
    struct Bench
    {
        FakeHost host;
        FakeWorker worker;
        Ports ports;
        BeamSpot spot;
        int drawn = 0;
        Camera camera;
        ArrayPlugin image;
        StatsPlugin stats;
        RoiPlugin roi;
        explicit Bench(quint64 seed = 1)
            : camera(
                host, ports, QStringLiteral("cam:"), QStringLiteral("CAM"),
                [this] {
                    ++drawn;
                    return spot;
                },
                seed)
            , image(
                  {host, ports, worker}, {QStringLiteral("image:"), QStringLiteral("IMAGE"), QStringLiteral("CAM"), {}})
            , stats(
                  {host, ports, worker}, {QStringLiteral("stats:"), QStringLiteral("STATS"), QStringLiteral("CAM"), {}})
            , roi({host, ports, worker},
                  {QStringLiteral("roi:"), QStringLiteral("ROI"), QStringLiteral("CAM"), {}, false})
        {
            spot = {520, 500, 60, 40, 400000, -1000, -1000};
        }
        double number(const char* name) const { return host.number(QString::fromUtf8(name)); }
        FakeHost::Put put(const char* name, double value) { return host.put(QString::fromUtf8(name), value); }
        FakeHost::Put putText(const char* name, const char* text)
        {
            return host.put(QString::fromUtf8(name), QString::fromUtf8(text));
        }
        void shrink() // quick frames where the pixels do not matter
        {
            put("cam:SizeX", 64);
            put("cam:SizeY", 32);
        }
        void single()
        {
            put("cam:ImageMode", 0);
            put("cam:Acquire", 1);
            host.advance(1);
        }
    };
};

void TestAreaDetector::freeRuns()
{
    Bench bench;
    bench.shrink();
    const auto acquire = bench.put("cam:Acquire", 1);
    QCOMPARE(bench.number("cam:DetectorState_RBV"), 1.0);
    QCOMPARE(bench.number("cam:AcquireBusy"), 1.0);
    bench.host.advance(2.01);
    QVERIFY(!acquire.done());
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 20.0);
    QVERIFY(std::abs(bench.number("cam:ArrayRate_RBV") - 10) <= 1);
    QCOMPARE(bench.number("image:UniqueId_RBV"), 20.0);
    QCOMPARE(bench.number("stats:UniqueId_RBV"), 20.0);
    bench.put("cam:AcquirePeriod", 1);
    bench.host.advance(3);
    QVERIFY(bench.number("cam:ArrayCounter_RBV") <= 24);
}

void TestAreaDetector::countsImages_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("images");
    QTest::newRow("single") << 0 << 1;
    QTest::newRow("multiple") << 1 << 5;
}

void TestAreaDetector::countsImages()
{
    QFETCH(int, mode);
    QFETCH(int, images);
    Bench bench;
    bench.shrink();
    bench.put("cam:ImageMode", mode);
    bench.put("cam:NumImages", 5);
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(0.04);
    QVERIFY(!acquire.done());
    bench.host.advance(10);
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("cam:Acquire"), 0.0);
    QCOMPARE(bench.number("cam:Acquire_RBV"), 0.0);
    QCOMPARE(bench.number("cam:DetectorState_RBV"), 0.0);
    QCOMPARE(bench.number("cam:NumImagesCounter_RBV"), double(images));
    QCOMPARE(bench.host.text(QStringLiteral("cam:StatusMessage_RBV")), QStringLiteral("Acquisition complete"));
}

void TestAreaDetector::stops_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("state");
    QTest::newRow("multiple is cut short") << 1 << 10;
    QTest::newRow("continuous ends as it should") << 2 << 0;
}

void TestAreaDetector::stops()
{
    QFETCH(int, mode);
    QFETCH(int, state);
    Bench bench;
    bench.shrink();
    bench.put("cam:ImageMode", mode);
    bench.put("cam:NumImages", 100);
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(1.01);
    QVERIFY(!acquire.done());
    bench.put("cam:Acquire", 0);
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("cam:DetectorState_RBV"), double(state));
    const double frames = bench.number("cam:ArrayCounter_RBV");
    QVERIFY(frames > 5);
    bench.host.advance(5);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), frames);
    QCOMPARE(bench.number("cam:ArrayRate_RBV"), 0.0);
}

void TestAreaDetector::waitsForTriggers_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<QString>("wrong");
    const auto software = QStringLiteral("cam:SoftwareTrigger");
    const auto input = QStringLiteral("cam:TriggerInput");
    QTest::newRow("software") << 2 << software << input;
    QTest::newRow("software, its other name") << 2 << QStringLiteral("cam:TriggerSoftware") << input;
    QTest::newRow("external") << 1 << input << software;
}

void TestAreaDetector::waitsForTriggers()
{
    QFETCH(int, mode);
    QFETCH(QString, trigger);
    QFETCH(QString, wrong);
    Bench bench;
    bench.shrink();
    bench.put("cam:TriggerMode", mode);
    bench.put("cam:ImageMode", 1);
    bench.put("cam:NumImages", 2);
    bench.host.put(trigger, 1.0); // nothing waits for it yet
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(5);
    bench.host.put(wrong, 1.0);
    bench.host.advance(5);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 0.0);
    QCOMPARE(bench.number("cam:DetectorState_RBV"), 7.0);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!acquire.done());
        bench.host.put(trigger, 1.0);
        bench.host.put(trigger, 1.0); // comes while the exposure runs and is missed
        bench.host.advance(1);
    }
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 2.0);
}

void TestAreaDetector::addsExposures()
{
    Bench bench;
    bench.put("cam:DataType", static_cast<int>(PixelType::UInt32)); // which the sum does not fill
    bench.put("cam:AcquireTime", 0.01);
    bench.single();
    const double once = bench.number("stats:Net_RBV");
    bench.put("cam:NumExposures", 30);
    QCOMPARE(bench.number("cam:AcquirePeriod_RBV"), 0.3);
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(0.21);
    QVERIFY(!acquire.done());
    QCOMPARE(bench.number("cam:NumExposuresCounter_RBV"), 20.0);
    bench.host.advance(0.1);
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("cam:NumExposuresCounter_RBV"), 30.0);
    const double ratio = bench.number("stats:Net_RBV") / once;
    QVERIFY2(std::abs(ratio - 30) < 3, qPrintable(QString::number(ratio)));
}

void TestAreaDetector::tellsWhatRemains()
{
    Bench bench;
    bench.shrink();
    bench.put("cam:AcquireTime", 2);
    bench.put("cam:ImageMode", 0);
    bench.put("cam:Acquire", 1);
    QCOMPARE(bench.number("cam:TimeRemaining_RBV"), 2.0);
    bench.host.advance(1.5);
    QVERIFY(std::abs(bench.number("cam:TimeRemaining_RBV") - 0.5) < 0.11); // shown ten times a second
    bench.host.advance(1);
    QCOMPARE(bench.number("cam:TimeRemaining_RBV"), 0.0);
}

void TestAreaDetector::drawsNothingUnasked()
{
    Bench bench;
    bench.shrink();
    bench.host.advance(10);
    QCOMPARE(bench.drawn, 0);
    bench.put("image:EnableCallbacks", 0);
    bench.put("stats:EnableCallbacks", 0);
    bench.put("cam:Acquire", 1);
    bench.host.advance(1.01);
    QCOMPARE(bench.drawn, 0);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 10.0);
    bench.put("stats:EnableCallbacks", 1);
    bench.host.advance(1);
    QCOMPARE(bench.drawn, 10);
    QCOMPARE(bench.number("image:UniqueId_RBV"), 0.0);
}

void TestAreaDetector::servesTypes_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("native");
    QTest::addColumn<int>("alternative");
    const auto row = [](const char* name, PixelType type, NativeType native, const Value& value) {
        QTest::newRow(name) << static_cast<int>(type) << static_cast<int>(native) << static_cast<int>(value.index());
    };
    row("Int8", PixelType::Int8, NativeType::Char, devices::ArrayPtr<qint8>());
    row("UInt8", PixelType::UInt8, NativeType::Char, devices::ArrayPtr<quint8>());
    row("Int16", PixelType::Int16, NativeType::Short, devices::ArrayPtr<qint16>());
    row("UInt16", PixelType::UInt16, NativeType::Short, devices::ArrayPtr<quint16>());
    row("Int32", PixelType::Int32, NativeType::Long, devices::ArrayPtr<qint32>());
    row("UInt32", PixelType::UInt32, NativeType::Long, devices::ArrayPtr<quint32>());
    row("Float32", PixelType::Float32, NativeType::Float, devices::ArrayPtr<float>());
    row("Float64", PixelType::Float64, NativeType::Double, devices::ArrayPtr<double>());
}

void TestAreaDetector::servesTypes()
{
    QFETCH(int, type);
    QFETCH(int, native);
    QFETCH(int, alternative);
    Bench bench;
    bench.put("cam:DataType", type);
    bench.single();
    const devices::ServerPv& data = bench.host.pv(QStringLiteral("image:ArrayData"));
    QCOMPARE(static_cast<int>(data.type()), native);
    QCOMPARE(static_cast<int>(data.value().index()), alternative);
    QCOMPARE(devices::elementCount(data.value()), std::size_t(1024 * 1024));
    QCOMPARE(bench.number("image:DataType_RBV"), double(type));
    QCOMPARE(bench.number("image:ArrayData.NORD"), 1024.0 * 1024);
    // The spot, 20000 counts of 16 bits, stands out in every type.
    const double contrast = bench.number("stats:MaxValue_RBV") - bench.number("stats:MinValue_RBV");
    QVERIFY2(contrast > 30, qPrintable(QString::number(contrast)));
    QVERIFY(std::abs(bench.number("stats:MaxValue_RBV") / bench.number("stats:MeanValue_RBV")) > 5);
}

void TestAreaDetector::servesColours()
{
    Bench bench;
    bench.put("cam:ColorMode", 2);
    bench.put("cam:SizeX", 600);
    QCOMPARE(bench.number("cam:NDimensions_RBV"), 3.0);
    QCOMPARE(bench.number("cam:ArraySizeZ_RBV"), 3.0);
    QCOMPARE(bench.number("cam:ArraySize_RBV"), 600.0 * 1024 * 3 * 2);
    bench.single();
    QCOMPARE(bench.number("image:NDimensions_RBV"), 3.0);
    QCOMPARE(bench.number("image:ArraySize0_RBV"), 3.0);
    QCOMPARE(bench.number("image:ArraySize1_RBV"), 600.0);
    QCOMPARE(bench.number("image:ArraySize2_RBV"), 1024.0);
    QCOMPARE(bench.number("image:ColorMode_RBV"), 2.0);
    QCOMPARE(bench.number("image:ArrayData.NELM"), 1024.0 * 1024 * 3);
    const Value value = bench.host.pv(QStringLiteral("image:ArrayData")).value();
    const auto pixels = std::get<devices::ArrayPtr<quint16>>(value);
    QCOMPARE(pixels->size(), std::size_t(600) * 1024 * 3);
    const std::size_t brightest = (std::size_t(500) * 600 + 520) * 3;
    QVERIFY((*pixels)[brightest] > (*pixels)[brightest + 1]); // red before green before blue
    QVERIFY((*pixels)[brightest + 1] > (*pixels)[brightest + 2]);
    bench.put("cam:ColorMode", 0);
    bench.single();
    QCOMPARE(bench.number("image:ArrayData.NELM"), 1024.0 * 1024);
    QCOMPARE(bench.number("image:ArraySize2_RBV"), 0.0);
}

void TestAreaDetector::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("state");
    QTest::newRow("Int64") << QStringLiteral("cam:DataType") << static_cast<int>(PixelType::Int64);
    QTest::newRow("UInt64") << QStringLiteral("cam:DataType") << static_cast<int>(PixelType::UInt64);
    QTest::newRow("Bayer") << QStringLiteral("cam:ColorMode") << 1;
    QTest::newRow("Int64 of a region") << QStringLiteral("roi:DataTypeOut") << static_cast<int>(PixelType::Int64);
    QTest::newRow("division by 0") << QStringLiteral("roi:Scale") << 0;
}

void TestAreaDetector::refuses()
{
    QFETCH(QString, name);
    QFETCH(int, state);
    Bench bench;
    const double before = bench.host.number(name);
    const auto refused = bench.host.put(name, double(state));
    QVERIFY(refused.done() && !refused.ok());
    QVERIFY(refused.outcome->value().error().message.contains(name));
    QCOMPARE(bench.host.number(name), before);
    QCOMPARE(bench.host.number(name + QStringLiteral("_RBV")), before);
}

void TestAreaDetector::readsOutRegions()
{
    Bench bench;
    bench.put("cam:MinX", 400);
    bench.put("cam:MinY", 300);
    bench.put("cam:SizeX", 300);
    bench.put("cam:SizeY", 401);
    bench.put("cam:BinX", 2);
    bench.put("cam:BinY", 4);
    QCOMPARE(bench.number("cam:ArraySizeX_RBV"), 150.0);
    QCOMPARE(bench.number("cam:ArraySizeY_RBV"), 100.0);
    QCOMPARE(bench.number("cam:ArraySize_RBV"), 30000.0);
    bench.put("cam:ImageMode", 0);
    bench.put("cam:Acquire", 1);
    bench.host.advance(1);
    QCOMPARE(bench.number("image:ArraySize0_RBV"), 150.0);
    QCOMPARE(bench.number("image:ArraySize1_RBV"), 100.0);
    QVERIFY(std::abs(bench.number("stats:CentroidX_RBV") - (520 - 400) / 2.0) < 3);
    QVERIFY(std::abs(bench.number("stats:CentroidY_RBV") - (500 - 300) / 4.0) < 3);
    bench.put("cam:MinX", 1000); // what does not fit is cut
    QCOMPARE(bench.number("cam:SizeX_RBV"), 24.0);
    bench.put("cam:SizeX", 1e9);
    QCOMPARE(bench.number("cam:SizeX_RBV"), 24.0);
    bench.put("cam:BinX", -5);
    QCOMPARE(bench.number("cam:BinX_RBV"), 1.0);
}

void TestAreaDetector::mirrors()
{
    Bench bench;
    bench.spot = {300, 200, 60, 40, 400000, -1000, -1000};
    bench.put("cam:ReverseX", 1);
    bench.single();
    QVERIFY(std::abs(bench.number("stats:CentroidX_RBV") - (1023 - 300)) < 1);
    QVERIFY(std::abs(bench.number("stats:CentroidY_RBV") - 200) < 1);
    bench.put("cam:ReverseY", 1);
    bench.single();
    QVERIFY(std::abs(bench.number("stats:CentroidY_RBV") - (1023 - 200)) < 1);
    QCOMPARE(bench.number("cam:ReverseY_RBV"), 1.0);
}

void TestAreaDetector::gainAndNoise()
{
    Bench bench;
    bench.single();
    const double once = bench.number("stats:Net_RBV");
    bench.put("cam:Gain", 0.5);
    bench.single();
    QVERIFY(std::abs(bench.number("stats:Net_RBV") / once - 0.5) < 0.02);
    bench.put("cam:Gain", 0);
    bench.put("cam:Noise", 20);
    bench.single();
    QVERIFY(std::abs(bench.number("stats:MeanValue_RBV") - 100) < 0.5);
    QVERIFY(std::abs(bench.number("stats:Sigma_RBV") - 20) < 0.5);
    bench.put("cam:Noise", 0);
    bench.single();
    QCOMPARE(bench.number("stats:Sigma_RBV"), 0.0);
}

void TestAreaDetector::countersCanBeSet()
{
    Bench bench;
    bench.shrink();
    bench.put("cam:ArrayCounter", 41);
    bench.put("image:ArrayCounter", 7);
    bench.single();
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 42.0);
    QCOMPARE(bench.number("image:ArrayCounter_RBV"), 8.0);
    QCOMPARE(bench.number("stats:ArrayCounter_RBV"), 1.0);
    QVERIFY(bench.number("image:EpicsTSSec_RBV") > 1e9);
    QVERIFY(std::abs(bench.number("image:TimeStamp_RBV") - bench.number("cam:TimeStamp_RBV")) < 1e-6);
}

void TestAreaDetector::passesOver()
{
    Bench bench;
    bench.shrink();
    bench.put("image:MinCallbackTime", 0.45);
    bench.put("cam:Acquire", 1);
    bench.host.advance(2.01);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 20.0);
    QCOMPARE(bench.number("image:ArrayCounter_RBV"), 4.0);
    QCOMPARE(bench.number("image:DroppedArrays_RBV"), 0.0); // it was asked for
    QVERIFY(std::abs(bench.number("image:ArrayRate_RBV") - 2) <= 1);
}

void TestAreaDetector::dropsWhatDoesNotFit()
{
    Bench bench;
    bench.shrink();
    bench.put("stats:QueueSize", 3);
    bench.worker.hold();
    bench.put("cam:Acquire", 1);
    bench.host.advance(1.01);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 10.0);
    QCOMPARE(bench.number("stats:QueueUse"), 3.0);
    QCOMPARE(bench.number("stats:QueueFree"), 0.0);
    QCOMPARE(bench.number("stats:DroppedArrays_RBV"), 7.0);
    QCOMPARE(bench.number("stats:UniqueId_RBV"), 0.0);
    QCOMPARE(bench.number("image:DroppedArrays_RBV"), 0.0);
    QCOMPARE(bench.number("cam:NumQueuedArrays"), 13.0);
    bench.put("cam:Acquire", 0);
    bench.worker.release(100);
    QCOMPARE(bench.number("stats:UniqueId_RBV"), 3.0);
    QCOMPARE(bench.number("image:UniqueId_RBV"), 10.0);
    QCOMPARE(bench.number("stats:QueueUse"), 0.0);
    bench.put("stats:DroppedArrays", 0);
    QCOMPARE(bench.number("stats:DroppedArrays_RBV"), 0.0);
}

void TestAreaDetector::blocks()
{
    Bench bench;
    bench.shrink();
    bench.worker.hold();
    bench.put("stats:BlockingCallbacks", 1);
    bench.single();
    QCOMPARE(bench.number("stats:UniqueId_RBV"), 1.0);
    QCOMPARE(bench.number("image:UniqueId_RBV"), 0.0);
    QCOMPARE(bench.worker.held(), std::size_t(1));
}

void TestAreaDetector::waitsForPlugins()
{
    Bench bench;
    bench.shrink();
    bench.worker.hold();
    bench.put("cam:ImageMode", 0);
    const auto alone = bench.put("cam:Acquire", 1);
    bench.host.advance(1);
    QVERIFY(alone.ok());
    bench.worker.release(2);
    bench.put("cam:WaitForPlugins", 1);
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(1);
    QVERIFY(!acquire.done());
    QCOMPARE(bench.number("cam:Acquire_RBV"), 0.0); // the camera itself is done
    QCOMPARE(bench.number("cam:AcquireBusy"), 1.0);
    bench.worker.release(1);
    QVERIFY(!acquire.done());
    bench.worker.release(1);
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("cam:AcquireBusy"), 0.0);
}

void TestAreaDetector::followsPorts()
{
    Bench bench;
    bench.put("roi:EnableCallbacks", 1);
    QVERIFY(bench.putText("stats:NDArrayPort", "ROI").ok());
    QCOMPARE(bench.host.text(QStringLiteral("stats:NDArrayPort_RBV")), QStringLiteral("ROI"));
    bench.put("roi:MinX", 500);
    bench.put("roi:SizeX", 100);
    bench.single();
    QCOMPARE(bench.number("stats:ArraySize0_RBV"), 100.0);
    QCOMPARE(bench.number("image:ArraySize0_RBV"), 1024.0);
    const auto unknown = bench.putText("stats:NDArrayPort", "NOWHERE");
    QVERIFY(unknown.done() && !unknown.ok());
    QVERIFY(unknown.outcome->value().error().message.contains(QStringLiteral("CAM, IMAGE, ROI, STATS")));
    const auto itself = bench.putText("roi:NDArrayPort", "ROI");
    QVERIFY(itself.done() && !itself.ok());
    const auto circle = bench.putText("roi:NDArrayPort", "STATS");
    QVERIFY(circle.done() && !circle.ok());
    QCOMPARE(bench.host.text(QStringLiteral("roi:NDArrayPort")), QStringLiteral("CAM"));
}

void TestAreaDetector::cutsRegions_data()
{
    QTest::addColumn<Region>("region");
    QTest::addColumn<int>("colors");
    QTest::addColumn<int>("width");
    QTest::addColumn<std::vector<double>>("pixels");
    using List = std::vector<double>;
    // 4 × 3: 0…11, or 2 × 2 with three colours
    const AxisCut all{0, 99, 1, false};
    QTest::newRow("whole") << Region{all, all, 1, {}} << 1 << 4 << List{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    QTest::newRow("part") << Region{{1, 2, 1, false}, {1, 99, 1, false}, 1, {}} << 1 << 2 << List{5, 6, 9, 10};
    QTest::newRow("binned") << Region{{0, 4, 2, false}, {0, 2, 2, false}, 1, {}} << 1 << 2 << List{10, 18};
    QTest::newRow("odd rest is left out") << Region{{0, 4, 3, false}, {2, 1, 1, false}, 1, {}} << 1 << 1 << List{27};
    QTest::newRow("mirrored") << Region{{0, 2, 1, true}, {0, 2, 1, true}, 1, {}} << 1 << 2 << List{5, 4, 1, 0};
    QTest::newRow("scaled") << Region{{0, 4, 1, false}, {2, 1, 1, false}, 2, {}} << 1 << 4 << List{4, 4, 5, 5};
    QTest::newRow("as reals") << Region{{0, 2, 1, false}, {0, 1, 1, false}, 2, PixelType::Float64} << 1 << 2
                              << List{0, 0.5};
    QTest::newRow("saturated") << Region{{0, 4, 4, false}, {2, 1, 1, false}, 0.1, PixelType::Int8} << 1 << 1
                               << List{127};
    QTest::newRow("outside") << Region{{50, 2, 1, false}, {-3, 1, 1, false}, 1, {}} << 1 << 1 << List{3};
    QTest::newRow("colours") << Region{{1, 1, 1, false}, all, 1, {}} << 3 << 1 << List{3, 4, 5, 9, 10, 11};
    QTest::newRow("colours binned") << Region{{0, 2, 2, false}, {0, 1, 1, false}, 1, {}} << 3 << 1 << List{3, 5, 7};
}

void TestAreaDetector::cutsRegions()
{
    QFETCH(Region, region);
    QFETCH(int, colors);
    QFETCH(int, width);
    QFETCH(std::vector<double>, pixels);
    Frame frame;
    frame.width = colors == 3 ? 2 : 4;
    frame.height = colors == 3 ? 2 : 3;
    frame.color = colors == 3 ? ColorMode::Rgb1 : ColorMode::Mono;
    frame.pixels = devices::makeArray(std::vector<quint16>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    const Frame cut = cutOut(frame, region);
    QCOMPARE(cut.width, width);
    QCOMPARE(cut.width * cut.height * cut.colors(), int(pixels.size()));
    QCOMPARE(devices::toDoubles(cut.pixels), pixels);
}

void TestAreaDetector::regionGoesOn()
{
    Bench bench;
    bench.putText("image:NDArrayPort", "ROI");
    bench.single();
    QCOMPARE(bench.number("image:UniqueId_RBV"), 0.0); // the region is not switched on
    bench.put("roi:EnableCallbacks", 1);
    bench.put("roi:MinX", 1000);
    bench.put("roi:SizeX", 100);
    bench.put("roi:BinY", 4);
    bench.put("roi:DataTypeOut", static_cast<int>(PixelType::UInt32));
    bench.single();
    QCOMPARE(bench.number("roi:SizeX_RBV"), 24.0);
    QCOMPARE(bench.number("roi:MaxSizeX_RBV"), 1024.0);
    QCOMPARE(bench.number("roi:ArraySizeX_RBV"), 24.0);
    QCOMPARE(bench.number("roi:ArraySizeY_RBV"), 256.0);
    QCOMPARE(bench.number("image:ArraySize0_RBV"), 24.0);
    QCOMPARE(bench.number("image:DataType_RBV"), double(static_cast<int>(PixelType::UInt32)));
    QCOMPARE(bench.number("image:UniqueId_RBV"), 2.0);
    bench.put("roi:EnableX", 0);
    bench.put("roi:AutoSizeY", 1);
    bench.single();
    QCOMPARE(bench.number("image:ArraySize0_RBV"), 1024.0);
    QCOMPARE(bench.number("image:ArraySize1_RBV"), 256.0);
}

void TestAreaDetector::statisticsOfKnownImage()
{
    // 4 × 3: a border of 1 and two pixels of 11 and 21 inside
    Frame frame;
    frame.width = 4;
    frame.height = 3;
    frame.pixels = devices::makeArray(std::vector<quint16>{1, 1, 1, 1, 1, 11, 21, 1, 1, 1, 1, 1});
    StatisticsRequest request;
    request.centroidThreshold = 10;
    const ImageStatistics found = statisticsOf(frame, request);
    QCOMPARE(found.minimum, 1.0);
    QCOMPARE(found.maximum, 21.0);
    QCOMPARE(found.maximumX, 2);
    QCOMPARE(found.maximumY, 1);
    QCOMPARE(found.minimumX, 0);
    QCOMPARE(found.total, 42.0);
    QCOMPARE(found.net, 30.0);
    QCOMPARE(found.mean, 3.5);
    QCOMPARE(found.centroidTotal, 32.0);
    QCOMPARE(found.centroidY, 1.0);
    QCOMPARE(found.centroidX, (11.0 + 2 * 21) / 32);
    QCOMPARE(found.sigmaY, 0.0);
    QCOMPARE(found.sigmaXY, 0.0);
    QVERIFY(found.histogram.empty());
    QCOMPARE(statisticsOf(Frame(), request).total, 0.0);
    frame.pixels = devices::makeArray(std::vector<quint16>{0, 0, 0, 0, 50, 0, 0, 0, 0, 50, 0, 0});
    QCOMPARE(statisticsOf(frame, request).sigmaXY, 1.0); // along the diagonal
}

void TestAreaDetector::histogramAndProfiles()
{
    Frame frame;
    frame.width = 3;
    frame.height = 2;
    frame.pixels = devices::makeArray(std::vector<qint16>{-6, 0, 10, 10, 20, 999});
    StatisticsRequest request;
    request.histogram = true;
    request.profiles = true;
    request.bins = 3;
    request.low = 0;
    request.high = 20;
    const ImageStatistics found = statisticsOf(frame, request);
    QCOMPARE(found.histogram, (std::vector<double>{1, 2, 1}));
    QCOMPARE(found.below, 1.0);
    QCOMPARE(found.above, 1.0);
    QVERIFY(std::abs(found.entropy + 2 * std::log(2) / 6) < 1e-12);
    QCOMPARE(found.averageX, (std::vector<double>{2, 10, 504.5}));
    QCOMPARE(found.averageY, (std::vector<double>{4.0 / 3, 343}));

    Bench bench;
    bench.put("stats:ComputeHistogram", 1);
    bench.put("stats:ComputeProfiles", 1);
    bench.put("stats:HistSize", 64);
    bench.single();
    const std::vector<double> counts = devices::toDoubles(bench.host.pv(QStringLiteral("stats:Histogram_RBV")).value());
    QCOMPARE(counts.size(), std::size_t(64));
    QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0.0), 1024.0 * 1024);
    const Value profile = bench.host.pv(QStringLiteral("stats:ProfileAverageX_RBV")).value();
    QCOMPARE(devices::elementCount(profile), std::size_t(1024));
}

void TestAreaDetector::seesTheBeam()
{
    Bench bench;
    bench.put("cam:ImageMode", 0);
    bench.put("cam:Acquire", 1);
    bench.host.advance(1);
    QVERIFY(std::abs(bench.number("stats:CentroidX_RBV") - 520) < 1);
    QVERIFY(std::abs(bench.number("stats:CentroidY_RBV") - 500) < 1);
    QVERIFY(std::abs(bench.number("stats:SigmaX_RBV") - 60) < 4);
    QVERIFY(std::abs(bench.number("stats:SigmaY_RBV") - 40) < 4);
    QVERIFY(std::abs(bench.number("stats:MaxValue_RBV") - 20100) < 800);
}

void TestAreaDetector::sameSeedSameImage()
{
    const auto image = [](quint64 seed) {
        Bench bench(seed);
        bench.put("cam:ImageMode", 0);
        bench.put("cam:Acquire", 1);
        bench.host.advance(1);
        return bench.host.pv(QStringLiteral("image:ArrayData")).value();
    };
    QVERIFY(devices::equal(image(1), image(1)));
    QVERIFY(!devices::equal(image(1), image(2)));
}

QTEST_APPLESS_MAIN(TestAreaDetector)
#include "tst_areadetector.moc"
