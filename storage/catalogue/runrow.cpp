#include "storage/catalogue/runrow.h"

#include <QVariant>

namespace storage {

namespace {

/// Names in one text: tabs occur in no name.
QStringList fromTabs(const QVariant& text)
{
    return text.toString().split(QLatin1Char('\t'), Qt::SkipEmptyParts);
}

} // namespace

const QString& summaryColumns()
{
    static const QString columns = QStringLiteral(
        "r.id, r.uid, r.scan_id, r.plan_name, r.title, r.start_ns, r.stop_ns, r.exit_status, r.reason,"
        " r.reason_code, r.points_planned, r.points_done, r.motors, r.detectors, r.sample, r.user, r.file,"
        " r.imported, r.star, r.hidden, r.tags, r.comment, r.verified, r.verified_text");
    return columns;
}

devices::Timestamp fromNs(const QVariant& ns)
{
    return devices::Timestamp(std::chrono::nanoseconds(ns.toLongLong()));
}

QVariant toNs(devices::Timestamp time)
{
    return QVariant::fromValue(static_cast<qint64>(time.time_since_epoch().count()));
}

RunSummary summaryFrom(const QSqlQuery& row)
{
    int column = 0;
    const auto next = [&row, &column] { return row.value(column++); };
    RunSummary run;
    run.id = next().toLongLong();
    run.uid = next().toString();
    run.scanId = next().toLongLong();
    run.planName = next().toString();
    run.title = next().toString();
    run.started = fromNs(next());
    if (const QVariant stopped = next(); !stopped.isNull())
        run.stopped = fromNs(stopped);
    run.exitStatus = next().toString();
    run.reason = next().toString();
    run.reasonCode = next().toString();
    run.pointsPlanned = next().toInt();
    run.pointsDone = next().toInt();
    run.motors = fromTabs(next());
    run.detectors = fromTabs(next());
    run.sample = next().toString();
    run.user = next().toString();
    run.file = next().toString();
    run.imported = next().toBool();
    run.star = next().toBool();
    run.hidden = next().toBool();
    run.tags = fromTabs(next());
    run.comment = next().toString();
    run.verified = static_cast<Verified>(next().toInt());
    run.verifiedText = next().toString();
    return run;
}

} // namespace storage
