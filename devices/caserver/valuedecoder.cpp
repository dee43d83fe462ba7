#include "devices/caserver/valuedecoder.h"

#include "devices/caserver/valuetext.h"

#include <cmath>
#include <limits>
#include <type_traits>

namespace devices {

namespace {

constexpr int textPrecision = 6;

/// The elements of a payload, read as T.
template <typename T>
struct Source
{
    std::span<const char> payload;

    auto operator[](std::size_t i) const
    {
        if constexpr (std::is_same_v<T, std::string_view>) {
            const std::span<const char> room = payload.subspan(i * WireStringBytes);
            const std::string_view text(room.data(), std::min(room.size(), WireStringBytes));
            return text.substr(0, text.find('\0'));
        } else {
            return loadBig<T>(payload.data() + i * sizeof(T));
        }
    }
};

std::optional<double> toReal(std::string_view text)
{
    return parseWireDouble(text);
}
template <typename T>
std::optional<double> toReal(T number)
{
    return static_cast<double>(number);
}

template <typename T>
std::optional<qint64> toWhole(T number, qint64 low, qint64 high)
{
    if constexpr (std::is_same_v<T, std::string_view>) {
        const std::optional<qint64> whole = parseWireInteger(number);
        return whole ? toWhole(*whole, low, high) : std::nullopt;
    } else if constexpr (std::is_floating_point_v<T>) {
        const double whole = std::trunc(static_cast<double>(number));
        if (!(whole >= static_cast<double>(low) && whole <= static_cast<double>(high)))
            return std::nullopt;
        return static_cast<qint64>(whole);
    } else {
        const auto whole = static_cast<qint64>(number);
        return whole >= low && whole <= high ? std::optional(whole) : std::nullopt;
    }
}

template <typename T>
std::optional<quint16> toState(T source, const QStringList& labels)
{
    const qint64 last = labels.isEmpty() ? 0xFFFF : labels.size() - 1;
    if constexpr (std::is_same_v<T, std::string_view>) {
        const QString text = QString::fromUtf8(source.data(), static_cast<qsizetype>(source.size()));
        if (const qsizetype index = labels.indexOf(text); index >= 0)
            return static_cast<quint16>(index);
        bool isNumber = !text.isEmpty() && text.at(0).isDigit();
        const qint64 index = isNumber ? text.toLongLong(&isNumber) : 0;
        return isNumber && index <= last ? std::optional(static_cast<quint16>(index)) : std::nullopt;
    } else {
        const std::optional<qint64> index = toWhole(source, 0, last);
        return index ? std::optional(static_cast<quint16>(*index)) : std::nullopt;
    }
}

template <typename T>
QString toWireText(T source)
{
    if constexpr (std::is_same_v<T, std::string_view>) {
        return toText(makeArray(std::vector<quint8>(source.begin(), source.end())));
    } else {
        const NumberText text = [source] {
            if constexpr (std::is_floating_point_v<T>)
                return NumberText(static_cast<double>(source), textPrecision);
            else
                return NumberText(static_cast<qint64>(source));
        }();
        return QString::fromLatin1(text.view().data(), static_cast<qsizetype>(text.view().size()));
    }
}

DecodedValue accepted(Value value)
{
    return {CaStatus::Normal, std::move(value)};
}
DecodedValue refused(CaStatus status)
{
    return {status, std::nullopt};
}

/// An array of Out, each element by `convert(source) → optional`; a refused element refuses all.
template <typename Out, typename T, typename Convert>
DecodedValue decodeArray(const Source<T>& source, std::size_t count, Convert convert)
{
    std::vector<Out> elements;
    elements.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto element = convert(source[i]);
        if (!element)
            return refused(CaStatus::PutFailed);
        elements.push_back(static_cast<Out>(*element));
    }
    return accepted(makeArray(std::move(elements)));
}

/// Low bits kept of whatever fits either as signed or as unsigned.
template <typename Out, typename T>
DecodedValue decodeIntegers(const Source<T>& source, std::size_t count)
{
    const auto convert = [](auto element) {
        return toWhole(element, qint64{std::numeric_limits<std::make_signed_t<Out>>::min()},
            qint64{std::numeric_limits<std::make_unsigned_t<Out>>::max()});
    };
    return decodeArray<Out>(source, count, convert);
}

template <typename T>
DecodedValue decodeAnyArray(const Source<T>& source, std::size_t count, const PvSnapshot& pv)
{
    const Value& now = pv.reading.value;
    const auto real = [](auto element) { return toReal(element); };
    switch (pv.type) {
    case NativeType::Double:
        return decodeArray<double>(source, count, real);
    case NativeType::Float:
        return decodeArray<float>(source, count, real);
    case NativeType::Long:
        return std::holds_alternative<ArrayPtr<quint32>>(now) ? decodeIntegers<quint32>(source, count)
                                                              : decodeIntegers<qint32>(source, count);
    case NativeType::Short:
        return std::holds_alternative<ArrayPtr<quint16>>(now) ? decodeIntegers<quint16>(source, count)
                                                              : decodeIntegers<qint16>(source, count);
    case NativeType::Char:
        return std::holds_alternative<ArrayPtr<qint8>>(now) ? decodeIntegers<qint8>(source, count)
                                                            : decodeIntegers<quint8>(source, count);
    case NativeType::Enum:
        return decodeArray<quint16>(
            source, count, [&pv](auto element) { return toState(element, pv.metadata.labels); });
    case NativeType::String:
        return decodeArray<QString>(source, count, [](auto element) { return std::optional(toWireText(element)); });
    }
    Q_UNREACHABLE();
}

DecodedValue wholeScalar(std::optional<qint64> number)
{
    return number ? accepted(Value(*number)) : refused(CaStatus::PutFailed);
}

template <typename T>
DecodedValue decodeScalar(T source, const PvSnapshot& pv)
{
    switch (pv.type) {
    case NativeType::Double:
    case NativeType::Float: {
        const std::optional<double> number = toReal(source);
        if (!number)
            return refused(CaStatus::PutFailed);
        return accepted(
            Value(pv.type == NativeType::Float ? static_cast<double>(static_cast<float>(*number)) : *number));
    }
    case NativeType::Long:
        return wholeScalar(toWhole(source, std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max()));
    case NativeType::Short:
        return wholeScalar(toWhole(source, std::numeric_limits<qint16>::min(), std::numeric_limits<qint16>::max()));
    case NativeType::Char: {
        const std::optional<qint64> number = toWhole(source, std::numeric_limits<qint8>::min(), 0xFF);
        return wholeScalar(number ? std::optional<qint64>(static_cast<quint8>(*number)) : std::nullopt);
    }
    case NativeType::Enum: {
        const std::optional<quint16> state = toState(source, pv.metadata.labels);
        return state ? accepted(Value(EnumIndex{*state})) : refused(CaStatus::PutFailed);
    }
    case NativeType::String:
        return accepted(Value(toWireText(source)));
    }
    Q_UNREACHABLE();
}

template <typename T>
DecodedValue decodeFrom(std::span<const char> payload, std::size_t count, const PvSnapshot& pv)
{
    const Source<T> source{payload};
    if (pv.maxCount > 1)
        return decodeAnyArray(source, std::min(count, pv.maxCount), pv);
    return count == 0 ? DecodedValue{} : decodeScalar(source[0], pv);
}

DecodedValue decodeLongString(std::span<const char> chars)
{
    const std::span<const char> shown = chars.first(std::min(chars.size(), LongStringBytes - 1));
    return accepted(Value(toText(makeArray(std::vector<quint8>(shown.begin(), shown.end())))));
}

} // namespace

DecodedValue decodeValue(quint16 type, std::size_t count, std::span<const char> payload, const PvSnapshot& pv)
{
    const WireLayout* layout = wireLayout(type);
    if (!layout)
        return refused(CaStatus::NoConversion);
    if (layout->dbrClass != DbrClass::Plain)
        return refused(CaStatus::PutFailed);
    const bool oneString = layout->base == NativeType::String && count == 1;
    if (oneString ? payload.empty() : layout->bytes(count) > payload.size())
        return refused(CaStatus::BadCount);
    if (pv.longString && layout->base == NativeType::Char)
        return decodeLongString(payload.first(count));
    switch (layout->base) {
    case NativeType::String:
        return decodeFrom<std::string_view>(payload, count, pv);
    case NativeType::Short:
        return decodeFrom<qint16>(payload, count, pv);
    case NativeType::Float:
        return decodeFrom<float>(payload, count, pv);
    case NativeType::Enum:
        return decodeFrom<quint16>(payload, count, pv);
    case NativeType::Char:
        return decodeFrom<quint8>(payload, count, pv);
    case NativeType::Long:
        return decodeFrom<qint32>(payload, count, pv);
    case NativeType::Double:
        return decodeFrom<double>(payload, count, pv);
    }
    Q_UNREACHABLE();
}

} // namespace devices
