#include "plotting/stripdata.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace plotting;

namespace {

const double gap = std::nan("");

} // namespace

class TestStripData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest();
    void refusesEarlierTimes();
    void valueHoldsUntilTheNext();
    void repeatedGapIsStoredOnce();
    void thinningKeepsExtremes();
    void thinningIsBounded_data();
    void thinningIsBounded();
    void thinningKeepsOrderAndEnds();
    void gapBreaksTheLine();
    void gapsAreCutToTheView();
};

void TestStripData::keepsTheNewest()
{
    StripData data(5);
    for (int i = 0; i < 12; ++i)
        QVERIFY(data.append(i, 10 * i));
    QCOMPARE(data.size(), std::size_t(5));
    for (std::size_t i = 0; i < 5; ++i)
        QCOMPARE(data.at(i).time, 7.0 + double(i));
    QCOMPARE(data.newest().value, 110.0);
    QCOMPARE(data.upperBound(8.5), std::size_t(2));
    QCOMPARE(data.upperBound(1.0), std::size_t(0));
    QCOMPARE(data.upperBound(11.0), std::size_t(5));
}

void TestStripData::refusesEarlierTimes()
{
    StripData data;
    QVERIFY(data.append(10, 1));
    QVERIFY(!data.append(9.9, 2));
    QVERIFY(!data.append(gap, 2));
    QVERIFY(data.append(10, 3));
    QCOMPARE(data.size(), std::size_t(2));
}

void TestStripData::valueHoldsUntilTheNext()
{
    StripData data;
    data.append(10, 1);
    data.append(20, 2);
    data.append(30, gap);
    QVERIFY(!data.valueAt(9));
    QCOMPARE(data.valueAt(10), std::optional(1.0));
    QCOMPARE(data.valueAt(19.9), std::optional(1.0));
    QCOMPARE(data.valueAt(25), std::optional(2.0));
    QVERIFY(!data.valueAt(31));
}

void TestStripData::repeatedGapIsStoredOnce()
{
    StripData data;
    data.append(1, 5);
    for (int i = 2; i < 10; ++i)
        QVERIFY(data.append(i, gap));
    QCOMPARE(data.size(), std::size_t(2));
}

void TestStripData::thinningKeepsExtremes()
{
    StripData data;
    for (int i = 0; i < 10000; ++i)
        data.append(i * 0.01, i == 5003 ? 99 : i == 7777 ? -99 : std::sin(i * 0.1));
    const std::vector<Sample> drawn = data.decimated(0, 100, 50, 100);
    const auto less = [](const Sample& a, const Sample& b) { return a.value < b.value; };
    const auto [least, most] = std::minmax_element(drawn.begin(), drawn.end(), less);
    QCOMPARE(most->value, 99.0);
    QCOMPARE(most->time, 5003 * 0.01);
    QCOMPARE(least->value, -99.0);
}

void TestStripData::thinningIsBounded_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("columns");
    QTest::addRow("few") << 10 << 400;
    QTest::addRow("many") << 100000 << 400;
    QTest::addRow("one column") << 1000 << 1;
}

void TestStripData::thinningIsBounded()
{
    QFETCH(int, samples);
    QFETCH(int, columns);
    StripData data;
    for (int i = 0; i < samples; ++i)
        data.append(double(i) / samples, (i * 7919) % 1000);
    const std::vector<Sample> drawn = data.decimated(0, 1, columns, 1);
    std::map<int, int> perColumn;
    for (const Sample& sample : drawn)
        ++perColumn[std::min(int(sample.time * columns), columns - 1)];
    for (const auto& [column, count] : perColumn)
        QVERIFY2(count <= (column == columns - 1 || column == 0 ? 6 : 4), qPrintable(QString::number(count)));
    QVERIFY(
        std::is_sorted(drawn.begin(), drawn.end(), [](const Sample& a, const Sample& b) { return a.time < b.time; }));
}

void TestStripData::thinningKeepsOrderAndEnds()
{
    StripData data;
    for (int i = 0; i <= 10; ++i)
        data.append(i, i);
    const std::vector<Sample> drawn = data.decimated(3.5, 20, 1000, 15);
    // What held at the left edge, the samples, and the last value up to now.
    QCOMPARE(drawn.front().time, 3.5);
    QCOMPARE(drawn.front().value, 3.0);
    QCOMPARE(drawn.back().time, 15.0);
    QCOMPARE(drawn.back().value, 10.0);
    QCOMPARE(drawn.size(), std::size_t(9));
    QVERIFY(data.decimated(5, 5, 10, 5).empty());
    QVERIFY(StripData().decimated(0, 1, 10, 1).empty());
}

void TestStripData::gapBreaksTheLine()
{
    StripData data;
    for (int i = 0; i < 100; ++i)
        data.append(i, i >= 40 && i < 60 ? gap : 1.0);
    const std::vector<Sample> drawn = data.decimated(0, 100, 10, 100);
    const auto breaks = std::count_if(drawn.begin(), drawn.end(), [](const Sample& s) { return std::isnan(s.value); });
    QCOMPARE(breaks, 1);

    // A column that only ends in a gap must end in one when drawn.
    StripData tail;
    tail.append(0, 1);
    tail.append(0.1, gap);
    tail.append(0.2, 2);
    tail.append(0.3, gap);
    const std::vector<Sample> last = tail.decimated(-1, 1, 2, 1);
    QVERIFY(std::isnan(last.back().value));
}

void TestStripData::gapsAreCutToTheView()
{
    StripData data;
    data.append(0, 1);
    data.append(10, gap);
    data.append(20, 1);
    data.append(30, gap);
    using Gaps = std::vector<std::pair<double, double>>;
    QCOMPARE(data.gaps(0, 100, 50), (Gaps{{10, 20}, {30, 50}}));
    QCOMPARE(data.gaps(15, 35, 50), (Gaps{{15, 20}, {30, 35}}));
    QCOMPARE(data.gaps(21, 29, 50), Gaps());
}

QTEST_APPLESS_MAIN(TestStripData)
#include "tst_stripdata.moc"
