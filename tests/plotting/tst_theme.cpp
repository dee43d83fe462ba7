#include "plotting/icons.h"
#include "plotting/stylesheet.h"
#include "plotting/theme.h"

#include <QImage>
#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace plotting;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastOfBlackOnWhite();
    void wordsStayReadable_data();
    void wordsStayReadable();
    void curvesStandOut();
    void curvesWrapAround();
    void curvesCanBeRead();
    void styleSheetHasNoTokenLeft();
    void iconsTakeTheColour();
    void numbersHaveEvenDigits();
};

void TestTheme::contrastOfBlackOnWhite()
{
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 1e-6);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
}

void TestTheme::wordsStayReadable_data()
{
    QTest::addColumn<QColor>("words");
    QTest::addColumn<QColor>("ground");
    for (const Theme* t : {&Theme::light(), &Theme::dark()}) {
        const char* name = t->name == ThemeName::Dark ? "dark" : "light";
        const auto row = [name](const char* what, const QColor& words, const QColor& ground) {
            QTest::addRow("%s: %s", name, what) << words << ground;
        };
        row("text on window", t->text, t->window);
        row("text on surface", t->text, t->surface);
        row("text on alt", t->text, t->alt);
        row("text on accentBg", t->text, t->accentBg);
        row("text on minorBg", t->text, t->minorBg);
        row("text on majorBg", t->text, t->majorBg);
        row("text on invalidBg", t->text, t->invalidBg);
        row("text on movingBg", t->text, t->movingBg);
        row("text2 on window", t->text2, t->window);
        row("text2 on surface", t->text2, t->surface);
        row("text2 on alt", t->text2, t->alt);
        row("text2 on accentBg", t->text2, t->accentBg);
        row("text2 on minorBg", t->text2, t->minorBg);
        row("text2 on movingBg", t->text2, t->movingBg);
        row("accent on surface", t->accent, t->surface);
        row("accent on accentBg", t->accent, t->accentBg);
        row("accentText on accent", t->accentText, t->accent);
        row("ok on okBg", t->ok, t->okBg);
        row("ok on surface", t->ok, t->surface);
        row("minor on minorBg", t->minor, t->minorBg);
        row("minor on surface", t->minor, t->surface);
        row("major on majorBg", t->major, t->majorBg);
        row("major on alt", t->major, t->alt);
        row("invalid on invalidBg", t->invalid, t->invalidBg);
        row("moving on movingBg", t->moving, t->movingBg);
        row("moving on surface", t->moving, t->surface);
        row("stopText on stop", t->stopText, t->stop);
    }
}

void TestTheme::wordsStayReadable()
{
    QFETCH(QColor, words);
    QFETCH(QColor, ground);
    const double ratio = contrast(words, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 : 1").arg(ratio, 0, 'f', 2)));
}

void TestTheme::curvesStandOut()
{
    for (const Theme* t : {&Theme::light(), &Theme::dark()}) {
        for (std::size_t i = 0; i < t->curves.size(); ++i) {
            const QColor color = t->curves[i];
            QVERIFY2(contrast(color, t->surface) >= 3.0, qPrintable(color.name()));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(color != t->curves[j]);
        }
    }
}

void TestTheme::curvesWrapAround()
{
    const Theme& t = Theme::light();
    QCOMPARE(t.curve(10), t.curve(0));
    QCOMPARE(t.curve(-1), t.curve(9));
}

void TestTheme::curvesCanBeRead()
{
    for (const Theme* t : {&Theme::light(), &Theme::dark()}) {
        for (const QColor& color : t->curves)
            QVERIFY(contrast(readable(color, t->surface), t->surface) >= 4.5);
    }
    // What can be read already stays as it is.
    QCOMPARE(readable(Theme::light().curve(0), Qt::white), Theme::light().curve(0));
}

void TestTheme::styleSheetHasNoTokenLeft()
{
    for (const Theme* t : {&Theme::light(), &Theme::dark()}) {
        const QString sheet = styleSheet(*t);
        QVERIFY(sheet.size() > 1000);
        QVERIFY(!sheet.contains(QLatin1Char('@')));
        QVERIFY(sheet.contains(t->accent.name()));
        QCOMPARE(withTokens(QStringLiteral("a @text2 b @text;"), *t),
            QStringLiteral("a %1 b %2;").arg(t->text2.name(), t->text.name()));
        // A sheet that Qt cannot parse says so on the message handler.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("parse")));
        QPushButton button(QStringLiteral("Start"));
        button.setStyleSheet(sheet);
        button.ensurePolished();
        QCOMPARE(button.sizeHint().height(), 26);
    }
}

void TestTheme::iconsTakeTheColour()
{
    QVERIFY(icon(QStringLiteral("no such icon"), Qt::red).isNull());
    const QStringList names = iconNames();
    for (const char* needed : {"pause", "play", "stop", "plus", "minus", "more", "sun", "moon", "camera", "fit",
             "one-to-one", "crosshair", "copy", "save", "search", "chevron-down", "arrow-left"})
        QVERIFY2(names.contains(QLatin1String(needed)), needed);
    for (const QString& name : names) {
        const QImage image = icon(name, QColor(255, 0, 0)).pixmap(40).toImage();
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                if (c.alpha() < 200)
                    continue;
                ++drawn;
                QVERIFY2(c.red() > 240 && c.green() < 10 && c.blue() < 10, qPrintable(name));
            }
        }
        QVERIFY2(drawn > 10, qPrintable(name));
    }
}

void TestTheme::numbersHaveEvenDigits()
{
    const QFontMetricsF metrics(numberFont(20, QFont::DemiBold));
    QCOMPARE(metrics.horizontalAdvance(QStringLiteral("111.1")), metrics.horizontalAdvance(QStringLiteral("808.8")));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
