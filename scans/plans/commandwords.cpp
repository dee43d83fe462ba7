#include "scans/plans/commandwords.h"

#include "scans/plans/parameters.h"
#include "scans/plans/positions.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;
using Type = PlanParameter::Type;

namespace {

bool isName(const QString& text)
{
    return !text.isEmpty() && (text.front().isLetter() || text.front() == QLatin1Char('_'));
}

Result<QJsonValue> number(const CommandWord& word, const PlanParameter& parameter)
{
    bool good = false;
    const double value = QLocale::c().toDouble(word.text, &good);
    const bool whole = parameter.type == Type::Integer || parameter.type == Type::Intervals;
    if (!good || !std::isfinite(value) || value < parameter.minimum || value > parameter.maximum
        || (whole && value != std::floor(value)))
        return unexpectedWord(word.position, wordsFor(parameter) + rangeText(parameter), word.text);
    return QJsonValue(value);
}

Result<QJsonValue> positions(const CommandWord& word, const PlanParameter& parameter)
{
    const Result<std::vector<double>> parsed = parsePositions(word.text);
    if (!parsed)
        return unexpectedWord(
            word.position + qMax(0, parsed.error().source.toInt() - 1), wordsFor(parameter), word.text);
    return QJsonValue(word.text);
}

Result<QJsonValue> names(const CommandWord& word, const PlanParameter& parameter)
{
    QJsonArray found;
    qsizetype position = word.position;
    for (const QString& name : word.text.split(QLatin1Char(','))) {
        if (!isName(name))
            return unexpectedWord(position, wordsFor(parameter), name);
        found.append(name);
        position += name.size() + 1;
    }
    return QJsonValue(found);
}

Result<QJsonValue> boolean(const CommandWord& word, const PlanParameter& parameter)
{
    const QStringList yes{QStringLiteral("true"), QStringLiteral("yes"), QStringLiteral("1")};
    const QStringList no{QStringLiteral("false"), QStringLiteral("no"), QStringLiteral("0")};
    if (!yes.contains(word.text) && !no.contains(word.text))
        return unexpectedWord(word.position, wordsFor(parameter), word.text);
    return QJsonValue(yes.contains(word.text));
}

} // namespace

Result<std::vector<CommandWord>> commandWords(const QString& line)
{
    std::vector<CommandWord> found;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i].isSpace())
            continue;
        CommandWord word{{}, i + 1};
        QChar quote;
        qsizetype quoted = 0;
        for (; i < line.size() && (!quote.isNull() || !line[i].isSpace()); ++i) {
            const bool isQuote = line[i] == QLatin1Char('"') || line[i] == QLatin1Char('\'');
            if (quote.isNull() && isQuote) {
                quote = line[i];
                quoted = i + 1;
            } else if (line[i] == quote) {
                quote = QChar();
            } else {
                word.text += line[i];
            }
        }
        if (!quote.isNull())
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("scans", "Character %1: this quote is not closed").arg(quoted),
                QString::number(quoted)};
        found.push_back(std::move(word));
    }
    return found;
}

Error unexpectedWord(qsizetype position, const QString& expected, const QString& found)
{
    const QString what = found.isEmpty() ? QCoreApplication::translate("scans", "the end of the line")
                                         : QLatin1Char('"') + found + QLatin1Char('"');
    return {ErrorCode::BadValue,
        QCoreApplication::translate("scans", "Character %1: expected %2, found %3")
            .arg(QString::number(position), expected, what),
        QString::number(position)};
}

Result<QJsonValue> readWord(const CommandWord& word, const PlanParameter& parameter)
{
    switch (parameter.type) {
    case Type::Motor:
        if (!isName(word.text))
            return unexpectedWord(word.position, wordsFor(parameter), word.text);
        return QJsonValue(word.text);
    case Type::Detectors:
    case Type::Devices:
        return names(word, parameter);
    case Type::Positions:
        return positions(word, parameter);
    case Type::Boolean:
        return boolean(word, parameter);
    case Type::Text:
        return QJsonValue(word.text);
    default:
        return number(word, parameter);
    }
}

QString wordsFor(const PlanParameter& parameter)
{
    if (!parameter.words.isEmpty())
        return parameter.words;
    if (parameter.type == Type::Boolean)
        return QCoreApplication::translate("scans", "%1, true or false").arg(parameter.id);
    if (parameter.type == Type::Devices)
        return QCoreApplication::translate("scans", "names of devices");
    return QCoreApplication::translate("scans", "a value for %1").arg(parameter.id);
}

} // namespace scans
