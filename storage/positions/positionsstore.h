#pragma once

#include "devices/channel/reading.h"
#include "devices/channel/result.h"
#include "storage/database/database.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace storage {

/// A named set of PVs, in the order in which they are shown and restored.
struct Instrument
{
    QString name;
    QStringList pvs;
    bool fromProfile = false; ///< else made by the user
};

/// The value of one PV in a saved position.
struct SavedValue
{
    QString pv;
    /// Null when it was not saved; `problem` says why.
    devices::Value value;
    QString label; ///< of an enumeration
    QString units;
    devices::Timestamp time{}; ///< of the reading
    QString problem; ///< "not connected"; empty when saved
};

/// One saved state of one position.
struct PositionInfo
{
    QString instrument;
    QString name;
    int revision = 0; ///< from 1; saving under the same name again makes the next
    devices::Timestamp time{};
    QString user;
    QString note;
};

struct SavedPosition
{
    PositionInfo info;
    std::vector<SavedValue> values;
};

/// Instruments and their saved positions, in SQLite. Values keep type and every bit; nothing is ever overwritten or
/// erased.
///
/// Thread:  the one that opened it. Any number of threads and processes may each open the same file.
/// Errors:  BadValue (empty or unknown name, name in use), Io, Timeout (locked for 5 s), Refused (made by a newer
/// program).
class PositionsStore
{
public:
    static devices::Result<PositionsStore> open(const QString& path);

    /// Makes the instrument, or replaces its list of PVs; saved positions keep their own.
    devices::Result<void> saveInstrument(const Instrument& instrument);
    devices::Result<std::vector<Instrument>> instruments() const;
    devices::Result<void> renameInstrument(const QString& name, const QString& newName);
    devices::Result<void> removeInstrument(const QString& name);

    /// A new revision if the name exists. Returns what was saved.
    devices::Result<PositionInfo> savePosition(const QString& instrument, const QString& name,
        const std::vector<SavedValue>& values, const QString& user, const QString& note = {});
    /// The latest revision of each, newest first.
    devices::Result<std::vector<PositionInfo>> positions(const QString& instrument) const;
    /// Every revision of one, newest first.
    devices::Result<std::vector<PositionInfo>> revisions(const QString& instrument, const QString& name) const;
    /// `revision` 0 = the latest.
    devices::Result<SavedPosition> load(const QString& instrument, const QString& name, int revision = 0) const;
    devices::Result<void> renamePosition(const QString& instrument, const QString& name, const QString& newName);
    /// Hides it; its revisions stay in the file, and saving under the name again begins a new position.
    devices::Result<void> removePosition(const QString& instrument, const QString& name);
    /// Changes whenever any other connection has written to the file: ask again only then.
    devices::Result<qint64> dataVersion() const;

private:
    explicit PositionsStore(Database database);
    devices::Result<qint64> instrumentId(const QString& name) const;
    devices::Result<qint64> positionId(const QString& instrument, const QString& name) const;
    devices::Result<void> insertValues(qint64 revisionId, const std::vector<SavedValue>& values);

    Database m_database;
};

} // namespace storage
