#pragma once

#include "devices/channel/value.h"
#include "scans/documents/documents.h"
#include "storage/hdf5/handle.h"

#include <QString>

#include <map>
#include <optional>
#include <tuple>

namespace storage {

/// What a Journal has written.
/// Thread:  any.
/// Errors:  h5::Failure.
class JournalReader
{
public:
    /// `documents`: the group /entry/documents. A line that was cut by the end of its program is left out.
    explicit JournalReader(hid_t documents);

    /// By their number among all documents of the run.
    const std::map<qint64, scans::Document>& documents() const { return m_documents; }
    /// A value that was too long for its column.
    std::optional<devices::Value> value(const QString& stream, qint64 row, int key) const;
    /// Bytes up to the end of the last whole line.
    hsize_t bytes() const { return m_bytes; }

private:
    std::map<qint64, scans::Document> m_documents;
    std::map<std::tuple<QString, qint64, int>, devices::Value> m_values;
    hsize_t m_bytes = 0;
};

} // namespace storage
