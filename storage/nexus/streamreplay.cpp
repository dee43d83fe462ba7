#include "storage/nexus/streamreplay.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/journal.h"

#include <algorithm>
#include <cstring>

namespace storage {

namespace {

constexpr std::size_t blockBytes = 4 * 1024 * 1024; ///< of one column, at least one row
constexpr hsize_t blockRows = 4096;

template <typename T>
T get(const char* bytes)
{
    T value{};
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

/// While a file grows its columns are not all of the same length; what comes first in the list is written last.
hsize_t completeRows(hid_t file, hid_t events)
{
    const hsize_t rows = h5::shapeOf(events).front();
    const QStringList columns = h5::readAttributeList(events, "rows");
    return columns.isEmpty() ? rows : std::min(rows, h5::shapeOf(h5::open(file, columns.constFirst()).id()).front());
}

EventRecord recordOf(hid_t events)
{
    const h5::Handle type(h5::check(H5Dget_type(events), "read"));
    const auto elements = [&type](const char* member) -> std::size_t {
        const int index = H5Tget_member_index(type.id(), member);
        if (index < 0)
            return 0;
        const h5::Handle array(h5::check(H5Tget_member_type(type.id(), static_cast<unsigned>(index)), "read"));
        hsize_t length = 0;
        h5::check(H5Tget_array_dims2(array.id(), &length), "read");
        return length;
    };
    const EventRecord record(elements("flags"), elements("grid_index"));
    if (record.bytes() != H5Tget_size(type.id()))
        throw h5::Failure(QStringLiteral("the records of its events have another layout"));
    return record;
}

} // namespace

StreamReplay::StreamReplay(hid_t file, const QString& events, bool ended)
    : StreamReplay(file, events, h5::open(file, events), ended)
{
}

StreamReplay::StreamReplay(hid_t file, const QString& path, const h5::Handle& events, bool ended)
    : m_stream(h5::readAttribute(events.id(), "stream"))
    , m_columnPaths(h5::readAttributeList(events.id(), "columns"))
    , m_file(file)
    , m_ended(ended)
    , m_record(recordOf(events.id()))
    , m_records(file, path, {}, ended)
    , m_rows(completeRows(file, events.id()))
{
}

std::optional<qint64> StreamReplay::next()
{
    if (m_row >= m_rows)
        return std::nullopt;
    load();
    return get<qint64>(m_records.bytes(m_row) + EventRecord::numberAt);
}

void StreamReplay::load()
{
    if (m_row < m_loadedEnd)
        return;
    std::size_t largest = m_record.bytes();
    for (const ColumnBlock& column : m_columns)
        largest = std::max(largest, column.rowBytes());
    const hsize_t count = std::clamp<hsize_t>(blockBytes / largest, 1, std::min(blockRows, m_rows - m_row));
    m_records.load(m_row, count);
    for (ColumnBlock& column : m_columns)
        column.load(m_row, count);
    m_loadedEnd = m_row + count;
}

scans::EventPtr StreamReplay::take(const JournalReader& journal)
{
    const auto described = journal.documents().find(get<qint64>(m_records.bytes(m_row) + EventRecord::descriptorAt));
    const auto* descriptor
        = described == journal.documents().end() ? nullptr : std::get_if<scans::EventDescriptorPtr>(&described->second);
    if (descriptor == nullptr || (*descriptor)->keys.size() != m_record.keys())
        throw h5::Failure(QStringLiteral("the descriptor of stream \"%1\" is missing").arg(m_stream));
    if (m_columns.empty() && m_record.keys() > 0) {
        for (std::size_t key = 0; key < m_record.keys(); ++key)
            m_columns.emplace_back(
                m_file, m_columnPaths.value(static_cast<qsizetype>(key)), (*descriptor)->keys[key].choices, m_ended);
        m_loadedEnd = m_row; // with them now
        load();
    }
    scans::EventPtr event = make(*descriptor, journal);
    ++m_row;
    return event;
}

scans::EventPtr StreamReplay::make(const scans::EventDescriptorPtr& descriptor, const JournalReader& journal)
{
    const char* record = m_records.bytes(m_row);
    auto event = std::make_shared<scans::Event>();
    event->descriptor = descriptor;
    event->uid = EventRecord::unpackUid(record);
    if (const auto uid = journal.value(m_stream, static_cast<qint64>(m_row), uidKey))
        event->uid = devices::toText(*uid);
    event->seqNum = static_cast<int>(get<qint64>(record + EventRecord::seqNumAt));
    event->time = devices::Timestamp(std::chrono::nanoseconds(get<qint64>(record + EventRecord::timeAt)));
    for (std::size_t key = 0; key < m_record.keys(); ++key) {
        if (!EventRecord::Flags::unpacked(get<quint32>(record + m_record.flagsAt() + 4 * key)).absent)
            event->data.push_back(reading(key, record, journal));
    }
    for (std::size_t axis = 0; axis < m_record.gridRank(); ++axis) {
        if (const auto index = get<qint32>(record + m_record.gridAt() + 4 * axis); index >= 0)
            event->gridIndex.push_back(index);
    }
    if (const auto whole = journal.value(m_stream, static_cast<qint64>(m_row), gridIndexKey)) {
        const std::vector<double> indices = devices::toDoubles(*whole);
        event->gridIndex.assign(indices.cbegin(), indices.cend());
    }
    return event;
}

devices::Reading StreamReplay::reading(std::size_t key, const char* record, const JournalReader& journal)
{
    const auto flags = EventRecord::Flags::unpacked(get<quint32>(record + m_record.flagsAt() + 4 * key));
    devices::Reading reading;
    reading.time = devices::Timestamp(std::chrono::nanoseconds(get<qint64>(record + EventRecord::timesAt + 8 * key)));
    reading.severity = flags.severity;
    reading.status = flags.status;
    if (flags.inJournal)
        reading.value
            = journal.value(m_stream, static_cast<qint64>(m_row), static_cast<int>(key)).value_or(devices::Value());
    else
        reading.value = m_columns[key].value(m_row, flags.alternative);
    return reading;
}

} // namespace storage
