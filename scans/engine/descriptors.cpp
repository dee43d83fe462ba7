#include "scans/engine/descriptors.h"

#include <QCoreApplication>
#include <QSet>

namespace scans {

using devices::DataKey;
using devices::DevicePtr;
using devices::Result;

namespace {

Result<void> uniqueNames(const std::vector<DataKey>& keys, const std::vector<DataKey>& more)
{
    QSet<QString> seen;
    for (const std::vector<DataKey>* list : {&keys, &more}) {
        for (const DataKey& key : *list) {
            if (seen.contains(key.name))
                return devices::Error{devices::ErrorCode::BadValue,
                    QCoreApplication::translate("scans", "Two columns are called %1").arg(key.name), key.objectName};
            seen.insert(key.name);
        }
    }
    return {};
}

void append(std::vector<DataKey>& keys, std::vector<DataKey> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(keys));
}

} // namespace

EventDescriptor::Object describedObject(const devices::Device& device, const Readings& configuration)
{
    EventDescriptor::Object object;
    object.name = device.name();
    object.kind = device.kind();
    std::vector<DataKey> keys = device.describeConfiguration();
    if (keys.size() == configuration.size()) {
        object.configurationKeys = std::move(keys);
        object.configuration = configuration;
    }
    return object;
}

Result<std::shared_ptr<EventDescriptor>> describedStream(const QString& name, const std::vector<DevicePtr>& devices,
    const std::vector<Readings>& configuration, Columns columns)
{
    auto descriptor = std::make_shared<EventDescriptor>();
    descriptor->name = name;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const devices::Device& device = *devices[i];
        append(descriptor->keys, columns == Columns::Read ? device.describe() : device.describeCollect());
        append(descriptor->external, device.describeFrames());
        descriptor->objects.push_back(describedObject(device, configuration[i]));
    }
    if (const Result<void> unique = uniqueNames(descriptor->keys, descriptor->external); !unique)
        return unique.error();
    return descriptor;
}

std::shared_ptr<EventDescriptor> describedBaseline(const std::vector<DevicePtr>& devices,
    const std::vector<Result<Readings>>& answers, const std::vector<Result<Readings>>& settings,
    std::vector<DevicePtr>& kept)
{
    auto descriptor = std::make_shared<EventDescriptor>();
    descriptor->name = QStringLiteral("baseline");
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const std::vector<DataKey> keys = devices[i]->describe();
        if (!answers[i] || answers[i].value().size() != keys.size() || !uniqueNames(descriptor->keys, keys))
            continue;
        append(descriptor->keys, keys);
        descriptor->objects.push_back(describedObject(*devices[i], settings[i] ? settings[i].value() : Readings()));
        kept.push_back(devices[i]);
    }
    return descriptor;
}

std::shared_ptr<EventDescriptor> describedInterruptions()
{
    auto descriptor = std::make_shared<EventDescriptor>();
    descriptor->name = QStringLiteral("interruptions");
    DataKey key;
    key.name = QStringLiteral("interruption");
    key.dtype = DataKey::Dtype::String;
    key.source = QStringLiteral("engine://interruptions");
    key.objectName = QStringLiteral("engine");
    descriptor->keys = {key};
    EventDescriptor::Object object;
    object.name = key.objectName;
    object.kind = QStringLiteral("engine");
    descriptor->objects = {object};
    return descriptor;
}

} // namespace scans
