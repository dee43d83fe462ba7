#include "storage/database/database.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr int busyTimeoutMs = 5000;

bool isLocked(const QSqlError& error)
{
    constexpr int busy = 5; // SQLITE_BUSY and SQLITE_LOCKED; extended codes keep them in the low byte
    constexpr int locked = 6;
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == busy || code == locked;
}

} // namespace

Result<Database> Database::open(
    const QString& path, const Migrations& migrations, Durability durability, const AfterStep& afterStep)
{
    Database database(path, QUuid::createUuid().toString(QUuid::WithoutBraces));
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database.m_connection);
        connection.setDatabaseName(path);
        connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs));
        if (!connection.open()) {
            return Error{ErrorCode::Io,
                QCoreApplication::translate("storage", "Cannot open the database %1: %2.")
                    .arg(path, connection.lastError().text()),
                path};
        }
    }
    // First of all: a file of a newer program must stay as it is.
    if (auto migrated = database.migrate(migrations, afterStep); !migrated)
        return migrated.error();
    // Another program may be switching at this moment; the mode stays in the file, so one of them is enough.
    if (auto wal = database.query(QStringLiteral("PRAGMA journal_mode=WAL"));
        !wal && wal.error().code != ErrorCode::Timeout)
        return wal.error();
    const auto level = durability == Durability::Power ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
    if (auto synchronous = database.exec(QStringLiteral("PRAGMA synchronous=%1").arg(level)); !synchronous)
        return synchronous.error();
    if (auto keys = database.exec(QStringLiteral("PRAGMA foreign_keys=ON")); !keys)
        return keys.error();
    return database;
}

Database::Database(QString path, QString connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
{
}

Database::Database(Database&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_connection(std::exchange(other.m_connection, {}))
{
}

Database& Database::operator=(Database&& other) noexcept
{
    if (this != &other) {
        close();
        m_path = std::move(other.m_path);
        m_connection = std::exchange(other.m_connection, {});
    }
    return *this;
}

Database::~Database()
{
    close();
}

void Database::close()
{
    if (m_connection.isEmpty())
        return;
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

Result<QSqlQuery> Database::query(const QString& sql, const QVariantList& values) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return error(query);
    for (const QVariant& value : values) {
        // Qt takes an empty string that was never filled for NULL; only an invalid variant is meant as that.
        const bool emptyText = value.metaType().id() == QMetaType::QString && value.toString().isNull();
        query.addBindValue(emptyText ? QVariant(QLatin1String("")) : value);
    }
    if (!query.exec())
        return error(query);
    return query;
}

Result<void> Database::exec(const QString& sql, const QVariantList& values) const
{
    const auto done = query(sql, values);
    return done ? Result<void>() : done.error();
}

Result<void> Database::transaction(const std::function<Result<void>()>& work) const
{
    if (m_inTransaction)
        return work();
    if (auto begun = exec(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    m_inTransaction = true;
    auto result = work();
    m_inTransaction = false;
    if (result)
        result = exec(QStringLiteral("COMMIT"));
    if (!result) {
        if (auto undone = exec(QStringLiteral("ROLLBACK")); !undone)
            qWarning("%s", qPrintable(undone.error().message)); // the first error is the one to tell
    }
    return result;
}

Result<void> Database::migrate(const Migrations& migrations, const AfterStep& afterStep) const
{
    const auto current = [this]() -> Result<int> {
        auto version = query(QStringLiteral("PRAGMA user_version"));
        if (!version)
            return version.error();
        return version.value().next() ? version.value().value(0).toInt() : 0;
    };
    const auto known = static_cast<int>(migrations.size());
    const auto before = current();
    if (!before)
        return before.error();
    if (before.value() > known) {
        return Error{ErrorCode::Refused,
            QCoreApplication::translate("storage",
                "%1 was made by a newer version of this program (schema %2; this one knows schema %3). It was left as "
                "it is.")
                .arg(m_path)
                .arg(before.value())
                .arg(known),
            m_path};
    }
    if (before.value() == known)
        return {};
    return transaction([&]() -> Result<void> {
        const auto now = current(); // another program may have been faster
        if (!now)
            return now.error();
        for (int version = now.value(); version < known; ++version) {
            if (auto done = step(migrations[static_cast<std::size_t>(version)], version + 1, afterStep); !done)
                return done;
        }
        return exec(QStringLiteral("PRAGMA user_version=%1").arg(known));
    });
}

Result<void> Database::step(const QStringList& statements, int version, const AfterStep& afterStep) const
{
    for (const QString& statement : statements) {
        if (auto done = exec(statement); !done)
            return done;
    }
    return afterStep ? afterStep(*this, version) : Result<void>();
}

Result<void> Database::backup(const QString& copy) const
{
    if (QFileInfo::exists(copy)) {
        return Error{ErrorCode::Refused,
            QCoreApplication::translate("storage", "%1 exists already. It was left as it is.").arg(copy), copy};
    }
    // Under its name there is only ever a whole copy.
    const QString unfinished = copy + QStringLiteral(".part");
    QFile::remove(unfinished);
    auto done = exec(QStringLiteral("VACUUM INTO ?"), {unfinished});
    if (done && !QFile::rename(unfinished, copy)) {
        done = Error{
            ErrorCode::Io, QCoreApplication::translate("storage", "The backup %1 cannot be made.").arg(copy), copy};
    }
    if (!done)
        QFile::remove(unfinished);
    return done;
}

Error Database::error(const QSqlQuery& query) const
{
    const QSqlError error = query.lastError();
    if (isLocked(error)) {
        return {ErrorCode::Timeout,
            QCoreApplication::translate("storage", "%1 is locked by another program since %2 s.")
                .arg(m_path)
                .arg(busyTimeoutMs / 1000),
            m_path};
    }
    return {ErrorCode::Io, QCoreApplication::translate("storage", "%1: %2.").arg(m_path, error.text()), m_path};
}

} // namespace storage
