#include "devices/channel/value.h"

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"
#include "devices/channel/result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <QStringDecoder>
#include <QTimeZone>

#include <array>
#include <cmath>
#include <type_traits>

namespace devices {

namespace {

template <typename T>
struct IsArray : std::false_type
{
};
template <typename T>
struct IsArray<ArrayPtr<T>> : std::true_type
{
    using Element = T;
};

QString charText(const std::vector<quint8>& chars)
{
    const auto end = std::find(chars.cbegin(), chars.cend(), quint8{0});
    return textFromBytes({reinterpret_cast<const char*>(chars.data()), end - chars.cbegin()});
}

QJsonValue jsonNumber(double number)
{
    return std::isfinite(number) ? QJsonValue(number) : QJsonValue(QJsonValue::Null);
}

template <typename T>
bool sameElement(const T& a, const T& b)
{
    if constexpr (std::is_floating_point_v<T>)
        return a == b || (std::isnan(a) && std::isnan(b));
    else
        return a == b;
}

} // namespace

Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

double toEpochSeconds(Timestamp time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

Timestamp fromEpochSeconds(double seconds)
{
    const double whole = std::floor(seconds); // apart: the product with 1e9 would not keep the last digits
    return Timestamp(std::chrono::seconds(static_cast<qint64>(whole)))
        + std::chrono::nanoseconds(std::llround((seconds - whole) * 1e9));
}

QString toIso(Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

bool isNull(const Value& value)
{
    return std::holds_alternative<std::monostate>(value);
}

bool isArray(const Value& value)
{
    return std::visit([](const auto& v) { return IsArray<std::decay_t<decltype(v)>>::value; }, value);
}

std::size_t elementCount(const Value& value)
{
    return std::visit(
        [](const auto& v) -> std::size_t {
            using T = std::decay_t<decltype(v)>;
            if constexpr (IsArray<T>::value)
                return v->size();
            else
                return std::is_same_v<T, std::monostate> ? 0 : 1;
        },
        value);
}

std::optional<double> toDouble(const Value& value)
{
    return std::visit(
        [](const auto& v) -> std::optional<double> {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_arithmetic_v<T>) {
                return static_cast<double>(v);
            } else if constexpr (std::is_same_v<T, EnumIndex>) {
                return v.index;
            } else if constexpr (IsArray<T>::value) {
                if constexpr (!std::is_same_v<T, ArrayPtr<QString>>) {
                    if (!v->empty())
                        return static_cast<double>(v->front());
                }
            }
            return std::nullopt;
        },
        value);
}

std::optional<qint64> toInteger(const Value& value)
{
    if (const auto* integer = std::get_if<qint64>(&value))
        return *integer;
    const std::optional<double> number = toDouble(value);
    if (!number || !(std::abs(*number) < 9.2e18))
        return std::nullopt;
    return static_cast<qint64>(*number);
}

std::vector<double> toDoubles(const Value& value)
{
    return std::visit(
        [&value](const auto& v) -> std::vector<double> {
            using T = std::decay_t<decltype(v)>;
            if constexpr (IsArray<T>::value) {
                if constexpr (!std::is_same_v<T, ArrayPtr<QString>>)
                    return std::vector<double>(v->begin(), v->end());
            } else if (const auto number = toDouble(value)) {
                return {*number};
            }
            return {};
        },
        value);
}

QString textFromBytes(QByteArrayView bytes, bool mayBeCut)
{
    // The stateless decoder takes an incomplete character at the end for an error, the other waits for its rest.
    QStringDecoder utf8(
        QStringDecoder::Utf8, mayBeCut ? QStringDecoder::Flag::Default : QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

QString toText(const Value& value)
{
    return std::visit(
        [](const auto& v) -> QString {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, QString>) {
                return v;
            } else if constexpr (std::is_same_v<T, double>) {
                return QString::number(v, 'g', QLocale::FloatingPointShortest);
            } else if constexpr (std::is_same_v<T, qint64>) {
                return QString::number(v);
            } else if constexpr (std::is_same_v<T, EnumIndex>) {
                return QString::number(v.index);
            } else if constexpr (std::is_same_v<T, ArrayPtr<quint8>>) {
                return charText(*v);
            } else if constexpr (IsArray<T>::value) {
                QStringList parts;
                for (const auto& element : *v) {
                    if constexpr (std::is_same_v<T, ArrayPtr<QString>>)
                        parts << element;
                    else if constexpr (std::is_floating_point_v<typename IsArray<T>::Element>)
                        parts << QString::number(element, 'g', QLocale::FloatingPointShortest);
                    else
                        parts << QString::number(element);
                }
                return parts.join(QLatin1Char(' '));
            } else {
                return {};
            }
        },
        value);
}

QJsonValue toJson(const Value& value)
{
    return std::visit(
        [](const auto& v) -> QJsonValue {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return QJsonValue(QJsonValue::Null);
            } else if constexpr (std::is_same_v<T, double>) {
                return jsonNumber(v);
            } else if constexpr (std::is_same_v<T, EnumIndex>) {
                return QJsonValue(v.index);
            } else if constexpr (IsArray<T>::value) {
                QJsonArray array;
                for (const auto& element : *v) {
                    if constexpr (std::is_same_v<T, ArrayPtr<QString>>)
                        array.append(element);
                    else
                        array.append(jsonNumber(static_cast<double>(element)));
                }
                return array;
            } else {
                return QJsonValue(v);
            }
        },
        value);
}

bool equal(const Value& a, const Value& b)
{
    if (a.index() != b.index())
        return false;
    return std::visit(
        [&b](const auto& left) {
            using T = std::decay_t<decltype(left)>;
            const auto& right = std::get<T>(b);
            if constexpr (IsArray<T>::value) {
                return left == right
                    || std::equal(left->begin(), left->end(), right->begin(), right->end(),
                        sameElement<typename IsArray<T>::Element>);
            } else if constexpr (std::is_same_v<T, double>) {
                return sameElement(left, right);
            } else {
                return left == right;
            }
        },
        a);
}

QString severityName(Severity severity)
{
    static const std::array<const char*, 4> names{"NO_ALARM", "MINOR", "MAJOR", "INVALID"};
    return QString::fromLatin1(names.at(std::min<std::size_t>(static_cast<std::size_t>(severity), 3)));
}

QString statusName(quint16 status)
{
    static const std::array<const char*, 22> names{"NO_ALARM", "READ", "WRITE", "HIHI", "HIGH", "LOLO", "LOW", "STATE",
        "COS", "COMM", "TIMEOUT", "HWLIMIT", "CALC", "SCAN", "LINK", "SOFT", "BAD_SUB", "UDF", "DISABLE", "SIMM",
        "READ_ACCESS", "WRITE_ACCESS"};
    return status < names.size() ? QString::fromLatin1(names.at(status)) : QStringLiteral("?");
}

int bytesOf(NativeType type)
{
    constexpr int bytes[] = {40, 2, 4, 2, 1, 4, 8};
    const auto index = static_cast<std::size_t>(type);
    return index < std::size(bytes) ? bytes[index] : 8;
}

QString nativeTypeName(NativeType type)
{
    static const std::array<const char*, 7> names{"string", "short", "float", "enum", "char", "long", "double"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(type)));
}

QString connectionStateName(ConnectionState state)
{
    static const std::array<const char*, 3> names{"never connected", "connected", "disconnected"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(state)));
}

QString errorCodeName(ErrorCode code)
{
    static const std::array<const char*, 12> names{"disconnected", "timeout", "limit_violation", "no_access",
        "read_only", "bad_value", "refused", "stopped", "cancelled", "not_supported", "io", "internal"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(code)));
}

} // namespace devices
