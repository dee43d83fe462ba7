#include "plotting/rasterplot.h"

#include "plotting/colormap.h"

#include "mouse.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace plotting;

class TestRasterPlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_plot.reset(); }
    void cellsStandAtTheirPlace_data();
    void cellsStandAtTheirPlace();
    void emptyCellsStayGround();
    void rangeFollowsValues();
    void fixedRangeStays();
    void ignoresWhatIsOutside();
    void singleRowAndSingleCell();
    void mouse();
    void textIsTheMatrix();
    void savesPictures();

private:
    QImage picture() { return m_plot->toImage(1.0); }

    std::unique_ptr<RasterPlot> m_plot;
};

void TestRasterPlot::init()
{
    m_plot = std::make_unique<RasterPlot>();
    m_plot->resize(600, 400);
    m_plot->setXAxis(QStringLiteral("sx"), QStringLiteral("mm"));
    m_plot->setYAxis(QStringLiteral("sy"), QStringLiteral("mm"));
    m_plot->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    picture();
}

void TestRasterPlot::cellsStandAtTheirPlace_data()
{
    using Range = QPair<double, double>;
    QTest::addColumn<Range>("x");
    QTest::addColumn<Range>("y");
    QTest::addRow("upwards") << Range(-1, 1) << Range(0, 3);
    QTest::addRow("fast axis downwards") << Range(1, -1) << Range(0, 3);
    QTest::addRow("both downwards") << Range(1, -1) << Range(3, 0);
}

void TestRasterPlot::cellsStandAtTheirPlace()
{
    using Range = QPair<double, double>;
    QFETCH(Range, x);
    QFETCH(Range, y);
    m_plot->setShape(4, 5, x, y);
    m_plot->setRange(0, 1);
    m_plot->setCell(3, 1, 1);
    m_plot->setCell(0, 0, 0);
    const QImage image = picture();
    const ColorMap map(m_plot->colorMap());
    const double highX = x.first + (x.second - x.first) * 1 / 4;
    QCOMPARE(image.pixelColor(m_plot->toWidget({highX, y.second})).rgb(), map.at(255));
    QCOMPARE(image.pixelColor(m_plot->toWidget({x.first, y.first})).rgb(), map.at(0));
    QCOMPARE(m_plot->cellAt(highX, y.second), std::optional(QPoint(1, 3)));
    QCOMPARE(m_plot->cellAt(x.first, y.first), std::optional(QPoint(0, 0)));
    QVERIFY(!m_plot->cellAt(5, 5));
    QVERIFY(m_plot->xRange().first < -1 && m_plot->xRange().second > 1);
}

void TestRasterPlot::emptyCellsStayGround()
{
    m_plot->setShape(3, 3, {0, 2}, {0, 2});
    m_plot->setCell(0, 0, 5);
    m_plot->setCell(1, 1, 6);
    m_plot->setCell(1, 1, std::nan(""));
    const QImage image = picture();
    QCOMPARE(image.pixelColor(m_plot->toWidget({1, 1})), Theme::light().alt);
    QCOMPARE(image.pixelColor(m_plot->toWidget({2, 2})), Theme::light().alt);
    QVERIFY(image.pixelColor(m_plot->toWidget({0, 0})) != Theme::light().alt);
    QVERIFY(std::isnan(m_plot->value(1, 1)));
    QCOMPARE(m_plot->value(0, 0), 5.0);
}

void TestRasterPlot::rangeFollowsValues()
{
    m_plot->setShape(2, 2, {0, 1}, {0, 1});
    m_plot->setCell(0, 0, 100);
    QCOMPARE(m_plot->range(), QPair(100.0, 100.0));
    m_plot->setCell(0, 1, 300);
    m_plot->setCell(1, 0, -20);
    QCOMPARE(m_plot->range(), QPair(-20.0, 300.0));
    m_plot->setCell(1, 1, std::nan(""));
    QCOMPARE(m_plot->range(), QPair(-20.0, 300.0));
    m_plot->setData({1, 2, 3, 4});
    QCOMPARE(m_plot->range(), QPair(1.0, 4.0));
}

void TestRasterPlot::fixedRangeStays()
{
    m_plot->setShape(2, 2, {0, 1}, {0, 1});
    m_plot->setRange(0, 10);
    m_plot->setRange(5, 5);
    m_plot->setCell(0, 0, 100);
    QCOMPARE(m_plot->range(), QPair(0.0, 10.0));
    m_plot->setAutoRange();
    QCOMPARE(m_plot->range(), QPair(100.0, 100.0));
}

void TestRasterPlot::ignoresWhatIsOutside()
{
    m_plot->setShape(2, 3, {0, 1}, {0, 1});
    m_plot->setCell(2, 0, 1);
    m_plot->setCell(0, 3, 1);
    m_plot->setCell(-1, 0, 1);
    m_plot->setData({1, 2});
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 3; ++column)
            QVERIFY(std::isnan(m_plot->value(row, column)));
    }
    QVERIFY(std::isnan(m_plot->value(5, 5)));
}

void TestRasterPlot::singleRowAndSingleCell()
{
    m_plot->setShape(1, 4, {0, 3}, {7, 7});
    m_plot->setRange(0, 1);
    m_plot->setCell(0, 2, 1);
    const ColorMap map(m_plot->colorMap());
    QCOMPARE(picture().pixelColor(m_plot->toWidget({2, 7})).rgb(), map.at(255));
    QCOMPARE(m_plot->cellAt(2, 7), std::optional(QPoint(2, 0)));
    m_plot->setShape(1, 1, {0, 0}, {0, 0});
    m_plot->setCell(0, 0, 1);
    QCOMPARE(picture().pixelColor(m_plot->toWidget({0, 0})).rgb(), map.at(255));
}

void TestRasterPlot::mouse()
{
    m_plot->setShape(10, 10, {0, 9}, {0, 9});
    m_plot->setCell(4, 6, 42);
    picture();
    QWidget& canvas = mouse::canvas(*m_plot);

    QSignalSpy hovered(m_plot.get(), &RasterPlot::hovered);
    mouse::move(canvas, m_plot->toWidget({6, 4}));
    QCOMPARE(hovered.last()[2].toDouble(), 42.0);

    QSignalSpy clicked(m_plot.get(), &RasterPlot::clicked);
    QTest::mouseClick(&canvas, Qt::LeftButton, Qt::NoModifier, m_plot->toWidget({6, 4}));
    QCOMPARE(clicked.size(), 1);
    QVERIFY(std::abs(clicked[0][0].toDouble() - 6) < 0.05);
    QVERIFY(std::abs(clicked[0][1].toDouble() - 4) < 0.05);

    const QPoint pos = m_plot->toWidget({2, 2});
    mouse::wheel(canvas, pos, 3);
    QVERIFY(m_plot->xRange().second - m_plot->xRange().first < 9);
    QVERIFY(std::abs(m_plot->toPlot(pos).x() - 2) < 0.05);

    const double before = m_plot->xRange().first;
    mouse::drag(canvas, pos, pos + QPoint(60, 0));
    QVERIFY(m_plot->xRange().first < before);

    QTest::mouseDClick(&canvas, Qt::LeftButton, Qt::NoModifier, pos);
    QCOMPARE(m_plot->xRange(), QPair(-0.5, 9.5));
}

void TestRasterPlot::textIsTheMatrix()
{
    m_plot->setShape(2, 3, {0, 1}, {5, 6});
    m_plot->setCell(0, 0, 1);
    m_plot->setCell(1, 2, 2.5);
    QCOMPARE(m_plot->toText(), QStringLiteral("sy (mm) \\ sx (mm)\t0\t0.5\t1\n5\t1\tnan\tnan\n6\tnan\tnan\t2.5\n"));
}

void TestRasterPlot::savesPictures()
{
    m_plot->setShape(2, 2, {0, 1}, {0, 1});
    m_plot->setData({1, 2, 3, 4});
    m_plot->setPosition(QPointF(0.5, 0.5));
    QTemporaryDir dir;
    QVERIFY(m_plot->savePng(dir.filePath(QStringLiteral("raster.png"))));
    QCOMPARE(QImage(dir.filePath(QStringLiteral("raster.png"))).size(), QSize(1200, 800));
    QVERIFY(m_plot->savePdf(dir.filePath(QStringLiteral("raster.pdf"))));
}

QTEST_MAIN(TestRasterPlot)
#include "tst_rasterplot.moc"
