#include "devices/calc/calcdefinition.h"

#include "devices/kinds/texts.h"

namespace devices {

namespace {

constexpr qsizetype MaxPvs = 100;
constexpr int MaxPrecision = 17;

Error bad(const QString& text, const QString& why)
{
    return {ErrorCode::BadValue, Texts::tr("calc://%1: %2").arg(text, why), text};
}

/// Where the brace opened at `open` is closed; names with filters have braces of their own. Negative: nowhere.
qsizetype closingBrace(const QString& text, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < text.size(); ++i) {
        depth += text[i] == QLatin1Char('{') ? 1 : 0;
        depth -= text[i] == QLatin1Char('}') ? 1 : 0;
        if (depth == 0)
            return i;
    }
    return -1;
}

struct Parts
{
    QString formula; ///< with a variable in place of each {pv}, as long as it, so that places stay true
    QStringList pvs;
    QStringList variables;
    QStringList settings; ///< what stood behind semicolons
};

Result<Parts> takeApart(const QString& text)
{
    Parts parts;
    qsizetype at = 0;
    while (at < text.size() && text[at] != QLatin1Char(';')) {
        if (text[at] != QLatin1Char('{')) {
            parts.formula += text[at++];
            continue;
        }
        const qsizetype close = closingBrace(text, at);
        if (close < 0)
            return bad(text, Texts::tr("\"%1\" is not closed by a brace").arg(text.mid(at, 12)));
        const QString pv = text.mid(at + 1, close - at - 1).trimmed();
        if (pv.isEmpty())
            return bad(text, Texts::tr("{} needs a PV's name between its braces"));
        if (!parts.pvs.contains(pv)) {
            parts.variables << QStringLiteral("v%1").arg(parts.pvs.size());
            parts.pvs << pv;
        }
        const QString variable = parts.variables[parts.pvs.indexOf(pv)];
        parts.formula += variable.leftJustified(close - at + 1);
        at = close + 1;
    }
    if (at < text.size())
        parts.settings = text.mid(at + 1).split(QLatin1Char(';'));
    return parts;
}

Result<void> readSetting(const QString& text, const QString& setting, CalcDefinition& into)
{
    const QString key = setting.section(QLatin1Char('='), 0, 0).trimmed();
    const QString value = setting.section(QLatin1Char('='), 1).trimmed();
    if (key == QLatin1String("egu")) {
        into.units = value;
        return {};
    }
    bool isNumber = false;
    const int precision = value.toInt(&isNumber);
    if (key != QLatin1String("prec") || !isNumber || precision < 0 || precision > MaxPrecision)
        return bad(text, Texts::tr("expected egu=… or prec=0…17 instead of \"%1\"").arg(setting.trimmed()));
    into.precision = precision;
    return {};
}

} // namespace

Result<CalcDefinition> CalcDefinition::parse(const QString& text)
{
    const Result<Parts> parts = takeApart(text);
    if (!parts)
        return parts.error();
    if (parts.value().pvs.size() > MaxPvs)
        return bad(text, Texts::tr("at most %1 PVs").arg(MaxPvs));
    Result<Expression> expression = Expression::compile(parts.value().formula, parts.value().variables, text);
    if (!expression)
        return bad(text, expression.error().message);
    CalcDefinition definition{parts.value().pvs, std::move(expression).value(), {}, {}};
    for (const QString& setting : parts.value().settings) {
        if (const Result<void> read = readSetting(text, setting, definition); !read)
            return read.error();
    }
    return definition;
}

} // namespace devices
