#include "storage/catalogue/catalogueschema.h"

#include "storage/catalogue/valueindex.h"

#include <QJsonDocument>

namespace storage {

using devices::Result;

namespace {

QStringList first()
{
    return {
        QStringLiteral("CREATE TABLE runs (uid TEXT PRIMARY KEY, scan_id INTEGER NOT NULL, plan_name TEXT NOT NULL,"
                       " title TEXT NOT NULL, start_ns INTEGER NOT NULL, stop_ns INTEGER,"
                       " exit_status TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',"
                       " reason_code TEXT NOT NULL DEFAULT '', points_planned INTEGER NOT NULL DEFAULT 0,"
                       " points_done INTEGER NOT NULL DEFAULT 0, motors TEXT NOT NULL, detectors TEXT NOT NULL,"
                       " sample TEXT NOT NULL, user TEXT NOT NULL, file TEXT NOT NULL DEFAULT '', file_open INTEGER "
                       "NOT NULL DEFAULT 0, start_json TEXT NOT NULL,"
                       " descriptors_json TEXT NOT NULL DEFAULT '[]', stop_json TEXT NOT NULL DEFAULT '',"
                       " search TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, born TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX runs_by_time ON runs (start_ns)"),
        QStringLiteral("CREATE INDEX runs_open ON runs (host) WHERE exit_status = '' OR file_open"),
        QStringLiteral("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO counters VALUES ('scan_id', 0)")};
}

/// Rows of runs are short, so that many fit into a page; documents stand apart.
QStringList second()
{
    return {QStringLiteral("DROP INDEX runs_by_time"), QStringLiteral("DROP INDEX runs_open"),
        QStringLiteral("ALTER TABLE runs RENAME TO runs_1"),
        QStringLiteral(
            "CREATE TABLE runs (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, scan_id INTEGER NOT NULL,"
            " plan_name TEXT NOT NULL, title TEXT NOT NULL, start_ns INTEGER NOT NULL, stop_ns INTEGER,"
            " exit_status TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',"
            " reason_code TEXT NOT NULL DEFAULT '', points_planned INTEGER NOT NULL DEFAULT 0,"
            " points_done INTEGER NOT NULL DEFAULT 0, motors TEXT NOT NULL, detectors TEXT NOT NULL,"
            " sample TEXT NOT NULL, user TEXT NOT NULL, file TEXT NOT NULL DEFAULT '',"
            " file_open INTEGER NOT NULL DEFAULT 0, imported INTEGER NOT NULL DEFAULT 0,"
            " star INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '',"
            " comment TEXT NOT NULL DEFAULT '', verified INTEGER NOT NULL DEFAULT 0,"
            " verified_text TEXT NOT NULL DEFAULT '', host TEXT NOT NULL, pid INTEGER NOT NULL,"
            " born TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX runs_open ON runs (host) WHERE exit_status = '' OR file_open"),
        QStringLiteral("CREATE INDEX runs_hidden ON runs (id) WHERE hidden"),
        QStringLiteral("CREATE INDEX runs_by_file ON runs (file)"),
        QStringLiteral("CREATE TABLE documents (run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,"
                       " start_json TEXT NOT NULL, descriptors_json TEXT NOT NULL DEFAULT '[]',"
                       " stop_json TEXT NOT NULL DEFAULT '', said TEXT NOT NULL, marks TEXT NOT NULL DEFAULT '')"),
        QStringLiteral("CREATE TABLE value_keys (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE)"),
        QStringLiteral("CREATE TABLE run_values (key INTEGER NOT NULL, run INTEGER NOT NULL, value NOT NULL,"
                       " PRIMARY KEY (key, run, value)) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX values_by_value ON run_values (key, value, run)"),
        QStringLiteral(
            "CREATE TABLE marks (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
            " time_ns INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX marks_by_run ON marks (run)"),
        QStringLiteral(
            "CREATE VIRTUAL TABLE words USING fts5(said, marks, content = 'documents', content_rowid = 'run',"
            " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"),
        QStringLiteral("CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN"
                       " INSERT INTO words (rowid, said, marks) VALUES (new.run, new.said, new.marks); END"),
        QStringLiteral("CREATE TRIGGER documents_changed AFTER UPDATE OF said, marks ON documents BEGIN"
                       " INSERT INTO words (words, rowid, said, marks) VALUES ('delete', old.run, old.said, old.marks);"
                       " INSERT INTO words (rowid, said, marks) VALUES (new.run, new.said, new.marks); END"),
        QStringLiteral("CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN"
                       " INSERT INTO words (words, rowid, said, marks) VALUES ('delete', old.run, old.said, old.marks);"
                       " END")};
}

/// What the catalogue says of a run beside its start document.
RunValues recorded(const QSqlQuery& run)
{
    const auto object = [&run](const char* column) {
        return QJsonDocument::fromJson(run.value(QLatin1String(column)).toByteArray()).object();
    };
    const scans::RunStart start = runStartFromJson(object("start_json"));
    RunValues values = RunValues::of(start, RunMetadata(start));
    const auto descriptors
        = QJsonDocument::fromJson(run.value(QLatin1String("descriptors_json")).toByteArray()).array();
    for (const QJsonValue& descriptor : descriptors)
        values.addColumns(descriptor.toObject());
    const QString status = run.value(QLatin1String("exit_status")).toString();
    std::optional<double> seconds;
    if (const QVariant stop = run.value(QLatin1String("stop_ns")); !stop.isNull())
        seconds = static_cast<double>(stop.toLongLong() - run.value(QLatin1String("start_ns")).toLongLong()) / 1e9;
    values.addEnd({status, run.value(QLatin1String("reason")).toString(),
        run.value(QLatin1String("reason_code")).toString(), run.value(QLatin1String("points_done")).toInt(), seconds});
    values.add(QStringLiteral("file"), run.value(QLatin1String("file")));
    return values;
}

Result<void> moveRun(const Database& database, const QSqlQuery& run)
{
    const auto id = freeRunId(database, run.value(QLatin1String("start_ns")).toLongLong());
    if (!id)
        return id.error();
    const QString columns = QStringLiteral(
        "uid, scan_id, plan_name, title, start_ns, stop_ns, exit_status, reason, reason_code,"
        " points_planned, points_done, motors, detectors, sample, user, file, file_open, host, pid, born");
    const QString uid = run.value(QLatin1String("uid")).toString();
    auto moved
        = database.exec(QStringLiteral("INSERT INTO runs (id, %1) SELECT ?, %1 FROM runs_1 WHERE uid = ?").arg(columns),
            {id.value(), uid});
    if (!moved)
        return moved;
    const RunValues values = recorded(run);
    moved = database.exec(
        QStringLiteral("INSERT INTO documents (run, start_json, descriptors_json, stop_json, said)"
                       " SELECT ?, start_json, descriptors_json, stop_json, ? FROM runs_1 WHERE uid = ?"),
        {id.value(), values.said(), uid});
    return moved ? ValueIndex(database).add(id.value(), values) : moved;
}

Result<void> moveRuns(const Database& database)
{
    auto runs = database.query(QStringLiteral("SELECT * FROM runs_1 ORDER BY start_ns, scan_id"));
    if (!runs)
        return runs.error();
    while (runs.value().next()) {
        if (auto moved = moveRun(database, runs.value()); !moved)
            return moved;
    }
    runs.value().finish();
    return database.exec(QStringLiteral("DROP TABLE runs_1"));
}

} // namespace

Result<Database> openCatalogueDatabase(const QString& path)
{
    static const Database::Migrations migrations{first(), second()};
    return Database::open(path, migrations, Durability::Process,
        [](const Database& database, int version) { return version == 2 ? moveRuns(database) : Result<void>(); });
}

Result<qint64> freeRunId(const Database& database, qint64 startedNs)
{
    const qint64 wanted = startedNs / 1'000'000;
    // The first number from there on that is free: its predecessor is taken, or it is the one that is wanted.
    auto free = database.query(
        QStringLiteral(
            "SELECT ? WHERE NOT EXISTS (SELECT 1 FROM runs WHERE id = ?) UNION ALL SELECT id + 1 FROM runs AS r"
            " WHERE id >= ? AND NOT EXISTS (SELECT 1 FROM runs WHERE id = r.id + 1) LIMIT 1"),
        {wanted, wanted, wanted});
    if (!free)
        return free.error();
    return free.value().next() ? free.value().value(0).toLongLong() : wanted;
}

} // namespace storage
