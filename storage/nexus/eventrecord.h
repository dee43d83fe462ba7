#pragma once

#include "devices/channel/reading.h"
#include "storage/hdf5/handle.h"

#include <QString>

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace storage {

/// Where an event belongs.
struct EventPlace
{
    qint64 number = 0; ///< among all documents of the run
    qint64 descriptor = 0; ///< the number of its descriptor
};

/// The layout of one record of an EventLog: a compound of HDF5, so that other tools can read it as well.
/// Thread:  any.
/// Errors:  h5::Failure.
class EventRecord
{
public:
    static constexpr std::size_t uidBytes = 16;
    /// What one reading was, beside its value and time.
    struct Flags
    {
        std::size_t alternative = 0; ///< of devices::Value
        bool inJournal = false; ///< the whole value stands there
        bool absent = false; ///< the event had no such reading
        quint16 status = 0;
        devices::Severity severity = devices::Severity::None;

        quint32 packed() const;
        static Flags unpacked(quint32 bits);
    };

    EventRecord(std::size_t keys, std::size_t gridRank);

    std::size_t keys() const { return m_keys; }
    std::size_t gridRank() const { return m_gridRank; }
    std::size_t bytes() const { return m_bytes; }
    h5::Handle type() const;

    // Places within a record's bytes.
    static constexpr std::size_t numberAt = uidBytes;
    static constexpr std::size_t timeAt = numberAt + 8;
    static constexpr std::size_t descriptorAt = timeAt + 8;
    static constexpr std::size_t seqNumAt = descriptorAt + 8;
    static constexpr std::size_t timesAt = seqNumAt + 8;
    std::size_t flagsAt() const { return timesAt + 8 * m_keys; }
    std::size_t gridAt() const { return flagsAt() + 4 * m_keys; }

    /// 16 bytes of a UUID in its usual spelling; nothing for any other text.
    static std::optional<std::array<char, uidBytes>> packUid(const QString& uid);
    static QString unpackUid(const char* bytes);

private:
    std::size_t m_keys;
    std::size_t m_gridRank;
    std::size_t m_bytes;
};

} // namespace storage
