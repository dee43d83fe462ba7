#include "plotting/colormap.h"

#include <QTest>

#include <cmath>

using namespace plotting;

class TestColorMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAreTheAnchors();
    void greyIsStraight();
    void unknownIsGrey();
    void outsideIsClamped();
    void perceptualMapsBrighten_data();
    void perceptualMapsBrighten();
    void noStepIsCoarse_data();
    void noStepIsCoarse();
};

void TestColorMap::endsAreTheAnchors()
{
    const ColorMap inferno(QStringLiteral("inferno"));
    QCOMPARE(inferno.at(0), qRgb(0x00, 0x00, 0x04));
    QCOMPARE(inferno.at(255), qRgb(0xFC, 0xFF, 0xA4));
}

void TestColorMap::greyIsStraight()
{
    const ColorMap grey(QStringLiteral("grey"));
    for (int i = 0; i < 256; ++i)
        QCOMPARE(grey.at(i), qRgb(i, i, i));
    QCOMPARE(grey.color(0.5), qRgb(128, 128, 128));
}

void TestColorMap::unknownIsGrey()
{
    QCOMPARE(ColorMap(QStringLiteral("no such map")).name(), QStringLiteral("grey"));
}

void TestColorMap::outsideIsClamped()
{
    const ColorMap map;
    QCOMPARE(map.at(-5), map.at(0));
    QCOMPARE(map.at(999), map.at(255));
}

void TestColorMap::perceptualMapsBrighten_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"inferno", "viridis", "magma", "grey", "hot"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void TestColorMap::perceptualMapsBrighten()
{
    QFETCH(QString, name);
    const ColorMap map(name);
    QCOMPARE(map.name(), name);
    for (int i = 8; i < 256; i += 8)
        QVERIFY2(qGray(map.at(i)) >= qGray(map.at(i - 8)) - 1, qPrintable(QString::number(i)));
}

void TestColorMap::noStepIsCoarse_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : ColorMap::names())
        QTest::addRow("%s", qPrintable(name)) << name;
}

void TestColorMap::noStepIsCoarse()
{
    QFETCH(QString, name);
    const ColorMap map(name);
    for (int i = 1; i < 256; ++i) {
        const QColor a = QColor::fromRgb(map.at(i - 1));
        const QColor b = QColor::fromRgb(map.at(i));
        QVERIFY(std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24);
        QCOMPARE(b.alpha(), 255);
    }
}

QTEST_APPLESS_MAIN(TestColorMap)
#include "tst_colormap.moc"
