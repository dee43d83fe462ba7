#include "scans/engine/runbundler.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

Error outOfSequence(const char* text)
{
    return {ErrorCode::Refused, QCoreApplication::translate("scans", text), {}};
}

EventDescriptor::Object objectOf(const devices::Device& device, const std::vector<devices::Reading>& configuration)
{
    EventDescriptor::Object object;
    object.name = device.name();
    object.kind = device.kind();
    std::vector<devices::DataKey> keys = device.describeConfiguration();
    if (keys.size() == configuration.size()) {
        object.configurationKeys = std::move(keys);
        object.configuration = configuration;
    }
    return object;
}

Result<void> uniqueNames(const std::vector<devices::DataKey>& keys)
{
    QSet<QString> seen;
    for (const devices::DataKey& key : keys) {
        if (seen.contains(key.name))
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("scans", "Two columns are called %1").arg(key.name), key.objectName};
        seen.insert(key.name);
    }
    return {};
}

} // namespace

RunBundler::RunBundler(Dispatcher& dispatcher, UidSource& uids, qint64 scanId, QJsonObject metadata)
    : m_dispatcher(dispatcher)
    , m_uids(uids)
{
    auto start = std::make_shared<RunStart>();
    start->uid = m_uids.next();
    start->time = devices::now();
    start->scanId = scanId;
    start->metadata = std::move(metadata);
    m_start = std::move(start);
    m_dispatcher.publish(m_start);
}

Result<void> RunBundler::create(const QString& stream, std::vector<int> gridIndex)
{
    if (m_bundle.open)
        return outOfSequence(QT_TRANSLATE_NOOP("scans", "An event was begun before the last one was saved or dropped"));
    if (!m_lastStream || m_lastName != stream) {
        m_lastStream = &m_streams[stream];
        m_lastName = stream;
    }
    m_bundle.open = true;
    m_bundle.stream = m_lastStream;
    m_bundle.gridIndex = std::move(gridIndex);
    m_bundle.data.reserve(m_lastStream->descriptor ? m_lastStream->descriptor->keys.size() : 0);
    m_bundle.devices.reserve(m_lastStream->devices.size());
    return {};
}

void RunBundler::add(const devices::DevicePtr& device, const Readings& readings)
{
    if (!m_bundle.open)
        return;
    m_bundle.devices.push_back(device);
    m_bundle.data.insert(m_bundle.data.end(), readings.begin(), readings.end());
}

DeviceList RunBundler::undescribed() const
{
    if (!m_bundle.open || m_bundle.devices.empty() || m_bundle.stream->descriptor)
        return {};
    return makeDeviceList(m_bundle.devices);
}

Result<void> RunBundler::describe(const std::vector<Readings>& configuration)
{
    auto descriptor = std::make_shared<EventDescriptor>();
    for (std::size_t i = 0; i < m_bundle.devices.size(); ++i) {
        const devices::Device& device = *m_bundle.devices[i];
        std::vector<devices::DataKey> keys = device.describe();
        std::move(keys.begin(), keys.end(), std::back_inserter(descriptor->keys));
        descriptor->objects.push_back(objectOf(device, configuration[i]));
    }
    if (Result<void> unique = uniqueNames(descriptor->keys); !unique)
        return unique;
    descriptor->name = m_lastName;
    m_bundle.stream->devices = m_bundle.devices;
    publishDescriptor(*m_bundle.stream, std::move(descriptor));
    return {};
}

void RunBundler::publishDescriptor(Stream& stream, std::shared_ptr<EventDescriptor> descriptor)
{
    descriptor->uid = m_uids.next();
    descriptor->runStart = m_start->uid;
    descriptor->time = devices::now();
    stream.descriptor = std::move(descriptor);
    m_dispatcher.publish(stream.descriptor);
}

Result<void> RunBundler::save()
{
    if (!m_bundle.open)
        return outOfSequence(QT_TRANSLATE_NOOP("scans", "An event was saved that had not been begun"));
    Bundle bundle = std::exchange(m_bundle, {});
    if (bundle.devices.empty())
        return {};
    Stream& stream = *bundle.stream;
    if (bundle.devices != stream.devices)
        return outOfSequence(QT_TRANSLATE_NOOP("scans", "An event has other devices than the first one of its stream"));
    if (bundle.data.size() != stream.descriptor->keys.size())
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "%1 values were read where %2 are described")
                .arg(bundle.data.size())
                .arg(stream.descriptor->keys.size()),
            bundle.devices.front()->name()};
    publishEvent(stream, std::move(bundle.data), std::move(bundle.gridIndex));
    return {};
}

void RunBundler::publishEvent(Stream& stream, Readings data, std::vector<int> gridIndex)
{
    auto event = std::make_shared<Event>();
    event->uid = m_uids.next();
    event->descriptor = stream.descriptor;
    event->seqNum = ++stream.seqNum;
    event->time = devices::now();
    event->data = std::move(data);
    event->gridIndex = std::move(gridIndex);
    stream.highest = std::max(stream.highest, stream.seqNum);
    if (stream.descriptor->name == QLatin1String("primary"))
        m_points = stream.seqNum;
    m_dispatcher.publish(EventPtr(std::move(event)));
}

void RunBundler::baseline(const DeviceList& devices, const std::vector<Result<Readings>>& results)
{
    Stream& stream = m_streams[QStringLiteral("baseline")];
    stream.rewinds = false;
    if (!stream.descriptor) {
        auto descriptor = std::make_shared<EventDescriptor>();
        descriptor->name = QStringLiteral("baseline");
        for (std::size_t i = 0; i < devices->size(); ++i) {
            const devices::DevicePtr& device = (*devices)[i];
            std::vector<devices::DataKey> keys = device->describe();
            if (!results[i] || results[i].value().size() != keys.size())
                continue;
            std::vector<devices::DataKey> all = descriptor->keys;
            all.insert(all.end(), keys.begin(), keys.end());
            if (!uniqueNames(all))
                continue;
            descriptor->keys = std::move(all);
            descriptor->objects.push_back(objectOf(*device, {}));
            stream.devices.push_back(device);
        }
        if (descriptor->keys.empty())
            return;
        publishDescriptor(stream, std::move(descriptor));
    }
    Readings data;
    for (const devices::DevicePtr& device : stream.devices) {
        const auto found = std::find(devices->begin(), devices->end(), device);
        const std::size_t columns = device->describe().size();
        const auto* result = found == devices->end() ? nullptr : &results[std::size_t(found - devices->begin())];
        if (result && *result && result->value().size() == columns)
            data.insert(data.end(), result->value().begin(), result->value().end());
        else
            data.insert(data.end(), columns, {devices::Value(), devices::now(), devices::Severity::Invalid, 0});
    }
    if (data.size() == stream.descriptor->keys.size())
        publishEvent(stream, std::move(data), {});
}

void RunBundler::interruption(const QString& text)
{
    Stream& stream = m_streams[QStringLiteral("interruptions")];
    stream.rewinds = false;
    if (!stream.descriptor) {
        auto descriptor = std::make_shared<EventDescriptor>();
        descriptor->name = QStringLiteral("interruptions");
        devices::DataKey key;
        key.name = QStringLiteral("interruption");
        key.dtype = devices::DataKey::Dtype::String;
        key.source = QStringLiteral("engine://interruptions");
        key.objectName = QStringLiteral("engine");
        descriptor->keys = {key};
        EventDescriptor::Object object;
        object.name = key.objectName;
        object.kind = QStringLiteral("engine");
        descriptor->objects = {object};
        publishDescriptor(stream, std::move(descriptor));
    }
    publishEvent(stream, {{devices::Value(text), devices::now(), devices::Severity::None, 0}}, {});
}

void RunBundler::checkpoint()
{
    for (auto& [name, stream] : m_streams)
        stream.atCheckpoint = stream.seqNum;
}

void RunBundler::rewind()
{
    drop();
    for (auto& [name, stream] : m_streams) {
        if (stream.rewinds)
            stream.seqNum = stream.atCheckpoint;
        if (name == QLatin1String("primary"))
            m_points = stream.seqNum;
    }
}

void RunBundler::close(const RunExit& exit)
{
    auto stop = std::make_shared<RunStop>();
    stop->uid = m_uids.next();
    stop->runStart = m_start->uid;
    stop->time = devices::now();
    stop->exitStatus = exit.status;
    stop->reason = exit.reason;
    stop->reasonCode = exit.reasonCode;
    stop->device = exit.device;
    for (const auto& [name, stream] : m_streams) {
        if (stream.descriptor)
            stop->numEvents[name] = stream.highest;
    }
    m_dispatcher.publish(RunStopPtr(std::move(stop)));
}

} // namespace scans
