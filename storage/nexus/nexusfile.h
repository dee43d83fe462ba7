#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/dataset.h"
#include "storage/hdf5/reserve.h"
#include "storage/nexus/journal.h"
#include "storage/nexus/positionsgroups.h"
#include "storage/nexus/streamtable.h"

#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace storage {

/// One run as a NeXus file that others may read while it grows (HDF5 single writer, multiple readers).
///
/// The file appears under its name only when its whole tree stands in it, so there is never half a file; from then on only
/// datasets grow, and what is flushed survives the end of this process.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class NexusFile
{
public:
    struct Contents
    {
        scans::RunStartPtr start;
        std::vector<scans::Document> early; ///< everything else that has come so far
        scans::EventPtr first; ///< the event for which the file is made; null for a run without any

        std::vector<scans::EventDescriptorPtr> descriptors() const;
        /// The first event of a stream; null while there is none.
        const scans::Event* firstOf(const QString& stream) const;
    };

    /// `path` must not exist.
    NexusFile(QString path, const Contents& contents, const h5::Compression& compression = {});

    const QString& path() const { return m_path; }
    /// Anything after the start and before the stop.
    void append(const scans::Document& document);
    void flush();
    /// Writes how the run ended, closes the file, and adds what can be added only then.
    void finish(const scans::RunStop& stop);

private:
    void layOut(const Contents& contents);
    void append(const scans::Event& event);
    void noteFrames(const scans::Document& document);
    qint64 numberOf(const scans::EventDescriptorPtr& descriptor);
    void addStream(const scans::EventDescriptorPtr& descriptor, const scans::Event& first);
    void closeFile();
    void openShared();
    void openAgain();
    std::vector<h5::Dataset*> datasets();

    const QString m_path;
    const scans::RunStartPtr m_start;
    const h5::Compression m_compression;
    h5::Handle m_file;
    h5::Reserve m_reserve;
    std::map<QString, std::unique_ptr<StreamTable>> m_tables; ///< by stream
    std::unique_ptr<PositionsGroups> m_positions;
    Journal m_journal;
    qint64 m_number = 0; ///< of the last document
    std::vector<scans::Document> m_frames; ///< what tells of files with frames
    bool m_completes = false; ///< there is something to add at the end
    int m_lastPoint = 0;
    bool m_stopped = false; ///< the stop stands in the journal
    bool m_finished = false; ///< and the file is closed
    std::map<QString, qint64> m_descriptors; ///< their numbers, by uid
};

/// Where a file is made before it appears under its name.
QString unfinishedFile(const QString& path);
/// Writes end time, exit status and reason into the texts made for them.
void writeStop(hid_t entry, const scans::RunStop& stop);

} // namespace storage
