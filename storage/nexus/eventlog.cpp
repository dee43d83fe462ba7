#include "storage/nexus/eventlog.h"

#include "storage/hdf5/fixedattribute.h"
#include "storage/hdf5/h5.h"

#include <algorithm>
#include <cstring>

namespace storage {

namespace {

void put(char* bytes, qint64 number)
{
    std::memcpy(bytes, &number, sizeof number);
}

h5::Handle eventsGroup(hid_t entry)
{
    const h5::Handle documents = h5::open(entry, QStringLiteral("documents"));
    const QString name = QStringLiteral("events");
    return h5::exists(documents.id(), name) ? h5::open(documents.id(), name)
                                            : h5::makeGroup(documents.id(), name, "NXcollection");
}

} // namespace

EventLog::EventLog(hid_t entry, const scans::EventDescriptor& descriptor, std::size_t gridRank,
    const QStringList& columns, const QStringList& rows, const ColumnOptions& options)
    : m_stream(descriptor.name)
    , m_record(descriptor.keys.size(), gridRank)
    , m_column(eventsGroup(entry).id(), h5::linkName(descriptor.name), ItemType::record(m_record.type()), options)
{
    QStringList keys;
    for (const devices::DataKey& key : descriptor.keys)
        keys << key.name;
    h5::writeFixedAttribute(dataset().id(), "stream", m_stream);
    h5::writeFixedAttribute(dataset().id(), "rows", rows);
    if (keys.isEmpty())
        return;
    h5::writeFixedAttribute(dataset().id(), "keys", keys);
    h5::writeFixedAttribute(dataset().id(), "columns", columns);
}

void EventLog::write(
    hsize_t row, const scans::Event& event, const EventPlace& place, std::span<const char> exact, Journal& journal)
{
    char* record = m_column.slot(row);
    const auto uid = EventRecord::packUid(event.uid);
    std::memset(record, 0, m_record.bytes());
    if (uid)
        std::memcpy(record, uid->data(), uid->size());
    else
        journal.addValue(m_stream, row, uidKey, event.uid);
    put(record + EventRecord::numberAt, place.number);
    put(record + EventRecord::timeAt, event.time.time_since_epoch().count());
    put(record + EventRecord::descriptorAt, place.descriptor);
    put(record + EventRecord::seqNumAt, event.seqNum);
    for (std::size_t key = 0; key < m_record.keys(); ++key) {
        EventRecord::Flags flags;
        flags.absent = key >= event.data.size();
        if (!flags.absent) {
            const devices::Reading& reading = event.data[key];
            flags = {reading.value.index(), exact[key] == 0, false, reading.status, reading.severity};
            put(record + EventRecord::timesAt + 8 * key, reading.time.time_since_epoch().count());
            if (flags.inJournal)
                journal.addValue(m_stream, row, static_cast<int>(key), reading.value);
        }
        const quint32 bits = flags.packed();
        std::memcpy(record + m_record.flagsAt() + 4 * key, &bits, sizeof bits);
    }
    for (std::size_t axis = 0; axis < m_record.gridRank(); ++axis) {
        const qint32 index = axis < event.gridIndex.size() ? event.gridIndex[axis] : -1;
        std::memcpy(record + m_record.gridAt() + 4 * axis, &index, sizeof index);
    }
    if (event.gridIndex.size() > m_record.gridRank())
        journal.addValue(m_stream, row, gridIndexKey,
            devices::makeArray(std::vector<qint32>(event.gridIndex.cbegin(), event.gridIndex.cend())));
}

} // namespace storage
