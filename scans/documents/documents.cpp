#include "scans/documents/documents.h"

#include <QJsonArray>

#include <array>
#include <type_traits>

namespace scans {

using devices::DataKey;

namespace {

const char* dtypeName(DataKey::Dtype dtype)
{
    static const std::array<const char*, 4> names{"number", "integer", "string", "array"};
    return names.at(static_cast<std::size_t>(dtype));
}

QJsonObject toJson(const DataKey& key)
{
    QJsonArray shape;
    for (const qint64 size : key.shape)
        shape.append(size > 0 ? QJsonValue(size) : QJsonValue(QJsonValue::Null));
    QJsonObject json{
        {QStringLiteral("dtype"), QLatin1String(dtypeName(key.dtype))},
        {QStringLiteral("shape"), shape},
        {QStringLiteral("source"), key.source},
        {QStringLiteral("object_name"), key.objectName},
    };
    if (key.dtype == DataKey::Dtype::Number)
        json.insert(QStringLiteral("dtype_numpy"), QStringLiteral("<f8"));
    if (key.dtype == DataKey::Dtype::Integer)
        json.insert(QStringLiteral("dtype_numpy"), QStringLiteral("<i8"));
    if (!key.units.isEmpty())
        json.insert(QStringLiteral("units"), key.units);
    if (key.precision)
        json.insert(QStringLiteral("precision"), *key.precision);
    if (!key.choices.isEmpty())
        json.insert(QStringLiteral("choices"), QJsonArray::fromStringList(key.choices));
    if (key.limits.valid()) {
        const QJsonObject control{{QStringLiteral("low"), key.limits.low}, {QStringLiteral("high"), key.limits.high}};
        json.insert(QStringLiteral("limits"), QJsonObject{{QStringLiteral("control"), control}});
    }
    return json;
}

QJsonObject toJson(const std::vector<DataKey>& keys)
{
    QJsonObject json;
    for (const DataKey& key : keys)
        json.insert(key.name, toJson(key));
    return json;
}

struct DataAndTimes
{
    QJsonObject data;
    QJsonObject timestamps;
};

DataAndTimes toJson(const std::vector<DataKey>& keys, const std::vector<devices::Reading>& readings)
{
    DataAndTimes json;
    for (std::size_t i = 0; i < std::min(keys.size(), readings.size()); ++i) {
        json.data.insert(keys[i].name, devices::toJson(readings[i].value));
        json.timestamps.insert(keys[i].name, devices::toEpochSeconds(readings[i].time));
    }
    return json;
}

QJsonObject toJson(const EventDescriptor::Object& object)
{
    const DataAndTimes values = toJson(object.configurationKeys, object.configuration);
    return {
        {QStringLiteral("data"), values.data},
        {QStringLiteral("timestamps"), values.timestamps},
        {QStringLiteral("data_keys"), toJson(object.configurationKeys)},
    };
}

QJsonObject json(const RunStart& start)
{
    QJsonObject json = start.metadata;
    json.insert(QStringLiteral("uid"), start.uid);
    json.insert(QStringLiteral("time"), devices::toEpochSeconds(start.time));
    json.insert(QStringLiteral("scan_id"), start.scanId);
    return json;
}

QJsonObject json(const EventDescriptor& descriptor)
{
    QJsonObject objectKeys;
    QJsonObject hints;
    QJsonObject configuration;
    for (const EventDescriptor::Object& object : descriptor.objects) {
        QJsonArray names;
        QJsonArray hinted;
        for (const DataKey& key : descriptor.keys) {
            if (key.objectName != object.name)
                continue;
            names.append(key.name);
            if (key.hinted)
                hinted.append(key.name);
        }
        for (const DataKey& key : descriptor.external) {
            if (key.objectName == object.name)
                names.append(key.name);
        }
        objectKeys.insert(object.name, names);
        hints.insert(object.name, QJsonObject{{QStringLiteral("fields"), hinted}});
        configuration.insert(object.name, toJson(object));
    }
    QJsonObject dataKeys = toJson(descriptor.keys);
    for (const DataKey& key : descriptor.external) {
        QJsonObject external = toJson(key);
        external.insert(QStringLiteral("external"), QStringLiteral("STREAM:"));
        dataKeys.insert(key.name, external);
    }
    return {
        {QStringLiteral("uid"), descriptor.uid},
        {QStringLiteral("run_start"), descriptor.runStart},
        {QStringLiteral("name"), descriptor.name},
        {QStringLiteral("time"), devices::toEpochSeconds(descriptor.time)},
        {QStringLiteral("data_keys"), dataKeys},
        {QStringLiteral("object_keys"), objectKeys},
        {QStringLiteral("hints"), hints},
        {QStringLiteral("configuration"), configuration},
    };
}

QJsonObject json(const Event& event)
{
    const DataAndTimes values = toJson(event.descriptor->keys, event.data);
    return {
        {QStringLiteral("uid"), event.uid},
        {QStringLiteral("descriptor"), event.descriptor->uid},
        {QStringLiteral("seq_num"), event.seqNum},
        {QStringLiteral("time"), devices::toEpochSeconds(event.time)},
        {QStringLiteral("data"), values.data},
        {QStringLiteral("timestamps"), values.timestamps},
        {QStringLiteral("filled"), QJsonObject()},
    };
}

QJsonObject json(const RunStop& stop)
{
    QJsonObject numEvents;
    for (const auto& [stream, count] : stop.numEvents)
        numEvents.insert(stream, count);
    QJsonObject json{
        {QStringLiteral("uid"), stop.uid},
        {QStringLiteral("run_start"), stop.runStart},
        {QStringLiteral("time"), devices::toEpochSeconds(stop.time)},
        {QStringLiteral("exit_status"), stop.exitStatus},
        {QStringLiteral("reason"), stop.reason},
        {QStringLiteral("num_events"), numEvents},
    };
    if (!stop.reasonCode.isEmpty())
        json.insert(QStringLiteral("reason_code"), stop.reasonCode);
    if (!stop.device.isEmpty())
        json.insert(QStringLiteral("device"), stop.device);
    if (!stop.pv.isEmpty())
        json.insert(QStringLiteral("pv"), stop.pv);
    if (!stop.dropped.empty()) {
        QJsonObject dropped;
        for (const auto& [stream, count] : stop.dropped)
            dropped.insert(stream, count);
        json.insert(QStringLiteral("num_dropped"), dropped);
    }
    return json;
}

QJsonObject json(const StreamResource& resource)
{
    return {
        {QStringLiteral("uid"), resource.uid},
        {QStringLiteral("run_start"), resource.runStart},
        {QStringLiteral("data_key"), resource.dataKey},
        {QStringLiteral("mimetype"), resource.mimetype},
        {QStringLiteral("uri"), resource.uri},
        {QStringLiteral("parameters"), resource.parameters},
    };
}

QJsonObject json(const DatumRange& range)
{
    return {{QStringLiteral("start"), range.start}, {QStringLiteral("stop"), range.stop}};
}

QJsonObject json(const StreamDatum& datum)
{
    return {
        {QStringLiteral("uid"), datum.uid},
        {QStringLiteral("stream_resource"), datum.resource->uid},
        {QStringLiteral("descriptor"), datum.descriptor->uid},
        {QStringLiteral("indices"), json(datum.indices)},
        {QStringLiteral("seq_nums"), json(datum.seqNums)},
    };
}

QString runOf(const RunStart& start)
{
    return start.uid;
}

QString runOf(const Event& event)
{
    return event.descriptor->runStart;
}

QString runOf(const StreamDatum& datum)
{
    return datum.resource->runStart;
}

template <typename T>
QString runOf(const T& document)
{
    return document.runStart;
}

std::size_t payload(const devices::Value& value)
{
    return std::visit(
        [](const auto& v) -> std::size_t {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, QString>) {
                return static_cast<std::size_t>(v.size()) * sizeof(QChar);
            } else if constexpr (std::is_same_v<T, devices::ArrayPtr<QString>>) {
                std::size_t bytes = 0;
                for (const QString& text : *v)
                    bytes += sizeof text + static_cast<std::size_t>(text.size()) * sizeof(QChar);
                return bytes;
            } else if constexpr (requires { v->data(); }) {
                return v->size() * sizeof(*v->data());
            } else {
                return 0;
            }
        },
        value);
}

} // namespace

std::size_t memoryOf(const Document& document)
{
    constexpr std::size_t aDocument = 512; // with its texts and its place in containers
    std::size_t bytes = aDocument;
    if (const auto* event = std::get_if<EventPtr>(&document)) {
        for (const devices::Reading& reading : (*event)->data)
            bytes += sizeof reading + payload(reading.value);
    }
    return bytes;
}

QString documentName(const Document& document)
{
    static const std::array<const char*, 6> names{
        "start", "descriptor", "event", "stop", "stream_resource", "stream_datum"};
    return QString::fromLatin1(names.at(document.index()));
}

QJsonObject toJson(const Document& document)
{
    return std::visit([](const auto& pointer) { return json(*pointer); }, document);
}

QString runUid(const Document& document)
{
    return std::visit([](const auto& pointer) { return runOf(*pointer); }, document);
}

} // namespace scans
