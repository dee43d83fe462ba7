#include "plotting/stripchart.h"
#include "plotting/striplegend.h"

#include "mouse.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace plotting;

namespace {

const QString ring = QStringLiteral("ring");
const QString flux = QStringLiteral("I0");

} // namespace

class TestStripChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_chart.reset(); }
    void nowIsAtTheRight();
    void wheelZoomsTimeAtTheCursor();
    void dragPans();
    void pauseHoldsWhileDataGoOn();
    void doubleClickGoesBackToNow();
    void controlWheelZoomsOneScale();
    void sharedScaleHoldsAll();
    void everySeriesHasItsBand();
    void gapIsShaded();
    void legend();
    void legendWidgetHidesASeries();
    void textOfWhatIsShown();
    void savesPictures();
    void unknownAndRemovedSeries();

private:
    QImage picture() { return m_chart->toImage(1.0); }
    QPoint middle() { return m_chart->rect().center(); }

    double m_clock = 0;
    std::unique_ptr<StripChart> m_chart;
};

void TestStripChart::init()
{
    m_clock = 1700000000;
    m_chart = std::make_unique<StripChart>();
    m_chart->setClock([this] { return m_clock; });
    m_chart->resize(600, 300);
    m_chart->setWindow(300);
    m_chart->addSeries(ring, QStringLiteral("ring"), QStringLiteral("mA"), 1);
    m_chart->addSeries(flux, QStringLiteral("I0"), QStringLiteral("kcps"));
    for (int i = 600; i >= 0; --i) {
        m_chart->append(ring, m_clock - i, 400 - 0.001 * i);
        m_chart->append(flux, m_clock - i, 100 + 5 * std::sin(i * 0.1));
    }
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    picture();
}

void TestStripChart::nowIsAtTheRight()
{
    QCOMPARE(m_chart->timeRange(), QPair(m_clock - 300, m_clock));
    m_clock += 10;
    QTRY_COMPARE(m_chart->timeRange(), QPair(m_clock - 300, m_clock));
    QSignalSpy window(m_chart.get(), &StripChart::windowChanged);
    m_chart->setWindow(60);
    QCOMPARE(window.size(), 1);
    QCOMPARE(m_chart->timeRange(), QPair(m_clock - 60, m_clock));
}

void TestStripChart::wheelZoomsTimeAtTheCursor()
{
    QSignalSpy paused(m_chart.get(), &StripChart::pausedChanged);
    QWidget& canvas = mouse::canvas(*m_chart);
    mouse::wheel(canvas, middle(), 2);
    picture();
    const auto [from, to] = m_chart->timeRange();
    QVERIFY(to - from < 250);
    QVERIFY(from > m_clock - 300 && to < m_clock);
    QVERIFY(m_chart->isPaused());
    QCOMPARE(paused.size(), 1);
    mouse::wheel(canvas, middle(), -2);
    QVERIFY(std::abs(m_chart->timeRange().first - (m_clock - 300)) < 1e-3);
    QVERIFY(m_chart->isPaused());
}

void TestStripChart::dragPans()
{
    mouse::drag(mouse::canvas(*m_chart), middle(), middle() + QPoint(100, 0));
    QVERIFY(m_chart->isPaused());
    const auto [from, to] = m_chart->timeRange();
    QCOMPARE(std::round(to - from), 300.0);
    QVERIFY(to < m_clock - 40);
    QVERIFY(to > m_clock - 80);
}

void TestStripChart::pauseHoldsWhileDataGoOn()
{
    m_chart->pause();
    const QPair<double, double> held = m_chart->timeRange();
    for (int i = 1; i <= 100; ++i)
        m_chart->append(ring, m_clock + i, 777);
    m_clock += 100;
    picture();
    QCOMPARE(m_chart->timeRange(), held);
    QVERIFY(m_chart->valueRange(ring).second < 500);
    m_chart->setPaused(false);
    picture();
    QCOMPARE(m_chart->timeRange().second, m_clock);
    QVERIFY(m_chart->valueRange(ring).second >= 777);
    QCOMPARE(m_chart->legend()[0].value, 777.0);
}

void TestStripChart::doubleClickGoesBackToNow()
{
    mouse::wheel(mouse::canvas(*m_chart), middle(), 4);
    QTest::mouseDClick(&mouse::canvas(*m_chart), Qt::LeftButton, Qt::NoModifier, middle());
    QVERIFY(!m_chart->isPaused());
    QCOMPARE(m_chart->timeRange(), QPair(m_clock - 300, m_clock));
}

void TestStripChart::controlWheelZoomsOneScale()
{
    const auto size = [this](const QString& id) {
        const auto [low, high] = m_chart->valueRange(id);
        return high - low;
    };
    const double ringSize = size(ring);
    const double fluxSize = size(flux);
    mouse::wheel(mouse::canvas(*m_chart), {300, 50}, 3, Qt::ControlModifier);
    picture();
    QVERIFY(size(ring) < 0.7 * ringSize);
    QCOMPARE(size(flux), fluxSize);
    QVERIFY(!m_chart->isPaused());
    m_chart->resume();
    picture();
    QCOMPARE(size(ring), ringSize);
}

void TestStripChart::sharedScaleHoldsAll()
{
    m_chart->setScale(StripChart::Scale::Shared);
    picture();
    QCOMPARE(m_chart->valueRange(ring), m_chart->valueRange(flux));
    QVERIFY(m_chart->valueRange(ring).first <= 95);
    QVERIFY(m_chart->valueRange(ring).second >= 400);
}

void TestStripChart::everySeriesHasItsBand()
{
    const QImage image = picture();
    const auto rowsOf = [&image](const QColor& color) {
        std::pair<int, int> rows(image.height(), 0);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 100; x < image.width() - 30; ++x) {
                if (image.pixelColor(x, y) == color)
                    rows = {std::min(rows.first, y), std::max(rows.second, y)};
            }
        }
        return rows;
    };
    const auto upper = rowsOf(Theme::light().curve(0));
    const auto lower = rowsOf(Theme::light().curve(1));
    QVERIFY(upper.first <= upper.second);
    QVERIFY(lower.first <= lower.second);
    QVERIFY(upper.second < lower.first);
}

void TestStripChart::gapIsShaded()
{
    m_chart->removeSeries(flux);
    m_chart->append(ring, m_clock, std::nan(""));
    m_clock += 100;
    const QImage image = picture();
    QCOMPARE(image.pixelColor(500, 150), Theme::light().alt);
    QVERIFY(image.pixelColor(200, 290) != Theme::light().alt);
    QVERIFY(!m_chart->legend()[0].connected);
    m_chart->append(ring, m_clock, 400);
    QVERIFY(m_chart->legend()[0].connected);
}

void TestStripChart::legend()
{
    QSignalSpy changed(m_chart.get(), &StripChart::legendChanged);
    const QList<StripLegendEntry> entries = m_chart->legend();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0].label, QStringLiteral("ring"));
    QCOMPARE(entries[0].valueText, QStringLiteral("400.0 mA"));
    QCOMPARE(entries[0].color, Theme::light().curve(0));
    QVERIFY(entries[1].connected);
    m_chart->append(ring, m_clock, 401);
    QTRY_VERIFY(!changed.isEmpty());
    m_chart->setTheme(Theme::dark());
    QCOMPARE(m_chart->legend()[0].color, Theme::dark().curve(0));
}

void TestStripChart::legendWidgetHidesASeries()
{
    StripLegend legend(m_chart.get());
    legend.resize(legend.sizeHint());
    QVERIFY(legend.sizeHint().width() > 150);
    QTest::mouseClick(&legend, Qt::LeftButton, Qt::NoModifier, {10, 12});
    QVERIFY(!m_chart->legend()[0].visible);
    QVERIFY(m_chart->legend()[1].visible);
    QTest::mouseClick(&legend, Qt::LeftButton, Qt::NoModifier, {10, 12});
    QVERIFY(m_chart->legend()[0].visible);
    QVERIFY(!legend.grab().isNull());
}

void TestStripChart::textOfWhatIsShown()
{
    m_chart->setWindow(10);
    const QStringList lines = m_chart->toText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 2 * 10);
    QCOMPARE(lines[0], QStringLiteral("series\ttime\tseconds\tvalue"));
    const QStringList fields = lines[10].split(QLatin1Char('\t'));
    QCOMPARE(fields.size(), 4);
    QCOMPARE(fields[0], ring);
    QCOMPARE(fields[2].toDouble(), m_clock);
    QCOMPARE(fields[3].toDouble(), 400.0);
}

void TestStripChart::savesPictures()
{
    m_chart->addEvent(m_clock - 50, QStringLiteral("scan 12 started"));
    m_chart->addEvent(m_clock - 45, QStringLiteral("scan 12 done"));
    mouse::move(mouse::canvas(*m_chart), middle());
    QTemporaryDir dir;
    QVERIFY(m_chart->savePng(dir.filePath(QStringLiteral("strip.png"))));
    QCOMPARE(QImage(dir.filePath(QStringLiteral("strip.png"))).size(), QSize(1200, 600));
    QVERIFY(m_chart->savePdf(dir.filePath(QStringLiteral("strip.pdf"))));
}

void TestStripChart::unknownAndRemovedSeries()
{
    m_chart->append(QStringLiteral("nobody"), m_clock, 1);
    m_chart->addSeries(ring, QStringLiteral("twice"));
    QCOMPARE(m_chart->seriesIds(), QStringList({ring, flux}));
    m_chart->removeSeries(ring);
    QCOMPARE(m_chart->seriesIds(), QStringList{flux});
    m_chart->clearSeries();
    QVERIFY(m_chart->legend().isEmpty());
    QVERIFY(!picture().isNull());
}

QTEST_MAIN(TestStripChart)
#include "tst_stripchart.moc"
