#include "storage/positions/positionsstore.h"

#include "storage/positions/valuecodec.h"

#include <QCoreApplication>

#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;
using devices::Timestamp;

namespace {

// `removed` is 0 for what is in use, else the row's own id, so that a name is unique among those in use only.
const Database::Migrations& migrations()
{
    static const Database::Migrations steps{
        {QStringLiteral("CREATE TABLE instruments (id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                        " from_profile INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0, UNIQUE (name, removed))"),
            QStringLiteral(
                "CREATE TABLE instrument_pvs (instrument_id INTEGER NOT NULL REFERENCES instruments (id),"
                " rank INTEGER NOT NULL, pv TEXT NOT NULL, PRIMARY KEY (instrument_id, rank)) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE positions (id INTEGER PRIMARY KEY,"
                           " instrument_id INTEGER NOT NULL REFERENCES instruments (id), name TEXT NOT NULL,"
                           " removed INTEGER NOT NULL DEFAULT 0, UNIQUE (instrument_id, name, removed))"),
            QStringLiteral("CREATE TABLE revisions (id INTEGER PRIMARY KEY,"
                           " position_id INTEGER NOT NULL REFERENCES positions (id), revision INTEGER NOT NULL,"
                           " time_ns INTEGER NOT NULL, user TEXT NOT NULL, note TEXT NOT NULL,"
                           " UNIQUE (position_id, revision))"),
            // `text` is for people who look into the file; the program reads type and value.
            QStringLiteral(
                "CREATE TABLE revision_values (revision_id INTEGER NOT NULL REFERENCES revisions (id),"
                " rank INTEGER NOT NULL, pv TEXT NOT NULL, type TEXT NOT NULL, value BLOB, text TEXT NOT NULL,"
                " label TEXT NOT NULL, units TEXT NOT NULL, time_ns INTEGER NOT NULL, problem TEXT NOT NULL,"
                " PRIMARY KEY (revision_id, rank)) WITHOUT ROWID")},
    };
    return steps;
}

const QString infoColumns = QStringLiteral("i.name, p.name, r.revision, r.time_ns, r.user, r.note");
const QString infoTables = QStringLiteral(" FROM revisions r JOIN positions p ON p.id = r.position_id"
                                          " JOIN instruments i ON i.id = p.instrument_id"
                                          " WHERE p.removed = 0 AND i.removed = 0 AND i.name = ?");

PositionInfo infoFrom(const QSqlQuery& row)
{
    return {row.value(0).toString(), row.value(1).toString(), row.value(2).toInt(),
        Timestamp(std::chrono::nanoseconds(row.value(3).toLongLong())), row.value(4).toString(),
        row.value(5).toString()};
}

qint64 ns(Timestamp time)
{
    return time.time_since_epoch().count();
}

/// NULL is not text: columns of the schema want "".
QString filled(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

Result<std::vector<PositionInfo>> infos(Result<QSqlQuery> rows)
{
    if (!rows)
        return rows.error();
    std::vector<PositionInfo> list;
    while (rows.value().next())
        list.push_back(infoFrom(rows.value()));
    return list;
}

Result<void> checkName(const QString& name)
{
    if (!name.trimmed().isEmpty())
        return {};
    return Error{ErrorCode::BadValue, QCoreApplication::translate("storage", "A name must not be empty."), {}};
}

Error nameInUse(const QString& name)
{
    return {ErrorCode::BadValue, QCoreApplication::translate("storage", "The name \"%1\" is already in use.").arg(name),
        name};
}

} // namespace

Result<PositionsStore> PositionsStore::open(const QString& path)
{
    auto database = Database::open(path, migrations(), Durability::Power);
    if (!database)
        return database.error();
    return PositionsStore(std::move(database).value());
}

PositionsStore::PositionsStore(Database database)
    : m_database(std::move(database))
{
}

Result<qint64> PositionsStore::instrumentId(const QString& name) const
{
    auto rows = m_database.query(QStringLiteral("SELECT id FROM instruments WHERE name = ? AND removed = 0"), {name});
    if (!rows)
        return rows.error();
    if (rows.value().next())
        return rows.value().value(0).toLongLong();
    return Error{
        ErrorCode::BadValue, QCoreApplication::translate("storage", "There is no instrument \"%1\".").arg(name), name};
}

Result<qint64> PositionsStore::positionId(const QString& instrument, const QString& name) const
{
    const auto owner = instrumentId(instrument);
    if (!owner)
        return owner.error();
    auto rows = m_database.query(
        QStringLiteral("SELECT id FROM positions WHERE instrument_id = ? AND name = ? AND removed = 0"),
        {owner.value(), name});
    if (!rows)
        return rows.error();
    if (rows.value().next())
        return rows.value().value(0).toLongLong();
    return Error{ErrorCode::BadValue,
        QCoreApplication::translate("storage", "%1 has no position \"%2\".").arg(instrument, name), name};
}

Result<void> PositionsStore::saveInstrument(const Instrument& instrument)
{
    if (auto named = checkName(instrument.name); !named)
        return named;
    return m_database.transaction([&]() -> Result<void> {
        auto done = m_database.exec(
            QStringLiteral("INSERT INTO instruments (name, from_profile) VALUES (?, ?)"
                           " ON CONFLICT (name, removed) DO UPDATE SET from_profile = excluded.from_profile"),
            {instrument.name, instrument.fromProfile});
        const auto id = done ? instrumentId(instrument.name) : Result<qint64>(done.error());
        if (!id)
            return id.error();
        done = m_database.exec(QStringLiteral("DELETE FROM instrument_pvs WHERE instrument_id = ?"), {id.value()});
        for (qsizetype rank = 0; done && rank < instrument.pvs.size(); ++rank)
            done = m_database.exec(
                QStringLiteral("INSERT INTO instrument_pvs (instrument_id, rank, pv) VALUES (?, ?, ?)"),
                {id.value(), rank, filled(instrument.pvs.at(rank))});
        return done;
    });
}

Result<std::vector<Instrument>> PositionsStore::instruments() const
{
    auto rows = m_database.query(QStringLiteral(
        "SELECT i.id, i.name, i.from_profile, v.pv FROM instruments i"
        " LEFT JOIN instrument_pvs v ON v.instrument_id = i.id WHERE i.removed = 0 ORDER BY i.id, v.rank"));
    if (!rows)
        return rows.error();
    std::vector<Instrument> list;
    qint64 last = -1;
    while (rows.value().next()) {
        const QSqlQuery& row = rows.value();
        if (std::exchange(last, row.value(0).toLongLong()) != last || list.empty())
            list.push_back({row.value(1).toString(), {}, row.value(2).toBool()});
        if (!row.value(3).isNull())
            list.back().pvs << row.value(3).toString();
    }
    return list;
}

Result<void> PositionsStore::renameInstrument(const QString& name, const QString& newName)
{
    if (auto named = checkName(newName); !named)
        return named;
    return m_database.transaction([&]() -> Result<void> {
        const auto id = instrumentId(name);
        if (!id)
            return id.error();
        if (name != newName && instrumentId(newName))
            return nameInUse(newName);
        return m_database.exec(QStringLiteral("UPDATE instruments SET name = ? WHERE id = ?"), {newName, id.value()});
    });
}

Result<void> PositionsStore::removeInstrument(const QString& name)
{
    return m_database.transaction([&]() -> Result<void> {
        const auto id = instrumentId(name);
        if (!id)
            return id.error();
        return m_database.exec(QStringLiteral("UPDATE instruments SET removed = id WHERE id = ?"), {id.value()});
    });
}

Result<PositionInfo> PositionsStore::savePosition(const QString& instrument, const QString& name,
    const std::vector<SavedValue>& values, const QString& user, const QString& note)
{
    if (auto named = checkName(name); !named)
        return named.error();
    PositionInfo info{instrument, name, 1, devices::now(), user, note};
    auto done = m_database.transaction([&]() -> Result<void> {
        const auto owner = instrumentId(instrument);
        if (!owner)
            return owner.error();
        if (auto made = m_database.exec(
                QStringLiteral("INSERT INTO positions (instrument_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING"),
                {owner.value(), name});
            !made)
            return made;
        const auto position = positionId(instrument, name);
        if (!position)
            return position.error();
        auto rows = m_database.query(
            QStringLiteral("INSERT INTO revisions (position_id, revision, time_ns, user, note) VALUES (?,"
                           " 1 + (SELECT coalesce(max(revision), 0) FROM revisions WHERE position_id = ?), ?, ?, ?)"
                           " RETURNING id, revision"),
            {position.value(), position.value(), ns(info.time), filled(user), filled(note)});
        if (!rows)
            return rows.error();
        if (!rows.value().next())
            return Error{ErrorCode::Internal, QStringLiteral("no revision was made"), name};
        const qint64 revision = rows.value().value(0).toLongLong();
        info.revision = rows.value().value(1).toInt();
        rows.value().finish();
        return insertValues(revision, values);
    });
    if (!done)
        return done.error();
    return info;
}

Result<void> PositionsStore::insertValues(qint64 revisionId, const std::vector<SavedValue>& values)
{
    Result<void> done;
    for (std::size_t rank = 0; done && rank < values.size(); ++rank) {
        const SavedValue& saved = values[rank];
        const StoredValue stored = StoredValue::from(saved.value);
        done = m_database.exec(
            QStringLiteral(
                "INSERT INTO revision_values (revision_id, rank, pv, type, value, text, label, units, time_ns,"
                " problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
            {revisionId, static_cast<qint64>(rank), filled(saved.pv), filled(stored.type), stored.bytes,
                filled(devices::toText(saved.value)), filled(saved.label), filled(saved.units), ns(saved.time),
                filled(saved.problem)});
    }
    return done;
}

Result<std::vector<PositionInfo>> PositionsStore::positions(const QString& instrument) const
{
    return infos(m_database.query(QStringLiteral("SELECT ") + infoColumns + infoTables
            + QStringLiteral(" AND r.revision = (SELECT max(revision) FROM revisions WHERE position_id = p.id)"
                             " ORDER BY r.time_ns DESC, p.id DESC"),
        {instrument}));
}

Result<std::vector<PositionInfo>> PositionsStore::revisions(const QString& instrument, const QString& name) const
{
    return infos(m_database.query(QStringLiteral("SELECT ") + infoColumns + infoTables
            + QStringLiteral(" AND p.name = ? ORDER BY r.revision DESC"),
        {instrument, name}));
}

Result<SavedPosition> PositionsStore::load(const QString& instrument, const QString& name, int revision) const
{
    auto rows = m_database.query(QStringLiteral("SELECT ") + infoColumns + QStringLiteral(", r.id") + infoTables
            + QStringLiteral(" AND p.name = ? AND (r.revision = ? OR ? = 0) ORDER BY r.revision DESC LIMIT 1"),
        {instrument, name, revision, revision});
    if (!rows)
        return rows.error();
    if (!rows.value().next()) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("storage", "%1 has no such position or revision: \"%2\", %3.")
                .arg(instrument, name)
                .arg(revision),
            name};
    }
    SavedPosition position{infoFrom(rows.value()), {}};
    rows = m_database.query(QStringLiteral("SELECT pv, type, value, label, units, time_ns, problem FROM revision_values"
                                           " WHERE revision_id = ? ORDER BY rank"),
        {rows.value().value(6)});
    if (!rows)
        return rows.error();
    while (rows.value().next()) {
        const QSqlQuery& row = rows.value();
        SavedValue saved{row.value(0).toString(), {}, row.value(3).toString(), row.value(4).toString(),
            Timestamp(std::chrono::nanoseconds(row.value(5).toLongLong())), row.value(6).toString()};
        const StoredValue stored{row.value(1).toString(), row.value(2).toByteArray()};
        if (auto value = stored.value())
            saved.value = *std::move(value);
        else
            saved.problem
                = QCoreApplication::translate("storage", "stored as %1, which cannot be read").arg(stored.type);
        position.values.push_back(std::move(saved));
    }
    return position;
}

Result<void> PositionsStore::renamePosition(const QString& instrument, const QString& name, const QString& newName)
{
    if (auto named = checkName(newName); !named)
        return named;
    return m_database.transaction([&]() -> Result<void> {
        const auto id = positionId(instrument, name);
        if (!id)
            return id.error();
        if (name != newName && positionId(instrument, newName))
            return nameInUse(newName);
        return m_database.exec(QStringLiteral("UPDATE positions SET name = ? WHERE id = ?"), {newName, id.value()});
    });
}

Result<void> PositionsStore::removePosition(const QString& instrument, const QString& name)
{
    return m_database.transaction([&]() -> Result<void> {
        const auto id = positionId(instrument, name);
        if (!id)
            return id.error();
        return m_database.exec(QStringLiteral("UPDATE positions SET removed = id WHERE id = ?"), {id.value()});
    });
}

Result<qint64> PositionsStore::dataVersion() const
{
    auto rows = m_database.query(QStringLiteral("PRAGMA data_version"));
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toLongLong() : 0;
}

} // namespace storage
