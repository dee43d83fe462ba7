#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"
#include "storage/fileformat.h"

#include <QByteArray>
#include <QStringList>

namespace storage {

/// Appends each run as a scan to a SPEC file. Motors' positions come from the baseline stream, spectra become "@A" lines.
/// Files that are no SPEC files are refused, and left as they are.
FileFormat specFormat();

/// What has to be known of a SPEC file to append to it.
struct SpecTail
{
    bool empty = true;
    bool endsLine = true; ///< its last line is complete
    qint64 epoch = 0; ///< of the last header
    QStringList motors; ///< of the last header

    /// BadValue for what is no SPEC file; Io.
    static devices::Result<SpecTail> read(const QString& path);
};

/// As SPEC writes it: "Thu Nov  5 14:47:37 2026", local.
QByteArray specDate(devices::Timestamp time);

} // namespace storage
