#include "plotting/framerate.h"
#include "plotting/imageview.h"
#include "plotting/levelsbar.h"
#include "plotting/viewtransform.h"

#include "mouse.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace plotting;

namespace {

Frame gradient(int width = 100, int height = 80, std::uint16_t offset = 0)
{
    auto pixels = std::make_shared<std::vector<std::uint16_t>>(std::size_t(width) * std::size_t(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            (*pixels)[std::size_t(y * width + x)] = std::uint16_t(offset + x + 100 * y);
    }
    Frame frame;
    frame.data = std::shared_ptr<const void>(pixels, pixels->data());
    frame.width = width;
    frame.height = height;
    return frame;
}

} // namespace

class TestImageView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void showsAFrame();
    void latestFrameWins();
    void hiddenViewRendersNothing();
    void frozenViewKeepsItsPicture();
    void levels();
    void cursorReadsThePixel();
    void wheelZoomsAtTheCursor();
    void dragPans();
    void oneToOneAndFit();
    void clickTellsWhere();
    void clearWhileBusy();
    void emptyAndThemes();
    void textAndPicture();
    void framesPerSecond();
    void transformKeepsThePictureInSight();
    void levelsBarDrags();
    void levelsBarAsksForAuto();

private:
    void show(const Frame& frame);

    std::unique_ptr<ImageView> m_view;
};

void TestImageView::init()
{
    m_view = std::make_unique<ImageView>();
    m_view->resize(400, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestImageView::show(const Frame& frame)
{
    QSignalSpy rendered(m_view.get(), &ImageView::rendered);
    m_view->setFrame(frame);
    QTRY_VERIFY(!rendered.isEmpty());
}

void TestImageView::showsAFrame()
{
    show(gradient());
    QCOMPARE(m_view->image().size(), QSize(100, 80));
    QCOMPARE(m_view->shown(), 1U);
    QCOMPARE(m_view->received(), 1U);
    QCOMPARE(m_view->dropped(), 0U);
    QCOMPARE(m_view->stats().max, 7999.0);
    // Fitted: 400 / 100, and centred.
    QCOMPARE(m_view->zoom(), 4.0);
    QCOMPARE(m_view->toWidget({0, 0}), QPointF(0, 40));
}

void TestImageView::latestFrameWins()
{
    QSignalSpy rendered(m_view.get(), &ImageView::rendered);
    // Without the event loop nothing comes back, so the first is in work and the last one waits.
    for (std::uint16_t i = 0; i < 10; ++i)
        m_view->setFrame(gradient(100, 80, i));
    QTRY_COMPARE(rendered.size(), 2);
    QCOMPARE(m_view->received(), 10U);
    QCOMPARE(m_view->shown(), 2U);
    QCOMPARE(m_view->dropped(), 8U);
    QCOMPARE(m_view->frame().valueAt(0, 0), 9.0);
}

void TestImageView::hiddenViewRendersNothing()
{
    m_view->hide();
    QSignalSpy rendered(m_view.get(), &ImageView::rendered);
    for (std::uint16_t i = 0; i < 3; ++i)
        m_view->setFrame(gradient(100, 80, i));
    QCOMPARE(m_view->dropped(), 2U);
    m_view->show();
    QTRY_COMPARE(rendered.size(), 1);
    QCOMPARE(m_view->shown(), 1U);
    QCOMPARE(m_view->frame().valueAt(0, 0), 2.0);
}

void TestImageView::frozenViewKeepsItsPicture()
{
    show(gradient(100, 80, 5));
    m_view->setFrozen(true);
    m_view->setFrame(gradient(100, 80, 50));
    QCOMPARE(m_view->received(), 2U);
    m_view->setFrozen(false);
    show(gradient(100, 80, 60));
    QCOMPARE(m_view->frame().valueAt(0, 0), 60.0);
    QCOMPARE(m_view->shown(), 2U);
}

void TestImageView::levels()
{
    show(gradient());
    QVERIFY(m_view->hasAutoLevels());
    QSignalSpy rendered(m_view.get(), &ImageView::rendered);
    m_view->setLevels(1000, 2000);
    QTRY_COMPARE(rendered.size(), 1);
    QCOMPARE(m_view->lowLevel(), 1000.0);
    QCOMPARE(m_view->highLevel(), 2000.0);
    QVERIFY(!m_view->hasAutoLevels());
    m_view->setLevels(2000, 1000);
    m_view->setLevels(std::nan(""), 1000);
    m_view->setAutoLevels(0, 100);
    m_view->setColorMap(QStringLiteral("grey"));
    m_view->setLogarithmic(true);
    QTRY_COMPARE(m_view->highLevel(), 7999.0);
    QTRY_COMPARE(m_view->image().pixel(99, 79), qRgb(255, 255, 255));
    // A change of levels shows the same frame again, which is no new frame.
    QCOMPARE(m_view->shown(), 1U);
}

void TestImageView::cursorReadsThePixel()
{
    show(gradient());
    QSignalSpy hovered(m_view.get(), &ImageView::hovered);
    mouse::move(*m_view, m_view->toWidget({12.5, 34.5}).toPoint());
    QCOMPARE(hovered.last()[0].toInt(), 12);
    QCOMPARE(hovered.last()[1].toInt(), 34);
    QCOMPARE(hovered.last()[2].toDouble(), 3412.0);
    mouse::move(*m_view, QPoint(200, 2));
    QVERIFY(std::isnan(hovered.last()[2].toDouble()));
}

void TestImageView::wheelZoomsAtTheCursor()
{
    show(gradient());
    const QPoint pos(300, 120);
    const QPointF before = m_view->toPixel(pos);
    mouse::wheel(*m_view, pos, 3);
    QVERIFY(m_view->zoom() > 7);
    const QPointF after = m_view->toPixel(pos);
    QVERIFY(std::abs(after.x() - before.x()) < 1e-9 && std::abs(after.y() - before.y()) < 1e-9);
}

void TestImageView::dragPans()
{
    show(gradient());
    mouse::wheel(*m_view, {200, 200}, 3);
    const QPointF before = m_view->toPixel({200, 200});
    mouse::drag(*m_view, {200, 200}, {260, 180});
    const QPointF after = m_view->toPixel({260, 180});
    QVERIFY(std::abs(after.x() - before.x()) < 1e-9 && std::abs(after.y() - before.y()) < 1e-9);
}

void TestImageView::oneToOneAndFit()
{
    show(gradient());
    m_view->oneToOne();
    QCOMPARE(m_view->zoom(), 1.0);
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, Qt::NoModifier, {50, 50});
    QCOMPARE(m_view->zoom(), 4.0);
    // A fitted picture stays fitted.
    m_view->resize(200, 200);
    QTRY_COMPARE(m_view->zoom(), 2.0);
}

void TestImageView::clickTellsWhere()
{
    show(gradient());
    QSignalSpy clicked(m_view.get(), &ImageView::clicked);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::NoModifier, {200, 240});
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toDouble(), 50.0);
    QCOMPARE(clicked[0][1].toDouble(), 50.0);
}

void TestImageView::clearWhileBusy()
{
    m_view->setFrame(gradient(100, 80, 1));
    m_view->clear();
    show(gradient(100, 80, 2));
    QCOMPARE(m_view->frame().valueAt(0, 0), 2.0);
    QCOMPARE(m_view->shown(), 1U);
}

void TestImageView::emptyAndThemes()
{
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
        m_view->setTheme(*theme);
        QCOMPARE(m_view->grab().toImage().pixelColor(1, 1), theme->alt);
    }
    show(gradient());
    m_view->setCrosshair(QPointF(50, 40));
    m_view->setCentroid(QPointF(20, 20));
    m_view->setCaption(QStringLiteral("cam"));
    const QImage grabbed = m_view->grab().toImage();
    // The crosshair's line, brighter than the picture beside it.
    const int line = std::max(qGray(grabbed.pixel(150, 199)), qGray(grabbed.pixel(150, 200)));
    QVERIFY2(line > qGray(grabbed.pixel(150, 210)) + 30, qPrintable(QString::number(line)));
}

void TestImageView::textAndPicture()
{
    show(gradient(3, 2));
    QCOMPARE(m_view->toText(), QStringLiteral("0\t1\t2\n100\t101\t102\n"));
    QTemporaryDir dir;
    QVERIFY(m_view->savePng(dir.filePath(QStringLiteral("cam.png"))));
    QCOMPARE(QImage(dir.filePath(QStringLiteral("cam.png"))).size(), QSize(3, 2));
}

void TestImageView::framesPerSecond()
{
    FrameRate rate;
    const FrameRate::Clock::time_point start{};
    QCOMPARE(rate.perSecond(start), 0.0);
    for (int i = 0; i < 100; ++i)
        rate.add(start + std::chrono::milliseconds(50 * i));
    const auto end = start + std::chrono::milliseconds(50 * 99);
    QCOMPARE(rate.perSecond(end), 20.0);
    QCOMPARE(rate.perSecond(end + std::chrono::seconds(3)), 0.0);
}

void TestImageView::transformKeepsThePictureInSight()
{
    ViewTransform view;
    view.setContent({100, 100});
    view.setView({200, 100});
    QCOMPARE(view.target(), QRectF(50, 0, 100, 100));
    view.pan({100000, -100000});
    QVERIFY(view.target().intersects(QRectF(0, 0, 200, 100)));
    view.zoomAt({10, 10}, 1e9);
    QVERIFY(view.scale() <= 64);
    view.zoomAt({10, 10}, 1e-9);
    QVERIFY(view.scale() > 0.1);
    view.fit();
    QVERIFY(view.isFitted());
}

void TestImageView::levelsBarDrags()
{
    LevelsBar bar;
    bar.resize(300, 100);
    bar.setStats(levelStats(gradient()));
    bar.setLevels(1000, 5000);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QSignalSpy edited(&bar, &LevelsBar::levelsEdited);
    // The axis runs over all values with 5 % to each side.
    const double pixelsPerCount = 276.0 / (7999 * 1.1);
    const int lowX = int(12 + (1000 + 0.05 * 7999) * pixelsPerCount);
    mouse::drag(bar, {lowX, 40}, {lowX + 30, 40});
    QVERIFY(!edited.isEmpty());
    QVERIFY(std::abs(bar.low() - (1000 + 30 / pixelsPerCount)) < 2 / pixelsPerCount);
    QCOMPARE(bar.high(), 5000.0);
    // A handle cannot pass the other one, nor leave the axis.
    const int newLowX = lowX + 30;
    mouse::drag(bar, {newLowX, 40}, {2000, 40});
    QVERIFY(bar.low() < bar.high());
    QCOMPARE(edited.last()[1].toDouble(), 5000.0);
}

void TestImageView::levelsBarAsksForAuto()
{
    LevelsBar bar;
    bar.resize(300, 100);
    bar.update(levelStats(gradient()), 10, 20);
    QSignalSpy automatic(&bar, &LevelsBar::autoRequested);
    QTest::mouseDClick(&bar, Qt::LeftButton, Qt::NoModifier, {100, 50});
    QCOMPARE(automatic.size(), 1);
    QCOMPARE(bar.low(), 10.0);
}

QTEST_MAIN(TestImageView)
#include "tst_imageview.moc"
