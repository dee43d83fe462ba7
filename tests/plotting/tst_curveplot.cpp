#include "plotting/curveplot.h"

#include "mouse.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace plotting;

class TestCurvePlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_plot.reset(); }
    void showsTheExpectedRange();
    void followsItsPoints();
    void wheelZoomsAtTheCursor();
    void dragPans();
    void doubleClickFits();
    void clickTellsWhere();
    void contextMenuIsTheOwners();
    void distantGhostDoesNotSquash();
    void logarithmic();
    void survivesOddPoints();
    void takesManyPoints();
    void textHoldsAllPointsInOrder();
    void savesPictures();
    void clearEmpties();
    void drawsInTheThemesColours();

private:
    int gaussian();
    QImage picture() { return m_plot->toImage(1.0); }

    std::unique_ptr<CurvePlot> m_plot;
};

void TestCurvePlot::init()
{
    m_plot = std::make_unique<CurvePlot>();
    m_plot->resize(600, 400);
    m_plot->setXAxis(QStringLiteral("sx"), QStringLiteral("mm"));
    m_plot->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    picture();
}

int TestCurvePlot::gaussian()
{
    const int curve = m_plot->addCurve(QStringLiteral("I1"));
    for (int i = 0; i <= 40; ++i) {
        const double x = -2 + 0.1 * i;
        m_plot->append(curve, x, std::exp(-x * x));
    }
    picture();
    return curve;
}

void TestCurvePlot::showsTheExpectedRange()
{
    m_plot->setExpectedX(QPair(-2.0, 2.0));
    m_plot->append(m_plot->addCurve(QStringLiteral("I1")), -2, 1);
    picture();
    QCOMPARE(m_plot->xRange(), QPair(-2.0, 2.0));
}

void TestCurvePlot::followsItsPoints()
{
    const int curve = gaussian();
    QCOMPARE(m_plot->xRange(), QPair(-2.0, 2.0));
    m_plot->append(curve, 3, 5);
    picture();
    QCOMPARE(m_plot->xRange().second, 3.0);
    QVERIFY(m_plot->yRange().second > 5);
    m_plot->setCurveVisible(curve, false);
    m_plot->append(m_plot->addCurve(QStringLiteral("I2")), 0, -1);
    picture();
    QVERIFY(m_plot->yRange().second < 5);
}

void TestCurvePlot::wheelZoomsAtTheCursor()
{
    gaussian();
    QSignalSpy following(m_plot.get(), &CurvePlot::followingChanged);
    const QPoint pos = m_plot->toWidget({-1, 0.5});
    const QPointF before = m_plot->toPlot(pos);
    mouse::wheel(mouse::canvas(*m_plot), pos, 2);
    const QPair<double, double> x = m_plot->xRange();
    QVERIFY(x.second - x.first < 3.5);
    QVERIFY(std::abs(m_plot->toPlot(pos).x() - before.x()) < 1e-9);
    QVERIFY(std::abs(m_plot->toPlot(pos).y() - before.y()) < 1e-9);
    QVERIFY(!m_plot->isFollowing());
    QCOMPARE(following.size(), 1);
    // New points do not take the view away from the user.
    m_plot->append(0, 50, 50);
    picture();
    QCOMPARE(m_plot->xRange(), x);
}

void TestCurvePlot::dragPans()
{
    gaussian();
    const QPoint from = m_plot->toWidget({0, 0.5});
    const QPoint to = m_plot->toWidget({1, 0.5});
    mouse::drag(mouse::canvas(*m_plot), from, to);
    QVERIFY(std::abs(m_plot->xRange().first + 3) < 0.05);
    QVERIFY(std::abs(m_plot->xRange().second - 1) < 0.05);
}

void TestCurvePlot::doubleClickFits()
{
    gaussian();
    mouse::wheel(mouse::canvas(*m_plot), m_plot->toWidget({0, 0.5}), 5);
    QTest::mouseDClick(&mouse::canvas(*m_plot), Qt::LeftButton, Qt::NoModifier, m_plot->toWidget({0, 0.5}));
    QVERIFY(m_plot->isFollowing());
    QCOMPARE(m_plot->xRange(), QPair(-2.0, 2.0));
}

void TestCurvePlot::clickTellsWhere()
{
    gaussian();
    QSignalSpy clicked(m_plot.get(), &CurvePlot::clicked);
    QTest::mouseClick(&mouse::canvas(*m_plot), Qt::LeftButton, Qt::NoModifier, m_plot->toWidget({0.5, 0.5}));
    QCOMPARE(clicked.size(), 1);
    QVERIFY(std::abs(clicked[0][0].toDouble() - 0.5) < 0.02);
    QVERIFY(std::abs(clicked[0][1].toDouble() - 0.5) < 0.02);
    mouse::drag(mouse::canvas(*m_plot), m_plot->toWidget({0, 0.5}), m_plot->toWidget({1, 0.5}));
    QCOMPARE(clicked.size(), 1);
}

void TestCurvePlot::contextMenuIsTheOwners()
{
    gaussian();
    QSignalSpy context(m_plot.get(), &CurvePlot::contextRequested);
    QWidget& canvas = mouse::canvas(*m_plot);
    const QPoint pos = m_plot->toWidget({-1, 0.5});
    QContextMenuEvent event(QContextMenuEvent::Mouse, pos, canvas.mapToGlobal(pos));
    QApplication::sendEvent(&canvas, &event);
    QCOMPARE(context.size(), 1);
    QVERIFY(std::abs(context[0][0].toDouble() + 1) < 0.02);
    QCOMPARE(context[0][2].toPoint(), canvas.mapToGlobal(pos));
}

void TestCurvePlot::distantGhostDoesNotSquash()
{
    gaussian();
    m_plot->addGhost({-2, 2}, {0, 1.5});
    picture();
    QVERIFY(m_plot->yRange().second > 1.5);
    m_plot->addGhost({-2, 2}, {0, 1e6});
    picture();
    QVERIFY(m_plot->yRange().second < 10);
    for (int i = 0; i < 10; ++i)
        m_plot->addGhost({-2, 2}, {0, 1});
    m_plot->clearGhosts();
}

void TestCurvePlot::logarithmic()
{
    const int curve = m_plot->addCurve(QStringLiteral("I1"));
    m_plot->setData(curve, {0, 1, 2, 3}, {0, 1, 1000, -5});
    m_plot->setLogY(true);
    picture();
    QVERIFY(m_plot->isLogY());
    QVERIFY(m_plot->yRange().first > 0);
    QVERIFY(m_plot->yRange().first < 1);
    QVERIFY(m_plot->yRange().second > 1000);
    m_plot->setLogY(false);
    picture();
    QVERIFY(m_plot->yRange().first < -5);
}

void TestCurvePlot::survivesOddPoints()
{
    const int curve = m_plot->addCurve(QStringLiteral("I1"));
    m_plot->append(curve, 1, std::nan(""));
    m_plot->append(curve, std::nan(""), 1);
    m_plot->append(curve, 2, 7);
    m_plot->append(curve, 2, 7);
    m_plot->setPosition(std::nan(""));
    picture();
    QVERIFY(m_plot->xRange().first < 2);
    QVERIFY(m_plot->yRange().second > 7);
    QCOMPARE(m_plot->toText().count(QLatin1Char('\n')), 4);
}

void TestCurvePlot::takesManyPoints()
{
    const int curve = m_plot->addCurve(QStringLiteral("I1"));
    for (int i = 0; i < 100000; ++i)
        m_plot->append(curve, i, i % 100);
    const QImage image = picture();
    QVERIFY(!image.isNull());
    QCOMPARE(m_plot->xRange(), QPair(0.0, 99999.0));
}

void TestCurvePlot::textHoldsAllPointsInOrder()
{
    const int curve = m_plot->addCurve(QStringLiteral("I1"));
    // Up and down again: the order of measurement, not of x.
    m_plot->setData(curve, {0, 1, 0.5}, {10, 0.1, 30});
    QCOMPARE(m_plot->toText(), QStringLiteral("sx (mm)\tI1\n0\t10\n1\t0.1\n0.5\t30\n"));
    picture();
}

void TestCurvePlot::savesPictures()
{
    gaussian();
    m_plot->setResults({{QStringLiteral("centre"), QStringLiteral("0.000 mm")}});
    QTemporaryDir dir;
    QVERIFY(m_plot->savePng(dir.filePath(QStringLiteral("curve.png"))));
    QCOMPARE(QImage(dir.filePath(QStringLiteral("curve.png"))).size(), QSize(1200, 800));
    QVERIFY(m_plot->savePdf(dir.filePath(QStringLiteral("curve.pdf"))));
    QVERIFY(QFileInfo(dir.filePath(QStringLiteral("curve.pdf"))).size() > 1000);
    QVERIFY(!m_plot->savePng(dir.filePath(QStringLiteral("no/such/folder.png"))));
}

void TestCurvePlot::clearEmpties()
{
    gaussian();
    m_plot->setExpectedX(QPair(0.0, 1.0));
    m_plot->clear();
    QCOMPARE(m_plot->curveCount(), 0);
    QVERIFY(m_plot->toText().isEmpty());
    QVERIFY(m_plot->isFollowing());
}

void TestCurvePlot::drawsInTheThemesColours()
{
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
        m_plot->clear();
        m_plot->setTheme(*theme);
        const int curve = gaussian();
        const QImage image = picture();
        QCOMPARE(image.pixelColor(2, 2), theme->surface);
        const QPoint dot = m_plot->toWidget({0, 1});
        QCOMPARE(image.pixelColor(dot), m_plot->curveColor(curve));
        QCOMPARE(m_plot->curveColor(curve), theme->curve(0));
    }
}

QTEST_MAIN(TestCurvePlot)
#include "tst_curveplot.moc"
