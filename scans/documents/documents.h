#pragma once

#include "devices/channel/reading.h"
#include "devices/kinds/device.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace scans {

/// The documents of a run, with the names and meanings of the event model. Immutable once emitted, shared and never copied.

struct RunStart
{
    QString uid;
    devices::Timestamp time{};
    qint64 scanId = 0;
    /// All further keys: plan_name, plan_args, detectors, motors, num_points, shape, extents, snaking, hints, sample, …
    QJsonObject metadata;
};

/// One stream's columns. `keys` fixes the order of Event::data.
struct EventDescriptor
{
    struct Object
    {
        QString name;
        QString kind;
        std::vector<devices::DataKey> configurationKeys;
        std::vector<devices::Reading> configuration;
    };

    QString uid;
    QString runStart;
    QString name; ///< stream: "primary", "baseline", "interruptions", …
    devices::Timestamp time{};
    std::vector<devices::DataKey> keys;
    /// Columns whose values stand in files: they are in no event, StreamDatum says where they are.
    std::vector<devices::DataKey> external;
    std::vector<Object> objects;
};

struct Event
{
    QString uid;
    std::shared_ptr<const EventDescriptor> descriptor;
    /// From 1. After a rewind a repeated point repeats its number: the last one wins.
    int seqNum = 0;
    devices::Timestamp time{};
    std::vector<devices::Reading> data; ///< one for each of descriptor->keys
    /// Where the point belongs in the plan's grid, slow to fast; empty when the plan has none. Not part of the JSON.
    std::vector<int> gridIndex;
};

struct RunStop
{
    QString uid;
    QString runStart;
    devices::Timestamp time{};
    QString exitStatus; ///< success, abort or fail
    QString reason; ///< for people
    QString reasonCode; ///< errorCodeName() or "stopped_by_user", "process_ended"; empty on plain success
    QString device; ///< culprit, if any
    std::map<QString, int> numEvents; ///< distinct seq_nums by stream
    QString pv; ///< of the culprit, if one is to blame
    std::map<QString, int> dropped; ///< readings of monitors that came faster than they could be kept, by stream
};

/// A file with one column of a stream, written by the detector's own plugin.
struct StreamResource
{
    QString uid;
    QString runStart;
    QString dataKey;
    QString mimetype;
    QString uri;
    QJsonObject parameters;
};

/// Half open: from `start` to before `stop`.
struct DatumRange
{
    qint64 start = 0;
    qint64 stop = 0;
};

/// Which frames of a file belong to which events. For a repeated number the last one wins.
struct StreamDatum
{
    QString uid;
    std::shared_ptr<const StreamResource> resource;
    std::shared_ptr<const EventDescriptor> descriptor;
    DatumRange indices; ///< of frames in the file
    DatumRange seqNums;
};

using RunStartPtr = std::shared_ptr<const RunStart>;
using EventDescriptorPtr = std::shared_ptr<const EventDescriptor>;
using EventPtr = std::shared_ptr<const Event>;
using RunStopPtr = std::shared_ptr<const RunStop>;
using StreamResourcePtr = std::shared_ptr<const StreamResource>;
using StreamDatumPtr = std::shared_ptr<const StreamDatum>;
using Document = std::variant<RunStartPtr, EventDescriptorPtr, EventPtr, RunStopPtr, StreamResourcePtr, StreamDatumPtr>;

/// "start", "descriptor", "event", "stop", "stream_resource", "stream_datum".
QString documentName(const Document& document);
/// As the event-model schemas want it.
QJsonObject toJson(const Document& document);
/// About what it takes in memory; arrays that are shared count in full.
std::size_t memoryOf(const Document& document);
/// The start's uid of the run that the document belongs to.
QString runUid(const Document& document);

} // namespace scans
