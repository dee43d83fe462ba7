#pragma once

#include "devices/caserver/filters/arrayslice.h"
#include "devices/caserver/serverpv.h"
#include "devices/caserver/wire.h"
#include "devices/caserver/wirelayout.h"

#include <span>

namespace devices {

inline constexpr std::size_t LongStringBytes = 1024; ///< what "NAME$" offers

/// All that a client can read of a PV. Views; for use at once.
struct PvSnapshot
{
    const Reading& reading;
    const PvMetadata& metadata;
    NativeType type = NativeType::Double;
    std::size_t maxCount = 1;
    bool longString = false; ///< a text, offered as CHAR array
    const ArraySlice* slice = nullptr; ///< null: the whole array
    quint16 ackTransient = 1;
    quint16 ackSeverity = 0;
    std::string_view recordType = {};

    NativeType offeredType() const { return longString ? NativeType::Char : type; }
    /// Of the whole array.
    std::size_t wholeCount() const { return longString ? LongStringBytes : maxCount; }
    std::size_t offeredCount() const { return slice ? slice->of(wholeCount()).count : wholeCount(); }
    /// Elements that there are now: what a request for "all" gets.
    std::size_t currentCount() const;
    /// Texts longer than this are cut when they travel as CHAR; 0: texts travel as STRING.
    std::size_t charLimit() const { return offeredType() == NativeType::Char ? wholeCount() : 0; }
};

/// Writes `count` elements of any DBR type with their metadata, zero filled and padded: exactly padded(layout.bytes(count))
/// bytes. GetFailed when a text is no number; the bytes are zeros then.
/// Source: the DBR types and conversions of Channel Access, as the IOC of EPICS Base 7 applies them.
CaStatus encodeValue(const WireLayout& layout, std::size_t count, const PvSnapshot& pv, char* to);

} // namespace devices
