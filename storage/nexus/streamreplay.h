#pragma once

#include "scans/documents/documents.h"
#include "storage/nexus/columnblock.h"
#include "storage/nexus/eventrecord.h"
#include "storage/nexus/journalreader.h"

#include <optional>
#include <vector>

namespace storage {

/// The events of one stream of a run file, one after the other.
/// Thread:  any.
/// Errors:  h5::Failure.
class StreamReplay
{
public:
    /// `events`: the path of a dataset that an EventLog wrote; `ended`: the file does not grow any more.
    StreamReplay(hid_t file, const QString& events, bool ended);

    hsize_t rows() const { return m_rows; }
    /// The number of the next event among all documents of the run; nothing behind the last.
    std::optional<qint64> next();
    /// Makes that event and goes on.
    scans::EventPtr take(const JournalReader& journal);

private:
    StreamReplay(hid_t file, const QString& path, const h5::Handle& events, bool ended);
    void load();
    scans::EventPtr make(const scans::EventDescriptorPtr& descriptor, const JournalReader& journal);
    devices::Reading reading(std::size_t key, const char* record, const JournalReader& journal);

    QString m_stream;
    QStringList m_columnPaths;
    hid_t m_file; ///< open as long as this
    bool m_ended;
    EventRecord m_record;
    ColumnBlock m_records;
    std::vector<ColumnBlock> m_columns; ///< made when the first descriptor is known
    hsize_t m_rows = 0;
    hsize_t m_row = 0;
    hsize_t m_loadedEnd = 0;
};

} // namespace storage
