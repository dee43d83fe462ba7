#include "plotting/imagerenderer.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace plotting;

namespace {

template <typename T>
Frame frameOf(PixelType type, int width, const std::vector<double>& values)
{
    auto pixels = std::make_shared<std::vector<T>>();
    for (const double value : values)
        pixels->push_back(T(value));
    Frame frame;
    frame.data = std::shared_ptr<const void>(pixels, pixels->data());
    frame.type = type;
    frame.width = width;
    frame.height = int(values.size()) / width;
    return frame;
}

RenderOptions grey(double low, double high)
{
    RenderOptions options;
    options.map = std::make_shared<const ColorMap>(QStringLiteral("grey"));
    options.autoLevels = false;
    options.low = low;
    options.high = high;
    return options;
}

int greyAt(const RenderedImage& rendered, int x, int y)
{
    return qRed(rendered.image.pixel(x, y));
}

} // namespace

class TestImageRenderer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyType_data();
    void everyType();
    void statsOfEveryType_data() { everyType_data(); }
    void statsOfEveryType();
    void manualLevelsClip();
    void notANumberIsTransparent();
    void logarithmicLiftsTheDark();
    void autoLevelsIgnoreHotPixels_data();
    void autoLevelsIgnoreHotPixels();
    void flatPictureHasLevels();
    void onlyNotANumber();
    void nothingFromNothing();
    void nothingIsCopied();
};

void TestImageRenderer::everyType_data()
{
    QTest::addColumn<Frame>("frame");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    const auto values = [](double low, double high) {
        return std::vector<double>{low, (low + high) / 2, high, low, low, high};
    };
    const auto row = [&]<typename T>(const char* name, PixelType type, T low, T high) {
        QTest::addRow("%s", name) << frameOf<T>(type, 3, values(double(low), double(high))) << double(low)
                                  << double(high);
    };
    row("int8", PixelType::Int8, std::int8_t(-100), std::int8_t(100));
    row("uint8", PixelType::UInt8, std::uint8_t(0), std::uint8_t(250));
    row("int16", PixelType::Int16, std::int16_t(-30000), std::int16_t(30000));
    row("uint16", PixelType::UInt16, std::uint16_t(0), std::uint16_t(65000));
    row("int32", PixelType::Int32, std::int32_t(-2000000000), std::int32_t(2000000000));
    row("uint32", PixelType::UInt32, std::uint32_t(0), std::uint32_t(4000000000));
    row("float", PixelType::Float32, -1.5F, 2.5F);
    row("double", PixelType::Float64, -1e-9, 1e-9);
}

void TestImageRenderer::everyType()
{
    QFETCH(Frame, frame);
    QFETCH(double, low);
    QFETCH(double, high);
    const RenderedImage rendered = renderImage(frame, grey(low, high));
    QCOMPARE(rendered.image.size(), QSize(3, 2));
    const int expected[2][3] = {{0, 128, 255}, {0, 0, 255}};
    for (int y = 0; y < 2; ++y) {
        for (int x = 0; x < 3; ++x) {
            QVERIFY2(std::abs(greyAt(rendered, x, y) - expected[y][x]) <= 1,
                qPrintable(QStringLiteral("%1, %2: %3").arg(x).arg(y).arg(greyAt(rendered, x, y))));
            QCOMPARE(qAlpha(rendered.image.pixel(x, y)), 255);
        }
    }
    QCOMPARE(frame.valueAt(2, 1), high);
    QVERIFY(std::isnan(frame.valueAt(3, 0)));
    QVERIFY(std::isnan(frame.valueAt(0, -1)));
}

void TestImageRenderer::statsOfEveryType()
{
    QFETCH(Frame, frame);
    QFETCH(double, low);
    QFETCH(double, high);
    const LevelStats stats = levelStats(frame);
    QCOMPARE(stats.min, low);
    QCOMPARE(stats.max, high);
    QCOMPARE(stats.count, std::uint64_t(6));
    std::uint64_t counted = 0;
    for (const std::uint32_t bin : stats.bins)
        counted += bin;
    QCOMPARE(counted, stats.count);
    QVERIFY(std::abs(stats.mean - (3 * low + (low + high) / 2 + 2 * high) / 6) <= 1e-6 * (high - low));
    QCOMPARE(stats.percentile(100), high);
    QVERIFY(std::abs(stats.percentile(0) - low) <= stats.binWidth);
}

void TestImageRenderer::manualLevelsClip()
{
    const Frame frame = frameOf<std::uint16_t>(PixelType::UInt16, 4, {0, 100, 200, 1000});
    const RenderedImage rendered = renderImage(frame, grey(100, 200));
    QCOMPARE(greyAt(rendered, 0, 0), 0);
    QCOMPARE(greyAt(rendered, 1, 0), 0);
    QCOMPARE(greyAt(rendered, 2, 0), 255);
    QCOMPARE(greyAt(rendered, 3, 0), 255);
}

void TestImageRenderer::notANumberIsTransparent()
{
    const double infinity = std::numeric_limits<double>::infinity();
    const Frame frame = frameOf<float>(PixelType::Float32, 5, {0, std::nan(""), infinity, -infinity, 1});
    const RenderedImage rendered = renderImage(frame, grey(0, 1));
    QCOMPARE(qAlpha(rendered.image.pixel(1, 0)), 0);
    QCOMPARE(rendered.image.pixel(2, 0), qRgb(255, 255, 255));
    QCOMPARE(rendered.image.pixel(3, 0), qRgb(0, 0, 0));
    QCOMPARE(rendered.stats.count, std::uint64_t(2));
    QCOMPARE(rendered.stats.max, 1.0);
}

void TestImageRenderer::logarithmicLiftsTheDark()
{
    for (const Frame& frame : {frameOf<std::uint16_t>(PixelType::UInt16, 3, {0, 10, 1000}),
             frameOf<double>(PixelType::Float64, 3, {0, 10, 1000})}) {
        RenderOptions options = grey(0, 1000);
        const int straight = greyAt(renderImage(frame, options), 1, 0);
        options.logarithmic = true;
        const RenderedImage lifted = renderImage(frame, options);
        QVERIFY(straight <= 3);
        // ln(1 + 1000 * 0.01) / ln(1001) = 0.347
        QVERIFY(std::abs(greyAt(lifted, 1, 0) - 88) <= 1);
        QCOMPARE(greyAt(lifted, 0, 0), 0);
        QCOMPARE(greyAt(lifted, 2, 0), 255);
    }
}

void TestImageRenderer::autoLevelsIgnoreHotPixels_data()
{
    std::vector<double> values(10000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 100 + double(i % 100);
    values[1234] = 60000;
    QTest::addColumn<Frame>("frame");
    QTest::addRow("uint16") << frameOf<std::uint16_t>(PixelType::UInt16, 100, values);
    QTest::addRow("uint32") << frameOf<std::uint32_t>(PixelType::UInt32, 100, values);
    QTest::addRow("double") << frameOf<double>(PixelType::Float64, 100, values);
}

void TestImageRenderer::autoLevelsIgnoreHotPixels()
{
    QFETCH(Frame, frame);
    RenderOptions options;
    options.map = std::make_shared<const ColorMap>();
    const RenderedImage rendered = renderImage(frame, options);
    QCOMPARE(rendered.stats.max, 60000.0);
    QVERIFY2(std::abs(rendered.low - 100) < 20, qPrintable(QString::number(rendered.low)));
    QVERIFY2(std::abs(rendered.high - 199) < 20, qPrintable(QString::number(rendered.high)));
}

void TestImageRenderer::flatPictureHasLevels()
{
    const Frame frame = frameOf<std::uint8_t>(PixelType::UInt8, 2, {7, 7, 7, 7});
    RenderOptions options;
    options.map = std::make_shared<const ColorMap>();
    const RenderedImage rendered = renderImage(frame, options);
    QVERIFY(rendered.low < rendered.high);
    QCOMPARE(rendered.low, 7.0);
}

void TestImageRenderer::onlyNotANumber()
{
    const Frame frame = frameOf<double>(PixelType::Float64, 2, {std::nan(""), std::nan("")});
    RenderOptions options;
    options.map = std::make_shared<const ColorMap>();
    const RenderedImage rendered = renderImage(frame, options);
    QVERIFY(rendered.stats.isEmpty());
    QCOMPARE(qAlpha(rendered.image.pixel(0, 0)), 0);
}

void TestImageRenderer::nothingFromNothing()
{
    QVERIFY(renderImage(Frame(), grey(0, 1)).image.isNull());
    QVERIFY(levelStats(Frame()).isEmpty());
}

void TestImageRenderer::nothingIsCopied()
{
    const Frame frame = frameOf<std::uint8_t>(PixelType::UInt8, 2, {1, 2});
    const RenderedImage rendered = renderImage(frame, grey(0, 2));
    QCOMPARE(rendered.frame.data.get(), frame.data.get());
}

QTEST_APPLESS_MAIN(TestImageRenderer)
#include "tst_imagerenderer.moc"
