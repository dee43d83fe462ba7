#include "storage/nexus/nexusfile.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/entrylayout.h"

#include <QFile>

#include <algorithm>

namespace storage {

using scans::Event;
using scans::EventDescriptorPtr;
using scans::EventPtr;

namespace {

const QString primaryStream = QStringLiteral("primary");
const QString baselineStream = QStringLiteral("baseline");

const Event* firstOf(const EventDescriptorPtr& descriptor, const NexusFile::Contents& contents)
{
    if (contents.first && contents.first->descriptor->name == descriptor->name)
        return contents.first.get();
    const auto early = std::find_if(contents.early.cbegin(), contents.early.cend(),
        [&descriptor](const EventPtr& event) { return event->descriptor->name == descriptor->name; });
    return early == contents.early.cend() ? nullptr : early->get();
}

/// As the engine describes it at the first interruption, when it is too late to make room for it easily.
EventDescriptorPtr interruptionsOf(const scans::RunStart& start)
{
    auto descriptor = std::make_shared<scans::EventDescriptor>();
    descriptor->name = QStringLiteral("interruptions");
    descriptor->runStart = start.uid;
    devices::DataKey key;
    key.name = QStringLiteral("interruption");
    key.dtype = devices::DataKey::Dtype::String;
    key.objectName = QStringLiteral("engine");
    descriptor->keys = {key};
    return descriptor;
}

bool sameKeys(const scans::EventDescriptor& a, const scans::EventDescriptor& b)
{
    return std::equal(a.keys.cbegin(), a.keys.cend(), b.keys.cbegin(), b.keys.cend(),
        [](const devices::DataKey& x, const devices::DataKey& y) { return x.name == y.name; });
}

} // namespace

NexusFile::NexusFile(QString path, const Contents& contents)
    : m_path(std::move(path))
    , m_start(contents.start->time)
{
    QFile part(m_path + QStringLiteral(".part"));
    try {
        const h5::Handle access = h5::fileAccess();
        m_file = h5::Handle(h5::check(
            H5Fcreate(QFile::encodeName(part.fileName()).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, access.id()),
            "create file"));
        layOut(contents);
        closeFile();
        if (!part.rename(m_path)) // never over another file
            throw h5::Failure(part.errorString());
    } catch (const h5::Failure&) {
        part.remove();
        throw;
    }
    openShared();
    for (const EventPtr& event : contents.early)
        append(*event);
    flush();
}

void NexusFile::closeFile()
{
    for (h5::Dataset* dataset : datasets())
        dataset->suspend();
    if (!m_file.reset())
        throw h5::Failure(QStringLiteral("closing failed"));
}

void NexusFile::openShared()
{
    const h5::Handle access = h5::fileAccess();
    m_file = h5::Handle(h5::check(
        H5Fopen(QFile::encodeName(m_path).constData(), H5F_ACC_RDWR | H5F_ACC_SWMR_WRITE, access.id()), "open file"));
    for (h5::Dataset* dataset : datasets())
        dataset->resume(m_file.id());
}

void NexusFile::layOut(const Contents& contents)
{
    EntryLayout layout(m_file.id(), contents.start);
    std::vector<EventDescriptorPtr> descriptors = contents.descriptors;
    descriptors.push_back(interruptionsOf(*contents.start)); // of no use if it came already
    for (const EventDescriptorPtr& descriptor : descriptors) {
        const Event* first = firstOf(descriptor, contents);
        if (descriptor->name == baselineStream) {
            if (!m_positions)
                m_positions = std::make_unique<PositionsGroups>(layout.entry(), *descriptor, first);
        } else if (m_tables.find(descriptor->name) == m_tables.end()) {
            m_tables[descriptor->name] = descriptor->name == primaryStream
                ? layout.primary(descriptor, first)
                : EntryLayout::other(layout.entry(), m_start, descriptor, first);
        }
    }
}

std::vector<h5::Dataset*> NexusFile::datasets()
{
    std::vector<h5::Dataset*> all;
    for (const auto& [name, table] : m_tables) {
        for (h5::Dataset* dataset : table->datasets())
            all.push_back(dataset);
    }
    if (m_positions) {
        for (h5::Dataset* dataset : m_positions->datasets())
            all.push_back(dataset);
    }
    return all;
}

/// A stream nobody knew of when the file was made. Nothing can be added to a shared file: it is closed for a moment.
void NexusFile::addStream(const EventDescriptorPtr& descriptor, const Event& first)
{
    flush();
    closeFile();
    const h5::Handle access = h5::fileAccess();
    m_file = h5::Handle(
        h5::check(H5Fopen(QFile::encodeName(m_path).constData(), H5F_ACC_RDWR, access.id()), "open file again"));
    {
        const h5::Handle entry = h5::open(m_file.id(), QStringLiteral("entry"));
        if (descriptor->name == baselineStream)
            m_positions = std::make_unique<PositionsGroups>(entry.id(), *descriptor, &first);
        else
            m_tables[descriptor->name] = EntryLayout::other(entry.id(), m_start, descriptor, &first);
    }
    closeFile();
    openShared();
}

void NexusFile::append(const Event& event)
{
    const scans::EventDescriptor& descriptor = *event.descriptor;
    const bool baseline = descriptor.name == baselineStream;
    if (baseline ? !m_positions : m_tables.find(descriptor.name) == m_tables.end())
        addStream(event.descriptor, event);
    if (baseline)
        return m_positions->write(event);
    StreamTable& table = *m_tables.at(descriptor.name);
    if (!sameKeys(descriptor, table.descriptor()))
        throw h5::Failure(QStringLiteral("the columns of stream \"%1\" changed during the run").arg(descriptor.name));
    table.append(event);
}

void NexusFile::flush()
{
    for (const auto& [name, table] : m_tables)
        table->flush();
}

void NexusFile::finish(const scans::RunStop& stop)
{
    flush();
    {
        const h5::Handle entry = h5::open(m_file.id(), QStringLiteral("entry"));
        writeStop(entry.id(), stop);
    }
    m_tables.clear();
    m_positions.reset();
    if (!m_file.reset())
        throw h5::Failure(QStringLiteral("closing failed"));
}

void writeStop(hid_t entry, const scans::RunStop& stop)
{
    const std::pair<const char*, QString> texts[]{{"end_time", devices::toIso(stop.time)}, {"reason", stop.reason},
        {"reason_code", stop.reasonCode}, {"reason_device", stop.device}, {"exit_status", stop.exitStatus}};
    for (const auto& [name, text] : texts) {
        const h5::Handle dataset = h5::open(entry, QString::fromLatin1(name));
        h5::writeFixedText(dataset.id(), text);
        h5::flush(dataset.id());
    }
}

} // namespace storage
