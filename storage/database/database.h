#pragma once

#include "devices/channel/result.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>
#include <vector>

namespace storage {

/// How safe a committed transaction is: Process survives kill -9, Power also a power cut.
enum class Durability : quint8 { Process, Power };

/// One SQLite connection in WAL mode with a 5 s busy time-out and a versioned schema (PRAGMA user_version).
///
/// Thread:  the one that opened it.
/// Owns:    the connection.
/// Errors:  Io with the file; Timeout when another program holds the file; Refused when its schema is newer than ours.
class Database
{
public:
    /// Statements that lead from schema version n to n + 1, for n = 0, 1, …
    using Migrations = std::vector<QStringList>;

    /// What statements alone cannot do on the way to this version; within the same transaction.
    using AfterStep = std::function<devices::Result<void>(const Database& database, int version)>;

    static devices::Result<Database> open(
        const QString& path, const Migrations& migrations, Durability durability, const AfterStep& afterStep = {});
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    const QString& path() const { return m_path; }
    devices::Result<QSqlQuery> query(const QString& sql, const QVariantList& values = {}) const;
    devices::Result<void> exec(const QString& sql, const QVariantList& values = {}) const;
    /// All or nothing; takes the write lock at once, so that what `work` reads stays true until it writes.
    /// Within another transaction it is part of that one.
    devices::Result<void> transaction(const std::function<devices::Result<void>()>& work) const;
    /// A consistent copy while others write. Refused when there is such a file already.
    devices::Result<void> backup(const QString& copy) const;

private:
    Database(QString path, QString connection);
    devices::Result<void> migrate(const Migrations& migrations, const AfterStep& afterStep) const;
    devices::Result<void> step(const QStringList& statements, int version, const AfterStep& afterStep) const;
    devices::Error error(const QSqlQuery& query) const;
    void close();

    QString m_path;
    QString m_connection; ///< empty = moved from
    mutable bool m_inTransaction = false;
};

} // namespace storage
