#include "simulator/calctext.h"

#include <QHash>
#include <QRegularExpression>

namespace simulator {

namespace {

QString translated(const QString& word)
{
    static const QHash<QString, QString> words{
        {QStringLiteral("log"), QStringLiteral("log10")},
        {QStringLiteral("loge"), QStringLiteral("ln")},
        {QStringLiteral("sqr"), QStringLiteral("sqrt")},
        {QStringLiteral("nint"), QStringLiteral("round")},
        {QStringLiteral("**"), QStringLiteral("^")},
        {QStringLiteral("="), QStringLiteral("==")},
        {QStringLiteral("#"), QStringLiteral("!=")},
    };
    if (word.size() == 1 && word[0].isLetter())
        return word.toUpper();
    return words.value(word.toLower(), word.toLower());
}

} // namespace

QString fromCalcText(const QString& text)
{
    // Numbers go through whole, as the e of 1e5 is no input.
    static const QRegularExpression token(
        QStringLiteral(R"((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[A-Za-z_]\w*|\*\*|[<>=!]=|=|#|.)"));
    QString result;
    for (QRegularExpressionMatchIterator tokens = token.globalMatch(text); tokens.hasNext();)
        result += translated(tokens.next().captured());
    return result;
}

} // namespace simulator
