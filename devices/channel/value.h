#pragma once

#include <QByteArrayView>
#include <QJsonValue>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace devices {

template <typename T>
using ArrayPtr = std::shared_ptr<const std::vector<T>>;

template <typename T>
ArrayPtr<T> makeArray(std::vector<T> elements)
{
    return std::make_shared<const std::vector<T>>(std::move(elements));
}

/// An enumeration's state by its number; the labels stand in ChannelInfo.
struct EnumIndex
{
    quint16 index = 0;
    friend bool operator==(EnumIndex, EnumIndex) = default;
};

/// Any value that a channel carries. Integers of every width are qint64, floats are widened to double (both exact);
/// arrays keep their element type. Copies share array payloads.
using Value = std::variant<std::monostate, double, qint64, EnumIndex, QString, ArrayPtr<double>, ArrayPtr<float>,
    ArrayPtr<qint32>, ArrayPtr<quint32>, ArrayPtr<qint16>, ArrayPtr<quint16>, ArrayPtr<qint8>, ArrayPtr<quint8>,
    ArrayPtr<QString>>;

/// Nanoseconds since 1970-01-01 00:00:00 UTC.
using Timestamp = std::chrono::sys_time<std::chrono::nanoseconds>;

Timestamp now();
/// Seconds since 1970 as in documents; exact to about 0.2 µs.
double toEpochSeconds(Timestamp time);
Timestamp fromEpochSeconds(double seconds);
/// ISO 8601 with milliseconds and local zone, e.g. 2026-11-20T14:47:37.912+01:00.
QString toIso(Timestamp time);

bool isNull(const Value& value);
bool isArray(const Value& value);
/// Number of elements: 1 for scalars, 0 for null.
std::size_t elementCount(const Value& value);
/// The number of a scalar (enum: its index; string: never); of an array its first element. Null when there is none.
std::optional<double> toDouble(const Value& value);
std::optional<qint64> toInteger(const Value& value);
/// All elements as doubles; empty for strings.
std::vector<double> toDoubles(const Value& value);
/// UTF-8, else Latin-1. `mayBeCut`: an incomplete character at the end is left out.
QString textFromBytes(QByteArrayView bytes, bool mayBeCut = false);
/// Text of a scalar at full precision; a CHAR array as text up to its first NUL (UTF-8, else Latin-1).
QString toText(const Value& value);
/// Scalars as such, arrays as JSON arrays; NaN and infinities become null, as JSON has none.
QJsonValue toJson(const Value& value);
/// Exact equality of type and content (NaN equals NaN).
bool equal(const Value& a, const Value& b);

} // namespace devices
