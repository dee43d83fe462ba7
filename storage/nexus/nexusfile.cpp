#include "storage/nexus/nexusfile.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"
#include "storage/nexus/closededit.h"
#include "storage/nexus/entrylayout.h"
#include "storage/nexus/framelinks.h"
#include "storage/nexus/runcompletion.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace storage {

using scans::Event;
using scans::EventDescriptorPtr;
using scans::EventPtr;

namespace {

const QString primaryStream = QStringLiteral("primary");
const QString baselineStream = QStringLiteral("baseline");

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

bool holdsArraysOnGrid(const Event& event)
{
    return event.gridIndex.size() > 1
        && std::any_of(event.descriptor->keys.cbegin(), event.descriptor->keys.cend(),
            [](const devices::DataKey& key) { return key.dtype == devices::DataKey::Dtype::Array; });
}

/// The first point tells the types of arrays and the plan's grid: without it, a stream is laid out later.
bool needsSample(const scans::EventDescriptor& descriptor)
{
    return descriptor.name == primaryStream
        || std::any_of(descriptor.keys.cbegin(), descriptor.keys.cend(),
            [](const devices::DataKey& key) { return key.dtype == devices::DataKey::Dtype::Array; });
}

} // namespace

std::vector<EventDescriptorPtr> NexusFile::Contents::descriptors() const
{
    std::vector<EventDescriptorPtr> all;
    for (const scans::Document& document : early) {
        if (const auto* descriptor = std::get_if<EventDescriptorPtr>(&document))
            all.push_back(*descriptor);
    }
    return all;
}

const Event* NexusFile::Contents::firstOf(const QString& stream) const
{
    if (first && first->descriptor->name == stream)
        return first.get();
    for (const scans::Document& document : early) {
        if (const auto* event = std::get_if<EventPtr>(&document);
            event != nullptr && (*event)->descriptor->name == stream)
            return event->get();
    }
    return nullptr;
}

NexusFile::NexusFile(QString path, const Contents& contents, const h5::Compression& compression)
    : m_path(std::move(path))
    , m_start(contents.start)
    , m_compression(compression)
{
    QFile part(unfinishedFile(m_path));
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
    try {
        openShared();
        for (const scans::Document& document : contents.early)
            append(document);
        flush();
    } catch (const h5::Failure&) {
        QFile::remove(m_path); // it will be made anew, from the beginning
        throw;
    }
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
    // Whoever reads the file just now may have locked it; no reader stops a run.
    h5::check(H5Pset_file_locking(access.id(), false, true), "file access");
    m_file = h5::openFile(m_path, H5F_ACC_RDWR | H5F_ACC_SWMR_WRITE, access.id());
    for (h5::Dataset* dataset : datasets())
        dataset->resume(m_file.id());
    m_reserve = {};
    m_reserve.ensure(m_file.id(), 0);
}

void NexusFile::layOut(const Contents& contents)
{
    EntryLayout layout = EntryLayout::make(m_file.id(), contents.start, m_compression);
    {
        const h5::Handle documents = h5::makeGroup(layout.entry(), QStringLiteral("documents"), "NXcollection");
        m_journal = Journal::make(documents.id());
        m_journal.add(m_number, contents.start);
        m_journal.flush();
    }
    std::vector<EventDescriptorPtr> descriptors = contents.descriptors();
    descriptors.push_back(interruptionsOf(*contents.start)); // of no use if it came already
    for (const EventDescriptorPtr& descriptor : descriptors) {
        const Event* first = contents.firstOf(descriptor->name);
        if (descriptor->name == baselineStream && !m_positions)
            m_positions = std::make_unique<PositionsGroups>(layout.entry(), *descriptor, first);
        const bool known = first != nullptr || !contents.first || !needsSample(*descriptor);
        if (known && m_tables.find(descriptor->name) == m_tables.end())
            m_tables[descriptor->name] = layout.stream(descriptor, first);
    }
    if (m_tables.find(primaryStream) != m_tables.end())
        beginFrameLinks(m_file.id(), m_path, contents.early);
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
    all.push_back(&m_journal.dataset());
    return all;
}

/// A stream nobody knew of when the file was made. Nothing can be added to a shared file: it is closed for a moment.
void NexusFile::addStream(const EventDescriptorPtr& descriptor, const Event& first)
{
    flush();
    closeFile();
    std::unique_ptr<StreamTable> table;
    std::unique_ptr<PositionsGroups> positions;
    try {
        editClosed(m_path, [&](hid_t file) {
            EntryLayout layout = EntryLayout::open(file, m_start, m_compression);
            if (descriptor->name == baselineStream)
                positions = std::make_unique<PositionsGroups>(layout.entry(), *descriptor, &first);
            table = layout.stream(descriptor, &first);
            if (descriptor->name == primaryStream)
                beginFrameLinks(file, m_path, m_frames);
            for (h5::Dataset* dataset : table->datasets())
                dataset->suspend();
            for (h5::Dataset* dataset : positions ? positions->datasets() : std::vector<h5::Dataset*>())
                dataset->suspend();
        });
    } catch (const h5::Failure&) {
        openShared(); // as it was; it can be tried again
        throw;
    }
    m_tables[descriptor->name] = std::move(table);
    if (positions)
        m_positions = std::move(positions);
    openShared();
}

/// When it was closed for a moment and that did not end well.
void NexusFile::openAgain()
{
    if (!m_file && !m_finished)
        openShared();
}

void NexusFile::append(const scans::Document& document)
{
    openAgain();
    m_reserve.ensure(m_file.id(), static_cast<qint64>(scans::memoryOf(document)));
    if (const auto* event = std::get_if<EventPtr>(&document)) {
        append(**event);
    } else {
        if (const auto* descriptor = std::get_if<EventDescriptorPtr>(&document))
            m_descriptors[(*descriptor)->uid] = m_number + 1;
        m_journal.add(m_number + 1, document);
        noteFrames(document);
    }
    ++m_number; // if that failed, it is tried again under the same number
}

void NexusFile::noteFrames(const scans::Document& document)
{
    const bool files = std::holds_alternative<scans::StreamResourcePtr>(document);
    if (files || std::holds_alternative<EventDescriptorPtr>(document))
        m_frames.push_back(document);
    m_completes = m_completes || files;
}

qint64 NexusFile::numberOf(const EventDescriptorPtr& descriptor)
{
    const auto known = m_descriptors.find(descriptor->uid);
    if (known != m_descriptors.end())
        return known->second;
    append(scans::Document(descriptor));
    return m_number;
}

void NexusFile::append(const Event& event)
{
    const scans::EventDescriptor& descriptor = *event.descriptor;
    const qint64 described = numberOf(event.descriptor);
    if (m_tables.find(descriptor.name) == m_tables.end())
        addStream(event.descriptor, event);
    StreamTable& table = *m_tables.at(descriptor.name);
    if (!sameKeys(descriptor, table.descriptor()))
        throw h5::Failure(QStringLiteral("the columns of stream \"%1\" changed during the run").arg(descriptor.name));
    table.append(event, {m_number + 1, described}, m_journal);
    if (descriptor.name == baselineStream)
        m_positions->write(event);
    if (descriptor.name == primaryStream) {
        m_completes = m_completes || event.seqNum <= m_lastPoint || holdsArraysOnGrid(event);
        m_lastPoint = event.seqNum;
    }
}

void NexusFile::flush()
{
    openAgain();
    m_journal.flush(); // what records refer to, before them
    for (const auto& [name, table] : m_tables)
        table->flush();
}

void NexusFile::finish(const scans::RunStop& stop)
{
    if (m_finished)
        return; // who had to hear of it failed
    if (!std::exchange(m_stopped, true)) // it may be tried again
        m_journal.add(m_number + 1, std::make_shared<const scans::RunStop>(stop));
    flush();
    {
        const h5::Handle entry = h5::open(m_file.id(), QStringLiteral("entry"));
        writeStop(entry.id(), stop);
    }
    m_tables.clear();
    m_positions.reset();
    m_journal = {};
    if (!m_file.reset())
        throw h5::Failure(QStringLiteral("closing failed"));
    h5::Reserve::giveBack(m_path);
    m_finished = true;
    if (!m_completes)
        return;
    if (const auto completed = h5::guard(m_path, [this] { completeRun(m_path); }); !completed)
        qWarning("%s", qPrintable(completed.error().message)); // nothing of the run is missing without
}

QString unfinishedFile(const QString& path)
{
    return path + QStringLiteral(".part");
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
