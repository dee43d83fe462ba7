#include "storage/nexus/eventrecord.h"

#include "storage/hdf5/h5.h"

#include <QUuid>

#include <array>
#include <cstring>

namespace storage {

namespace {

constexpr unsigned alternativeShift = 8;
constexpr quint32 alternativeMask = 0x0F;
constexpr quint32 journalBit = 1U << 12;
constexpr quint32 absentBit = 1U << 13;
constexpr unsigned statusShift = 16;

void insert(hid_t compound, const char* name, std::size_t at, hid_t element, std::size_t count)
{
    const hsize_t length = count;
    const h5::Handle type(h5::check(H5Tarray_create2(element, 1, &length), "record"));
    h5::check(H5Tinsert(compound, name, at, type.id()), "record");
}

} // namespace

quint32 EventRecord::Flags::packed() const
{
    return static_cast<quint32>(severity) | (static_cast<quint32>(alternative) & alternativeMask) << alternativeShift
        | (inJournal ? journalBit : 0) | (absent ? absentBit : 0) | static_cast<quint32>(status) << statusShift;
}

EventRecord::Flags EventRecord::Flags::unpacked(quint32 bits)
{
    return {(bits >> alternativeShift) & alternativeMask, (bits & journalBit) != 0, (bits & absentBit) != 0,
        static_cast<quint16>(bits >> statusShift), static_cast<devices::Severity>(bits & 0xFF)};
}

EventRecord::EventRecord(std::size_t keys, std::size_t gridRank)
    : m_keys(keys)
    , m_gridRank(gridRank)
    , m_bytes(gridAt() + 4 * gridRank)
{
}

h5::Handle EventRecord::type() const
{
    h5::Handle type(h5::check(H5Tcreate(H5T_COMPOUND, m_bytes), "record"));
    insert(type.id(), "uid", 0, H5T_NATIVE_UINT8, uidBytes);
    h5::check(H5Tinsert(type.id(), "number", numberAt, H5T_NATIVE_INT64), "record");
    h5::check(H5Tinsert(type.id(), "time_ns", timeAt, H5T_NATIVE_INT64), "record");
    h5::check(H5Tinsert(type.id(), "descriptor", descriptorAt, H5T_NATIVE_INT64), "record");
    h5::check(H5Tinsert(type.id(), "seq_num", seqNumAt, H5T_NATIVE_INT64), "record");
    if (m_keys > 0) {
        insert(type.id(), "timestamps_ns", timesAt, H5T_NATIVE_INT64, m_keys);
        insert(type.id(), "flags", flagsAt(), H5T_NATIVE_UINT32, m_keys);
    }
    if (m_gridRank > 0)
        insert(type.id(), "grid_index", gridAt(), H5T_NATIVE_INT32, m_gridRank);
    return type;
}

std::optional<std::array<char, EventRecord::uidBytes>> EventRecord::packUid(const QString& uid)
{
    constexpr qsizetype length = 36;
    if (uid.size() != length)
        return std::nullopt;
    std::array<char, uidBytes> packed{};
    std::size_t digits = 0;
    for (qsizetype i = 0; i < length; ++i) {
        const char16_t c = uid.at(i).unicode();
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const int digit = c >= u'0' && c <= u'9' ? c - u'0' : c >= u'a' && c <= u'f' ? c - u'a' + 10 : -1;
        if (dash ? c != u'-' : digit < 0)
            return std::nullopt;
        if (dash)
            continue;
        char& byte = packed.at(digits / 2);
        byte = static_cast<char>(digits % 2 == 0 ? digit << 4 : static_cast<unsigned char>(byte) | digit);
        ++digits;
    }
    return packed;
}

QString EventRecord::unpackUid(const char* bytes)
{
    return QUuid::fromRfc4122(QByteArrayView(bytes, uidBytes)).toString(QUuid::WithoutBraces);
}

} // namespace storage
