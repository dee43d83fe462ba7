#pragma once

#include "scans/documents/documents.h"
#include "scans/engine/dispatcher.h"
#include "scans/engine/msg.h"
#include "scans/engine/uidsource.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace scans {

/// Makes the documents of one run, in the right order and with the right numbers.
/// Thread:  engine's.
/// Errors:  Refused for messages out of sequence; BadValue when devices do not deliver what they describe.
class RunBundler
{
public:
    using Readings = std::vector<devices::Reading>;

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

    /// A whole event of the stream "baseline". Devices without result are left out, or null if they answered before.
    void baseline(const DeviceList& devices, const std::vector<devices::Result<Readings>>& results);
    /// Into the stream "interruptions", which no rewind touches.
    void interruption(const QString& text);
    void checkpoint();
    void rewind();
    /// Publishes the stop.
    void close(const RunExit& exit);

    /// Points of the stream "primary".
    int points() const { return m_points; }

private:
    struct Stream
    {
        EventDescriptorPtr descriptor;
        std::vector<devices::DevicePtr> devices;
        int seqNum = 0;
        int atCheckpoint = 0;
        int highest = 0;
        bool rewinds = true;
    };
    struct Bundle
    {
        bool open = false;
        Stream* stream = nullptr;
        std::vector<int> gridIndex;
        std::vector<devices::DevicePtr> devices;
        Readings data;
    };

    void publishDescriptor(Stream& stream, std::shared_ptr<EventDescriptor> descriptor);
    void publishEvent(Stream& stream, Readings data, std::vector<int> gridIndex);

    Dispatcher& m_dispatcher;
    UidSource& m_uids;
    RunStartPtr m_start;
    std::map<QString, Stream> m_streams; // nodes stay where they are
    Stream* m_lastStream = nullptr;
    QString m_lastName;
    Bundle m_bundle;
    int m_points = 0;
};

} // namespace scans
