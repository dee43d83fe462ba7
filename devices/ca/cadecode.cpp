#include "devices/ca/cadecode.h"

#include <cadef.h>

#include <cstring>
#include <span>

namespace devices {

namespace {

constexpr std::size_t StringBytes = 40;
constexpr std::size_t UnitsBytes = 8;
constexpr std::size_t LabelBytes = 26;
constexpr std::size_t MaxLabels = 16;
constexpr qint64 EpicsEpoch = 631152000; // 1990-01-01 in Unix time

using Bytes = std::span<const std::byte>;

Bytes bytesOf(const event_handler_args& args, std::size_t count)
{
    const auto type = static_cast<std::size_t>(args.type);
    const std::size_t size = dbr_value_offset[type] + std::max<std::size_t>(count, 1) * dbr_value_size[type];
    return {static_cast<const std::byte*>(args.dbr), size};
}

/// Element offsets are not always aligned, hence no casts.
template <typename T>
T at(Bytes bytes, std::size_t offset)
{
    T value;
    std::memcpy(&value, bytes.subspan(offset, sizeof(T)).data(), sizeof(T));
    return value;
}

/// Up to the NUL, if there is one. A text that fills its field may have been cut inside a character.
QString textAt(Bytes bytes, std::size_t offset, std::size_t maxBytes)
{
    const auto* start = reinterpret_cast<const char*>(bytes.subspan(offset, maxBytes).data());
    const std::size_t length = strnlen(start, maxBytes);
    return textFromBytes({start, static_cast<qsizetype>(length)}, length + 1 >= maxBytes);
}

Timestamp timeOf(Bytes bytes)
{
    const auto seconds = at<quint32>(bytes, 4);
    const auto nanoseconds = at<quint32>(bytes, 8);
    if (seconds == 0 && nanoseconds == 0)
        return {}; // never processed
    return Timestamp(std::chrono::seconds(EpicsEpoch + seconds))
        + std::chrono::nanoseconds(std::min(nanoseconds, 999999999U));
}

template <typename T>
Value arrayOf(Bytes bytes, std::size_t offset, std::size_t count)
{
    const std::byte* start = bytes.subspan(offset, count * sizeof(T)).data();
    if (reinterpret_cast<std::uintptr_t>(start) % alignof(T)
        == 0) { // as libca's are: copied once, and not cleared before
        const auto* first = reinterpret_cast<const T*>(start);
        return makeArray(std::vector<T>(first, first + count));
    }
    std::vector<T> elements(count);
    std::memcpy(elements.data(), start, count * sizeof(T));
    return makeArray(std::move(elements));
}

Value stringsOf(Bytes bytes, std::size_t offset, std::size_t count)
{
    std::vector<QString> elements;
    elements.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        elements.push_back(textAt(bytes, offset + i * StringBytes, StringBytes));
    return makeArray(std::move(elements));
}

Value scalarOf(Bytes bytes, std::size_t offset, NativeType type)
{
    switch (type) {
    case NativeType::String:
        return textAt(bytes, offset, StringBytes);
    case NativeType::Short:
        return qint64{at<qint16>(bytes, offset)};
    case NativeType::Float:
        return double{at<float>(bytes, offset)};
    case NativeType::Enum:
        return EnumIndex{at<quint16>(bytes, offset)};
    case NativeType::Char:
        return qint64{at<quint8>(bytes, offset)};
    case NativeType::Long:
        return qint64{at<qint32>(bytes, offset)};
    case NativeType::Double:
        return at<double>(bytes, offset);
    }
    return {};
}

Value elementsOf(Bytes bytes, std::size_t offset, NativeType type, std::size_t count)
{
    switch (type) {
    case NativeType::String:
        return stringsOf(bytes, offset, count);
    case NativeType::Short:
        return arrayOf<qint16>(bytes, offset, count);
    case NativeType::Float:
        return arrayOf<float>(bytes, offset, count);
    case NativeType::Enum:
        return arrayOf<quint16>(bytes, offset, count);
    case NativeType::Char:
        return arrayOf<quint8>(bytes, offset, count);
    case NativeType::Long:
        return arrayOf<qint32>(bytes, offset, count);
    case NativeType::Double:
        return arrayOf<double>(bytes, offset, count);
    }
    return {};
}

/// Eight numbers: display high, low, alarm high, warning high, warning low, alarm low, control high, low.
template <typename T>
void limitsOf(Bytes bytes, std::size_t offset, ChannelInfo& info)
{
    const auto limit
        = [bytes, offset](std::size_t i) { return static_cast<double>(at<T>(bytes, offset + i * sizeof(T))); };
    info.display = {limit(1), limit(0)};
    info.alarm = {limit(5), limit(2)};
    info.warning = {limit(4), limit(3)};
    info.control = {limit(7), limit(6)};
}

QStringList labelsOf(Bytes bytes)
{
    const auto count = std::min<std::size_t>(at<quint16>(bytes, 4), MaxLabels);
    QStringList labels;
    for (std::size_t i = 0; i < count; ++i)
        labels << textAt(bytes, 6 + i * LabelBytes, LabelBytes);
    return labels;
}

} // namespace

Reading decodeReading(const event_handler_args& args, bool array)
{
    const auto count = static_cast<std::size_t>(std::max(args.count, 0L));
    const Bytes bytes = bytesOf(args, count);
    const auto type = static_cast<NativeType>(args.type - DBR_TIME_STRING);
    const std::size_t offset = dbr_value_offset[args.type];
    Reading reading;
    reading.status = at<quint16>(bytes, 0);
    reading.severity = static_cast<Severity>(std::min<quint16>(at<quint16>(bytes, 2), 3));
    reading.time = timeOf(bytes);
    if (array)
        reading.value = elementsOf(bytes, offset, type, count);
    else if (count > 0)
        reading.value = scalarOf(bytes, offset, type);
    return reading;
}

void decodeMetadata(const event_handler_args& args, ChannelInfo& info)
{
    const Bytes bytes = bytesOf(args, 1);
    const auto type = static_cast<NativeType>(args.type - DBR_CTRL_STRING);
    switch (type) {
    case NativeType::String:
        return;
    case NativeType::Enum:
        info.labels = labelsOf(bytes);
        return;
    case NativeType::Short:
        limitsOf<qint16>(bytes, 12, info);
        break;
    case NativeType::Char:
        limitsOf<quint8>(bytes, 12, info);
        break;
    case NativeType::Long:
        limitsOf<qint32>(bytes, 12, info);
        break;
    case NativeType::Float:
        limitsOf<float>(bytes, 16, info);
        break;
    case NativeType::Double:
        limitsOf<double>(bytes, 16, info);
        break;
    }
    const bool floating = type == NativeType::Float || type == NativeType::Double;
    info.units = textAt(bytes, floating ? 8 : 4, UnitsBytes);
    if (floating)
        info.precision = at<qint16>(bytes, 4);
}

} // namespace devices
