#pragma once

#include "scans/documents/documents.h"
#include "storage/nexus/column.h"
#include "storage/nexus/eventrecord.h"
#include "storage/nexus/journal.h"

namespace storage {

/// What events hold beside the values in their columns, one record for each in the order in which they came, as
/// /entry/documents/events/STREAM. With the columns it is enough to make the events anew.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class EventLog
{
public:
    /// `columns`: where the values of each key stand, paths in the file; `rows`: everything that grows with the stream.
    EventLog(hid_t entry, const scans::EventDescriptor& descriptor, std::size_t gridRank, const QStringList& columns,
        const QStringList& rows, const ColumnOptions& options);

    h5::Dataset& dataset() { return m_column.dataset(); }
    /// `exact`: for each key whether its column tells the whole value.
    void write(
        hsize_t row, const scans::Event& event, const EventPlace& place, std::span<const char> exact, Journal& journal);
    void writeWaiting() { m_column.writeWaiting(); }
    void flush() { m_column.flush(); }

private:
    const QString m_stream;
    const EventRecord m_record;
    Column m_column;
};

} // namespace storage
