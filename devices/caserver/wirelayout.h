#pragma once

#include "devices/channel/channelinfo.h"

namespace devices {

enum class DbrClass : quint8 { Plain, Sts, Time, Gr, Ctrl, PutAck, StsAck, ClassName };

inline constexpr quint16 LastDbrType = 38;
inline constexpr quint16 PutAckTransientType = 35;
inline constexpr quint16 PutAckSeverityType = 36;
inline constexpr std::size_t WireStringBytes = 40;
inline constexpr std::size_t WireUnitsBytes = 8;
inline constexpr std::size_t WireLabelBytes = 26;
inline constexpr qsizetype WireMaxLabels = 16;

/// Where one of the DBR types 0…38 keeps its values.
struct WireLayout
{
    quint16 code = 0;
    DbrClass dbrClass = DbrClass::Plain;
    NativeType base = NativeType::String;
    std::size_t valueOffset = 0;
    std::size_t valueBytes = 0;

    /// Bytes of `count` elements with their metadata, before padding. Cannot overflow for 32-bit counts.
    std::size_t bytes(std::size_t count) const { return valueOffset + count * valueBytes; }
};

/// Null for codes beyond the last.
const WireLayout* wireLayout(quint32 code);
std::size_t wireElementBytes(NativeType base);

} // namespace devices
