#include "models/peakstats.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using models::peakStats;
using Numbers = std::vector<double>;
Q_DECLARE_METATYPE(Numbers)

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();

double orNone(const std::optional<double>& value)
{
    return value.value_or(None);
}

bool same(double a, double b)
{
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-9;
}

} // namespace

class TestPeakStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curves_data()
    {
        QTest::addColumn<Numbers>("x");
        QTest::addColumn<Numbers>("y");
        QTest::addColumn<double>("com");
        QTest::addColumn<double>("centre");
        QTest::addColumn<double>("fwhm");
        QTest::addColumn<double>("xMax");
        QTest::newRow("peak") << Numbers{0, 1, 2, 3, 4} << Numbers{0, 1, 4, 1, 0} << 2.0 << 2.0 << 4.0 / 3 << 2.0;
        QTest::newRow("edge has no width")
            << Numbers{0, 1, 2, 3} << Numbers{0, 0, 1, 1} << 20.0 / 9 << 1.5 << None << 2.0;
        QTest::newRow("flat") << Numbers{0, 1, 2} << Numbers{3, 3, 3} << None << None << None << 0.0;
        QTest::newRow("any order") << Numbers{4, 0, 2, 1, 3} << Numbers{0, 0, 4, 1, 1} << 2.0 << 2.0 << 4.0 / 3 << 2.0;
        QTest::newRow("missing points are left out")
            << Numbers{0, 1, None, 2, 3, 4} << Numbers{0, 1, 9, 4, 1, 0} << 2.0 << 2.0 << 4.0 / 3 << 2.0;
        QTest::newRow("a constant background does not pull")
            << Numbers{0, 1, 2, 3, 4} << Numbers{10, 11, 14, 11, 10} << 2.0 << 2.0 << 4.0 / 3 << 2.0;
    }
    void curves()
    {
        QFETCH(Numbers, x);
        QFETCH(Numbers, y);
        QFETCH(double, com);
        QFETCH(double, centre);
        QFETCH(double, fwhm);
        QFETCH(double, xMax);
        const auto stats = peakStats(x, y);
        QVERIFY(stats.has_value());
        QVERIFY(same(orNone(stats->centreOfMass), com));
        QVERIFY(same(orNone(stats->centre), centre));
        QVERIFY(same(orNone(stats->fwhm), fwhm));
        QVERIFY(same(stats->xMax, xMax));
    }

    void centroidCountsEachStretchByItsWidth()
    {
        // A triangle sampled unevenly keeps its centroid, which a mere Σx·y/Σy would not.
        const Numbers x{0, 0.5, 1, 1.1, 1.2, 1.5, 2};
        Numbers y;
        for (const double each : x)
            y.push_back(1 - std::abs(each - 1));
        QVERIFY(same(peakStats(x, y)->centreOfMass.value(), 1.0));
    }

    void tooFewPoints()
    {
        QVERIFY(!peakStats(Numbers{}, Numbers{}));
        QVERIFY(!peakStats(Numbers{1}, Numbers{1}));
        QVERIFY(!peakStats(Numbers{1, 2}, Numbers{None, 1}));
    }
};

QTEST_APPLESS_MAIN(TestPeakStats)
#include "tst_peakstats.moc"
