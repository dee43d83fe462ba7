#include "scans/engine/runbundler.h"

#include "scans/engine/refusal.h"

#include <algorithm>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

Error wrongNumber(qsizetype read, qsizetype described, const QString& device)
{
    return {ErrorCode::BadValue,
        QCoreApplication::translate("scans", "%1 values were read where %2 are described").arg(read).arg(described),
        device};
}

RunStartPtr startOf(UidSource& uids, qint64 scanId, QJsonObject metadata)
{
    auto start = std::make_shared<RunStart>();
    start->uid = uids.next();
    start->time = devices::now();
    start->scanId = scanId;
    start->metadata = std::move(metadata);
    return start;
}

} // namespace

RunBundler::RunBundler(Dispatcher& dispatcher, UidSource& uids, qint64 scanId, QJsonObject metadata)
    : m_dispatcher(dispatcher)
    , m_uids(uids)
    , m_start(startOf(uids, scanId, std::move(metadata)))
    , m_frames(dispatcher, uids, m_start->uid)
{
    m_dispatcher.publish(m_start);
}

EventStream& RunBundler::stream(const QString& name)
{
    if (m_lastStream && m_lastStream->name == name)
        return *m_lastStream;
    EventStream& found = m_streams[name];
    if (found.name.isEmpty())
        found.name = name;
    m_lastStream = &found;
    return found;
}

bool RunBundler::isDeclared(const QString& stream) const
{
    const auto found = m_streams.find(stream);
    return found != m_streams.end() && found->second.descriptor;
}

Result<void> RunBundler::create(const QString& stream, std::vector<int> gridIndex)
{
    if (m_bundle.open)
        return refusal(QT_TRANSLATE_NOOP("scans", "An event was begun before the last one was saved or dropped"));
    EventStream& into = this->stream(stream);
    m_bundle.open = true;
    m_bundle.stream = &into;
    m_bundle.gridIndex = std::move(gridIndex);
    m_bundle.data.reserve(into.descriptor ? into.descriptor->keys.size() : 0);
    m_bundle.devices.reserve(into.devices.size());
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
    const Result<QString> declared = declare(m_bundle.stream->name, m_bundle.devices, configuration, Columns::Read);
    return declared ? Result<void>() : declared.error();
}

Result<QString> RunBundler::declare(const QString& name, const std::vector<devices::DevicePtr>& devices,
    const std::vector<Readings>& configuration, Columns columns)
{
    EventStream& declared = stream(name);
    if (declared.descriptor)
        return refusal(QT_TRANSLATE_NOOP("scans", "A stream was declared a second time"));
    auto described = describedStream(name, devices, configuration, columns);
    if (!described)
        return described.error();
    declared.devices = devices;
    declared.columns = columns;
    publishDescriptor(declared, std::move(described).value());
    return declared.descriptor->uid;
}

void RunBundler::publishDescriptor(EventStream& stream, std::shared_ptr<EventDescriptor> descriptor)
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
        return refusal(QT_TRANSLATE_NOOP("scans", "An event was saved that had not been begun"));
    Bundle bundle = std::exchange(m_bundle, {});
    if (bundle.devices.empty())
        return {};
    EventStream& into = *bundle.stream;
    if (bundle.devices != into.devices && !arrange(bundle))
        return refusal(QT_TRANSLATE_NOOP("scans", "An event has other devices than the first one of its stream"));
    if (bundle.data.size() != into.descriptor->keys.size())
        return wrongNumber(
            qsizetype(bundle.data.size()), qsizetype(into.descriptor->keys.size()), bundle.devices.front()->name());
    if (!into.descriptor->external.empty()) {
        if (Result<void> framed = m_frames.point(into, into.seqNum + 1); !framed)
            return framed;
    }
    publishEvent(into, std::move(bundle.data), std::move(bundle.gridIndex), devices::now());
    return {};
}

bool RunBundler::arrange(Bundle& bundle)
{
    const std::vector<devices::DevicePtr>& order = bundle.stream->devices;
    if (!std::is_permutation(order.begin(), order.end(), bundle.devices.begin(), bundle.devices.end()))
        return false;
    std::map<devices::DevicePtr, std::size_t> begins;
    std::size_t begin = 0;
    for (const devices::DevicePtr& device : bundle.devices) {
        begins[device] = begin;
        begin += device->describe().size();
    }
    // Somebody reads what it does not describe: save() says so.
    if (begin != bundle.data.size())
        return true;
    Readings arranged;
    arranged.reserve(bundle.data.size());
    for (const devices::DevicePtr& device : order) {
        const auto first = bundle.data.begin() + qsizetype(begins[device]);
        std::copy_n(first, device->describe().size(), std::back_inserter(arranged));
    }
    bundle.data = std::move(arranged);
    bundle.devices = order;
    return true;
}

Result<void> RunBundler::addEvent(const QString& name, Readings data, devices::Timestamp time)
{
    EventStream& into = stream(name);
    into.rewinds = false;
    if (!into.descriptor)
        return refusal(QT_TRANSLATE_NOOP("scans", "An event came for a stream that is not described"));
    if (data.size() != into.descriptor->keys.size())
        return wrongNumber(qsizetype(data.size()), qsizetype(into.descriptor->keys.size()), name);
    publishEvent(into, std::move(data), {}, time);
    return {};
}

qint64 RunBundler::addFrames(const QString& name, qint64 points)
{
    EventStream& into = stream(name);
    into.rewinds = false;
    if (!into.descriptor || into.descriptor->external.empty())
        return 0;
    const qint64 waiting = m_frames.waiting(into);
    if (!into.descriptor->keys.empty()) {
        const qint64 count = std::min(waiting, points);
        m_frames.flown(into, into.seqNum - int(points) + 1, count);
        return count;
    }
    m_frames.flown(into, into.seqNum + 1, waiting);
    into.seqNum += int(waiting);
    into.highest = std::max(into.highest, into.seqNum);
    return waiting;
}

Result<void> RunBundler::reconfigured(const devices::DevicePtr& device, const Readings& configuration)
{
    for (auto& [name, each] : m_streams) {
        const auto found = std::find(each.devices.begin(), each.devices.end(), device);
        if (found == each.devices.end() || !each.descriptor)
            continue;
        std::vector<Readings> all;
        for (const EventDescriptor::Object& object : each.descriptor->objects)
            all.push_back(object.configuration);
        all[std::size_t(found - each.devices.begin())] = configuration;
        // Its columns may be others now: images of another size.
        auto described = describedStream(name, each.devices, all, each.columns);
        if (!described)
            return described.error();
        publishDescriptor(each, std::move(described).value());
    }
    return {};
}

void RunBundler::publishEvent(EventStream& stream, Readings data, std::vector<int> gridIndex, devices::Timestamp time)
{
    auto event = std::make_shared<Event>();
    event->uid = m_uids.next();
    event->descriptor = stream.descriptor;
    event->seqNum = ++stream.seqNum;
    event->time = time;
    event->data = std::move(data);
    event->gridIndex = std::move(gridIndex);
    stream.highest = std::max(stream.highest, stream.seqNum);
    if (stream.name == QLatin1String("primary"))
        m_points = stream.seqNum;
    m_dispatcher.publish(EventPtr(std::move(event)));
}

void RunBundler::describeBaseline(const DeviceList& devices, const std::vector<Result<Readings>>& results,
    const std::vector<Result<Readings>>& settings)
{
    EventStream& stream = this->stream(QStringLiteral("baseline"));
    stream.rewinds = false;
    auto descriptor = describedBaseline(*devices, results, settings, stream.devices);
    if (!descriptor->keys.empty())
        publishDescriptor(stream, std::move(descriptor));
}

void RunBundler::baseline(const DeviceList& devices, const std::vector<Result<Readings>>& results)
{
    EventStream& stream = this->stream(QStringLiteral("baseline"));
    if (!stream.descriptor)
        return;
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
        publishEvent(stream, std::move(data), {}, devices::now());
}

void RunBundler::interruption(const QString& text)
{
    EventStream& stream = this->stream(QStringLiteral("interruptions"));
    stream.rewinds = false;
    if (!stream.descriptor)
        publishDescriptor(stream, describedInterruptions());
    publishEvent(stream, {{devices::Value(text), devices::now(), devices::Severity::None, 0}}, {}, devices::now());
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
    stop->pv = exit.pv;
    for (const auto& [name, stream] : m_streams) {
        if (stream.descriptor)
            stop->numEvents[name] = stream.highest;
        if (stream.dropped > 0)
            stop->dropped[name] = stream.dropped;
    }
    m_dispatcher.publish(RunStopPtr(std::move(stop)));
}

} // namespace scans
