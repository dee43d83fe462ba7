#pragma once

#include "devices/channel/result.h"
#include "storage/catalogue/runvalues.h"
#include "storage/database/database.h"

#include <optional>

namespace storage {

/// The values of all runs by key, in the database: what queries look at.
/// Thread:  the database's.
/// Errors:  those of Database.
class ValueIndex
{
public:
    explicit ValueIndex(const Database& database)
        : m_database(database)
    {
    }

    /// Adds to what the run has.
    devices::Result<void> add(qint64 run, const RunValues& values) const;
    /// The run has these values of the key, and no others.
    devices::Result<void> set(qint64 run, const QString& key, const QVariantList& values) const;
    /// Nothing if no run has ever had such a key.
    devices::Result<std::optional<qint64>> find(const QString& key) const;
    /// All of them, in the order of the alphabet.
    devices::Result<QStringList> keys() const;

private:
    devices::Result<qint64> keyId(const QString& key) const;

    const Database& m_database;
};

} // namespace storage
