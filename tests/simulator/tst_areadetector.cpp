#include "fakehost.h"

#include "simulator/arrayplugin.h"
#include "simulator/camera.h"
#include "simulator/statsplugin.h"

#include <QTest>

using namespace simulator;

class TestAreaDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freeRuns();
    void countsImages_data();
    void countsImages();
    void stops();
    void waitsForTriggers();
    void drawsNothingUnasked();
    void servesTypes_data();
    void servesTypes();
    void refusesWideIntegers();
    void readsOutRegions();
    void throttles();
    void statisticsOfKnownImage();
    void seesTheBeam();
    void sameSeedSameImage();

private:
    struct Bench
    {
        FakeHost host;
        BeamSpot spot;
        int drawn = 0;
        Camera camera;
        ArrayPlugin image;
        StatsPlugin stats;
        explicit Bench(quint64 seed = 1)
            : camera(
                host, QStringLiteral("cam:"),
                [this] {
                    ++drawn;
                    return spot;
                },
                seed)
            , image(host, QStringLiteral("image:"))
            , stats(host, QStringLiteral("stats:"))
        {
            spot = {520, 500, 60, 40, 400000, -1000, -1000};
            camera.addConsumer([this] { return image.wants(); }, [this](const Frame& f) { image.take(f); });
            camera.addConsumer([this] { return stats.wants(); }, [this](const Frame& f) { stats.take(f); });
        }
        double number(const char* name) const { return host.number(QString::fromUtf8(name)); }
        FakeHost::Put put(const char* name, double value) { return host.put(QString::fromUtf8(name), value); }
        void shrink() // quick frames where the pixels do not matter
        {
            put("cam:SizeX", 64);
            put("cam:SizeY", 32);
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

void TestAreaDetector::stops()
{
    Bench bench;
    bench.shrink();
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(1.01);
    bench.put("cam:Acquire", 0);
    QVERIFY(acquire.ok());
    const double frames = bench.number("cam:ArrayCounter_RBV");
    bench.host.advance(5);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), frames);
    QCOMPARE(bench.number("cam:ArrayRate_RBV"), 0.0);
}

void TestAreaDetector::waitsForTriggers()
{
    Bench bench;
    bench.shrink();
    bench.put("cam:TriggerMode", 1);
    bench.put("cam:ImageMode", 1);
    bench.put("cam:NumImages", 2);
    const auto acquire = bench.put("cam:Acquire", 1);
    bench.host.advance(5);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 0.0);
    QCOMPARE(bench.number("cam:DetectorState_RBV"), 7.0);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!acquire.done());
        bench.put("cam:SoftwareTrigger", 1);
        bench.host.advance(1);
    }
    QVERIFY(acquire.ok());
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 2.0);
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
    bench.put("cam:ImageMode", 0);
    bench.put("cam:Acquire", 1);
    bench.host.advance(1);
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

void TestAreaDetector::refusesWideIntegers()
{
    Bench bench;
    const auto refused = bench.put("cam:DataType", static_cast<int>(PixelType::Int64));
    QVERIFY(refused.done() && !refused.ok());
    QCOMPARE(bench.number("cam:DataType_RBV"), double(static_cast<int>(PixelType::UInt16)));
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

void TestAreaDetector::throttles()
{
    Bench bench;
    bench.shrink();
    bench.put("image:MinCallbackTime", 0.45);
    bench.put("cam:Acquire", 1);
    bench.host.advance(2.01);
    QCOMPARE(bench.number("cam:ArrayCounter_RBV"), 20.0);
    QCOMPARE(bench.number("image:ArrayCounter_RBV"), 4.0);
    QCOMPARE(bench.number("image:DroppedArrays_RBV"), 16.0);
}

void TestAreaDetector::statisticsOfKnownImage()
{
    // 4 × 3: a border of 1 and two pixels of 11 and 21 inside
    Frame frame;
    frame.width = 4;
    frame.height = 3;
    frame.pixels = devices::makeArray(std::vector<quint16>{1, 1, 1, 1, 1, 11, 21, 1, 1, 1, 1, 1});
    const ImageStatistics found = statisticsOf(frame, 10, 1);
    QCOMPARE(found.minimum, 1.0);
    QCOMPARE(found.maximum, 21.0);
    QCOMPARE(found.total, 42.0);
    QCOMPARE(found.net, 30.0);
    QCOMPARE(found.mean, 3.5);
    QCOMPARE(found.centroidY, 1.0);
    QCOMPARE(found.centroidX, (11.0 + 2 * 21) / 32);
    QCOMPARE(found.sigmaY, 0.0);
    QCOMPARE(statisticsOf(Frame(), 0, 1).total, 0.0);
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
