#pragma once

#include "devices/channel/result.h"

#include <QCoreApplication>

namespace scans {

/// A message out of sequence, or one that makes no sense. `text` is marked by QT_TRANSLATE_NOOP("scans", …).
inline devices::Error refusal(const char* text)
{
    return {devices::ErrorCode::Refused, QCoreApplication::translate("scans", text), {}};
}

} // namespace scans
