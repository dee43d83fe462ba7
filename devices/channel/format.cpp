#include "devices/channel/format.h"

#include "devices/kinds/texts.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

QString formatNumber(double value, std::optional<int> precision)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("+∞") : QStringLiteral("−∞");
    if (!precision)
        return QString::number(value, 'g', 6);
    const int digits = std::clamp(*precision, 0, 17);
    const double size = std::abs(value);
    const bool vanishes = size > 0 && size < 0.5 * std::pow(10.0, -digits);
    if (size >= 1e12 || vanishes)
        return QString::number(value, 'e', std::max(digits, 2));
    return QString::number(value, 'f', digits);
}

QString formatArray(const Value& value)
{
    constexpr std::size_t shown = 5;
    QStringList parts;
    if (const auto* texts = std::get_if<ArrayPtr<QString>>(&value)) {
        for (std::size_t i = 0; i < std::min(shown, (*texts)->size()); ++i)
            parts << (**texts)[i];
    } else {
        const std::vector<double> numbers = toDoubles(value);
        for (std::size_t i = 0; i < std::min(shown, numbers.size()); ++i)
            parts << QString::number(numbers[i], 'g', 6);
    }
    if (elementCount(value) > shown)
        parts << QStringLiteral("…");
    return QStringLiteral("[%1] %2").arg(elementCount(value)).arg(parts.join(QStringLiteral(", ")));
}

Result<Value> parseEnum(const QString& text, const ChannelInfo& info)
{
    if (const auto index = info.labels.indexOf(text); index >= 0)
        return Value(EnumIndex{static_cast<quint16>(index)});
    bool isNumber = false;
    const int index = text.toInt(&isNumber);
    if (isNumber && index >= 0 && (index < info.labels.size() || info.labels.isEmpty()) && index <= 0xFFFF)
        return Value(EnumIndex{static_cast<quint16>(index)});
    return Error{ErrorCode::BadValue,
        Texts::tr("\"%1\" is no state of %2; its states are %3")
            .arg(text, info.name, info.labels.join(QStringLiteral(", "))),
        info.name};
}

Result<Value> parseNumber(const QString& text, const ChannelInfo& info)
{
    bool isNumber = false;
    const double number = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(number))
        return Error{
            ErrorCode::BadValue, Texts::tr("\"%1\" is not a number that %2 can take").arg(text, info.name), info.name};
    if (info.type == NativeType::Double || info.type == NativeType::Float)
        return Value(number);
    if (number != std::floor(number) || std::abs(number) > 9e15)
        return Error{
            ErrorCode::BadValue, Texts::tr("%1 takes whole numbers, not \"%2\"").arg(info.name, text), info.name};
    return Value(static_cast<qint64>(number));
}

} // namespace

QString exactNumber(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString format(const Value& value, const ChannelInfo& info, bool longString)
{
    if (isNull(value))
        return {};
    if (const auto* number = std::get_if<double>(&value))
        return formatNumber(*number, info.precision);
    if (const auto* state = std::get_if<EnumIndex>(&value))
        return state->index < info.labels.size() ? info.labels[state->index] : QString::number(state->index);
    if (isArray(value) && !(longString && std::holds_alternative<ArrayPtr<quint8>>(value)))
        return formatArray(value);
    return toText(value);
}

Result<Value> parse(const QString& text, const ChannelInfo& info)
{
    const QString trimmed = text.trimmed();
    switch (info.type) {
    case NativeType::String:
        return Value(text);
    case NativeType::Enum:
        return parseEnum(trimmed, info);
    case NativeType::Char:
        if (info.count > 1) {
            const QByteArray bytes = text.toUtf8();
            std::vector<quint8> chars(bytes.cbegin(), bytes.cend());
            chars.push_back(0);
            return Value(makeArray(std::move(chars)));
        }
        [[fallthrough]];
    default:
        return parseNumber(trimmed, info);
    }
}

Result<Value> suitedTo(const Value& value, const ChannelInfo& info)
{
    const auto* text = std::get_if<QString>(&value);
    return text != nullptr && info.type != NativeType::String ? parse(*text, info) : Result<Value>(value);
}

Result<void> checkControlLimits(const Value& value, const ChannelInfo& info)
{
    const bool numeric = std::holds_alternative<double>(value) || std::holds_alternative<qint64>(value);
    if (!numeric)
        return {};
    const double number = *toDouble(value);
    if (!std::isfinite(number))
        return Error{
            ErrorCode::BadValue, Texts::tr("%1 was not written: the value is not finite").arg(info.name), info.name};
    if (!info.control.valid() || info.control.contains(number))
        return {};
    const bool high = number > info.control.high;
    const double limit = high ? info.control.high : info.control.low;
    const QString text = high ? Texts::tr("%1 = %2 %4 is above the high limit of %3 %4")
                              : Texts::tr("%1 = %2 %4 is below the low limit of %3 %4");
    return Error{ErrorCode::LimitViolation,
        text.arg(info.name, exactNumber(number), exactNumber(limit), info.units).simplified(), info.name};
}

std::optional<Value> withTextsCut(const Value& value, const ChannelInfo& info)
{
    if (info.maxTextBytes == 0)
        return std::nullopt;
    bool anyCut = false;
    const auto cut = [&](const QString& text) {
        const QByteArray bytes = text.toUtf8();
        if (bytes.size() <= static_cast<qsizetype>(info.maxTextBytes))
            return text;
        anyCut = true;
        return textFromBytes(bytes.first(static_cast<qsizetype>(info.maxTextBytes)), true);
    };
    Value result = value;
    if (const auto* text = std::get_if<QString>(&value)) {
        result = cut(*text);
    } else if (const auto* texts = std::get_if<ArrayPtr<QString>>(&value)) {
        std::vector<QString> each;
        std::transform((*texts)->cbegin(), (*texts)->cend(), std::back_inserter(each), cut);
        result = makeArray(std::move(each));
    }
    return anyCut ? std::optional(result) : std::nullopt;
}

namespace {

std::vector<QString> textsOf(const Value& value)
{
    const auto* texts = std::get_if<ArrayPtr<QString>>(&value);
    return texts != nullptr ? **texts : std::vector{toText(value)};
}

/// Whether a number written to a channel is the same as another read from it.
bool sameNumber(double a, double b, NativeType type)
{
    if (type == NativeType::Float)
        return static_cast<float>(a) == static_cast<float>(b) || (std::isnan(a) && std::isnan(b));
    if (type == NativeType::Char) // signed or not, as the reader likes
        return static_cast<quint8>(static_cast<int>(a)) == static_cast<quint8>(static_cast<int>(b));
    return a == b || (std::isnan(a) && std::isnan(b));
}

template <typename T, typename Same>
bool beginsWith(const std::vector<T>& all, const std::vector<T>& start, Same same)
{
    return !start.empty() && start.size() <= all.size() && std::equal(start.cbegin(), start.cend(), all.cbegin(), same);
}

} // namespace

Result<void> checkReadBack(const Value& written, const Value& readBack, const ChannelInfo& info)
{
    const auto same = [&info](double a, double b) { return sameNumber(a, b, info.type); };
    const bool asWritten = info.type == NativeType::String
        ? beginsWith(textsOf(readBack), textsOf(written), std::equal_to<>())
        : beginsWith(toDoubles(readBack), toDoubles(written), same);
    if (asWritten)
        return {};
    return Error{ErrorCode::Refused,
        Texts::tr("%1 was written %2 but reads back %3").arg(info.name, toText(written), toText(readBack)), info.name};
}

} // namespace devices
