#include "storage/nexus/documentcodec.h"

#include "storage/positions/valuecodec.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace storage {

using devices::DataKey;
using devices::Error;
using devices::ErrorCode;
using devices::Reading;
using devices::Result;
using scans::EventDescriptor;

namespace {

qint64 encode(devices::Timestamp time)
{
    return time.time_since_epoch().count();
}

devices::Timestamp timeOf(const QJsonValue& value)
{
    return devices::Timestamp(std::chrono::nanoseconds(value.toInteger()));
}

template <typename List, typename Encode>
QJsonArray encodeAll(const List& list, Encode encodeOne)
{
    QJsonArray array;
    for (const auto& each : list)
        array.append(encodeOne(each));
    return array;
}

template <typename T, typename Decode>
std::vector<T> decodeAll(const QJsonValue& array, Decode decodeOne)
{
    std::vector<T> list;
    for (const QJsonValue& each : array.toArray())
        list.push_back(decodeOne(each));
    return list;
}

QJsonObject encodeKey(const DataKey& key)
{
    QJsonObject json{{QStringLiteral("name"), key.name}, {QStringLiteral("dtype"), static_cast<int>(key.dtype)},
        {QStringLiteral("source"), key.source}, {QStringLiteral("units"), key.units},
        {QStringLiteral("object"), key.objectName}, {QStringLiteral("label"), key.label},
        {QStringLiteral("hinted"), key.hinted}, {QStringLiteral("counts"), key.counts},
        {QStringLiteral("shape"), encodeAll(key.shape, [](qint64 length) { return QJsonValue(length); })},
        {QStringLiteral("choices"), QJsonArray::fromStringList(key.choices)}};
    if (key.precision)
        json.insert(QStringLiteral("precision"), *key.precision);
    if (key.limits.valid())
        json.insert(QStringLiteral("limits"), QJsonArray{key.limits.low, key.limits.high});
    return json;
}

DataKey decodeKey(const QJsonValue& json)
{
    DataKey key;
    key.name = json[QLatin1String("name")].toString();
    key.dtype = static_cast<DataKey::Dtype>(json[QLatin1String("dtype")].toInt());
    key.source = json[QLatin1String("source")].toString();
    key.units = json[QLatin1String("units")].toString();
    key.objectName = json[QLatin1String("object")].toString();
    key.label = json[QLatin1String("label")].toString();
    key.hinted = json[QLatin1String("hinted")].toBool();
    key.counts = json[QLatin1String("counts")].toBool();
    key.shape
        = decodeAll<qint64>(json[QLatin1String("shape")], [](const QJsonValue& length) { return length.toInteger(); });
    for (const QJsonValue& choice : json[QLatin1String("choices")].toArray())
        key.choices << choice.toString();
    if (const QJsonValue precision = json[QLatin1String("precision")]; precision.isDouble())
        key.precision = precision.toInt();
    if (const QJsonArray limits = json[QLatin1String("limits")].toArray(); limits.size() == 2)
        key.limits = {limits.at(0).toDouble(), limits.at(1).toDouble()};
    return key;
}

QJsonObject encodeReading(const Reading& reading)
{
    return {{QStringLiteral("value"), encodeValue(reading.value)}, {QStringLiteral("time"), encode(reading.time)},
        {QStringLiteral("severity"), static_cast<int>(reading.severity)}, {QStringLiteral("status"), reading.status}};
}

Reading decodeReading(const QJsonValue& json)
{
    return {decodeValue(json[QLatin1String("value")].toObject()), timeOf(json[QLatin1String("time")]),
        static_cast<devices::Severity>(json[QLatin1String("severity")].toInt()),
        static_cast<quint16>(json[QLatin1String("status")].toInt())};
}

QJsonObject encodeObject(const EventDescriptor::Object& object)
{
    return {{QStringLiteral("name"), object.name}, {QStringLiteral("kind"), object.kind},
        {QStringLiteral("keys"), encodeAll(object.configurationKeys, encodeKey)},
        {QStringLiteral("readings"), encodeAll(object.configuration, encodeReading)}};
}

EventDescriptor::Object decodeObject(const QJsonValue& json)
{
    return {json[QLatin1String("name")].toString(), json[QLatin1String("kind")].toString(),
        decodeAll<DataKey>(json[QLatin1String("keys")], decodeKey),
        decodeAll<Reading>(json[QLatin1String("readings")], decodeReading)};
}

QJsonObject encodeCounts(const std::map<QString, int>& counts)
{
    QJsonObject json;
    for (const auto& [stream, count] : counts)
        json.insert(stream, count);
    return json;
}

std::map<QString, int> decodeCounts(const QJsonValue& json)
{
    std::map<QString, int> counts;
    const QJsonObject object = json.toObject();
    for (auto each = object.begin(); each != object.end(); ++each)
        counts[each.key()] = each.value().toInt();
    return counts;
}

QJsonObject json(const scans::RunStart& start)
{
    return {{QStringLiteral("uid"), start.uid}, {QStringLiteral("time"), encode(start.time)},
        {QStringLiteral("scan_id"), start.scanId}, {QStringLiteral("metadata"), start.metadata}};
}

QJsonObject json(const EventDescriptor& descriptor)
{
    return {{QStringLiteral("uid"), descriptor.uid}, {QStringLiteral("run_start"), descriptor.runStart},
        {QStringLiteral("name"), descriptor.name}, {QStringLiteral("time"), encode(descriptor.time)},
        {QStringLiteral("keys"), encodeAll(descriptor.keys, encodeKey)},
        {QStringLiteral("external"), encodeAll(descriptor.external, encodeKey)},
        {QStringLiteral("objects"), encodeAll(descriptor.objects, encodeObject)}};
}

QJsonObject json(const scans::Event& event)
{
    return {{QStringLiteral("uid"), event.uid}}; // events stand in columns
}

QJsonObject json(const scans::RunStop& stop)
{
    return {{QStringLiteral("uid"), stop.uid}, {QStringLiteral("run_start"), stop.runStart},
        {QStringLiteral("time"), encode(stop.time)}, {QStringLiteral("exit_status"), stop.exitStatus},
        {QStringLiteral("reason"), stop.reason}, {QStringLiteral("reason_code"), stop.reasonCode},
        {QStringLiteral("device"), stop.device}, {QStringLiteral("pv"), stop.pv},
        {QStringLiteral("num_events"), encodeCounts(stop.numEvents)},
        {QStringLiteral("num_dropped"), encodeCounts(stop.dropped)}};
}

QJsonObject json(const scans::StreamResource& resource)
{
    return {{QStringLiteral("uid"), resource.uid}, {QStringLiteral("run_start"), resource.runStart},
        {QStringLiteral("data_key"), resource.dataKey}, {QStringLiteral("mimetype"), resource.mimetype},
        {QStringLiteral("uri"), resource.uri}, {QStringLiteral("parameters"), resource.parameters}};
}

QJsonObject json(const scans::StreamDatum& datum)
{
    return {{QStringLiteral("uid"), datum.uid}, {QStringLiteral("resource"), datum.resource->uid},
        {QStringLiteral("descriptor"), datum.descriptor->uid},
        {QStringLiteral("indices"), QJsonArray{datum.indices.start, datum.indices.stop}},
        {QStringLiteral("seq_nums"), QJsonArray{datum.seqNums.start, datum.seqNums.stop}}};
}

scans::RunStartPtr decodeStart(const QJsonObject& json)
{
    return std::make_shared<const scans::RunStart>(
        scans::RunStart{json[QLatin1String("uid")].toString(), timeOf(json[QLatin1String("time")]),
            json[QLatin1String("scan_id")].toInteger(), json[QLatin1String("metadata")].toObject()});
}

scans::EventDescriptorPtr decodeDescriptor(const QJsonObject& json)
{
    auto descriptor = std::make_shared<EventDescriptor>();
    descriptor->uid = json[QLatin1String("uid")].toString();
    descriptor->runStart = json[QLatin1String("run_start")].toString();
    descriptor->name = json[QLatin1String("name")].toString();
    descriptor->time = timeOf(json[QLatin1String("time")]);
    descriptor->keys = decodeAll<DataKey>(json[QLatin1String("keys")], decodeKey);
    descriptor->external = decodeAll<DataKey>(json[QLatin1String("external")], decodeKey);
    descriptor->objects = decodeAll<EventDescriptor::Object>(json[QLatin1String("objects")], decodeObject);
    return descriptor;
}

scans::RunStopPtr decodeStop(const QJsonObject& json)
{
    auto stop = std::make_shared<scans::RunStop>();
    stop->uid = json[QLatin1String("uid")].toString();
    stop->runStart = json[QLatin1String("run_start")].toString();
    stop->time = timeOf(json[QLatin1String("time")]);
    stop->exitStatus = json[QLatin1String("exit_status")].toString();
    stop->reason = json[QLatin1String("reason")].toString();
    stop->reasonCode = json[QLatin1String("reason_code")].toString();
    stop->device = json[QLatin1String("device")].toString();
    stop->pv = json[QLatin1String("pv")].toString();
    stop->numEvents = decodeCounts(json[QLatin1String("num_events")]);
    stop->dropped = decodeCounts(json[QLatin1String("num_dropped")]);
    return stop;
}

scans::StreamResourcePtr decodeResource(const QJsonObject& json)
{
    return std::make_shared<const scans::StreamResource>(
        scans::StreamResource{json[QLatin1String("uid")].toString(), json[QLatin1String("run_start")].toString(),
            json[QLatin1String("data_key")].toString(), json[QLatin1String("mimetype")].toString(),
            json[QLatin1String("uri")].toString(), json[QLatin1String("parameters")].toObject()});
}

scans::DatumRange decodeRange(const QJsonValue& json)
{
    return {json[0].toInteger(), json[1].toInteger()};
}

Error notADocument(const QString& name)
{
    return {ErrorCode::BadValue,
        QCoreApplication::translate("storage", "A stored document (\"%1\") cannot be understood.").arg(name), name};
}

} // namespace

QJsonObject encodeValue(const devices::Value& value)
{
    const StoredValue stored = StoredValue::from(value);
    return {
        {QStringLiteral("type"), stored.type}, {QStringLiteral("bytes"), QString::fromLatin1(stored.bytes.toBase64())}};
}

devices::Value decodeValue(const QJsonObject& json)
{
    const StoredValue stored{json[QLatin1String("type")].toString(),
        QByteArray::fromBase64(json[QLatin1String("bytes")].toString().toLatin1())};
    return stored.value().value_or(devices::Value());
}

QJsonObject DocumentCodec::encode(const scans::Document& document)
{
    QJsonObject encoded = std::visit([](const auto& pointer) { return json(*pointer); }, document);
    encoded.insert(QStringLiteral("document"), scans::documentName(document));
    return encoded;
}

Result<scans::Document> DocumentCodec::decode(const QJsonObject& json)
{
    const QString name = json[QLatin1String("document")].toString();
    if (name == QLatin1String("start"))
        return scans::Document(decodeStart(json));
    if (name == QLatin1String("stop"))
        return scans::Document(decodeStop(json));
    if (name == QLatin1String("descriptor")) {
        const scans::EventDescriptorPtr descriptor = decodeDescriptor(json);
        m_descriptors[descriptor->uid] = descriptor;
        return scans::Document(descriptor);
    }
    if (name == QLatin1String("stream_resource")) {
        const scans::StreamResourcePtr resource = decodeResource(json);
        m_resources[resource->uid] = resource;
        return scans::Document(resource);
    }
    return name == QLatin1String("stream_datum") ? decodeDatum(json) : Result<scans::Document>(notADocument(name));
}

Result<scans::Document> DocumentCodec::decodeDatum(const QJsonObject& json) const
{
    const auto resource = m_resources.find(json[QLatin1String("resource")].toString());
    const auto descriptor = m_descriptors.find(json[QLatin1String("descriptor")].toString());
    if (resource == m_resources.end() || descriptor == m_descriptors.end())
        return notADocument(json[QLatin1String("document")].toString());
    return scans::Document(std::make_shared<const scans::StreamDatum>(
        scans::StreamDatum{json[QLatin1String("uid")].toString(), resource->second, descriptor->second,
            decodeRange(json[QLatin1String("indices")]), decodeRange(json[QLatin1String("seq_nums")])}));
}

} // namespace storage
