#include "devices/caserver/metadataencoder.h"

#include <array>
#include <cmath>
#include <limits>

namespace devices {

namespace {

constexpr qint64 epicsEpoch = 631152000; // 1990-01-01 00:00:00 UTC in seconds since 1970
constexpr qint64 nsPerSecond = 1000000000;

enum class Missing : quint8 { Zero, NotANumber };

void putStamp(Timestamp time, char* to)
{
    const qint64 ns = time.time_since_epoch().count() - epicsEpoch * nsPerSecond;
    if (ns <= 0)
        return;
    storeBig<quint32>(to, static_cast<quint32>(ns / nsPerSecond));
    storeBig<quint32>(to + 4, static_cast<quint32>(ns % nsPerSecond));
}

template <typename T>
T limitAs(double limit, Missing missing)
{
    if constexpr (std::is_floating_point_v<T>) {
        return std::isnan(limit) && missing == Missing::Zero ? T{0} : static_cast<T>(limit);
    } else {
        if (std::isnan(limit))
            return 0;
        constexpr double low = std::numeric_limits<T>::min();
        constexpr double high = std::numeric_limits<T>::max();
        return static_cast<T>(std::clamp(limit, low, high));
    }
}

template <typename T>
void putLimits(const PvMetadata& metadata, bool control, char* to)
{
    const std::array<std::pair<double, Missing>, 8> limits{{
        {metadata.display.high, Missing::Zero},
        {metadata.display.low, Missing::Zero},
        {metadata.alarm.high, Missing::NotANumber},
        {metadata.warning.high, Missing::NotANumber},
        {metadata.warning.low, Missing::NotANumber},
        {metadata.alarm.low, Missing::NotANumber},
        {metadata.control.high, Missing::Zero},
        {metadata.control.low, Missing::Zero},
    }};
    const std::size_t count = control ? 8 : 6;
    for (std::size_t i = 0; i < count; ++i)
        storeBig<T>(to + i * sizeof(T), limitAs<T>(limits.at(i).first, limits.at(i).second));
}

void putCut(const QString& text, std::size_t room, char* to)
{
    const QByteArray bytes = text.toUtf8();
    const std::string_view shown = cutUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())}, room - 1);
    std::memcpy(to, shown.data(), shown.size());
}

void putLabels(const PvSnapshot& pv, char* to)
{
    if (pv.type != NativeType::Enum)
        return;
    const qsizetype count = std::min(pv.metadata.labels.size(), WireMaxLabels);
    storeBig<quint16>(to + 4, static_cast<quint16>(count));
    for (qsizetype i = 0; i < count; ++i)
        putCut(pv.metadata.labels.at(i), WireLabelBytes, to + 6 + static_cast<std::size_t>(i) * WireLabelBytes);
}

void putGraphics(const WireLayout& layout, const PvSnapshot& pv, char* to)
{
    const bool control = layout.dbrClass == DbrClass::Ctrl;
    const PvMetadata& metadata = pv.metadata;
    switch (layout.base) {
    case NativeType::String:
        return;
    case NativeType::Enum:
        putLabels(pv, to);
        return;
    case NativeType::Float:
    case NativeType::Double:
        storeBig<qint16>(to + 4, static_cast<qint16>(std::clamp(metadata.precision, -32768, 32767)));
        putCut(metadata.units, WireUnitsBytes, to + 8);
        if (layout.base == NativeType::Float)
            putLimits<float>(metadata, control, to + 16);
        else
            putLimits<double>(metadata, control, to + 16);
        return;
    default:
        break;
    }
    putCut(metadata.units, WireUnitsBytes, to + 4);
    if (layout.base == NativeType::Short)
        putLimits<qint16>(metadata, control, to + 12);
    else if (layout.base == NativeType::Char)
        putLimits<quint8>(metadata, control, to + 12);
    else
        putLimits<qint32>(metadata, control, to + 12);
}

} // namespace

void encodeMetadata(const WireLayout& layout, const PvSnapshot& pv, char* to)
{
    if (layout.dbrClass == DbrClass::Plain || layout.dbrClass == DbrClass::ClassName)
        return;
    std::memset(to, 0, layout.valueOffset);
    storeBig<quint16>(to, pv.reading.status);
    storeBig<quint16>(to + 2, static_cast<quint16>(pv.reading.severity));
    switch (layout.dbrClass) {
    case DbrClass::Time:
        putStamp(pv.reading.time, to + 4);
        break;
    case DbrClass::Gr:
    case DbrClass::Ctrl:
        putGraphics(layout, pv, to);
        break;
    case DbrClass::StsAck:
        storeBig<quint16>(to + 4, pv.ackTransient);
        storeBig<quint16>(to + 6, pv.ackSeverity);
        break;
    default:
        break;
    }
}

} // namespace devices
