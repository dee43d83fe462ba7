#include "scans/documents/documents.h"

#include <QJsonArray>

#include <array>

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
        objectKeys.insert(object.name, names);
        hints.insert(object.name, QJsonObject{{QStringLiteral("fields"), hinted}});
        configuration.insert(object.name, toJson(object));
    }
    return {
        {QStringLiteral("uid"), descriptor.uid},
        {QStringLiteral("run_start"), descriptor.runStart},
        {QStringLiteral("name"), descriptor.name},
        {QStringLiteral("time"), devices::toEpochSeconds(descriptor.time)},
        {QStringLiteral("data_keys"), toJson(descriptor.keys)},
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
    return json;
}

} // namespace

QString documentName(const Document& document)
{
    static const std::array<const char*, 4> names{"start", "descriptor", "event", "stop"};
    return QString::fromLatin1(names.at(document.index()));
}

QJsonObject toJson(const Document& document)
{
    return std::visit([](const auto& pointer) { return json(*pointer); }, document);
}

} // namespace scans
