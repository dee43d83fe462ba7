#include "storage/catalogue/valueindex.h"

namespace storage {

using devices::Result;

Result<std::optional<qint64>> ValueIndex::find(const QString& key) const
{
    auto found = m_database.query(QStringLiteral("SELECT id FROM value_keys WHERE name = ?"), {key});
    if (!found)
        return found.error();
    if (!found.value().next())
        return std::optional<qint64>();
    return std::optional(found.value().value(0).toLongLong());
}

Result<qint64> ValueIndex::keyId(const QString& key) const
{
    auto known = find(key);
    if (!known)
        return known.error();
    if (known.value())
        return *known.value();
    auto made = m_database.query(QStringLiteral("INSERT INTO value_keys (name) VALUES (?) RETURNING id"), {key});
    if (!made)
        return made.error();
    return made.value().next() ? made.value().value(0).toLongLong() : 0;
}

Result<void> ValueIndex::add(qint64 run, const RunValues& values) const
{
    QStringList rows;
    QVariantList bound;
    for (const auto& [key, list] : values.byKey()) {
        const auto id = keyId(key);
        if (!id)
            return id.error();
        for (const QVariant& value : list) {
            rows << QStringLiteral("(?, ?, ?)");
            bound << id.value() << run << value;
        }
    }
    if (rows.isEmpty())
        return {};
    // One statement, as there are dozens of values.
    return m_database.exec(
        QStringLiteral("INSERT OR IGNORE INTO run_values (key, run, value) VALUES ") + rows.join(QStringLiteral(", ")),
        bound);
}

Result<void> ValueIndex::set(qint64 run, const QString& key, const QVariantList& values) const
{
    const auto id = keyId(key);
    if (!id)
        return id.error();
    auto cleared
        = m_database.exec(QStringLiteral("DELETE FROM run_values WHERE key = ? AND run = ?"), {id.value(), run});
    if (!cleared)
        return cleared;
    RunValues added;
    for (const QVariant& value : values)
        added.add(key, value);
    return add(run, added);
}

Result<QStringList> ValueIndex::keys() const
{
    auto rows = m_database.query(QStringLiteral("SELECT name FROM value_keys ORDER BY name"));
    if (!rows)
        return rows.error();
    QStringList keys;
    while (rows.value().next())
        keys << rows.value().value(0).toString();
    return keys;
}

} // namespace storage
