#include "devices/ca/caarraylimit.h"

#include "devices/kinds/texts.h"

#include <cadef.h>

#include <QByteArray>

#include <algorithm>

namespace devices {

namespace {

constexpr std::size_t LeastMaximum = 16384;

std::size_t messageBytes(long dbrType, std::size_t count)
{
    const auto type = static_cast<std::size_t>(dbrType);
    const std::size_t bytes = dbr_value_offset[type] + count * dbr_value_size[type];
    return (bytes + 7) / 8 * 8;
}

} // namespace

CaArrayLimit CaArrayLimit::fromEnvironment()
{
    CaArrayLimit limit;
    if (qgetenv("EPICS_CA_AUTO_ARRAY_BYTES").trimmed().compare("NO", Qt::CaseInsensitive) == 0)
        limit.m_maxBytes
            = std::max<std::size_t>(LeastMaximum, qgetenv("EPICS_CA_MAX_ARRAY_BYTES").trimmed().toULongLong());
    return limit;
}

Result<void> CaArrayLimit::check(long dbrType, std::size_t count, const QString& name) const
{
    const std::size_t needed = messageBytes(dbrType, count);
    if (m_maxBytes == Unlimited || needed <= m_maxBytes)
        return {};
    return Error{ErrorCode::BadValue,
        Texts::tr(
            "%1 has %2 elements and needs EPICS_CA_MAX_ARRAY_BYTES=%3 or EPICS_CA_AUTO_ARRAY_BYTES=YES; the limit is "
            "%4 bytes")
            .arg(name)
            .arg(count)
            .arg(needed)
            .arg(m_maxBytes),
        name};
}

} // namespace devices
