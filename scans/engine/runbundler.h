#pragma once

#include "scans/documents/documents.h"
#include "scans/engine/descriptors.h"
#include "scans/engine/dispatcher.h"
#include "scans/engine/eventstream.h"
#include "scans/engine/frameledger.h"
#include "scans/engine/msgtypes.h"
#include "scans/engine/uidsource.h"

#include <map>
#include <memory>
#include <vector>

namespace scans {

/// Makes the documents of one run, in the right order and with the right numbers.
/// Thread:  engine's.
/// Errors:  Refused for messages out of sequence; BadValue when devices do not deliver what they describe.
class RunBundler
{
public:
    /// Publishes the start.
    RunBundler(Dispatcher& dispatcher, UidSource& uids, qint64 scanId, QJsonObject metadata);

    const RunStart& start() const { return *m_start; }

    devices::Result<void> create(const QString& stream, std::vector<int> gridIndex);
    bool bundling() const { return m_bundle.open; }
    /// Into the open event. Outside of one nothing happens.
    void add(const devices::DevicePtr& device, const Readings& readings);
    /// Devices whose configuration save() wants first; null when the stream is described already or nothing was read.
    DeviceList undescribed() const;
    /// Publishes the descriptor of the open event's stream.
    devices::Result<void> describe(const std::vector<Readings>& configuration);
    /// Publishes the open event; an empty one is dropped.
    devices::Result<void> save();
    void drop() { m_bundle = {}; }

    bool isDeclared(const QString& stream) const;
    /// Publishes a stream's descriptor ahead of its events; its uid. Refused when it has one already.
    devices::Result<QString> declare(const QString& stream, const std::vector<devices::DevicePtr>& devices,
        const std::vector<Readings>& configuration, Columns columns);
    /// An event of a declared stream that no rewind touches, as monitors and flyers make them.
    devices::Result<void> addEvent(const QString& stream, Readings data, devices::Timestamp time);
    /// Frames that belong to `points` events since `firstSeqNum`, or without points make up the stream alone.
    qint64 addFrames(const QString& stream, qint64 points);
    /// Streams that hold the device get a new descriptor.
    devices::Result<void> reconfigured(const devices::DevicePtr& device, const Readings& configuration);

    /// Describes the stream "baseline". Devices without result are left out of it for good.
    void describeBaseline(const DeviceList& devices, const std::vector<devices::Result<Readings>>& results,
        const std::vector<devices::Result<Readings>>& settings);
    /// A whole event of that stream. Devices without result are null.
    void baseline(const DeviceList& devices, const std::vector<devices::Result<Readings>>& results);
    /// Into the stream "interruptions", which no rewind touches.
    void interruption(const QString& text);
    void noteDropped(const QString& stream, int count) { m_streams[stream].dropped += count; }
    void checkpoint();
    void rewind();
    /// Publishes the stop.
    void close(const RunExit& exit);

    /// Points of the stream "primary".
    int points() const { return m_points; }
    /// Devices that were kicked off and have not been collected.
    std::vector<devices::DevicePtr>& flying() { return m_flying; }

private:
    struct Bundle
    {
        bool open = false;
        EventStream* stream = nullptr;
        std::vector<int> gridIndex;
        std::vector<devices::DevicePtr> devices;
        Readings data;
    };

    /// The columns in the order of the stream's first event. False when the devices are others.
    static bool arrange(Bundle& bundle);
    EventStream& stream(const QString& name);
    void publishDescriptor(EventStream& stream, std::shared_ptr<EventDescriptor> descriptor);
    void publishEvent(EventStream& stream, Readings data, std::vector<int> gridIndex, devices::Timestamp time);

    Dispatcher& m_dispatcher;
    UidSource& m_uids;
    RunStartPtr m_start;
    FrameLedger m_frames;
    std::map<QString, EventStream> m_streams; // nodes stay where they are
    EventStream* m_lastStream = nullptr;
    Bundle m_bundle;
    std::vector<devices::DevicePtr> m_flying;
    int m_points = 0;
};

} // namespace scans
