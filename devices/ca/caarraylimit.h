#pragma once

#include "devices/channel/result.h"

#include <cstddef>

namespace devices {

/// How large a message libca takes. It throws a larger one away without a word to the one who waits for it, so nothing larger
/// may be asked for.
/// Source: EPICS Base 7, cac: EPICS_CA_AUTO_ARRAY_BYTES, EPICS_CA_MAX_ARRAY_BYTES and its own least, 16 KiB.
class CaArrayLimit
{
public:
    /// As the environment says now.
    static CaArrayLimit fromEnvironment();

    /// BadValue, naming the variable and what it would have to be, if `count` elements of a DBR type do not fit.
    Result<void> check(long dbrType, std::size_t count, const QString& name) const;

private:
    static constexpr std::size_t Unlimited = 0;

    std::size_t m_maxBytes = Unlimited;
};

} // namespace devices
