#pragma once

#include <QtEndian>
#include <QtGlobal>

#include <bit>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace devices {

/// Commands of the Channel Access protocol that a server receives or sends.
enum class CaCommand : quint16 {
    Version = 0,
    EventAdd = 1,
    EventCancel = 2,
    Read = 3,
    Write = 4,
    Search = 6,
    EventsOff = 8,
    EventsOn = 9,
    ReadSync = 10,
    Error = 11,
    ClearChannel = 12,
    ServerIsUp = 13,
    NotFound = 14,
    ReadNotify = 15,
    CreateChannel = 18,
    WriteNotify = 19,
    ClientName = 20,
    HostName = 21,
    AccessRights = 22,
    Echo = 23,
    CreateChannelFail = 26,
    ServerDisconnect = 27,
};

/// Status codes. All but Normal are of severity "warning": a client without an exception handler aborts its process upon
/// an error, so none ever leaves this server.
enum class CaStatus : quint32 {
    Normal = 1,
    OutOfMemory = 48,
    TooLarge = 72,
    GetFailed = 152,
    PutFailed = 160,
    BadCount = 176,
    NoReadAccess = 368,
    NoWriteAccess = 376,
    NoConversion = 400,
    OldClientArray = 464,
};

enum EventMask : quint8 { ValueEvent = 1, LogEvent = 2, AlarmEvent = 4, PropertyEvent = 8 };

inline constexpr quint16 CaMinorVersion = 13;
inline constexpr quint16 OldestMinorVersion = 4;
inline constexpr quint16 LargeArrayMinorVersion = 9;
inline constexpr quint16 SequencedSearchMinorVersion = 11;
inline constexpr quint32 AnyAddress = 0xFFFFFFFF;
inline constexpr quint16 SearchReplyWanted = 10;
inline constexpr quint16 HighestPriority = 99;
inline constexpr std::size_t HeaderBytes = 16;
inline constexpr std::size_t ExtendedHeaderBytes = 24;
inline constexpr std::size_t MaxNameBytes = 500;

constexpr std::size_t padded(std::size_t bytes)
{
    return (bytes + 7U) & ~std::size_t{7U};
}

template <std::size_t>
struct WireWord;
template <>
struct WireWord<1>
{
    using Type = quint8;
};
template <>
struct WireWord<2>
{
    using Type = quint16;
};
template <>
struct WireWord<4>
{
    using Type = quint32;
};
template <>
struct WireWord<8>
{
    using Type = quint64;
};

template <typename T>
inline void storeBig(char* to, T value)
{
    const auto word = qToBigEndian(std::bit_cast<typename WireWord<sizeof(T)>::Type>(value));
    std::memcpy(to, &word, sizeof(word));
}

template <typename T>
inline T loadBig(const char* from)
{
    typename WireWord<sizeof(T)>::Type word;
    std::memcpy(&word, from, sizeof(word));
    return std::bit_cast<T>(qFromBigEndian(word));
}

/// The fields of a message header, plain or extended. What p1 and p2 mean depends on the command.
struct WireHeader
{
    quint16 command = 0;
    quint32 payload = 0;
    quint16 type = 0;
    quint32 count = 0;
    quint32 p1 = 0;
    quint32 p2 = 0;

    bool extended() const { return payload >= 0xFFFF || count >= 0xFFFF; }
    std::size_t bytes() const { return extended() ? ExtendedHeaderBytes : HeaderBytes; }
};

/// One message as received. The views end with the handler that is given it.
struct WireMessage
{
    WireHeader header;
    std::span<const char> rawHeader;
    std::span<const char> payload;
};

inline WireHeader makeHeader(
    CaCommand command, quint16 type = 0, quint32 count = 0, quint32 p1 = 0, quint32 p2 = 0, std::size_t payload = 0)
{
    return {static_cast<quint16>(command), static_cast<quint32>(payload), type, count, p1, p2};
}

/// Writes `header.bytes()` bytes.
void encodeHeader(const WireHeader& header, char* to);
/// Nothing when the bytes end before the header does.
std::optional<WireHeader> decodeHeader(std::span<const char> bytes, std::size_t& headerBytes);

/// The text of a name field: up to its first NUL, the last byte being taken for one.
std::string_view wireName(std::span<const char> payload);
/// Not longer than `limit` bytes, not cut within a UTF-8 character.
std::string_view cutUtf8(std::string_view text, std::size_t limit);

} // namespace devices
