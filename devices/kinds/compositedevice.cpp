#include "devices/kinds/compositedevice.h"

#include "devices/kinds/fanin.h"
#include "devices/kinds/statusjoin.h"
#include "devices/kinds/texts.h"

namespace devices {

namespace {

using Readings = std::vector<Reading>;

Readings inOne(const std::vector<Readings>& parts)
{
    Readings all;
    for (const Readings& part : parts)
        all.insert(all.end(), part.cbegin(), part.cend());
    return all;
}

FanIn<Readings>::Done inOne(ReadDone done)
{
    return [done = std::move(done)](const Result<std::vector<Readings>>& parts) {
        done(parts ? Result<Readings>(inOne(parts.value())) : Result<Readings>(parts.error()));
    };
}

/// The latest readings of several devices that are monitored.
class PartsMonitor : public Handle::Guard
{
public:
    PartsMonitor(std::size_t count, ReadingsChanged changed)
        : m_readings(count)
        , m_changed(std::move(changed))
    {
    }

    Result<void> add(std::size_t index, Device& device)
    {
        Result<Handle> handle = device.monitor([this, index](const Readings& readings) { arrived(index, readings); });
        if (!handle)
            return handle.error();
        m_handles.push_back(std::move(handle).value());
        return {};
    }

private:
    void arrived(std::size_t index, const Readings& readings)
    {
        m_readings[index] = readings;
        Readings all;
        for (const std::optional<Readings>& part : m_readings) {
            if (!part)
                return;
            all.insert(all.end(), part->cbegin(), part->cend());
        }
        // It may drop the guard.
        const ReadingsChanged changed = m_changed;
        changed(all);
    }

    std::vector<Handle> m_handles;
    std::vector<std::optional<Readings>> m_readings;
    const ReadingsChanged m_changed;
};

} // namespace

CompositeDevice::CompositeDevice(QString name, QString kind, std::vector<DevicePtr> parts)
    : Device(std::move(name), std::move(kind))
    , m_parts(std::move(parts))
{
}

StatusPtr CompositeDevice::all(const QString& what, const std::function<StatusPtr(Device&)>& verb) const
{
    std::vector<StatusPtr> statuses;
    for (const DevicePtr& part : m_parts)
        statuses.push_back(verb(*part));
    return joined(what, statuses);
}

std::vector<DataKey> CompositeDevice::nested(std::vector<DataKey> keys) const
{
    const QString prefix = name() + QLatin1Char('_');
    for (DataKey& key : keys) {
        if (!key.name.startsWith(prefix))
            key.name.prepend(prefix);
        key.objectName = name();
    }
    return keys;
}

StatusPtr CompositeDevice::connect(std::chrono::milliseconds timeout)
{
    return all(Texts::tr("%1 to connect").arg(name()), [timeout](Device& part) { return part.connect(timeout); });
}

QStringList CompositeDevice::missing() const
{
    QStringList pvs;
    for (const DevicePtr& part : m_parts)
        pvs << part->missing();
    return pvs;
}

std::vector<DataKey> CompositeDevice::describe() const
{
    std::vector<DataKey> keys;
    for (const DevicePtr& part : m_parts) {
        for (DataKey& key : part->describe())
            keys.push_back(std::move(key));
    }
    return nested(std::move(keys));
}

std::vector<DataKey> CompositeDevice::describeConfiguration() const
{
    std::vector<DataKey> keys;
    for (const DevicePtr& part : m_parts) {
        for (DataKey& key : part->describeConfiguration())
            keys.push_back(std::move(key));
    }
    return nested(std::move(keys));
}

Handle CompositeDevice::read(ReadDone done)
{
    return FanIn<Readings>::start(
        m_parts, [](Device& part, ReadDone partDone) { return part.read(std::move(partDone)); },
        inOne(std::move(done)));
}

Handle CompositeDevice::readConfiguration(ReadDone done)
{
    return FanIn<Readings>::start(
        m_parts, [](Device& part, ReadDone partDone) { return part.readConfiguration(std::move(partDone)); },
        inOne(std::move(done)));
}

Result<Handle> CompositeDevice::monitor(ReadingsChanged changed)
{
    const auto monitor = std::make_shared<PartsMonitor>(m_parts.size(), std::move(changed));
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (const Result<void> added = monitor->add(i, *m_parts[i]); !added)
            return added.error();
    }
    return Handle(monitor);
}

void CompositeDevice::stop()
{
    for (const DevicePtr& part : m_parts)
        part->stop();
}

StatusPtr CompositeDevice::stage()
{
    const StatusPtr status = Status::pending(Texts::tr("%1 to get ready").arg(name()));
    const StatusPtr staged = all(status->what(), [](Device& part) { return part.stage(); });
    status->setTimeout(staged->timeout());
    staged->whenDone([status, parts = m_parts](const Result<void>& result) {
        if (result)
            return status->finish(result);
        std::vector<StatusPtr> back;
        for (const DevicePtr& part : parts)
            back.push_back(part->unstage());
        joined(status->what(), back)->whenDone([status, result](const Result<void>&) { status->finish(result); });
    });
    return status;
}

StatusPtr CompositeDevice::unstage()
{
    return all(Texts::tr("%1 to be put back").arg(name()), [](Device& part) { return part.unstage(); });
}

bool CompositeDevice::pause()
{
    bool rewindable = true;
    for (const DevicePtr& part : m_parts)
        rewindable = part->pause() && rewindable;
    return rewindable;
}

void CompositeDevice::resume()
{
    for (const DevicePtr& part : m_parts)
        part->resume();
}

} // namespace devices
