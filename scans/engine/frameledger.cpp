#include "scans/engine/frameledger.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

FrameLedger::FrameLedger(Dispatcher& dispatcher, UidSource& uids, QString runStart)
    : m_dispatcher(dispatcher)
    , m_uids(uids)
    , m_runStart(std::move(runStart))
{
}

devices::Result<void> FrameLedger::point(const EventStream& stream, int seqNum)
{
    for (const devices::DevicePtr& device : stream.devices) {
        for (const devices::FrameFile& written : device->frameFiles()) {
            File& file = fileFor(written);
            if (written.frames <= file.taken)
                return devices::Error{devices::ErrorCode::BadValue,
                    QCoreApplication::translate("scans", "%1 has written no frame for this point into %2")
                        .arg(device->name(), written.uri),
                    device->name()};
            publish(file, stream, {written.frames - 1, written.frames}, {seqNum, seqNum + 1});
        }
    }
    return {};
}

qint64 FrameLedger::waiting(const EventStream& stream) const
{
    std::optional<qint64> least;
    for (const devices::DevicePtr& device : stream.devices) {
        for (const devices::FrameFile& written : device->frameFiles()) {
            const qint64 count = written.frames - taken(written);
            least = std::min(least.value_or(count), count);
        }
    }
    return least.value_or(0);
}

void FrameLedger::flown(const EventStream& stream, int seqNum, qint64 count)
{
    if (count <= 0)
        return;
    for (const devices::DevicePtr& device : stream.devices) {
        for (const devices::FrameFile& written : device->frameFiles()) {
            File& file = fileFor(written);
            publish(file, stream, {file.taken, file.taken + count}, {seqNum, seqNum + count});
        }
    }
}

FrameLedger::File& FrameLedger::fileFor(const devices::FrameFile& file)
{
    for (File& known : m_files) {
        if (known.resource->uri == file.uri && known.resource->dataKey == file.key)
            return known;
    }
    auto resource = std::make_shared<StreamResource>();
    resource->uid = m_uids.next();
    resource->runStart = m_runStart;
    resource->dataKey = file.key;
    resource->mimetype = file.mimetype;
    resource->uri = file.uri;
    resource->parameters = file.parameters;
    m_files.push_back({std::move(resource), 0, 0});
    m_dispatcher.publish(m_files.back().resource);
    return m_files.back();
}

qint64 FrameLedger::taken(const devices::FrameFile& file) const
{
    for (const File& known : m_files) {
        if (known.resource->uri == file.uri && known.resource->dataKey == file.key)
            return known.taken;
    }
    return 0;
}

void FrameLedger::publish(File& file, const EventStream& stream, DatumRange indices, DatumRange seqNums)
{
    auto datum = std::make_shared<StreamDatum>();
    datum->uid = QStringLiteral("%1/%2").arg(file.resource->uid).arg(file.datums++);
    datum->resource = file.resource;
    datum->descriptor = stream.descriptor;
    datum->indices = indices;
    datum->seqNums = seqNums;
    file.taken = indices.stop;
    m_dispatcher.publish(StreamDatumPtr(std::move(datum)));
}

} // namespace scans
