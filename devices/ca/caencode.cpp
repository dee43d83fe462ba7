#include "devices/ca/caencode.h"

#include "devices/channel/format.h"
#include "devices/kinds/texts.h"

#include <cadef.h>

#include <cmath>
#include <cstring>

namespace devices {

namespace {

constexpr qsizetype StringBytes = 40;

Error badValue(const QString& text, const ChannelInfo& info)
{
    return {ErrorCode::BadValue, text, info.name};
}

struct IntegerRange
{
    double low;
    double high;
};

/// Chars are signed or not as the reader likes, so both are taken.
IntegerRange rangeOf(NativeType type)
{
    switch (type) {
    case NativeType::Short:
        return {-32768, 32767};
    case NativeType::Char:
        return {-128, 255};
    case NativeType::Enum:
        return {0, 65535};
    default:
        return {-2147483648.0, 2147483647.0};
    }
}

// Unsigned integers, which Channel Access lacks, travel in the next wider type; the server converts.
template <typename T>
inline constexpr long WireType = -1;
template <>
inline constexpr long WireType<double> = DBR_DOUBLE;
template <>
inline constexpr long WireType<float> = DBR_FLOAT;
template <>
inline constexpr long WireType<qint32> = DBR_LONG;
template <>
inline constexpr long WireType<qint16> = DBR_SHORT;
template <>
inline constexpr long WireType<quint8> = DBR_CHAR;
template <>
inline constexpr long WireType<qint8> = DBR_CHAR;

} // namespace

CaPutData::CaPutData(long type, unsigned long count, const void* external)
    : m_type(type)
    , m_count(count)
    , m_external(external)
{
}

template <typename T>
CaPutData CaPutData::scalar(long type, T value)
{
    CaPutData data(type, 1, nullptr);
    data.m_own.resize(sizeof(T));
    std::memcpy(data.m_own.data(), &value, sizeof(T));
    return data;
}

Result<CaPutData> CaPutData::encode(const Value& value, const ChannelInfo& info)
{
    if (isNull(value))
        return badValue(Texts::tr("%1 was not written: no value was given").arg(info.name), info);
    if (const auto* texts = std::get_if<ArrayPtr<QString>>(&value))
        return encodeTexts(**texts, info);
    if (isArray(value))
        return encodeArray(value, info);
    if (info.type == NativeType::String)
        return encodeTexts({toText(value)}, info);
    if (std::holds_alternative<QString>(value)) {
        Result<Value> parsed = parse(std::get<QString>(value), info);
        return parsed ? encode(parsed.value(), info) : Result<CaPutData>(parsed.error());
    }
    return encodeNumber(*toDouble(value), info);
}

Result<CaPutData> CaPutData::encodeNumber(double number, const ChannelInfo& info)
{
    if (info.type == NativeType::Double)
        return scalar(DBR_DOUBLE, number);
    if (info.type == NativeType::Float)
        return scalar(DBR_FLOAT, static_cast<float>(number));
    if (number != std::floor(number))
        return badValue(Texts::tr("%1 takes whole numbers, not %2").arg(info.name, exactNumber(number)), info);
    if (info.type == NativeType::Enum && !info.labels.isEmpty()
        && !(number >= 0 && number < static_cast<double>(info.labels.size())))
        return badValue(Texts::tr("%1 has no state %2; it has %3 states")
                            .arg(info.name, exactNumber(number))
                            .arg(info.labels.size()),
            info);
    const IntegerRange range = rangeOf(info.type);
    if (!(number >= range.low && number <= range.high))
        return badValue(Texts::tr("%1 takes whole numbers from %2 to %3, not %4")
                            .arg(info.name, exactNumber(range.low), exactNumber(range.high), exactNumber(number)),
            info);
    switch (info.type) {
    case NativeType::Short:
        return scalar(DBR_SHORT, static_cast<qint16>(number));
    case NativeType::Enum:
        return scalar(DBR_ENUM, static_cast<quint16>(number));
    case NativeType::Char:
        return scalar(DBR_CHAR, static_cast<quint8>(static_cast<int>(number)));
    default:
        return scalar(DBR_LONG, static_cast<qint32>(number));
    }
}

Result<CaPutData> CaPutData::encodeTexts(const std::vector<QString>& texts, const ChannelInfo& info)
{
    if (texts.empty() || texts.size() > info.count)
        return badValue(
            Texts::tr("%1 takes 1 to %2 elements, not %3").arg(info.name).arg(info.count).arg(texts.size()), info);
    CaPutData data(DBR_STRING, texts.size(), nullptr);
    data.m_own.resize(static_cast<qsizetype>(texts.size()) * StringBytes);
    std::fill(data.m_own.begin(), data.m_own.end(), '\0');
    qsizetype offset = 0;
    for (const QString& text : texts) {
        const QByteArray bytes = text.toUtf8();
        if (bytes.size() >= StringBytes)
            return badValue(Texts::tr("\"%1\" is too long for %2: it takes %3 bytes, not %4")
                                .arg(text, info.name)
                                .arg(StringBytes - 1)
                                .arg(bytes.size()),
                info);
        std::memcpy(data.m_own.data() + offset, bytes.constData(), static_cast<std::size_t>(bytes.size()));
        offset += StringBytes;
    }
    return data;
}

Result<CaPutData> CaPutData::encodeArray(const Value& value, const ChannelInfo& info)
{
    const std::size_t count = elementCount(value);
    if (count == 0 || count > info.count)
        return badValue(Texts::tr("%1 takes 1 to %2 elements, not %3").arg(info.name).arg(info.count).arg(count), info);
    return std::visit(
        [count, &value](const auto& elements) -> Result<CaPutData> {
            if constexpr (requires { elements->data(); }) {
                using T = typename std::decay_t<decltype(*elements)>::value_type;
                if constexpr (WireType<T> >= 0)
                    return CaPutData(WireType<T>, count, elements->data());
            }
            CaPutData data(DBR_DOUBLE, count, nullptr);
            const std::vector<double> numbers = toDoubles(value);
            data.m_own.resize(static_cast<qsizetype>(count * sizeof(double)));
            std::memcpy(data.m_own.data(), numbers.data(), count * sizeof(double));
            return data;
        },
        value);
}

} // namespace devices
