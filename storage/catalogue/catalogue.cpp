#include "storage/catalogue/catalogue.h"

#include "storage/processmark.h"
#include "storage/runmetadata.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QUuid>

#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;
using devices::Timestamp;

namespace {

const Database::Migrations& migrations()
{
    static const Database::Migrations steps{
        {QStringLiteral("CREATE TABLE runs (uid TEXT PRIMARY KEY, scan_id INTEGER NOT NULL, plan_name TEXT NOT NULL,"
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
            QStringLiteral("INSERT INTO counters VALUES ('scan_id', 0)")},
    };
    return steps;
}

const QString summaryColumns
    = QStringLiteral("uid, scan_id, plan_name, title, start_ns, stop_ns, exit_status, reason, reason_code,"
                     " points_planned, points_done, motors, detectors, sample, user, file");

Timestamp fromNs(const QVariant& ns)
{
    return Timestamp(std::chrono::nanoseconds(ns.toLongLong()));
}

QVariant toNs(Timestamp time)
{
    return QVariant::fromValue(static_cast<qint64>(time.time_since_epoch().count()));
}

/// Names in one text: tabs occur in no name.
QStringList fromTabs(const QString& text)
{
    return text.split(QLatin1Char('\t'), Qt::SkipEmptyParts);
}

RunSummary summaryFrom(const QSqlQuery& row)
{
    RunSummary run;
    run.uid = row.value(0).toString();
    run.scanId = row.value(1).toLongLong();
    run.planName = row.value(2).toString();
    run.title = row.value(3).toString();
    run.started = fromNs(row.value(4));
    if (!row.value(5).isNull())
        run.stopped = fromNs(row.value(5));
    run.exitStatus = row.value(6).toString();
    run.reason = row.value(7).toString();
    run.reasonCode = row.value(8).toString();
    run.pointsPlanned = row.value(9).toInt();
    run.pointsDone = row.value(10).toInt();
    run.motors = fromTabs(row.value(11).toString());
    run.detectors = fromTabs(row.value(12).toString());
    run.sample = row.value(13).toString();
    run.user = row.value(14).toString();
    run.file = row.value(15).toString();
    return run;
}

QString compact(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject object(const QVariant& text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

/// WHERE clause for a text filter; appends its values.
QString where(const QString& text, QVariantList& values)
{
    QStringList conditions;
    for (QString word : text.simplified().toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        conditions << QStringLiteral("instr(search, ?) > 0");
        values << word;
    }
    return conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + conditions.join(QStringLiteral(" AND "));
}

scans::RunStop processEnded(const RunSummary& run)
{
    scans::RunStop stop;
    stop.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    stop.runStart = run.uid;
    stop.time = run.started;
    stop.exitStatus = QStringLiteral("fail");
    stop.reason = QCoreApplication::translate("storage", "The program ended before the run did.");
    stop.reasonCode = QStringLiteral("process_ended");
    return stop;
}

} // namespace

Result<Catalogue> Catalogue::open(const QString& path)
{
    auto database = Database::open(path, migrations(), Durability::Process);
    if (!database)
        return database.error();
    return Catalogue(std::move(database).value());
}

Catalogue::Catalogue(Database database)
    : m_database(std::move(database))
{
}

Result<std::vector<RunSummary>> Catalogue::runs(const RunFilter& filter) const
{
    QVariantList values;
    const QString sql = QStringLiteral("SELECT ") + summaryColumns + QStringLiteral(" FROM runs")
        + where(filter.text, values) + QStringLiteral(" ORDER BY start_ns DESC, scan_id DESC LIMIT ? OFFSET ?");
    values << filter.limit << filter.offset;
    auto rows = m_database.query(sql, values);
    if (!rows)
        return rows.error();
    std::vector<RunSummary> runs;
    while (rows.value().next())
        runs.push_back(summaryFrom(rows.value()));
    return runs;
}

Result<int> Catalogue::count(const QString& text) const
{
    QVariantList values;
    auto rows = m_database.query(QStringLiteral("SELECT count(*) FROM runs") + where(text, values), values);
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toInt() : 0;
}

Result<RunRecord> Catalogue::run(const QString& uid) const
{
    auto rows = m_database.query(QStringLiteral("SELECT ") + summaryColumns
            + QStringLiteral(", start_json, descriptors_json, stop_json FROM runs WHERE uid = ?"),
        {uid});
    if (!rows)
        return rows.error();
    QSqlQuery& row = rows.value();
    if (!row.next()) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("storage", "The catalogue has no run %1.").arg(uid), m_database.path()};
    }
    RunRecord record;
    record.summary = summaryFrom(row);
    record.start = object(row.value(16));
    record.descriptors = QJsonDocument::fromJson(row.value(17).toString().toUtf8()).array();
    record.stop = object(row.value(18));
    return record;
}

Result<qint64> Catalogue::dataVersion() const
{
    auto rows = m_database.query(QStringLiteral("PRAGMA data_version"));
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toLongLong() : 0;
}

Result<qint64> Catalogue::nextScanId()
{
    qint64 next = 0;
    auto done = m_database.transaction([&]() -> Result<void> {
        auto rows = m_database.query(
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

Result<void> Catalogue::begin(const scans::RunStart& start)
{
    const RunMetadata about(start);
    const ProcessMark process = ProcessMark::current();
    const QString json = compact(scans::toJson(std::make_shared<const scans::RunStart>(start)));
    const QString search = (about.title + QLatin1Char('\n') + about.user + QLatin1Char('\n') + json).toCaseFolded();
    return m_database.exec(
        QStringLiteral(
            "INSERT INTO runs (uid, scan_id, plan_name, title, start_ns, points_planned, motors, detectors, sample,"
            " user, start_json, search, host, pid, born) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {start.uid, start.scanId, about.planName.isNull() ? QStringLiteral("") : about.planName, about.title,
            toNs(start.time), about.points, about.motors.join(QLatin1Char('\t')),
            about.detectors.join(QLatin1Char('\t')), about.sample.isNull() ? QStringLiteral("") : about.sample,
            about.user, json, search, process.host, process.pid, process.born});
}

Result<void> Catalogue::setFile(const QString& uid, const QString& file, bool open)
{
    return m_database.exec(QStringLiteral("UPDATE runs SET file = ?, file_open = ? WHERE uid = ?"), {file, open, uid});
}

Result<void> Catalogue::addDescriptor(const scans::EventDescriptor& descriptor)
{
    const QString json = compact(scans::toJson(std::make_shared<const scans::EventDescriptor>(descriptor)));
    return m_database.exec(
        QStringLiteral(
            "UPDATE runs SET descriptors_json = json_insert(descriptors_json, '$[#]', json(?)) WHERE uid = ?"),
        {json, descriptor.runStart});
}

Result<void> Catalogue::finish(const scans::RunStop& stop)
{
    const auto primary = stop.numEvents.find(QStringLiteral("primary"));
    const int points = primary == stop.numEvents.end() ? 0 : primary->second;
    const QString json = compact(scans::toJson(std::make_shared<const scans::RunStop>(stop)));
    return m_database.exec(
        QStringLiteral("UPDATE runs SET stop_ns = ?, exit_status = ?, reason = ?, reason_code = ?, points_done = ?,"
                       " stop_json = ?, search = search || char(10) || ? WHERE uid = ?"),
        {toNs(stop.time), stop.exitStatus, stop.reason.isNull() ? QStringLiteral("") : stop.reason,
            stop.reasonCode.isNull() ? QStringLiteral("") : stop.reasonCode, points, json, json.toCaseFolded(),
            stop.runStart});
}

Result<std::vector<RunSummary>> Catalogue::recover(const FinishFile& finishFile)
{
    auto rows = m_database.query(QStringLiteral("SELECT ") + summaryColumns
        + QStringLiteral(", host, pid, born FROM runs WHERE exit_status = '' OR file_open"));
    if (!rows)
        return rows.error();
    std::vector<std::pair<RunSummary, ProcessMark>> open;
    while (rows.value().next()) {
        const QSqlQuery& row = rows.value();
        open.emplace_back(summaryFrom(row),
            ProcessMark{row.value(16).toString(), row.value(17).toLongLong(), row.value(18).toString()});
    }
    rows.value().finish();

    const ProcessMark self = ProcessMark::current();
    std::vector<RunSummary> recovered;
    for (auto& [run, process] : open) {
        if (process.mayBeAlive())
            continue;
        // Two programs may start at the same moment: whoever takes the run over, finishes it.
        const auto claimed = m_database.query(
            QStringLiteral("UPDATE runs SET pid = ?, born = ? WHERE uid = ? AND pid = ? AND born = ?"),
            {self.pid, self.born, run.uid, process.pid, process.born});
        if (!claimed)
            return claimed.error();
        if (claimed.value().numRowsAffected() != 1)
            continue;
        auto finished = recoverRun(std::move(run), finishFile);
        if (!finished)
            return finished.error();
        if (finished.value())
            recovered.push_back(*std::move(finished).value());
    }
    return recovered;
}

/// Nothing if only the file was left to be finished.
Result<std::optional<RunSummary>> Catalogue::recoverRun(RunSummary run, const FinishFile& finishFile)
{
    const bool stopped = !run.running();
    scans::RunStop stop = processEnded(run);
    if (stopped) {
        stop.time = run.stopped.value_or(run.started);
        stop.exitStatus = run.exitStatus;
        stop.reason = run.reason;
        stop.reasonCode = run.reasonCode;
    }
    Result<FileEnd> end = FileEnd{};
    if (!run.file.isEmpty())
        end = finishFile(run.file, stop);
    if (!end) // said once: a file that is lost would be tried at every start
        stop.reason += QLatin1Char(' ') + end.error().message;
    else
        stop.numEvents[QStringLiteral("primary")] = end.value().points;
    if (!stopped && end)
        stop.time = end.value().lastPoint.value_or(run.started);
    if (auto done = setFile(run.uid, run.file, false); !done)
        return done.error();
    if (stopped && end)
        return std::optional<RunSummary>();
    if (auto done = finish(stop); !done)
        return done.error();
    run.exitStatus = stop.exitStatus;
    run.reason = stop.reason;
    run.reasonCode = stop.reasonCode;
    run.stopped = stop.time;
    run.pointsDone = stop.numEvents[QStringLiteral("primary")];
    return std::optional(std::move(run));
}

} // namespace storage
