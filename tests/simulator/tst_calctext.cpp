#include "simulator/calctext.h"

#include "devices/calc/expression.h"

#include <QTest>

class TestCalcText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void translates_data();
    void translates();
};

void TestCalcText::translates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<double>("value"); // of A = 2, B = 8, C = 100
    const auto row = [](const char* text, const char* expected, double value) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected) << value;
    };
    row("A+B", "A+B", 10);
    row("a+b", "A+B", 10);
    row("MAX(A,b)", "max(A,B)", 8);
    row("log(c)", "log10(C)", 2);
    row("LOGE(EXP(A))", "ln(exp(A))", 2);
    row("SQR(B*A)", "sqrt(B*A)", 4);
    row("NINT(2.6)", "round(2.6)", 3);
    row("A**3", "A^3", 8);
    row("A=2", "A==2", 1);
    row("A==2", "A==2", 1);
    row("A#2", "A!=2", 0);
    row("A!=3", "A!=3", 1);
    row("A>=2&&B<=8", "A>=2&&B<=8", 1);
    row("1e2+1.5E-1*A", "1e2+1.5e-1*A", 100.3);
    row(".5*B", ".5*B", 4);
    row("A>5?B:C", "A>5?B:C", 100);
    row("PI*0", "pi*0", 0);
}

void TestCalcText::translates()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QFETCH(double, value);
    const QString translated = simulator::fromCalcText(text);
    QCOMPARE(translated, expected);
    const auto expression
        = devices::Expression::compile(translated, {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
    QVERIFY2(expression, expression ? "" : qPrintable(expression.error().message));
    const std::array<double, 3> numbers{2, 8, 100};
    QCOMPARE(expression.value().evaluate(numbers), value);
}

QTEST_APPLESS_MAIN(TestCalcText)
#include "tst_calctext.moc"
