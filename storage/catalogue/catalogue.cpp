#include "storage/catalogue/catalogue.h"

#include "storage/catalogue/catalogueschema.h"
#include "storage/catalogue/runrecovery.h"
#include "storage/catalogue/runrow.h"
#include "storage/catalogue/runsearch.h"
#include "storage/processmark.h"
#include "storage/runmetadata.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <limits>
#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

QString compact(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject object(const QVariant& text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

int pointsOf(const scans::RunStop& stop)
{
    const auto primary = stop.numEvents.find(QStringLiteral("primary"));
    return primary == stop.numEvents.end() ? 0 : primary->second;
}

RunValues valuesOf(const ImportedRun& run)
{
    RunValues values;
    values.add(QStringLiteral("file"), run.file);
    values.add(QStringLiteral("imported"), true);
    QJsonObject columns;
    for (const QString& column : run.columns)
        columns.insert(column, QJsonObject());
    values.addColumns({{QStringLiteral("data_keys"), columns}});
    for (const auto& [name, position] : run.positions)
        values.add(name, position);
    return values;
}

} // namespace

Result<Catalogue> Catalogue::open(const QString& path)
{
    auto database = openCatalogueDatabase(path);
    if (!database)
        return database.error();
    return Catalogue(std::move(database).value());
}

Catalogue::Catalogue(Database database)
    : m_database(std::make_unique<Database>(std::move(database)))
{
}

Result<std::vector<RunSummary>> Catalogue::runs(const RunFilter& filter) const
{
    auto rows = RunSearch(*m_database, RunQuery::parse(filter.text), filter.withHidden)
                    .page(summaryColumns(), filter.before.value_or(std::numeric_limits<qint64>::max()), filter.limit);
    if (!rows)
        return rows.error();
    std::vector<RunSummary> runs;
    while (rows.value().next())
        runs.push_back(summaryFrom(rows.value()));
    return runs;
}

Result<int> Catalogue::count(const QString& text, int most) const
{
    return RunSearch(*m_database, RunQuery::parse(text)).count(most);
}

Result<RunRecord> Catalogue::run(const QString& uid) const
{
    auto rows = m_database->query(QStringLiteral("SELECT ") + summaryColumns()
            + QStringLiteral(", d.start_json, d.descriptors_json, d.stop_json FROM runs AS r JOIN documents AS d"
                             " ON d.run = r.id WHERE r.uid = ?"),
        {uid});
    if (!rows)
        return rows.error();
    QSqlQuery& row = rows.value();
    if (!row.next()) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("storage", "The catalogue has no run %1.").arg(uid), m_database->path()};
    }
    RunRecord record;
    record.summary = summaryFrom(row);
    record.start = object(row.value(summaryColumnCount));
    record.descriptors = QJsonDocument::fromJson(row.value(summaryColumnCount + 1).toString().toUtf8()).array();
    record.stop = object(row.value(summaryColumnCount + 2));
    return record;
}

Result<RunSummary> Catalogue::summary(const QString& uid) const
{
    auto rows = m_database->query(
        QStringLiteral("SELECT ") + summaryColumns() + QStringLiteral(" FROM runs AS r WHERE r.uid = ?"), {uid});
    if (!rows)
        return rows.error();
    if (rows.value().next())
        return summaryFrom(rows.value());
    return Error{ErrorCode::BadValue, QCoreApplication::translate("storage", "The catalogue has no run %1.").arg(uid),
        m_database->path()};
}

Result<QString> Catalogue::uidOf(const QString& name) const
{
    bool isNumber = false;
    const qint64 scanId = name.toLongLong(&isNumber);
    // A range of the index on uids: a beginning is everything from it up to the next possible one.
    const bool byNumber = isNumber && name.size() < 8;
    auto rows = m_database->query(byNumber
            ? QStringLiteral("SELECT r.uid FROM value_keys AS k JOIN run_values AS v ON v.key = k.id JOIN runs AS r"
                             " ON r.id = v.run WHERE k.name = 'scan' AND v.value = ? ORDER BY v.run DESC LIMIT 1")
            : QStringLiteral("SELECT uid FROM runs WHERE uid >= ? AND uid < ? || char(1114111) ORDER BY uid LIMIT 2"),
        byNumber ? QVariantList{scanId} : QVariantList{name, name});
    if (!rows)
        return rows.error();
    QStringList found;
    while (rows.value().next())
        found << rows.value().value(0).toString();
    if (found.size() == 1 || (found.size() > 1 && found.front() == name))
        return found.front();
    const QString text = found.isEmpty()
        ? QCoreApplication::translate("storage", "The catalogue has no run %1.").arg(name)
        : QCoreApplication::translate("storage", "Several runs begin with %1.").arg(name);
    return Error{ErrorCode::BadValue, text, m_database->path()};
}

Result<QStringList> Catalogue::keys() const
{
    auto keys = ValueIndex(*m_database).keys();
    if (!keys)
        return keys;
    QStringList all = builtInQueryKeys() + keys.value();
    all.removeDuplicates();
    all.sort(Qt::CaseInsensitive);
    return all;
}

std::optional<QueryProblem> Catalogue::check(const RunQuery& query) const
{
    if (query.problem())
        return query.problem();
    const ValueIndex index(*m_database);
    for (const QueryTerm& term : query.terms()) {
        if (term.key.isEmpty() || builtInQueryKeys().contains(term.key))
            continue;
        const auto id = index.find(term.key);
        if (id && !id.value()) {
            return QueryProblem{term.keyPosition, static_cast<int>(term.key.size()),
                QCoreApplication::translate("storage", "No run has anything called %1.").arg(term.key)};
        }
    }
    return {};
}

Result<qint64> Catalogue::dataVersion() const
{
    auto rows = m_database->query(QStringLiteral("PRAGMA data_version"));
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toLongLong() : 0;
}

Result<qint64> Catalogue::nextScanId()
{
    qint64 next = 0;
    auto done = m_database->transaction([&]() -> Result<void> {
        auto rows = m_database->query(
            QStringLiteral("UPDATE counters SET value = value + 1 WHERE name = 'scan_id' RETURNING value"));
        if (!rows)
            return rows.error();
        if (rows.value().next())
            next = rows.value().value(0).toLongLong();
        rows.value().finish();
        return {};
    });
    if (!done)
        return done.error();
    return next;
}

Result<qint64> Catalogue::expectedScanId() const
{
    auto rows = m_database->query(QStringLiteral("SELECT value + 1 FROM counters WHERE name = 'scan_id'"));
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toLongLong() : 1;
}

Result<void> Catalogue::begin(const scans::RunStart& start)
{
    return m_database->transaction([&]() -> Result<void> {
        const auto id = insert(start);
        return id ? Result<void>() : id.error();
    });
}

Result<qint64> Catalogue::insert(const scans::RunStart& start)
{
    const auto id = freeRunId(*m_database, toNs(start.time).toLongLong());
    if (!id)
        return id;
    const RunMetadata about(start);
    const ProcessMark process = ProcessMark::current();
    const QString json = compact(scans::toJson(std::make_shared<const scans::RunStart>(start)));
    RunValues values = RunValues::of(start, about);
    values.addEnd({});
    auto done = m_database->exec(
        QStringLiteral(
            "INSERT INTO runs (id, uid, scan_id, plan_name, title, start_ns, points_planned, motors, detectors,"
            " sample, user, host, pid, born) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {id.value(), start.uid, start.scanId, about.planName, about.title, toNs(start.time), about.points,
            about.motors.join(QLatin1Char('\t')), about.detectors.join(QLatin1Char('\t')), about.sample, about.user,
            process.host, process.pid, process.born});
    if (done) {
        done = m_database->exec(QStringLiteral("INSERT INTO documents (run, start_json, said) VALUES (?, ?, ?)"),
            {id.value(), json, values.said()});
    }
    if (done)
        done = ValueIndex(*m_database).add(id.value(), values);
    return done ? id : done.error();
}

Result<qint64> Catalogue::idOf(const QString& uid) const
{
    auto rows = m_database->query(QStringLiteral("SELECT id FROM runs WHERE uid = ?"), {uid});
    if (!rows)
        return rows.error();
    // Documents of a run that was never begun change nothing.
    return rows.value().next() ? rows.value().value(0).toLongLong() : -1;
}

Result<void> Catalogue::change(const QString& uid, const std::function<Result<void>(qint64)>& work)
{
    return m_database->transaction([&]() -> Result<void> {
        const auto id = idOf(uid);
        if (!id)
            return id.error();
        return id.value() < 0 ? Result<void>() : work(id.value());
    });
}

Result<void> Catalogue::setFile(const QString& uid, const QString& file, bool open)
{
    return change(uid, [&](qint64 id) -> Result<void> {
        auto done = m_database->exec(
            QStringLiteral("UPDATE runs SET file = ?, file_open = ? WHERE id = ?"), {file, open, id});
        return done ? ValueIndex(*m_database).set(id, QStringLiteral("file"), {file}) : done;
    });
}

Result<void> Catalogue::addDescriptor(const scans::EventDescriptor& descriptor)
{
    const QJsonObject json = scans::toJson(std::make_shared<const scans::EventDescriptor>(descriptor));
    return change(descriptor.runStart, [&](qint64 id) -> Result<void> {
        auto done = m_database->exec(
            QStringLiteral("UPDATE documents SET descriptors_json = json_insert(descriptors_json, '$[#]', json(?))"
                           " WHERE run = ?"),
            {compact(json), id});
        RunValues columns;
        columns.addColumns(json);
        return done ? append(id, columns) : done;
    });
}

Result<void> Catalogue::addPositions(const QString& uid, const std::map<QString, double>& positions)
{
    RunValues values;
    for (const auto& [name, position] : positions)
        values.add(name, position);
    return change(uid, [&](qint64 id) { return append(id, values); });
}

Result<void> Catalogue::append(qint64 id, const RunValues& values)
{
    if (const QString said = values.said(); !said.isEmpty()) {
        auto done = m_database->exec(
            QStringLiteral("UPDATE documents SET said = said || char(10) || ? WHERE run = ?"), {said, id});
        if (!done)
            return done;
    }
    return ValueIndex(*m_database).add(id, values);
}

Result<void> Catalogue::finish(const scans::RunStop& stop)
{
    return change(stop.runStart, [&](qint64 id) { return end(id, stop); });
}

Result<void> Catalogue::end(qint64 id, const scans::RunStop& stop)
{
    const int points = pointsOf(stop);
    const QString json = compact(scans::toJson(std::make_shared<const scans::RunStop>(stop)));
    auto started = m_database->query(
        QStringLiteral("UPDATE runs SET stop_ns = ?, exit_status = ?, reason = ?, reason_code = ?, points_done = ?"
                       " WHERE id = ? RETURNING start_ns"),
        {toNs(stop.time), stop.exitStatus, stop.reason, stop.reasonCode, points, id});
    if (!started)
        return started.error();
    const devices::Timestamp begin = started.value().next() ? fromNs(started.value().value(0)) : stop.time;
    started.value().finish();
    auto done = m_database->exec(QStringLiteral("UPDATE documents SET stop_json = ? WHERE run = ?"), {json, id});
    RunValues values;
    values.addEnd({stop.exitStatus, stop.reason, stop.reasonCode, points,
        std::chrono::duration<double>(stop.time - begin).count()});
    const ValueIndex index(*m_database);
    for (const char* key : {"status", "reason", "points", "duration"}) {
        if (done)
            done = index.set(id, QLatin1String(key), {}); // a recovered run ends a second time
    }
    return done ? append(id, values) : done;
}

Result<bool> Catalogue::hasFile(const QString& file) const
{
    auto rows = m_database->query(
        QStringLiteral("SELECT 1 FROM runs WHERE file = ? AND exit_status IS NOT 'unknown'"), {file});
    if (!rows)
        return rows.error();
    return rows.value().next();
}

Result<bool> Catalogue::import(const ImportedRun& run)
{
    bool added = false;
    auto done = m_database->transaction([&]() -> Result<void> {
        auto known = m_database->query(
            QStringLiteral(
                "SELECT id, imported AND uid = ? AND file = ? AND (exit_status IS NOT ? OR points_done IS NOT ?)"
                " FROM runs WHERE uid = ? OR file = ?"),
            {run.start.uid, run.file, run.stop.exitStatus, pointsOf(run.stop), run.start.uid, run.file});
        if (!known)
            return known.error();
        added = !known.value().next();
        const qint64 id = added ? 0 : known.value().value(0).toLongLong();
        const bool changed = !added && known.value().value(1).toBool();
        known.value().finish();
        return added ? addImported(run) : changed ? refresh(id, run) : Result<void>();
    });
    if (!done)
        return done.error();
    return added;
}

Result<void> Catalogue::addImported(const ImportedRun& run)
{
    const auto id = insert(run.start);
    if (!id)
        return id.error();
    auto done = m_database->exec(
        QStringLiteral("UPDATE runs SET file = ?, imported = 1 WHERE id = ?"), {run.file, id.value()});
    if (done)
        done = append(id.value(), valuesOf(run));
    return done ? end(id.value(), run.stop) : done;
}

/// What was found out about the run before, and what was not there to be looked at, is no longer so.
Result<void> Catalogue::refresh(qint64 id, const ImportedRun& run)
{
    auto done = ValueIndex(*m_database).add(id, valuesOf(run));
    if (done) {
        done = m_database->exec(QStringLiteral("UPDATE runs SET verified = 0, verified_text = '' WHERE id = ?"), {id});
    }
    if (done)
        done = ValueIndex(*m_database).set(id, QStringLiteral("verified"), {});
    return done ? end(id, run.stop) : done;
}

Result<std::vector<RunSummary>> Catalogue::recover(const FinishFile& finishFile)
{
    return RunRecovery(*this, *m_database, finishFile).recover();
}

} // namespace storage
