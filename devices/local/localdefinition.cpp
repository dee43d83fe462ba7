#include "devices/local/localdefinition.h"

#include "devices/kinds/texts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <map>

namespace devices {

namespace {

constexpr std::size_t MaxArray = 1U << 20U;

struct Argument
{
    QString text;
    bool quoted = false;
};
using Arguments = std::vector<Argument>;

Error bad(const QString& text, const QString& why)
{
    return {ErrorCode::BadValue, QCoreApplication::translate("devices", "loc://%1: %2").arg(text, why), text};
}

/// Splits at commas outside of quotes; empty when the text is malformed.
std::optional<Arguments> split(const QString& text)
{
    static const QRegularExpression one(QStringLiteral(R"RE(\s*(?:"((?:[^"\\]|\\.)*)"|([^",]*[^",\s]))\s*(,|$))RE"));
    Arguments arguments;
    qsizetype at = 0;
    for (;;) {
        const QRegularExpressionMatch match
            = one.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return std::nullopt;
        const bool quoted = match.hasCaptured(1);
        QString argument = match.captured(quoted ? 1 : 2);
        if (quoted)
            argument.replace(QStringLiteral("\\\""), QStringLiteral("\""))
                .replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
        arguments.push_back({argument, quoted});
        at = match.capturedEnd();
        if (match.captured(3).isEmpty())
            return arguments;
    }
}

std::optional<std::vector<double>> numbers(const Arguments& arguments)
{
    std::vector<double> result;
    for (const Argument& argument : arguments) {
        bool isNumber = false;
        result.push_back(argument.text.toDouble(&isNumber));
        if (!isNumber || argument.quoted)
            return std::nullopt;
    }
    return result;
}

// Each fills type and initial value from the arguments behind the type's name; false when they do not fit.
using Reader = bool (*)(const Arguments&, LocalDefinition&);

bool readDouble(const Arguments& arguments, LocalDefinition& into)
{
    const auto values = numbers(arguments);
    if (!values || values->size() > 1)
        return false;
    into.info.type = NativeType::Double;
    into.initial = values->empty() ? 0.0 : values->front();
    return true;
}

bool readLong(const Arguments& arguments, LocalDefinition& into)
{
    bool isNumber = true;
    const qint64 value = arguments.empty() ? 0 : arguments.front().text.toLongLong(&isNumber);
    if (!isNumber || arguments.size() > 1)
        return false;
    into.info.type = NativeType::Long;
    into.initial = value;
    return true;
}

bool readString(const Arguments& arguments, LocalDefinition& into)
{
    if (arguments.size() > 1)
        return false;
    into.info.type = NativeType::String;
    into.initial = arguments.empty() ? QString(QLatin1String("")) : arguments.front().text;
    return true;
}

bool readArray(const Arguments& arguments, LocalDefinition& into)
{
    auto values = numbers(arguments);
    if (!values)
        return false;
    into.info.type = NativeType::Double;
    into.info.count = MaxArray;
    into.initial = makeArray(std::move(*values));
    return true;
}

bool readEnum(const Arguments& arguments, LocalDefinition& into)
{
    bool hasIndex = false;
    quint16 index = 0;
    if (!arguments.empty() && !arguments.front().quoted)
        index = arguments.front().text.toUShort(&hasIndex);
    for (auto it = arguments.begin() + (hasIndex ? 1 : 0); it != arguments.end(); ++it)
        into.info.labels << it->text;
    into.info.type = NativeType::Enum;
    into.initial = EnumIndex{index};
    return index < into.info.labels.size();
}

bool readUntyped(const Arguments& arguments, LocalDefinition& into)
{
    if (arguments.front().quoted)
        return readString(arguments, into);
    return arguments.size() > 1 ? readArray(arguments, into) : readDouble(arguments, into);
}

bool readArguments(Arguments arguments, LocalDefinition& into)
{
    static const std::map<QString, Reader> readers{{QStringLiteral("double"), readDouble},
        {QStringLiteral("long"), readLong}, {QStringLiteral("string"), readString},
        {QStringLiteral("array"), readArray}, {QStringLiteral("enum"), readEnum}};
    const auto reader = arguments.front().quoted ? readers.end() : readers.find(arguments.front().text);
    if (reader == readers.end())
        return readUntyped(arguments, into);
    arguments.erase(arguments.begin());
    return reader->second(arguments, into);
}

} // namespace

Result<LocalDefinition> LocalDefinition::parse(const QString& text)
{
    static const QRegularExpression form(QStringLiteral(R"(^([^\s(]+)\s*(?:\((.*)\))?$)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return bad(text, Texts::tr("expected name or name(type, initial value)"));
    LocalDefinition definition;
    definition.name = match.captured(1);
    definition.info.name = QStringLiteral("loc://") + definition.name;
    definition.info.canRead = true;
    definition.info.canWrite = true;
    definition.initial = 0.0;
    if (!match.hasCaptured(2))
        return definition;
    const std::optional<Arguments> arguments = split(match.captured(2));
    if (!arguments || !readArguments(*arguments, definition))
        return bad(text,
            Texts::tr(
                "expected a number, numbers, a \"text\", or a type (double, long, string, array, enum) and its initial "
                "value"));
    return definition;
}

} // namespace devices
