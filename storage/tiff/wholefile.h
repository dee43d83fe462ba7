#pragma once

#include "devices/channel/result.h"

#include <QByteArray>
#include <QString>

namespace storage {

/// Makes a file that is there whole or not at all: it has another name until it is complete.
/// Errors:  Io with the path, also when it exists and shall not be replaced.
devices::Result<void> writeWhole(const QString& path, const QByteArray& bytes, bool replace);

} // namespace storage
