#include "storage/catalogue/runrecovery.h"

#include "storage/catalogue/runrow.h"
#include "storage/processmark.h"

#include <QCoreApplication>
#include <QUuid>

#include <utility>

namespace storage {

using devices::Result;

namespace {

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

Result<std::vector<RunSummary>> RunRecovery::recover()
{
    auto rows = m_database.query(QStringLiteral("SELECT ") + summaryColumns()
        + QStringLiteral(", host, pid, born FROM runs AS r WHERE exit_status = '' OR file_open"));
    if (!rows)
        return rows.error();
    std::vector<std::pair<RunSummary, ProcessMark>> open;
    while (rows.value().next()) {
        const QSqlQuery& row = rows.value();
        open.emplace_back(summaryFrom(row),
            ProcessMark{row.value(summaryColumnCount).toString(), row.value(summaryColumnCount + 1).toLongLong(),
                row.value(summaryColumnCount + 2).toString()});
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
        auto finished = recoverRun(std::move(run));
        if (!finished)
            return finished.error();
        if (finished.value())
            recovered.push_back(*std::move(finished).value());
    }
    return recovered;
}

/// Nothing if only the file was left to be finished.
Result<std::optional<RunSummary>> RunRecovery::recoverRun(RunSummary run)
{
    const bool stopped = !run.running();
    scans::RunStop stop = processEnded(run);
    if (stopped) {
        stop.time = run.stopped.value_or(run.started);
        stop.exitStatus = run.exitStatus;
        stop.reason = run.reason;
        stop.reasonCode = run.reasonCode;
    }
    Result<Catalogue::FileEnd> end = Catalogue::FileEnd{};
    if (!run.file.isEmpty())
        end = m_finishFile(run.file, stop);
    if (!end) // said once: a file that is lost would be tried at every start
        stop.reason += QLatin1Char(' ') + end.error().message;
    else
        stop.numEvents[QStringLiteral("primary")] = end.value().points;
    if (!stopped && end)
        stop.time = end.value().lastPoint.value_or(run.started);
    if (auto done = m_catalogue.setFile(run.uid, run.file, false); !done)
        return done.error();
    if (stopped && end)
        return std::optional<RunSummary>();
    if (auto done = m_catalogue.finish(stop); !done)
        return done.error();
    run.exitStatus = stop.exitStatus;
    run.reason = stop.reason;
    run.reasonCode = stop.reasonCode;
    run.stopped = stop.time;
    run.pointsDone = stop.numEvents[QStringLiteral("primary")];
    return std::optional(std::move(run));
}

} // namespace storage
