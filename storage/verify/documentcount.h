#pragma once

#include "scans/documents/documents.h"

#include <QStringList>

#include <map>

namespace storage {

/// Counts a run's documents against what its stop says.
/// Thread:  any.
class DocumentCount
{
public:
    void add(const scans::Document& document);

    bool stopped() const { return m_stop != nullptr; }
    qint64 points(const QString& stream) const;
    /// What is missing, in words.
    QStringList problems() const;

    struct FramesOfFile
    {
        scans::StreamResourcePtr resource;
        qint64 first = 0;
        qint64 end = 0;
    };
    /// By the resource's uid.
    const std::map<QString, FramesOfFile>& files() const { return m_files; }

private:
    /// Which numbers have come: as spans, because a damaged document may name any number of them.
    struct Numbers
    {
        std::map<qint64, qint64> spans; ///< begin to behind the end; apart from each other
        qint64 distinct = 0;

        void add(qint64 begin, qint64 end);
    };
    void add(const scans::StreamDatum& datum);
    void addCounts(QStringList& problems) const;

    bool m_started = false;
    scans::RunStopPtr m_stop;
    int m_afterStop = 0;
    std::map<QString, Numbers> m_events; ///< by stream
    std::map<QString, std::map<QString, Numbers>> m_frames; ///< by stream and key
    std::map<QString, FramesOfFile> m_files;
};

} // namespace storage
