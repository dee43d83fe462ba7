#pragma once

#include "scans/engine/dispatcher.h"
#include "scans/engine/eventstream.h"
#include "scans/engine/uidsource.h"

#include <vector>

namespace scans {

/// Which frames, written by detectors' own plugins, belong to which events of one run; publishes stream_resource and
/// stream_datum.
/// Thread:  engine's.
/// Errors:  BadValue when a file has no new frame for an event.
class FrameLedger
{
public:
    FrameLedger(Dispatcher& dispatcher, UidSource& uids, QString runStart);

    /// The last frame of each file belongs to the event `seqNum`: an interrupted point may have left more.
    devices::Result<void> point(const EventStream& stream, int seqNum);
    /// How many frames all files of the stream have that no event has got.
    qint64 waiting(const EventStream& stream) const;
    /// The next `count` frames of each file belong to the events from `seqNum` on.
    void flown(const EventStream& stream, int seqNum, qint64 count);

private:
    struct File
    {
        StreamResourcePtr resource;
        qint64 taken = 0;
        int datums = 0;
    };

    File& fileFor(const devices::FrameFile& file);
    qint64 taken(const devices::FrameFile& file) const;
    void publish(File& file, const EventStream& stream, DatumRange indices, DatumRange seqNums);

    Dispatcher& m_dispatcher;
    UidSource& m_uids;
    const QString m_runStart;
    std::vector<File> m_files;
};

} // namespace scans
